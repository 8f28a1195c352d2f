/** One board's life, step by step, in time that is counted. */
import { expect, test } from "vitest";
import { BoardLife, type LifeInput } from "./life.ts";

/** Runs a life: wakes it when it asks to be, and notes what it wants, until so much time has passed. */
function lived() {
  const life = new BoardLife();
  let nowMs = 0;
  let wakeAtMs: number | null = null;
  const take = (input: LifeInput) => {
    const step = life.step(input, nowMs);
    wakeAtMs = step.wakeAtMs;
    return step.outputs.map(({ kind }) => kind);
  };
  const pass = (ms: number): string[] => {
    const untilMs = nowMs + ms;
    const done: string[] = [];
    while (wakeAtMs !== null && wakeAtMs <= untilMs) {
      nowMs = wakeAtMs;
      done.push(...take({ kind: "due" }));
    }
    nowMs = untilMs;
    return done;
  };
  return { life, take, pass };
}

test("something else at the path: one that says nothing is silent, one that says other things is wrong, and both are tried again", () => {
  const { life, take, pass } = lived();
  expect(take({ kind: "start" })).toEqual(["open"]);
  expect(take({ kind: "opened" })).toEqual(["greet"]);
  expect(pass(5_000).at(-1)).toBe("drop");
  expect(life.condition).toEqual({ kind: "silent" });
  expect(pass(500)).toEqual(["open"]);
  take({ kind: "opened" });
  take({ kind: "heard" });
  pass(5_000);
  expect(life.condition).toEqual({ kind: "wrong" });
  expect(pass(500)).toEqual(["open"]);
  take({ kind: "opened" });
  expect(take({ kind: "greeted" })).toEqual(["use"]);
  expect(life.condition).toEqual({ kind: "well" });
});

test("what is wrong holds until the board has said who it is: a port that opens and is gone again does not flicker", () => {
  const { life, take, pass } = lived();
  take({ kind: "start" });
  for (let round = 0; round < 3; round += 1) {
    take({ kind: "closed", cause: "ENOENT" });
    expect([life.condition, pass(500)]).toEqual([{ kind: "unreachable", cause: "ENOENT" }, ["open"]]);
    take({ kind: "opened" });
    expect(life.condition).toEqual({ kind: "unreachable", cause: "ENOENT" });
  }
});

test("one lost heartbeat is nothing, two are a board that stopped: within 2.4 s of its last answer", () => {
  const { life, take, pass } = lived();
  take({ kind: "start" });
  take({ kind: "opened" });
  take({ kind: "greeted" });
  expect(pass(800)).toEqual(["beat"]);
  expect(pass(800)).toEqual(["beat"]);
  take({ kind: "answered" });
  expect(pass(1_600)).toEqual(["beat", "beat"]);
  expect(life.condition).toEqual({ kind: "well" });
  expect(pass(800)).toEqual(["lose", "drop"]);
  expect(life.condition).toEqual({ kind: "silent" });
});

test("noise that no board can have said is no trouble of one that was well: it is asked who it is again", () => {
  const { life, take, pass } = lived();
  take({ kind: "start" });
  take({ kind: "opened" });
  take({ kind: "greeted" });
  expect(take({ kind: "garbled" })).toEqual(["lose", "drop"]);
  expect([life.condition, pass(500)]).toEqual([{ kind: "well" }, ["open"]]);
  take({ kind: "opened" });
  expect(take({ kind: "garbled" })).toEqual(["drop"]);
  expect(life.condition).toEqual({ kind: "wrong" });
});
