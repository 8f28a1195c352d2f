import { expect, test } from "vitest";
import { noScan, type Scan, scanStep } from "./scan.ts";

function typed(text: string, gapMs: number): { scan: Scan; scanned: string | null } {
  let now = 1_000;
  let step: { scan: Scan; scanned: string | null } = { scan: noScan, scanned: null };
  for (const key of [...text, "Enter"]) {
    now += gapMs;
    step = scanStep(step.scan, key, now);
  }
  return step;
}

test("A scanner's code is told from a hand that types", () => {
  expect(typed("theq1:victoria:C12:2026-11-23:k.e.1", 8).scanned).toBe("theq1:victoria:C12:2026-11-23:k.e.1");
  const longest = `https://queue.example/t/#${"A".repeat(22)};theq1:${"o".repeat(40)}:AB99999999:2026-11-23:${"k".repeat(40)}.${"e".repeat(22)}.123456`;
  expect(typed(longest, 8).scanned).toBe(longest);
  expect(typed("theq1:victoria", 120).scanned).toBeNull();
  expect(typed("nbf", 8).scanned).toBeNull();
});

test("A letter alone is no burst, the second close one makes it one; Shift between them does not", () => {
  const first = scanStep(noScan, "t", 1_000).scan;
  expect(first.burst).toBe(false);
  const shift = scanStep(first, "Shift", 1_010).scan;
  expect(scanStep(shift, "H", 1_020).scan).toMatchObject({ burst: true, text: "tH" });
  expect(scanStep(first, "h", 2_000).scan.burst).toBe(false);
});
