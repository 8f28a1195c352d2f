/** What a printer port's status byte means; which bytes nobody should believe. */
import { expect, test } from "vitest";
import { kernelPort, portStatusOf } from "./port-status.ts";

test.each([
  [0x18, null, "well"],
  [0x38, "paper-out", "no paper"],
  [0x30, "paper-out", "no paper, and an error because of it"],
  [0x10, "error", "an error"],
  [0x00, null, "answers for form's sake"],
  [0xff, null, "answers for form's sake"],
  [0x80, null, "busy, of a parallel port"],
])("%i: %s (%s)", (byte, says, _what) => {
  expect(portStatusOf(byte)).toBe(says);
});

test("without the kernel's calls, or where the driver refuses, nothing is said", async () => {
  expect(await kernelPort(async () => null)(0)).toBeNull();
  const refuses = { ioctl: () => {}, ioctlNumber: () => {}, ioctlAside: async () => false, neverWait: () => {} };
  expect(await kernelPort(async () => refuses)(0)).toBeNull();
});
