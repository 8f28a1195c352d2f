/** The board's core on a real log: what it speaks, once, and what it only shows. */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { CallMessage } from "#shared/wire/payloads.ts";
import { noTroubles } from "../sign/troubles.ts";
import { Bench } from "../testing/bench.ts";
import { sampleOffice } from "../testing/sample-office.ts";
import { sampleView } from "../testing/sample-view.ts";
import { type BoardEffect, type BoardInput, queueMax } from "./contract.ts";
import { createBoardCore } from "./core.ts";
import { boardFaults, boardLive, signKeptMs, signView } from "./live.ts";
import { type BoardSession, newSession } from "./session.ts";
import type { BoardState } from "./state.ts";

/** The hub's clock is far from the board's monotonic time. */
const hubStartedAt = 1_795_000_000_000;

class Board {
  session: BoardSession = newSession(0);
  readonly bench: Bench<BoardState, BoardInput, BoardEffect>;
  readonly speed: number;

  constructor(speed = 1) {
    this.speed = speed;
    this.bench = new Bench("board-1", "e1", (log) => createBoardCore(log.identity, "main", this.session, speed));
    this.begin();
  }

  begin(): void {
    this.bench.give(
      { kind: "start", software: "1" },
      { kind: "desired", version: 1, office: sampleOffice },
      { kind: "pages", connected: 1 },
    );
  }

  restart(): void {
    this.session = newSession(0);
    this.bench.restart();
    this.begin();
  }

  /** Connected; the hub answered `delayMs` after it sent. */
  connected(delayMs = 0, calls: (CallMessage & { ageMs: number })[] = []): BoardEffect[] {
    const [ask] = this.bench.give({ kind: "link", up: true });
    const id = ask?.kind === "ask" ? ask.message.id : "";
    return this.bench.give({ kind: "answer", message: { id, generation: 1, kind: "resumed", at: this.hubNow - delayMs, calls } });
  }

  get hubNow(): number {
    return hubStartedAt + this.bench.nowMs;
  }

  call(call: string, over: Partial<CallMessage> = {}): BoardEffect[] {
    return this.bench.give({ kind: "call", call: callOf(call, { at: this.hubNow, ...over }) });
  }

  rows(): string[] {
    return this.bench.rows.flatMap(({ kind, body }) => {
      const { call, how } = body as { call?: string; how?: string };
      return kind === "device-started" ? [] : [`${kind.replace("announcement-", "")} ${call}${how ? ` ${how}` : ""}`];
    });
  }
}

function callOf(call: string, over: Partial<CallMessage> = {}): CallMessage {
  return {
    generation: 1,
    epoch: "h1",
    n: 1,
    call,
    kind: "call",
    zone: "main",
    letter: "A",
    count: 42,
    counter: { id: "c3", label: "3", name: { en: "Counter 3", fr: "Comptoir 3" } },
    language: "fr",
    at: hubStartedAt,
    speaks: "board-1",
    ...over,
  };
}

const spokenIn = (effects: readonly BoardEffect[]) =>
  effects.flatMap((each) => (each.kind === "announce" ? [`${each.call}: ${each.texts.map(({ text }) => text).join(" / ")}`] : []));

test("Q-CALL-2: a fresh call is spoken after its intent is on record, in the citizen's language first", () => {
  const board = new Board();
  board.connected();
  const before = board.bench.log.last;
  const effects = board.call("c1");
  expect(spokenIn(effects)).toEqual(["c1: Billet A-42, comptoir 3 / Ticket A-42, counter 3"]);
  expect(board.bench.storedAt.get(effects[0] as BoardEffect)).toBe(before + 1);
  board.bench.give({ kind: "played", call: "c1", how: "spoken" });
  expect(board.rows()).toEqual(["intended c1", "made c1 spoken"]);
});

test("Q-CALL-2: a call is spoken once, however often it comes, and not again after a restart", () => {
  const board = new Board();
  board.connected();
  expect(spokenIn([...board.call("c1"), ...board.call("c1")])).toHaveLength(1);
  board.restart();
  board.connected();
  expect(spokenIn(board.call("c1"))).toEqual([]);
  expect(board.rows()).toEqual(["intended c1", "made c1 failed"]);
});

test("Q-CALL-2: a call is not spoken when its intent cannot be recorded", () => {
  const board = new Board();
  board.connected();
  board.bench.breakNextCommit = new Error("full");
  expect(board.call("c1")).toEqual([]);
  expect(spokenIn(board.call("c2"))).toHaveLength(1);
});

test.each([
  [10_000, 1, true],
  [10_001, 1, false],
  [600_000, 60, true],
  [600_061, 60, false],
])("Q-CALL-2: a call that took %i ms of office time at speed %i is spoken: %s", (delayMs, speed, isSpoken) => {
  const board = new Board(speed);
  board.connected();
  board.bench.nowMs += delayMs;
  expect(spokenIn(board.call("c1", { at: board.hubNow - delayMs }))).toHaveLength(isSpoken ? 1 : 0);
  if (!isSpoken) expect(board.rows()).toEqual(["made c1 shown-only"]);
});

test("Q-CALL-2: before the hub has answered on this connection a call's age is unknown, so it is shown and not spoken", () => {
  const board = new Board();
  board.bench.give({ kind: "link", up: true }, { kind: "hub-heard", alive: true, at: board.hubNow });
  expect(spokenIn(board.call("c1"))).toEqual([]);
});

test("a message that came quickly corrects an offset that a slow answer made too large", () => {
  const board = new Board();
  board.connected(1_900);
  board.bench.give({ kind: "hub-heard", alive: true, at: board.hubNow });
  board.bench.nowMs += 5_000;
  expect(spokenIn(board.call("c1", { at: board.hubNow - 5_000 }))).toHaveLength(1);
  board.bench.nowMs += 10_001;
  expect(spokenIn(board.call("c2", { at: board.hubNow - 10_001 }))).toEqual([]);
});

test("Q-CALL-2: after the hub's clock was set back a board asks for its time again, and speaks", () => {
  const board = new Board();
  board.connected();
  const setBack = 300_000;
  board.bench.nowMs += 5_000;
  const [ask] = board.bench.give({ kind: "hub-heard", alive: true, at: board.hubNow - setBack });
  const id = ask?.kind === "ask" ? ask.message.id : "";
  board.bench.give({ kind: "answer", message: { id, generation: 1, kind: "resumed", at: board.hubNow - setBack, calls: [] } });
  expect(spokenIn(board.call("c1", { at: board.hubNow - setBack }))).toHaveLength(1);
});

test("Q-CALL-2: a board whose storage refused the turn in which it asked for the hub's time asks again once it has room, and speaks", () => {
  const board = new Board();
  board.connected();
  const setBack = 300_000;
  board.bench.nowMs += 5_000;
  const late = board.hubNow - setBack;
  board.bench.breakNextCommit = new Error("full");
  const call = callOf("c1", { at: late });
  expect(board.bench.give({ kind: "hub-heard", alive: true, at: late }, { kind: "call", call })).toEqual([]);
  board.bench.give({ kind: "storage", trouble: "storage-full" });
  board.bench.nowMs += 5_000;
  const [ask] = board.bench.give({ kind: "storage", trouble: null });
  const id = ask?.kind === "ask" ? ask.message.id : "";
  board.bench.give({ kind: "answer", message: { id, generation: 1, kind: "resumed", at: board.hubNow - setBack, calls: [] } });
  expect(spokenIn(board.call("c2", { at: board.hubNow - setBack }))).toHaveLength(1);
  expect(board.bench.give({ kind: "storage", trouble: null })).toEqual([]);
});

test.each([
  ["of an age that the hub tells", 13_000, []],
  ["fresh", 0, ["c1: Billet A-42, comptoir 3 / Ticket A-42, counter 3"]],
])("Q-CALL-2: the first call by a hub's clock that was set forward is %s, and not taken for fresh", (_how, ageMs, expected) => {
  const board = new Board();
  board.connected();
  const setForward = 476_000;
  board.bench.nowMs += 30_000;
  const [ask] = board.call("c1", { at: board.hubNow + setForward - ageMs });
  const id = ask?.kind === "ask" ? ask.message.id : "";
  expect(board.rows()).toEqual([]);
  const at = board.hubNow + setForward;
  const effects = board.bench.give({ kind: "answer", message: { id, generation: 1, kind: "resumed", at, calls: [] } });
  expect(spokenIn(effects)).toEqual(expected);
});

test("Q-CALL-2: a call that waited here for the hub's time is as old as that, though the hub's clock was set back meanwhile", () => {
  const board = new Board();
  board.connected();
  board.bench.nowMs += 30_000;
  const setForward = 258_000;
  const asked = (effects: readonly BoardEffect[]) => effects.flatMap((each) => (each.kind === "ask" ? [each.message.id] : [])).at(-1) ?? "";
  let id = asked(board.call("c1", { at: board.hubNow + setForward }));
  const answer = (setBack: number) => {
    const at = board.hubNow + setForward - setBack;
    return board.bench.give({ kind: "answer", message: { id, generation: 1, kind: "resumed", at, calls: [] } });
  };
  // The first answer comes too late to measure anything.
  board.bench.nowMs += 11_000;
  id = asked(answer(0));
  expect(spokenIn(answer(20_000))).toEqual([]);
  expect(board.rows()).toEqual(["made c1 shown-only"]);
});

test.each([
  ["not set back", 0, ["c1: Billet A-42, comptoir 3 / Ticket A-42, counter 3"]],
  ["set back meanwhile", 242_000, []],
])("Q-CALL-2: a call that was 3 s on its way and waited 5 s for the hub's time, with the hub's clock %s", (_how, setBack, expected) => {
  const board = new Board();
  board.connected();
  board.bench.nowMs += 30_000;
  const setForward = 265_000;
  const asked = (effects: readonly BoardEffect[]) => effects.flatMap((each) => (each.kind === "ask" ? [each.message.id] : [])).at(-1) ?? "";
  let id = asked(board.call("c1", { at: board.hubNow + setForward - 3_000 }));
  const answer = () => {
    const at = board.hubNow + setForward - setBack - 1_000;
    return board.bench.give({ kind: "answer", message: { id, generation: 1, kind: "resumed", at, calls: [] } });
  };
  board.bench.nowMs += 3_500;
  id = asked(answer());
  board.bench.nowMs += 1_500;
  expect(spokenIn(answer())).toEqual(expected);
  expect(board.rows()).toEqual(expected.length > 0 ? ["intended c1"] : ["made c1 shown-only"]);
});

test("Q-CALL-2: a call whose age was not told before the link went down is shown only", () => {
  const board = new Board();
  board.connected();
  board.call("c1", { at: board.hubNow + 476_000 });
  board.bench.give({ kind: "link", up: false });
  expect(board.rows()).toEqual(["made c1 shown-only"]);
});

test("Q-CALL-2: of the calls missed while away, only a young one that names this board is spoken", () => {
  const board = new Board();
  const missed = [
    { ...callOf("old"), ageMs: 10_001 },
    { ...callOf("nobody", { speaks: null }), ageMs: 1_000 },
    { ...callOf("young"), ageMs: 1_000 },
  ];
  expect(spokenIn(board.connected(0, missed))).toEqual(["young: Billet A-42, comptoir 3 / Ticket A-42, counter 3"]);
});

test("another device's call is shown only, and the page is told that this board is silent", () => {
  const board = new Board();
  board.connected();
  expect(board.call("c1", { speaks: "board-2" })).toEqual([]);
  expect(boardLive(board.session, "main", 0, 0).sound).toBe("silent");
  expect(board.rows()).toEqual([]);
});

test("without a page, or without its word within 15 s, the announcement has failed", () => {
  const board = new Board();
  board.connected();
  board.bench.give({ kind: "pages", connected: 0 });
  expect(spokenIn(board.call("c1"))).toEqual([]);
  board.bench.give({ kind: "pages", connected: 1 });
  const [, wake] = board.call("c2");
  expect(wake).toEqual({ kind: "wake", id: "played:c2", afterMs: 15_000 });
  board.bench.give({ kind: "due", id: "played:c2" }, { kind: "played", call: "c2", how: "spoken" });
  expect(board.rows()).toEqual(["intended c1", "made c1 failed", "intended c2", "made c2 failed"]);
});

test("calls never sound over each other: the next follows the last, short when many wait, and one too many fails", () => {
  const board = new Board();
  board.connected();
  const names = Array.from({ length: queueMax + 2 }, (_, place) => `c${place}`);
  expect(names.flatMap((name) => spokenIn(board.call(name)))).toHaveLength(1);
  expect(board.rows().at(-1)).toBe(`made c${queueMax + 1} failed`);
  const next = board.bench.give({ kind: "played", call: "c0", how: "spoken" });
  expect(spokenIn(next)).toEqual(["c1: A-42, comptoir 3 / A-42, counter 3"]);
});

test("the way to the counter is said where the office has written it, and a longer call has longer to be heard", () => {
  const board = new Board();
  board.connected();
  const direction = { en: "left, past the window.", fr: "à gauche, après la fenêtre" };
  const counter = { id: "c3", label: "3", name: { en: "Counter 3", fr: "Comptoir 3" }, direction };
  const effects = board.call("c1", { counter });
  expect(spokenIn(effects)).toEqual([
    "c1: Billet A-42, comptoir 3, à gauche, après la fenêtre / Ticket A-42, counter 3, left, past the window",
  ]);
  expect(effects[1]).toEqual({ kind: "wake", id: "played:c1", afterMs: 15_000 + 36 * 120 });
});

test("a call has the volume of its time of day; in quiet hours it is shown and not spoken", () => {
  const board = new Board();
  // The bench begins at 11:46 in Vancouver.
  const scheduled = (...volume: string[]) => {
    board.bench.give({ kind: "desired", version: 2, office: { ...sampleOffice, volume } });
    return board;
  };
  board.connected();
  const volumeIn = (effects: readonly BoardEffect[]) => effects.flatMap((each) => (each.kind === "announce" ? [each.volume] : []));
  expect(volumeIn(board.call("c1"))).toEqual([100]);
  board.bench.give({ kind: "played", call: "c1", how: "spoken" });
  expect(volumeIn(scheduled("00:00 30").call("c2"))).toEqual([30]);
  // One that waits for its turn is as loud as it would have been.
  board.call("c3");
  expect(scheduled("00:00 0").call("c4")).toEqual([]);
  expect(volumeIn(board.bench.give({ kind: "played", call: "c2", how: "spoken" }))).toEqual([30]);
  expect(board.rows().slice(-3)).toEqual(["intended c3", "made c4 shown-only", "made c2 spoken"]);
});

test("a room's own volume stands before the office's, and moves with the board", () => {
  const board = new Board();
  board.connected();
  const zones = [
    { id: "main", name: { en: "Hall", fr: "Salle" }, volume: ["00:00 20"] },
    { id: "upstairs", name: { en: "Upstairs", fr: "Étage" } },
  ];
  const office = { ...sampleOffice, volume: ["00:00 70"], zones };
  const volumes = (call: string) => board.call(call).flatMap((each) => (each.kind === "announce" ? [each.volume] : []));
  board.bench.give({ kind: "desired", version: 2, office });
  expect(volumes("c1")).toEqual([20]);
  board.bench.give({ kind: "played", call: "c1", how: "spoken" }, { kind: "desired", version: 3, office, zone: "upstairs" });
  expect(volumes("c2")).toEqual([70]);
});

test("the hub is away since it was last heard: at once when the link is lost, after 12 s of silence otherwise", () => {
  const board = new Board();
  board.connected();
  const awaySince = () => boardLive(board.session, "main", board.bench.nowMs, 0).hubAwaySince;
  board.bench.nowMs += 12_000;
  expect(awaySince()).toBeNull();
  board.bench.nowMs += 1;
  expect(awaySince()).toBe(1_795_000_000_000);
  board.bench.give({ kind: "hub-heard", alive: true, at: board.hubNow });
  expect(awaySince()).toBeNull();
  board.bench.give({ kind: "link", up: false });
  expect(awaySince()).toBe(1_795_000_012_001);
});

test("signs keep the last call for ten minutes without the hub, and then go blank: they cannot say how old it is", () => {
  const board = new Board();
  board.connected();
  const shown = () => signView(board.session, board.bench.nowMs)?.now.map(({ letter, count }) => `${letter}${count}`);
  expect(shown()).toBeUndefined();
  board.bench.give({ kind: "view", view: sampleView("A12 3") }, { kind: "link", up: false });
  board.bench.nowMs += signKeptMs;
  expect(shown()).toEqual(["A12"]);
  board.bench.nowMs += 1;
  expect(shown()).toBeUndefined();
  board.bench.give({ kind: "link", up: true });
  expect(shown()).toEqual(["A12"]);
});

test("signs show nothing of what was kept over a restart, nor of another zone, until the hub has said it", () => {
  const board = new Board();
  board.session = newSession(0, { view: sampleView("A12 3"), heardAt: 0 });
  board.bench.restart();
  board.begin();
  board.connected();
  expect(signView(board.session, board.bench.nowMs)).toBeNull();
  board.bench.give({ kind: "view", view: sampleView("A13 3") });
  expect(signView(board.session, board.bench.nowMs)?.now).toHaveLength(1);
  board.bench.give({ kind: "desired", version: 2, zone: "upstairs", office: sampleOffice });
  expect(signView(board.session, board.bench.nowMs)).toBeNull();
});

test("Q-FAULT-1: signs in trouble are faults of their board, one of each kind, and go with the trouble", () => {
  const board = new Board();
  const faults = () => boardFaults(board.bench.log.identity, board.session).filter(({ fault }) => fault.startsWith("sign"));
  const lines = [{ path: "/dev/ttyUSB0", cause: "ENOENT", signs: ["hall", "desk"] }];
  board.bench.give({ kind: "signs", troubles: { unreachable: lines, silent: ["stairs"], refusing: [] } });
  expect(faults()).toEqual([
    { fault: "sign-unreachable", facts: { device: "board-1", signs: "hall, desk", line: "/dev/ttyUSB0: ENOENT" } },
    { fault: "sign-silent", facts: { device: "board-1", signs: "stairs" } },
  ]);
  board.bench.give({ kind: "signs", troubles: noTroubles });
  expect(faults()).toEqual([]);
});

const move = fc.oneof(
  fc.record({ kind: fc.constant("call" as const), call: fc.nat(6), ageMs: fc.integer({ min: 0, max: 20_000 }) }),
  fc.record({ kind: fc.constant("missed" as const), call: fc.nat(6), ageMs: fc.integer({ min: 0, max: 20_000 }) }),
  fc.record({ kind: fc.constant("played" as const), how: fc.constantFrom("spoken" as const, "failed" as const) }),
  fc.record({
    kind: fc.constantFrom("restart" as const, "down" as const, "due" as const, "full" as const, "page" as const, "no-page" as const),
  }),
);

test("Q-CALL-2: at most once per call and never an old one, in any order of events", () => {
  fc.assert(
    fc.property(fc.array(move, { maxLength: 80 }), (moves) => {
      const board = new Board();
      board.connected();
      const announced: string[] = [];
      let old = new Set<string>();
      const note = (effects: BoardEffect[]) => {
        for (const each of effects) if (each.kind === "announce") announced.push(each.call);
      };
      for (const each of moves) {
        const before = announced.length;
        old = new Set();
        if (each.kind === "call" || each.kind === "missed") {
          if (each.ageMs > 10_000) old.add(`c${each.call}`);
          if (each.kind === "call") note(board.call(`c${each.call}`, { at: board.hubNow - each.ageMs }));
          else note(board.connected(0, [{ ...callOf(`c${each.call}`), ageMs: each.ageMs }]));
          for (const call of announced.slice(before)) expect(old.has(call)).toBe(false);
        } else if (each.kind === "played") note(board.bench.give({ kind: "played", call: board.session.speaking ?? "", how: each.how }));
        else if (each.kind === "due") note(board.bench.give({ kind: "due", id: `played:${board.session.speaking}` }));
        else if (each.kind === "restart") {
          board.restart();
          note(board.connected());
        } else if (each.kind === "down") note(board.bench.give({ kind: "link", up: false }));
        else if (each.kind === "full") board.bench.breakNextCommit = new Error("full");
        else note(board.bench.give({ kind: "pages", connected: each.kind === "page" ? 1 : 0 }));
      }
      expect(new Set(announced).size).toBe(announced.length);
      const intended = board.bench.rows
        .filter((row) => row.kind === "announcement-intended")
        .map((row) => (row.body as { call: string }).call);
      for (const call of announced) expect(intended).toContain(call);
    }),
    { numRuns: 200 },
  );
});
