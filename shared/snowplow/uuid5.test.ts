import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { eventId, eventNamespace, type RowOrigin, uuid5 } from "./uuid5.ts";

const sha1 = (bytes: Uint8Array) => createHash("sha1").update(bytes).digest();
const dns = "6ba7b810-9dad-11d1-80b4-00c04fd430c8";
const row: RowOrigin = { office: 94, source: "kiosk-1", epoch: "k3Fq", seq: 42 };

describe("version 5 UUIDs", () => {
  test("agree with the example of RFC 9562, appendix A.4", () => {
    expect(uuid5(dns, "www.example.com", sha1)).toBe("2ed6657d-e927-568b-95e1-2665a8aea6a2");
  });

  test("take names as UTF-8", () => {
    expect(uuid5(dns, "café", sha1)).toBe("5e2e2331-a683-5e18-b56d-666e31574b41");
  });

  test("The Q's namespace is the UUID of theq.gov.bc.ca", () => {
    expect(eventNamespace).toBe(uuid5(dns, "theq.gov.bc.ca", sha1));
  });

  test("refuse a namespace that is no UUID", () => {
    expect(() => uuid5("theq", "name", sha1)).toThrow("not a UUID");
  });
});

describe("event ids", () => {
  test("Q-EVENT-1: the id of a row's event is the same for ever", () => {
    expect(eventId(row, 0, sha1)).toBe("cf8f0e06-1f1c-5e54-95a5-dc0b35478792");
  });

  test("Q-EVENT-1: another office, source, epoch, row or place in the row is another id", () => {
    const others = [{ office: 95 }, { source: "kiosk-2" }, { epoch: "k3Fr" }, { seq: 43 }].map((part) =>
      eventId({ ...row, ...part }, 0, sha1),
    );
    expect(new Set([eventId(row, 0, sha1), eventId(row, 1, sha1), ...others]).size).toBe(6);
  });

  test("Q-EVENT-1: no two origins share an id, whatever their names are", () => {
    const part = fc.stringMatching(/^[a-z0-9.-]{1,4}$/);
    const origins = fc.record({ office: fc.nat(20), source: part, epoch: part, seq: fc.nat(20) });
    fc.assert(
      fc.property(origins, origins, fc.nat(3), fc.nat(3), (one, other, onePlace, otherPlace) => {
        const same = JSON.stringify([one, onePlace]) === JSON.stringify([other, otherPlace]);
        expect(eventId(one, onePlace, sha1) === eventId(other, otherPlace, sha1)).toBe(same);
      }),
    );
  });

  test("a name that could be read in two ways is refused", () => {
    expect(() => eventId({ ...row, source: "kiosk/1" }, 0, sha1)).toThrow("must not");
    expect(() => eventId({ ...row, epoch: "" }, 0, sha1)).toThrow("must not");
  });
});
