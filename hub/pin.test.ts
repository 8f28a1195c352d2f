import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import * as v from "valibot";
import { expect, it } from "vitest";
import { officeConfiguration } from "#shared/office/configuration.ts";
import { pinHash } from "./pin.ts";

it("makes of a PIN what the configuration takes, another each time, and of anything else nothing", () => {
  const shape = officeConfiguration.entries.staffPin;
  const made = pinHash("1234", new Uint8Array(16).fill(1));
  expect(v.is(shape, made)).toBe(true);
  expect(pinHash("1234", new Uint8Array(16).fill(2))).not.toBe(made);
  for (const wrong of ["", "123", "12345678901234", "12a4", "1234\n5678"]) expect(pinHash(wrong, new Uint8Array(16))).toBeUndefined();
});

it("is a command that reads the PIN from standard input and refuses what is none", () => {
  const main = fileURLToPath(new URL("main.ts", import.meta.url));
  const run = (input: string) =>
    execFileSync(process.execPath, [main, "--pin"], { input, encoding: "utf8", stdio: ["pipe", "pipe", "pipe"] });
  expect(v.is(officeConfiguration.entries.staffPin, run("4711\n").trim())).toBe(true);
  expect(() => run("kiosk\n")).toThrow("A PIN is 4 to 12 digits.");
});
