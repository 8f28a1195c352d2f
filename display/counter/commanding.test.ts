import * as v from "valibot";
import { expect, test } from "vitest";
import { commands } from "#shared/queue/commands.ts";
import { sampleCounter, sampleView, sampleVisit } from "../base/staff-sample.ts";
import { atCounter, forMove, forVisit, toAssign } from "./commanding.ts";
import type { Move } from "./scene.ts";

const session = { counter: "counter-1", agent: 21 };
const visit = sampleVisit({ number: "A1", version: 42 });
const view = sampleView(sampleCounter("counter-1", { agent: 21, version: 7 }), visit);
const scene = { kind: "called", visit, since: 0 } as const;
const asked = (move: Move) => ({ move, quantity: 2, timeNotAccurate: true });

test("Moves of the counter expect the counter's version, moves of a visit the visit's", () => {
  expect(atCounter("call-next", view, session)("key-12345")).toMatchObject({ expected: { epoch: "e1", n: 7 } });
  expect(forMove(asked("recall"), view, session, scene)?.("key-12345")).toMatchObject({
    visit: visit.id,
    expected: { epoch: "e1", n: 42 },
  });
});

test("Every command is one that the hub's strict schema takes", () => {
  const moves: readonly Move[] = ["call-next", "recall", "begin", "no-show", "left", "finish"];
  const made = [
    ...moves.map((move) => forMove(asked(move), view, session, scene)),
    atCounter("sign-in", view, session),
    atCounter("sign-out", view, session),
    forVisit("call-from-list", view, session, visit),
    forVisit("left", view, session, visit),
    toAssign(view, session, visit, "licence"),
  ];
  for (const make of made) {
    const { name, ...body } = make?.("key-12345") ?? { name: "recall" };
    expect(v.safeParse(commands[name], body).issues, name).toBeUndefined();
  }
});

test("Without a citizen at the counter there is no move of one", () => {
  expect(forMove(asked("begin"), view, session, { kind: "free", next: null })).toBeUndefined();
});
