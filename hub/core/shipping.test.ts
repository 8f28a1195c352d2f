/** A device's real log, shipped as devices ship it, and what the hub makes of logs that begin in the middle, have gaps or have parted. */
import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { EventLog } from "#shared/log/event-log.ts";
import { Shipper, type ShipperInput, type ShipperOutput, statementOf } from "#shared/log/shipper.ts";
import type { DeviceEvent } from "#shared/queue/events.ts";
import { callable } from "#shared/queue/line.ts";
import { type LogMessage, rowsPerMessageMax } from "#shared/wire/payloads.ts";
import { BacklogWatch } from "../backlog-watch.ts";
import { decodeFromDevice } from "../decode.ts";
import type { HubEffect } from "./contract.ts";
import { DeviceHarness, digest, HubHarness, start } from "./harness.ts";

const minute = 60_000;

/** A kiosk's log and its shipper. What it sends arrives at once, or is kept in `held` while the link is `slow`. */
class LoggedKiosk {
  readonly hub: HubHarness;
  database: Database.Database;
  log: EventLog;
  shipper: Shipper;
  boot = "k1";
  mono = 0;
  slow = false;
  readonly waiting: LogMessage[] = [];
  #epochs = 1;
  #own = 0;

  constructor(hub: HubHarness, database = new Database(":memory:")) {
    this.hub = hub;
    this.database = database;
    this.log = this.#open();
    this.shipper = new Shipper(this.log, this.log.cursor("hub"), rowsPerMessageMax);
  }

  #open(): EventLog {
    return new EventLog(this.database, digest, { source: "kiosk-1", epoch: "e1" });
  }

  /** As another copy of this storage, taken now. */
  copy(): LoggedKiosk {
    const copy = new LoggedKiosk(this.hub, new Database(this.database.serialize()));
    copy.#own = this.#own;
    copy.#epochs = 5;
    copy.boot = "k2";
    return copy;
  }

  write(...events: DeviceEvent[]): void {
    this.log.append(events.map((event) => ({ ...event, at: start, boot: this.boot, mono: this.mono })));
  }

  tickets(count: number): string[] {
    const first = this.log.last + 1;
    const numbers = Array.from({ length: count }, () => {
      this.#own += 1;
      return new DeviceHarness("kiosk-1").ticket({ letter: "C", count: this.#own, request: null, date: null });
    });
    this.write(...numbers);
    return numbers.map((_, place) => `kiosk-1.${this.log.identity.epoch}.${first + place}`);
  }

  beginEpoch(first = this.log.last + 1, why: "hardware" | "fork" = "hardware"): void {
    this.#epochs += 1;
    const epoch = `e${this.#epochs}`;
    const from = { epoch: this.log.identity.epoch, seq: first - 1, hash: this.log.hashAfter(first - 1) ?? "" };
    const record = { kind: "epoch-begun", version: 1, body: { epoch, from, why }, at: start, boot: this.boot, mono: this.mono };
    this.log.relabel(first, epoch, [record]);
  }

  prune(before: number): void {
    this.log.saveSnapshot(this.log.last, 1, "state");
    this.log.prune(before);
  }

  restart(boot: string): void {
    this.boot = boot;
    this.mono = 0;
    this.step({ kind: "disconnected" });
  }

  pass(ms: number): void {
    this.mono += ms;
    this.hub.at += ms;
  }

  /** Connects, and ships until the hub has everything or the link is slow. */
  ship(): HubEffect[] {
    const before = this.hub.effects.length;
    this.step({ kind: "connected", atMs: 0 });
    return this.hub.effects.slice(before);
  }

  /** Lets one message through. */
  let(): HubEffect[] {
    const message = this.waiting.shift();
    return message ? this.#deliver(message) : [];
  }

  step(input: ShipperInput): void {
    for (const output of this.shipper.step(input)) this.#carryOut(output);
  }

  #carryOut(output: ShipperOutput): void {
    if (output.kind === "stored") this.log.setCursor("hub", output.seq);
    if (output.kind === "parted") {
      this.beginEpoch(output.after + 1, "fork");
      this.step({ kind: "connected", atMs: 0 });
    }
    if (output.kind === "compare") {
      const seqs = [...output.seqs];
      const answer = this.hub.ask("kiosk-1", { id: "c", kind: "compare", epoch: output.epoch, seqs });
      if (answer.kind === "compared") this.step({ kind: "compared", atMs: 0, seqs, hashes: answer.hashes });
    }
    if (output.kind !== "send") return;
    const { from, to } = output;
    const rows = from > to ? [] : this.log.read(from, to - from + 1);
    const message = {
      ...statementOf(this.log, output),
      sent: { at: start, boot: this.boot, mono: this.mono },
      rows: rows.map(({ seq, kind, version, at, boot, mono, body }) => ({ seq, kind, version, at, boot, mono, body })),
    };
    if (this.slow) this.waiting.push(message);
    else this.#deliver(message);
  }

  #deliver(message: LogMessage): HubEffect[] {
    const effects = this.hub.send({ kind: "log", device: "kiosk-1", message });
    for (const effect of effects) {
      if (effect.kind !== "ack") continue;
      const { epoch, next, hash, ask = false } = effect.message;
      this.step({ kind: "acknowledged", atMs: 0, epoch, next, hash, ask });
    }
    return effects;
  }
}

function office(): { hub: HubHarness; kiosk: LoggedKiosk } {
  const hub = HubHarness.opened();
  hub.ask("kiosk-1", { id: "enrol", kind: "enrol", epoch: "e1" });
  hub.command("sign-in", { agent: 21, counter: "counter-1" });
  return { hub, kiosk: new LoggedKiosk(hub) };
}

const callNext = (hub: HubHarness) => hub.command("call-next", { agent: 21, counter: "counter-1" });
const raised = (effects: readonly HubEffect[]) => effects.flatMap((each) => (each.kind === "raise" ? [each.fault] : []));
const line = (hub: HubHarness) => [...callable(hub.state)].map((visit) => visit.id);
const sources = (hub: HubHarness) => Object.fromEntries([...hub.state.sources].map(([key, { next }]) => [key, next]));

describe("a storage on other hardware", () => {
  it("goes on in an epoch that begins in the middle; what the old one still had to say comes first, under its own name", () => {
    const { hub, kiosk } = office();
    const [first = ""] = kiosk.tickets(1);
    kiosk.ship();
    const [second = ""] = kiosk.tickets(1);
    kiosk.pass(minute);
    kiosk.beginEpoch();
    const [third = ""] = kiosk.tickets(1);
    expect(raised(kiosk.ship())).toEqual([]);
    expect(line(hub)).toEqual([first, second, third]);
    expect([first, second, third]).toEqual(["kiosk-1.e1.1", "kiosk-1.e1.2", "kiosk-1.e2.4"]);
    expect(sources(hub)).toEqual({ "kiosk-1/e1": 3, "kiosk-1/e2": 5 });
    hub.restart("boot-2");
    expect(sources(hub)).toEqual({ "kiosk-1/e1": 3, "kiosk-1/e2": 5 });
  });

  it("Q-TICKET-3: never puts a ticket before an earlier one of the same storage, even when the clock tells nothing", () => {
    const { hub, kiosk } = office();
    kiosk.tickets(2);
    kiosk.ship();
    hub.at -= 10 * minute;
    kiosk.beginEpoch();
    kiosk.tickets(1);
    kiosk.ship();
    expect(line(hub)).toEqual(["kiosk-1.e1.1", "kiosk-1.e1.2", "kiosk-1.e2.4"]);
    expect(hub.state.visits.get("kiosk-1.e2.4")?.timeUncertain).toBe(true);
  });

  it("Q-TICKET-3: nor when the new epoch was heard of before its first ticket, by a hub that had started with another clock", () => {
    const { hub, kiosk } = office();
    kiosk.tickets(2);
    kiosk.ship();
    hub.at -= 10 * minute;
    hub.restart("boot-2");
    kiosk.beginEpoch();
    kiosk.ship();
    kiosk.tickets(1);
    kiosk.ship();
    expect(line(hub)).toEqual(["kiosk-1.e1.1", "kiosk-1.e1.2", "kiosk-1.e2.4"]);
    expect(hub.state.visits.get("kiosk-1.e2.4")?.timeUncertain).toBe(true);
  });
});

describe("two copies of one storage", () => {
  it("Q-EVENT-1 Q-TICKET-1: part where they parted: every paper of both is one visit, and staff are told to look for numbers given twice", () => {
    const { hub, kiosk } = office();
    kiosk.tickets(3);
    kiosk.ship();
    const copy = kiosk.copy();
    kiosk.tickets(2);
    kiosk.ship();
    copy.tickets(4);
    const effects = copy.ship();
    expect(raised(effects)).toMatchObject([{ fault: "log-forked", facts: { device: "kiosk-1" } }]);
    expect(hub.state.tickets).toBe(3 + 2 + 4);
    expect(sources(hub)).toEqual({ "kiosk-1/e1": 6, "kiosk-1/e6": 9 });
    expect(hub.state.sources.get("kiosk-1/e6")?.from).toEqual({ epoch: "e1", seq: 3 });
    // Both go on, and each connection of either finds nothing new to settle.
    kiosk.tickets(1);
    expect(raised(kiosk.ship())).toEqual([]);
    copy.tickets(1);
    expect(raised(copy.ship())).toEqual([]);
    expect(raised(copy.ship())).toEqual([]);
    expect(hub.state.tickets).toBe(11);
    expect(copy.log.firstBrokenRow()).toBeUndefined();
  });

  it("what a row says of a ticket is taken of its own history's, though both have one of that number", () => {
    const { hub, kiosk } = office();
    kiosk.tickets(1);
    kiosk.ship();
    const copy = kiosk.copy();
    const printed = (visit: string, outcome: "printed" | "failed") =>
      ({ kind: "ticket-printed", version: 1, body: { visit, job: "j", copy: 1, outcome, fault: null } }) as const;
    const [theirs = ""] = kiosk.tickets(1);
    kiosk.write(printed(theirs, "printed"), printed("kiosk-1.e1.1", "printed"));
    kiosk.ship();
    const [ours = ""] = copy.tickets(1);
    expect(ours).toBe(theirs);
    copy.write(printed(ours, "failed"));
    copy.ship();
    expect(hub.state.visits.get("kiosk-1.e1.2")?.printed).toBe("printed");
    expect(hub.state.visits.get("kiosk-1.e6.2")?.printed).toBe("failed");
    expect(hub.state.visits.get("kiosk-1.e1.1")?.printed).toBe("printed");
  });

  it("an older image without a row of its own begins anew after what it shares, and asks for another letter", () => {
    const { hub, kiosk } = office();
    kiosk.tickets(2);
    const image = kiosk.copy();
    kiosk.ship();
    kiosk.tickets(3);
    kiosk.ship();
    image.ship();
    expect(image.log.stretches()).toMatchObject([
      { epoch: "e1", last: 2 },
      { epoch: "e6", first: 3 },
    ]);
    const letter = (epoch: string) => {
      const answer = hub.ask("kiosk-1", { id: epoch, kind: "enrol", epoch });
      return answer.kind === "enrolled" ? answer.letter : "";
    };
    expect(letter("e6")).not.toBe(letter("e1"));
  });
});

describe("rows that are nowhere any more", () => {
  it("are noted as missing, staff are told, and the rest goes on", () => {
    const { hub, kiosk } = office();
    kiosk.tickets(4);
    kiosk.ship();
    kiosk.tickets(5);
    kiosk.prune(8);
    const effects = kiosk.ship();
    expect(raised(effects)).toEqual([{ fault: "log-gap", facts: { device: "kiosk-1", from: 5, to: 7 } }]);
    expect(hub.rows.filter((row) => row.kind === "rows-missing")).toMatchObject([
      { body: { source: "kiosk-1", epoch: "e1", from: 5, to: 7, hash: kiosk.log.hashAfter(7) } },
    ]);
    expect(line(hub)).toHaveLength(6);
    expect(raised(kiosk.ship())).toEqual([]);
    hub.restart("boot-2");
    expect(sources(hub)).toEqual({ "kiosk-1/e1": 10 });
    kiosk.tickets(1);
    kiosk.ship();
    expect(line(hub)).toHaveLength(7);
  });

  it("of a whole epoch are missing to its end, and the next one is taken from its beginning", () => {
    const { hub, kiosk } = office();
    kiosk.tickets(4);
    kiosk.beginEpoch();
    kiosk.tickets(2);
    kiosk.prune(6);
    kiosk.ship();
    const missing = hub.rows
      .filter((row) => row.kind === "rows-missing")
      .map(({ body }) => body as { epoch: string; from: number; to: number });
    expect(missing.map(({ epoch, from, to }) => `${epoch} ${from}-${to}`)).toEqual(["e1 1-4", "e2 5-5"]);
    expect(line(hub)).toEqual(["kiosk-1.e2.6", "kiosk-1.e2.7"]);
  });
});

describe("a backlog", () => {
  /** 500 tickets in three messages, of which so many have come. */
  function backlog(messages: number) {
    const { hub, kiosk } = office();
    kiosk.tickets(1);
    kiosk.ship();
    kiosk.tickets(500);
    kiosk.slow = true;
    kiosk.ship();
    for (let count = 0; count <= messages; count += 1) kiosk.let();
    return { hub, kiosk };
  }

  it("Q-CALL-3 Q-TICKET-3: between two of its messages nobody of it is called; what was here before is, and all are when its end is here", () => {
    const { hub, kiosk } = backlog(1);
    expect([hub.state.tickets, hub.state.waiting, line(hub)]).toEqual([201, 1, ["kiosk-1.e1.1"]]);
    expect(callNext(hub)).toMatchObject({ done: true, visit: "kiosk-1.e1.1" });
    hub.command("no-show", { agent: 21, counter: "counter-1", visit: "kiosk-1.e1.1" });
    kiosk.let();
    expect(callNext(hub)).toMatchObject({ fault: "nobody-waiting" });
    const chosen = { agent: 21, counter: "counter-1", visit: "kiosk-1.e1.7" };
    expect(hub.command("call-from-list", chosen)).toMatchObject({ fault: "still-arriving" });
    expect(hub.state.waiting).toBe(0);
    kiosk.let();
    expect(hub.state.waiting).toBe(500);
    expect(callNext(hub)).toMatchObject({ done: true, visit: "kiosk-1.e1.2" });
    expect(hub.state.sources.get("kiosk-1/e1")?.backlog).toBeNull();
  });

  it("is not begun again while it is open, so that a busy kiosk's tickets are called", () => {
    const { hub, kiosk } = backlog(1);
    kiosk.tickets(400);
    for (let count = 0; count < 3; count += 1) kiosk.let();
    const begun = hub.rows.filter((row) => row.kind === "backlog-begun").map(({ body }) => (body as { until: number }).until);
    expect(begun[0]).toBe(501);
    expect(line(hub).slice(1, 501)).toContain("kiosk-1.e1.501");
  });

  it("stands over a restart of the hub, and ends when its sender has been silent for a minute", () => {
    const { hub } = backlog(1);
    hub.restart("boot-2");
    const watch = new BacklogWatch();
    for (let look = 0; look < 12; look += 1) expect(watch.look(hub.state)).toEqual([]);
    expect(hub.state.waiting).toBe(1);
    for (const input of watch.look(hub.state)) hub.send(input);
    expect(hub.state.waiting).toBe(201);
    expect(watch.look(hub.state)).toEqual([]);
  });

  it("that comes on has its minute anew", () => {
    const { hub, kiosk } = backlog(1);
    const watch = new BacklogWatch();
    for (let look = 0; look < 12; look += 1) watch.look(hub.state);
    kiosk.let();
    expect(watch.look(hub.state)).toEqual([]);
    const [late] = [{ kind: "backlog-stalled", device: "kiosk-1", epoch: "e1", next: 202 }] as const;
    hub.send(late);
    expect(hub.state.waiting).toBe(1);
  });
});

describe("the device's clock", () => {
  it("Q-TIME-1: is measured by the message that was least long on its way, and follows the hub's when that is set", () => {
    const { hub, kiosk } = office();
    kiosk.tickets(1);
    hub.at += 20_000;
    kiosk.ship();
    const offset = () => hub.state.sources.get("kiosk-1/e1")?.boots.at(-1)?.offsetMs;
    expect(offset()).toBe(start + 20_000);
    hub.at -= 15_000;
    kiosk.ship();
    expect(offset()).toBe(start + 5_000);
    hub.at += minute;
    kiosk.ship();
    expect(offset()).toBe(start + 5_000);
    hub.at += 61 * minute;
    kiosk.ship();
    expect(offset()).toBe(start + 5_000 + 62 * minute);
    hub.send({ kind: "clock-drift", driftMs: 7_000 });
    expect(offset()).toBe(start + 5_000 + 62 * minute + 7_000);
  });
});

describe("a hub that starts again", () => {
  it("Q-TIME-1: believes no measurement of the clock it had before, and marks what it can tell by nothing else", () => {
    const { hub, kiosk } = office();
    kiosk.tickets(1);
    kiosk.ship();
    kiosk.tickets(1);
    // The machine's clock is put back by a minute between two runs of the hub.
    kiosk.pass(10_000);
    hub.at += minute;
    hub.restart("boot-2");
    kiosk.tickets(1);
    const [, second, third] = ["kiosk-1.e1.1", "kiosk-1.e1.2", "kiosk-1.e1.3"];
    kiosk.ship();
    expect(hub.state.visits.get(second as string)).toMatchObject({ arrivedAt: hub.at - 10_000, timeUncertain: false });
    expect(hub.state.visits.get(third as string)).toMatchObject({ arrivedAt: hub.at, timeUncertain: false });
    expect(hub.state.sources.get("kiosk-1/e1")?.boots).toMatchObject([{ boot: "k1", offsetMs: hub.at - kiosk.mono }]);
    kiosk.tickets(1);
    hub.restart("boot-3");
    kiosk.restart("k2");
    kiosk.ship();
    expect(hub.state.visits.get("kiosk-1.e1.4")?.timeUncertain).toBe(true);
  });
});

describe("a message that the schema does not read", () => {
  const decoded = (message: object) => {
    const read = decodeFromDevice("example", "theq/v1/example/kiosk-1/log", Buffer.from(JSON.stringify(message)));
    if (read.kind !== "log") throw new Error(read.kind);
    return read;
  };

  it("Q-EVENT-1: is taken row by row: what has a place is kept as it came, what is read counts, and the sender goes on", () => {
    const { hub } = office();
    const kiosk = new DeviceHarness("kiosk-1");
    kiosk.write(kiosk.ticket({ letter: "C", count: 1, request: null, date: null }));
    kiosk.writeRaw({ seq: 2, kind: 7, version: "one", at: "noon", boot: null, mono: 0, body: { x: 1 } } as never);
    kiosk.write(kiosk.ticket({ letter: "C", count: 2, request: null, date: null }));
    const { message } = kiosk.message();
    const effects = hub.send(decoded({ ...message, sent: "today", last: null }));
    expect(effects).toMatchObject([
      { kind: "raise", fault: { fault: "row-quarantined" } },
      { kind: "ack", message: { next: 4, hash: message.hash } },
    ]);
    expect([hub.state.tickets, hub.state.quarantined]).toEqual([2, 1]);
    const kept = hub.rows.find((row) => row.kind === "quarantined");
    expect(kept).toMatchObject({
      origin: { seq: 2 },
      body: { raw: { kind: 7, version: "one", at: "noon", boot: null, mono: 0, body: { x: 1 } } },
    });
    expect(hub.state.visits.get("kiosk-1.e1.1")?.timeUncertain).toBe(true);
  });

  it("is garbage without an epoch, a hash or the places of its rows", () => {
    const { message } = new DeviceHarness("kiosk-1").message();
    for (const odd of [
      { ...message, epoch: 1 },
      { ...message, hash: null, rows: [{ seq: 1 }] },
      { ...message, rows: [{ kind: "x" }] },
    ]) {
      expect(decodeFromDevice("example", "theq/v1/example/kiosk-1/log", Buffer.from(JSON.stringify(odd))).kind).toBe("garbage");
    }
  });
});
