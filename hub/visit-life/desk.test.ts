import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { isFault } from "#shared/faults/fault.ts";
import type { Command } from "#shared/queue/commands.ts";
import type { Language } from "#shared/texts/language.ts";
import type { VisitLife } from "#shared/visit-life/facts.ts";
import type { LifeNames } from "#shared/visit-life/names.ts";
import { lifeSentence, sumsOf } from "#shared/visit-life/sentences.ts";
import { Archiver } from "../archive/archiver.ts";
import { DeviceHarness, digest, HubHarness } from "../core/harness.ts";
import { typicalDay } from "../forward/typical-day.ts";
import { VisitLifeDesk } from "./desk.ts";
import { OldRows } from "./old-rows.ts";

const minute = 60_000;
const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function deskOf(hub: HubHarness, archive?: string): VisitLifeDesk {
  const pause = () => new Promise<void>((resolve) => void setImmediate(resolve));
  const run = ({ name, ...rest }: Command) => Promise.resolve(hub.command(name, rest as never));
  return new VisitLifeDesk({ state: () => hub.state, rows: new OldRows({ log: hub.log, archive, digest, pause }), run });
}

let keys = 0;
const looking = (number: string, date = "2026-11-23", agent = 21) => {
  keys += 1;
  return { key: `look-${String(keys).padStart(4, "0")}`, agent, number, date };
};

const time = new Intl.DateTimeFormat("en-CA", { timeZone: "America/Vancouver", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const names = (number: string): LifeNames => ({
  number,
  service: (id) => ({ licence: "Driver's licence", abstract: "Driving record" })[id ?? ""] ?? "?",
  counter: (id) => id.replace("counter-", ""),
  agent: (agent) => `Agent ${agent}`,
  device: (id) => id,
  className: () => undefined,
  time: (at) => time.format(at),
  date: (date) => date,
  minuteOfDay: String,
});

function told(life: VisitLife | { readonly fault: string }, language: Language = "en"): string[] {
  if ("fault" in life) return [life.fault];
  return life.steps.map(({ at, fact }) => `${time.format(at)} ${lifeSentence(fact, names(life.number), language)}`);
}

class Story {
  readonly hub = HubHarness.opened();
  readonly kiosk = new DeviceHarness("kiosk-1");
  readonly at = { agent: 21, counter: "counter-1" };

  constructor() {
    this.hub.ask("kiosk-1", { id: "enrol", kind: "enrol", epoch: "e1" });
    this.hub.command("sign-in", this.at);
    this.hub.command("sign-in", { agent: 22, counter: "counter-2" });
  }

  ticket(count: number, service: string | null = "licence"): string {
    const row = this.kiosk.write(this.kiosk.ticket({ letter: "C", count, request: null, date: null }, service));
    const visit = `kiosk-1.e1.${row.seq}`;
    this.kiosk.write({ kind: "ticket-printed", version: 1, body: { visit, job: "j", copy: 1, outcome: "printed", fault: null } });
    this.ship();
    return visit;
  }

  ship(): void {
    this.hub.send(this.kiosk.message(this.hub.state.sources.get("kiosk-1/e1")?.next ?? 1));
  }

  later(minutes: number): void {
    this.hub.at += minutes * minute;
    this.kiosk.mono += minutes * minute;
  }

  do<N extends Command["name"]>(name: N, rest: object): void {
    const answer = this.hub.command(name, rest as never);
    if (isFault(answer)) throw new Error(`${name}: ${JSON.stringify(answer)}`);
  }
}

describe("a visit's life", () => {
  it("is told from its paper in plain sentences, with who was called past it and why, in both languages", async () => {
    const story = new Story();
    const { hub, at } = story;
    const first = story.ticket(1, null);
    story.later(2);
    story.ticket(2);
    story.later(12);
    story.do("call-next", { agent: 22, counter: "counter-2" });
    story.later(1);
    story.do("call-next", at);
    story.do("begin", { ...at, visit: first });
    story.do("change-service", { ...at, visit: first, segment: 1, service: "abstract" });
    story.later(8);
    story.do("park", { ...at, visit: first, reason: "form", untilMinutes: 10 });
    story.later(5);
    story.do("resume", { ...at, visit: first });
    story.later(4);
    story.do("finish", { ...at, visit: first, timeNotAccurate: false, quantity: 1, outcome: "done" });
    const life = await deskOf(hub).look(looking("c1"));
    expect(told(life as VisitLife)).toEqual([
      "10:00 The citizen took ticket C1 at kiosk-1 for something else (not sure); in English. The hub could not be reached just then.",
      "10:00 The ticket was printed.",
      "10:14 Meanwhile 1 other ticket was called past it (C2): those counters do not do its service.",
      "10:15 Agent 21 called the ticket to counter 1. C1 has waited 15 minutes and is the first in line for this counter.",
      "10:15 Agent 21 began service at counter 1.",
      "10:15 Agent 21 noted that it is about Driving record.",
      "10:23 Agent 21 parked the visit: the citizen fills in a form, until about 10:33.",
      "10:28 Agent 21 went on with the visit at counter 1.",
      "10:32 Agent 21 finished at counter 1: everything was done.",
    ]);
    expect(told(life as VisitLife, "fr").slice(2, 4)).toEqual([
      "10:14 Entre-temps, 1 autre billet a été appelé avant lui (C2) : ces comptoirs n’offrent pas son service.",
      "10:15 Agent 21 a appelé le billet au comptoir 1. C1 attend depuis 15 minutes et est le premier de la file pour ce comptoir.",
    ]);
    expect(sumsOf((life as VisitLife).steps)).toEqual({ waitedMs: 15 * minute, servedMs: 12 * minute, calls: 1 });
  });

  it("keeps who looked before it tells, and tells the next one of it", async () => {
    const story = new Story();
    const visit = story.ticket(1);
    const desk = deskOf(story.hub);
    const asked = looking("C1", "2026-11-23", 22);
    expect(await desk.look(asked)).toMatchObject({ visit, number: "C1", date: "2026-11-23" });
    expect(story.hub.rows.at(-1)).toMatchObject({
      kind: "visit-life-viewed",
      body: { visit, date: "2026-11-23", key: asked.key, actor: { kind: "agent", agent: 22, counter: null } },
    });
    // The same request is the same viewing.
    await desk.look(asked);
    expect(story.hub.rows.filter((row) => row.kind === "visit-life-viewed")).toHaveLength(1);
    expect(told((await desk.look(looking("C1"))) as VisitLife).at(-1)).toBe("10:00 Agent 22 looked at this page.");
  });

  it("tells of errands, a walk, a missed call and the return from it, a transfer, an undo", async () => {
    const story = new Story();
    const { hub, at, kiosk } = story;
    const visit = story.ticket(1);
    kiosk.write({ kind: "errands-stated", version: 1, body: { visit, services: ["abstract"], people: 2 } });
    story.ship();
    story.do("step-away", { ...at, visit, minutes: 15 });
    story.later(10);
    kiosk.write({ kind: "came-back", version: 1, body: { letter: "C", count: 1, visit: null } });
    story.ship();
    story.do("call-next", at);
    story.do("undo", { ...at, visit });
    story.do("call-next", at);
    story.later(2);
    story.do("recall", { ...at, visit });
    story.do("no-show", { ...at, visit });
    story.later(5);
    story.do("return-no-show", { ...at, visit });
    story.do("transfer", { ...at, visit, to: { kind: "counter", id: "counter-2" } });
    story.do("call-next", { agent: 22, counter: "counter-2" });
    hub.command("close-day", { agent: 21, date: "2026-11-23" });
    expect(told((await deskOf(hub).look(looking("C1"))) as VisitLife).slice(2)).toEqual([
      "10:00 The citizen has more errands: Driving record; 2 people came.",
      "10:00 Agent 21 noted that the citizen steps away for 15 minutes.",
      "10:10 The citizen said at a kiosk: I am back.",
      "10:10 Agent 21 called the ticket to counter 1. C1 has waited 10 minutes and is the first in line for this counter.",
      "10:10 Agent 21 took the call back: it never was.",
      "10:10 Agent 21 called the ticket to counter 1. C1 has waited 10 minutes and is the first in line for this counter.",
      "10:12 Agent 21 called it again to counter 1.",
      "10:12 Nobody came to counter 1: Agent 21 declared a no-show.",
      "10:17 Agent 21 took the ticket back after its missed call, as the next one.",
      "10:17 Agent 21 sent the ticket on to counter 2; it kept its place.",
      "10:17 Agent 22 called the ticket to counter 2. C1 was sent on to this counter and keeps its place. It has waited 10 minutes in all.",
      "10:17 The day 2026-11-23 was closed, and the visit with it.",
    ]);
  });

  it("finds paper that staff admitted before its record came, as one visit", async () => {
    const story = new Story();
    story.kiosk.write(story.kiosk.ticket({ letter: "C", count: 1, request: null, date: null }));
    story.later(3);
    story.do("admit", { ...story.at, number: "C1", service: null });
    story.later(2);
    story.ship();
    expect(told((await deskOf(story.hub).look(looking("C1"))) as VisitLife)).toEqual([
      "10:03 Agent 21 admitted the paper C1, which the hub did not know yet (typed in), for something else (not sure).",
      "10:05 The record of this ticket arrived from kiosk-1: the citizen had taken it at 10:00.",
    ]);
  });

  it("tells numbers of two dates apart, and says what it does not find", async () => {
    const story = new Story();
    const { hub } = story;
    const request = (id: string) => hub.reserve("kiosk-1", id);
    const { letter, count, date } = request("r-00001");
    story.kiosk.write(story.kiosk.ticket({ letter, count, request: "r-00001", date }));
    story.ship();
    hub.command("close-day", { agent: 21, date: "2026-11-23" });
    story.later(24 * 60);
    hub.command("open-day", { agent: 21, date: "2026-11-24" });
    const second = request("r-00002");
    expect([second.letter, second.count]).toEqual([letter, count]);
    story.kiosk.write(story.kiosk.ticket({ letter, count, request: "r-00002", date: second.date }, "abstract"));
    story.ship();
    const desk = deskOf(hub);
    const number = `${letter}${count}`;
    expect(await desk.look(looking(number))).toMatchObject({ visit: "kiosk-1.e1.1", date: "2026-11-23" });
    expect(await desk.look(looking(number, "2026-11-24"))).toMatchObject({ visit: "kiosk-1.e1.2", date: "2026-11-24" });
    expect(told((await desk.look(looking(number, "2026-11-24"))) as VisitLife)[0]).toContain("set the number aside");
    const looked = hub.rows.length;
    expect(await desk.look(looking("C77"))).toMatchObject({ fault: "ticket-not-found", facts: { number: "C77", date: "2026-11-23" } });
    expect(await desk.look(looking(number, "2026-11-20"))).toMatchObject({ fault: "date-not-found" });
    expect(await desk.look(looking("12"))).toMatchObject({ fault: "number-unreadable" });
    expect(await desk.look(looking(number, "2026-11-23", 99))).toMatchObject({ fault: "unknown-agent" });
    expect(hub.rows).toHaveLength(looked);
  });

  it("reads archived days as it reads the log", async () => {
    const folder = mkdtempSync(join(tmpdir(), "theq-life-"));
    folders.push(folder);
    const hub = typicalDay(750);
    const issued = hub.rows.find((row) => row.kind === "ticket-issued")?.body as { letter: string; count: number };
    const asked = `${issued.letter}${issued.count}`;
    const before = (await deskOf(hub).look(looking(asked))) as VisitLife;
    expect(before.steps.length).toBeGreaterThan(3);
    hub.program.snapshot();
    const options = { log: hub.log, database: hub.database, digest, office: "hub", folder, rowsKept: 100, rowsPerSegment: 50 };
    const faults = { raise: () => {}, clear: () => {} };
    const archiver = new Archiver({ ...options, neededFrom: () => Number.POSITIVE_INFINITY, faults });
    archiver.onCommitted();
    await new Promise<void>((resolve) => {
      const look = () => (archiver.isWorking ? setImmediate(look) : resolve());
      look();
    });
    expect(hub.log.heldFrom).toBeGreaterThan(500);
    const after = (await deskOf(hub, folder).look(looking(asked))) as VisitLife;
    expect(after.steps.slice(0, before.steps.length)).toEqual(before.steps);
    // Without the folder it says so.
    expect(await deskOf(hub).look(looking(asked))).toMatchObject({ fault: "date-not-found" });
  });

  it("asks others to wait while many look", async () => {
    const story = new Story();
    story.ticket(1);
    const desk = deskOf(story.hub);
    const answers = await Promise.all(Array.from({ length: 6 }, () => desk.look(looking("C1"))));
    expect(answers.filter((each) => "fault" in each && each.fault === "overloaded")).toHaveLength(2);
    expect(await desk.look(looking("C1"))).toMatchObject({ number: "C1" });
  });
});
