import { describe, expect, it } from "vitest";
import { sayingOf } from "./talk.ts";

describe("a line of the writer", () => {
  it.each([
    ["READY", { kind: "ready" }],
    ["ACK 12 aGFzaA", { kind: "acknowledged", seq: 12, hash: "aGFzaA" }],
    ['FAILED "mount: wrong fs type"', { kind: "failed", why: "mount: wrong fs type" }],
    ['STATE {"last":3}', { kind: "state", state: { last: 3 } }],
  ])("%s", (line, saying) => {
    expect(sayingOf(`${line}\r`)).toEqual(saying);
  });

  it.each(["", "ACK", "ACK 12", "[    3.0] EXT4-fs (vda): recovery complete", "x ACK 1 a"])("means nothing: %s", (line) => {
    expect(sayingOf(line)).toBeUndefined();
  });
});
