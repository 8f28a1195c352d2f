import { expect, it } from "vitest";
import { lingerMs, ScreenDesk } from "./desk.ts";

function desk() {
  const now = { ms: 1_000 };
  const it = new ScreenDesk(() => now.ms);
  const later = (ms: number) => {
    now.ms += ms;
  };
  const codes = () => it.faults("kiosk-1").map(({ fault }) => fault);
  return { it, later, codes };
}

it("a device whose screen nobody keeps has no fault of it", () => {
  const { it: screen, later, codes } = desk();
  screen.beat();
  later(10 * 60_000);
  expect(codes()).toEqual([]);
});

it("the keeper of the screen is told how old the last beat is, and its word is the fault", () => {
  const { it: screen, later, codes } = desk();
  expect(screen.report("starting")).toEqual({ beatAgeMs: null, awake: true });
  screen.beat();
  later(2_000);
  expect(screen.report("showing").beatAgeMs).toBe(2_000);
  expect(codes()).toEqual([]);
  screen.report("dark");
  expect(screen.faults("kiosk-1")).toEqual([{ fault: "screen-dark", facts: { device: "kiosk-1" } }]);
  screen.report("showing");
  expect(codes()).toEqual([]);
});

it("a keeper that falls silent has left the screen alone; one that was asked to end has not", () => {
  const { it: screen, later, codes } = desk();
  screen.report("showing");
  later(59_000);
  expect(codes()).toEqual([]);
  later(1_000);
  expect(codes()).toEqual(["screen-dark"]);
  screen.report("off");
  later(600_000);
  expect(codes()).toEqual([]);
});

it("a screen stays awake for half an hour after closing, and after a start", () => {
  const { it: screen, later } = desk();
  screen.isOpen = () => false;
  later(lingerMs - 1);
  expect(screen.report("showing").awake).toBe(true);
  later(1);
  expect(screen.report("showing").awake).toBe(false);
  screen.isOpen = () => true;
  expect(screen.report("asleep").awake).toBe(true);
  screen.isOpen = () => false;
  later(lingerMs);
  expect(screen.report("showing").awake).toBe(false);
});
