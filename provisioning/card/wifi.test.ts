import { expect, test } from "vitest";
import { isWifiName, wifiKey } from "./wifi.ts";

test("the key of a pass phrase is the standard's: IEEE 802.11, annex J.4.2, test vectors", () => {
  expect(wifiKey("IEEE", "password")).toBe("f42c6fc52df0ebef9ebb4b90b38a5f902e83fe1b135a70e23aed762e9710a12e");
  expect(wifiKey("ThisIsASSID", "ThisIsAPassword")).toBe("0dc0d6eb90555ed6419756b9a15ec3e3209b63df707dd508d14581f8982721af");
});

test("what is no pass phrase has no key", () => {
  for (const text of ["", "1234567", "x".repeat(64), "with\ttab12", "wïth-accent"]) expect(wifiKey("IEEE", text)).toBeUndefined();
});

test("a network's name has 1 to 32 bytes and nothing invisible", () => {
  for (const name of ["x", "Büro 2", "é".repeat(16)]) expect(isWifiName(name)).toBe(true);
  for (const name of ["", "é".repeat(17), "a\nb", "a\u200bb"]) expect(isWifiName(name)).toBe(false);
});
