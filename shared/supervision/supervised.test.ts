import { expect, it } from "vitest";
import { Supervised, type SystemdEnvironment } from "./supervised.ts";

function supervised(environment: SystemdEnvironment) {
  const told: string[] = [];
  let beat: { readonly ms: number; readonly run: () => void } | null = null;
  const answers: ((alive: boolean) => void)[] = [];
  const program = new Supervised(environment, {
    tell: (assignments) => told.push(assignments.join(" ")),
    every: (ms, run) => {
      beat = { ms, run };
      return () => {
        beat = null;
      };
    },
    isAlive: () => new Promise((resolve) => answers.push(resolve)),
  });
  const turn = () => new Promise<void>((resolve) => setImmediate(resolve));
  return { program, told, answers, turn, beat: () => beat };
}

const unit = { NOTIFY_SOCKET: "/run/systemd/notify", WATCHDOG_USEC: "60000000" };

it("says that it is ready, in one line of bounded length, and feeds three times in the watchdog's time", () => {
  const { program, told, beat } = supervised(unit);
  expect(beat()).toBe(null);
  program.ready(`Works\nand ${"works ".repeat(50)}`);
  expect(told).toHaveLength(1);
  expect(told[0]).toMatch(/^READY=1 STATUS=Works and works/);
  expect(told[0]).not.toContain("\n");
  expect(told[0]?.length).toBeLessThan(150);
  expect(beat()?.ms).toBe(20_000);
});

it("feeds the watchdog after an answer and never without: a program that hangs is asked once and not again", async () => {
  const { program, told, answers, turn, beat } = supervised(unit);
  program.ready("Works");
  beat()?.run();
  beat()?.run();
  expect([answers.length, told.length]).toEqual([1, 1]);
  answers[0]?.(true);
  await turn();
  expect(told[1]).toBe("WATCHDOG=1");
  beat()?.run();
  answers[1]?.(false);
  await turn();
  expect(told).toHaveLength(2);
});

it("says once that it ends, and feeds nobody from then on", async () => {
  const { program, told, answers, turn, beat } = supervised(unit);
  program.ready("Works");
  beat()?.run();
  program.stopping();
  program.stopping();
  answers[0]?.(true);
  await turn();
  expect([told.slice(1), beat()]).toEqual([["STOPPING=1"], null]);
});

it("says nothing when it was started by hand, and feeds nothing where there is no watchdog", () => {
  const byHand = supervised({});
  byHand.program.ready("Works");
  byHand.program.stopping();
  expect([byHand.told, byHand.beat()]).toEqual([[], null]);
  const without = supervised({ NOTIFY_SOCKET: "@/org/example" });
  without.program.ready("Works");
  expect([without.told.length, without.beat()]).toEqual([1, null]);
});
