import { expect, test } from "vitest";
import { hostIsOurs, isLoopback, originIsOurs } from "./guard.ts";

test.each([
  ["127.0.0.1:80", true],
  ["localhost:80", true],
  ["[::1]:80", true],
  ["127.0.0.1:81", false],
  ["127.0.0.1", false],
  ["127.0.0.1.evil.example:80", false],
  ["evil.example:80", false],
  [undefined, false],
])("the host %s is ours: %s", (host, ours) => {
  expect(hostIsOurs(host, 80)).toBe(ours);
});

test.each([
  [undefined, true],
  ["http://127.0.0.1:80", true],
  ["https://127.0.0.1:80", false],
  ["http://evil.example:80", false],
  ["null", false],
])("the origin %s may change something: %s", (origin, ours) => {
  expect(originIsOurs(origin, 80)).toBe(ours);
});

test("loopback is this machine and nothing else", () => {
  expect(["127.0.0.1", "127.1.2.3", "::1", "localhost"].every(isLoopback)).toBe(true);
  expect(["0.0.0.0", "::", "192.168.1.2", "127.evil.example"].some(isLoopback)).toBe(false);
});
