import { expect, it } from "vitest";
import { Attempts, missesMax } from "./attempts.ts";

const minute = 60_000;

function misses(attempts: Attempts, device: string, from: number, count = missesMax): void {
  for (let n = 0; n < count; n += 1) attempts.missed(device, from + n);
}

it("pauses a kiosk at which too much was not found, each time for twice as long, and no other one", () => {
  const attempts = new Attempts();
  misses(attempts, "kiosk-1", 0, missesMax - 1);
  expect(attempts.pausedFor("kiosk-1", 10)).toBe(0);
  attempts.missed("kiosk-1", 10);
  expect([attempts.pausedFor("kiosk-1", 10), attempts.pausedFor("kiosk-2", 10)]).toEqual([60, 0]);
  expect(attempts.pausedFor("kiosk-1", 10 + minute)).toBe(0);
  const pauses = [2, 4, 8, 16, 16].map((_, n) => {
    const at = (n + 1) * 20 * minute;
    misses(attempts, "kiosk-1", at);
    return attempts.pausedFor("kiosk-1", at + missesMax - 1) / 60;
  });
  expect(pauses).toEqual([2, 4, 8, 16, 16]);
});

it("forgives slips that are far apart, and an old pause", () => {
  const attempts = new Attempts();
  for (let n = 0; n < 50; n += 1) attempts.missed("kiosk-1", n * 3 * minute);
  expect(attempts.pausedFor("kiosk-1", 150 * minute)).toBe(0);
  misses(attempts, "kiosk-2", 0);
  misses(attempts, "kiosk-2", 3 * 60 * minute);
  expect(attempts.pausedFor("kiosk-2", 3 * 60 * minute + missesMax - 1)).toBe(60);
});

it("a guesser at one kiosk tries fewer than four hundred of ten thousand digits in a day of eight hours", () => {
  const attempts = new Attempts();
  let tried = 0;
  for (let at = 0; at < 480 * minute; at += 1_000) {
    if (attempts.pausedFor("kiosk-1", at) > 0) continue;
    attempts.missed("kiosk-1", at);
    tried += 1;
  }
  expect(tried).toBeLessThan(400);
});
