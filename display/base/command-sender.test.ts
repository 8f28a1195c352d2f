import { expect, test } from "vitest";
import type { Command } from "#shared/queue/commands.ts";
import { idle, type SenderInput, type SenderState, sendStep, triesMax } from "./command-sender.ts";

const command: Command = { name: "call-next", key: "key-12345", agent: 21, counter: "counter-1", expected: { epoch: "e1", n: 5 } };
const done = { done: true, epoch: "e1", offset: 9, visit: "v", repeated: true };

function run(...inputs: readonly SenderInput[]) {
  let state: SenderState = idle;
  const effects = inputs.flatMap((input) => {
    const stepped = sendStep(state, input);
    state = stepped.state;
    return stepped.effects;
  });
  return { state, effects };
}

test("A press lost on the way is sent again with the same key, and its late answer ends it", () => {
  const { state, effects } = run(
    { kind: "press", command },
    { kind: "lost" },
    { kind: "waited" },
    { kind: "answer", status: 502, body: null },
    { kind: "waited" },
    { kind: "answer", status: 200, body: done },
  );
  expect(state).toEqual(idle);
  expect(effects.map((effect) => effect.kind)).toEqual(["post", "wait", "post", "wait", "post", "outcome"]);
  for (const effect of effects) if (effect.kind === "post") expect(effect.command.key).toBe("key-12345");
});

test("A second press while one is under way is the same hand", () => {
  expect(run({ kind: "press", command }, { kind: "press", command: { ...command, key: "key-99999" } }).effects).toHaveLength(1);
});

test("A refusal is told with the present truth and never sent again", () => {
  const present = { office: { kind: "office", date: null, lastDate: null, waiting: 0, tickets: 0, quarantined: 0 } };
  const body = { fault: "changed-meanwhile", facts: { number: "A1" }, present };
  const { effects } = run({ kind: "press", command }, { kind: "answer", status: 409, body });
  expect(effects[1]).toMatchObject({ kind: "outcome", outcome: { kind: "refused", fault: { fault: "changed-meanwhile" }, present } });
});

test("After the last try the page says that it does not know", () => {
  const tries = Array.from({ length: triesMax }, (): SenderInput[] => [{ kind: "lost" }, { kind: "waited" }]).flat();
  const { state, effects } = run({ kind: "press", command }, ...tries);
  expect(state).toEqual(idle);
  expect(effects.filter((effect) => effect.kind === "post")).toHaveLength(triesMax);
  expect(effects.at(-1)).toMatchObject({ kind: "outcome", outcome: { kind: "unknown", fault: { fault: "hub-away" } } });
});
