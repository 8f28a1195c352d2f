/** Offices drawn at random, with devices that keep, give up, fall silent or come and go: what may never be so is looked at after each word. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Outcome, ReleaseReport } from "#shared/update/office-releases.ts";
import {
  asked,
  begun,
  type Heard,
  heardElsewhere,
  hurried,
  looked,
  outcomeWithinMs,
  type RingDevice,
  type Rollout,
  reported,
  restarted,
  resumed,
  withdrawn,
} from "./rings.ts";

const times = { soakMs: 60 * 60_000, askMs: 60_000 };
const fresh: ReleaseReport = {
  target: "linux-arm64",
  kept: { number: 1, version: "1.1.0", slot: "a" },
  trial: null,
  last: null,
  taking: null,
};
const refusal = (number: number): Outcome => ({ number, version: "1.2.0", how: "given-up", why: "ended" });

type Nature = "good" | "gives-up" | "silent";

/** An office with its devices' keepers, in a time turned by hand. */
class Room {
  now = 0;
  rollout: Rollout = begun(2, "1.2.0", ["linux-arm64"], 0);
  readonly heard = new Map<string, Heard>();
  readonly reports = new Map<string, ReleaseReport>();
  readonly taking = new Map<string, number>();
  devices: RingDevice[];
  readonly natures: ReadonlyMap<string, Nature>;

  constructor(devices: readonly RingDevice[], natures: ReadonlyMap<string, Nature>) {
    this.devices = [...devices];
    this.natures = natures;
    for (const { name } of devices) this.reports.set(name, fresh);
  }

  of(kind: string): string[] {
    return Object.entries(this.rollout.steps).flatMap(([name, step]) => (step.kind === kind ? [name] : []));
  }

  /** It asks, begins at once when it may, and ends as its nature is. */
  asks(name: string, begins = true): boolean {
    const report = this.reports.get(name) as ReleaseReport;
    if (this.taking.has(name)) return false;
    this.rollout = reported(this.rollout, name, report, this.now);
    this.heard.set(name, { at: this.now, report });
    const first = this.#ask(name, null);
    if (!first || !begins || !this.#ask(name, 2)) return first;
    this.taking.set(name, this.now);
    return true;
  }

  ends(name: string): void {
    const nature = this.natures.get(name);
    if (!this.taking.delete(name)) return;
    const report = this.reports.get(name) as ReleaseReport;
    if (nature === "good") this.reports.set(name, { ...report, kept: { number: 2, version: "1.2.0", slot: "b" } });
    if (nature === "gives-up") this.reports.set(name, { ...report, last: refusal(2) });
    if (nature === "silent") this.taking.set(name, this.now);
    else this.asks(name);
  }

  passes(ms: number): void {
    this.now += ms;
    this.rollout = looked(this.rollout, this.heard, times, this.now);
  }

  #ask(name: string, taking: number | null): boolean {
    const { devices, heard } = this;
    const answer = asked(this.rollout, name, taking, { devices, heard, times }, this.now);
    this.rollout = answer.rollout;
    return answer.may;
  }
}

const device = (name: string, role: string, zone: string | null = "main", connected = true): RingDevice => ({
  name,
  role,
  zone,
  connected,
});

const roomOf = (natures: readonly Nature[]) =>
  fc
    .array(fc.record({ role: fc.constantFrom("kiosk", "board", "spare"), zone: fc.constantFrom("main", "up"), connected: fc.boolean() }), {
      minLength: 1,
      maxLength: 12,
    })
    .chain((made) => {
      const devices = made.map(({ role, zone, connected }, at) => device(`d-${at}`, role, role === "spare" ? null : zone, connected));
      return fc.array(fc.constantFrom(...natures), { minLength: devices.length, maxLength: devices.length }).map((drawn) => {
        return new Room(devices, new Map(devices.map(({ name }, at) => [name, drawn[at] as Nature])));
      });
    });

const elsewhere = ["trouble-elsewhere", "well-elsewhere"] as const;
const moves = fc.array(
  fc.record({
    what: fc.constantFrom("ask", "ask", "ask", "fetch", "end", "end", "pass", "pass-long", "hub-restarts", "comes-or-goes", ...elsewhere),
    which: fc.nat(11),
  }),
  { maxLength: 120 },
);

function move(room: Room, what: string, which: number): void {
  const { name } = room.devices[which % room.devices.length] as RingDevice;
  if (what === "ask") room.asks(name);
  if (what === "fetch") room.asks(name, false);
  if (what === "end") room.ends(name);
  if (what === "pass") room.passes(20_000);
  if (what === "pass-long") room.passes(10 * 60_000);
  if (what === "trouble-elsewhere") room.rollout = heardElsewhere(room.rollout, ["nelson"]);
  if (what === "well-elsewhere") room.rollout = heardElsewhere(room.rollout, []);
  if (what === "hub-restarts") room.rollout = restarted(room.rollout, room.now);
  if (what === "comes-or-goes")
    room.devices = room.devices.map((each) => (each.name === name ? { ...each, connected: !each.connected } : each));
}

describe("a release on its way through an office", () => {
  it("never begins on more devices at once than it may, and never on one more after a halt here or in other offices", () => {
    fc.assert(
      fc.property(roomOf(["good", "good", "gives-up", "silent"]), moves, (room, story) => {
        for (const { what, which } of story) {
          const before = { mode: room.rollout.mode, taking: room.of("taking"), may: room.of("may"), keptSince: room.rollout.keptSince };
          move(room, what, which);
          const begunNow = room.of("taking").filter((name) => !before.taking.includes(name));
          if (before.mode !== "rolling") expect([...begunNow, ...room.of("may").filter((name) => !before.may.includes(name))]).toEqual([]);
          const soaked = before.keptSince !== null && room.now - before.keptSince >= times.soakMs;
          for (const name of begunNow) {
            const me = room.devices.find((each) => each.name === name) as RingDevice;
            const busy = room.of("taking");
            // Until the first has kept it long enough it is alone.
            if (!soaked) expect(busy).toEqual([name]);
            const alike = room.devices.filter((each) => each.role === me.role && each.zone === me.zone);
            const there = alike.filter((each) => each.connected || busy.includes(each.name));
            const away = there.filter((each) => busy.includes(each.name));
            expect(away.length).toBeLessThanOrEqual(Math.max(1, Math.floor(there.length / 2)));
          }
        }
      }),
      { numRuns: 400 },
    );
  });

  it("reaches every device when none fails, whoever is away meanwhile", () => {
    fc.assert(
      fc.property(roomOf(["good"]), moves, (room, story) => {
        for (const { what, which } of story) move(room, what, which);
        move(room, "well-elsewhere", 0);
        for (let round = 0; round < 200 && room.of("kept").length < room.devices.length; round += 1) {
          for (const { name } of room.devices) room.ends(name);
          for (const { name } of room.devices) room.asks(name);
          room.passes(times.askMs);
        }
        // A device that took longer than anything may take was waited for in vain; then a person goes on.
        if (room.rollout.mode === "halted") expect(room.rollout.halt?.how).toBe("silent");
        else expect(room.of("kept").sort()).toEqual(room.devices.map(({ name }) => name).sort());
      }),
      { numRuns: 200 },
    );
  });

  it("is halted by one that gives it up and by one that is not heard of again, and goes on past it when a person says so", () => {
    for (const nature of ["gives-up", "silent"] as const) {
      const devices = [device("board-1", "board"), device("board-2", "board"), device("kiosk-1", "kiosk")];
      const room = new Room(
        devices,
        new Map<string, Nature>([
          ["board-1", nature],
          ["board-2", "good"],
          ["kiosk-1", "good"],
        ]),
      );
      for (const { name } of devices) room.asks(name);
      room.asks("board-1");
      expect(room.of("taking")).toEqual(["board-1"]);
      room.ends("board-1");
      if (nature === "silent") {
        room.passes(outcomeWithinMs - 1);
        expect(room.rollout.mode).toBe("rolling");
        room.passes(1);
      }
      expect(room.rollout).toMatchObject({ mode: "halted", halt: { device: "board-1", how: nature === "silent" ? "silent" : "given-up" } });
      for (const { name } of devices) expect(room.asks(name)).toBe(false);
      room.rollout = resumed(room.rollout);
      for (const name of ["kiosk-1", "board-2", "board-1"]) room.asks(name);
      // The next first one; who failed is not asked again.
      expect([room.of("taking"), room.of("passed-over")]).toEqual([["board-2"], ["board-1"]]);
    }
  });

  it("the first is a spare, or one that another stands beside; the only kiosk comes last", () => {
    const order = (devices: readonly RingDevice[]) => {
      const room = new Room(devices, new Map(devices.map(({ name }) => [name, "good" as const])));
      for (const { name } of devices) room.asks(name, false);
      for (const { name } of devices) room.asks(name);
      return room.of("taking");
    };
    expect(order([device("kiosk-1", "kiosk"), device("board-1", "board")])).toEqual(["board-1"]);
    expect(order([device("kiosk-1", "kiosk"), device("board-1", "board"), device("kiosk-2", "kiosk")])).toEqual(["kiosk-1"]);
    expect(order([device("kiosk-1", "kiosk"), device("extra", "spare", null, false)])).toEqual(["extra"]);
    expect(order([device("kiosk-1", "kiosk")])).toEqual(["kiosk-1"]);
  });

  it("waits for those that have not been heard, so that who asks first is not the first by chance; not for ever", () => {
    const room = new Room([device("kiosk-1", "kiosk"), device("board-1", "board")], new Map([["kiosk-1", "good"]]));
    expect(room.asks("kiosk-1")).toBe(false);
    room.passes(5 * times.askMs);
    expect(room.asks("kiosk-1")).toBe(true);
  });

  it("a person ends the waiting, or takes the release back, also from one that has fetched it and not begun", () => {
    const devices = [device("board-1", "board"), device("board-2", "board"), device("kiosk-1", "kiosk")];
    const room = new Room(devices, new Map(devices.map(({ name }) => [name, "good" as const])));
    for (const { name } of devices) room.asks(name, false);
    room.asks("board-1");
    room.ends("board-1");
    expect([room.of("kept"), room.asks("kiosk-1", false)]).toEqual([["board-1"], false]);
    room.rollout = hurried(room.rollout);
    expect(room.asks("kiosk-1", false)).toBe(true);
    room.rollout = withdrawn(room.rollout);
    expect(room.asks("kiosk-1")).toBe(false);
    expect(room.of("taking")).toEqual([]);
  });

  it("waits while it does not end well in other offices, and a person's word outweighs theirs; what has begun goes on, and can halt it here", () => {
    const devices = [device("board-1", "board"), device("board-2", "board")];
    const room = new Room(
      devices,
      new Map<string, Nature>([
        ["board-1", "good"],
        ["board-2", "gives-up"],
      ]),
    );
    for (const { name } of devices) room.asks(name, false);
    room.rollout = heardElsewhere(room.rollout, ["nelson"]);
    expect([room.rollout.mode, room.asks("board-1")]).toEqual(["paused", false]);
    const same = heardElsewhere(room.rollout, ["nelson"]);
    expect(same).toBe(room.rollout);
    room.rollout = heardElsewhere(room.rollout, []);
    expect([room.rollout.mode, room.asks("board-1")]).toEqual(["rolling", true]);
    room.rollout = heardElsewhere(room.rollout, ["nelson"]);
    room.ends("board-1");
    expect([room.of("kept"), room.rollout.mode]).toEqual([["board-1"], "paused"]);
    room.passes(times.soakMs);
    expect(room.asks("board-2")).toBe(false);

    room.rollout = heardElsewhere(restarted(resumed(room.rollout), room.now), ["nelson", "victoria"]);
    expect([room.rollout.mode, room.asks("board-2")]).toEqual(["rolling", true]);
    room.ends("board-2");
    expect(room.rollout.mode).toBe("halted");
    // What is well elsewhere is not well here.
    expect(heardElsewhere(room.rollout, [])).toBe(room.rollout);
  });

  it("a hub that was away does not take silence for a failure", () => {
    const devices = [device("board-1", "board")];
    const room = new Room(devices, new Map([["board-1", "good"]]));
    room.asks("board-1");
    room.now += 10 * outcomeWithinMs;
    room.rollout = restarted(room.rollout, room.now);
    room.passes(outcomeWithinMs / 2);
    expect(room.rollout.mode).toBe("rolling");
    room.ends("board-1");
    expect(room.of("kept")).toEqual(["board-1"]);
  });
});
