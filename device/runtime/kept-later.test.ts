import { expect, test } from "vitest";
import { KeptLater } from "./kept-later.ts";

test("the first is written at once, then the newest of ten seconds, and what waits when it is flushed", () => {
  const written: string[] = [];
  const timers: { readonly atMs: number; readonly run: () => void }[] = [];
  let nowMs = 0;
  const pass = (ms: number) => {
    nowMs += ms;
    for (const { run } of timers.splice(0).filter(({ atMs }) => atMs <= nowMs)) run();
  };
  const keeper = new KeptLater({
    keep: (text) => written.push(text),
    realMs: () => nowMs,
    after: (ms, run) => void timers.push({ atMs: nowMs + ms, run }),
  });
  for (let n = 0; n <= 10; n += 1) keeper.set(() => `a${n}`);
  expect(written).toEqual(["a0"]);
  pass(10_000);
  expect(written).toEqual(["a0", "a10"]);
  keeper.set(() => "b");
  keeper.flush();
  keeper.flush();
  expect(written).toEqual(["a0", "a10", "b"]);
  pass(10_000);
  pass(30_000);
  keeper.set(() => "c");
  expect(written).toEqual(["a0", "a10", "b", "c"]);
});
