import fc from "fast-check";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { enrolmentFile } from "./enrolment.ts";
import { fingerprintText, readFingerprint } from "./fingerprint.ts";
import { judgedTime, pauseMs, renewAt, retryMs, validityFrom } from "./lifetime.ts";
import { commonNameOf, isDeviceName, namedIn, readUri, uriOf } from "./names.ts";
import { tokenText } from "./token.ts";

const day = 86_400_000;

describe("names in certificates", () => {
  it("are read back as they were written", () => {
    const id = fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$/);
    fc.assert(
      fc.property(id, id, (office, device) => {
        const hub = { kind: "hub", office } as const;
        expect(readUri(uriOf(hub))).toEqual(hub);
        expect(commonNameOf(hub).length).toBeLessThanOrEqual(64);
        const named = { kind: "device", office, device } as const;
        expect(readUri(uriOf(named))).toEqual(isDeviceName(device) ? named : undefined);
      }),
    );
  });

  it("are of no device that is called as a hub is", () => {
    for (const name of ["hub", "board", "hub-victoria", "", "Kiosk", "a/b", "a".repeat(41)]) expect(isDeviceName(name)).toBe(false);
    expect(isDeviceName("kiosk-1")).toBe(true);
  });

  it("are found among other names, and in nothing else", () => {
    expect(namedIn("DNS:hub.local, URI:theq://victoria/hub, IP Address:10.0.0.1")).toEqual({ kind: "hub", office: "victoria" });
    for (const text of [
      undefined,
      "",
      "DNS:theq://victoria/hub",
      "URI:theq://victoria/hub/x",
      "URI:https://victoria/hub",
      'URI:"theq://victoria/hub"',
    ])
      expect(namedIn(text)).toBeUndefined();
  });
});

describe("a fingerprint", () => {
  const digits = "0123456789abcdef".repeat(4);
  it("is read as openssl writes it, and as people copy it", () => {
    const written = `sha256 Fingerprint=${digits.toUpperCase().replace(/(..)(?=.)/g, "$1:")}`;
    for (const text of [digits, written, fingerprintText(digits)]) expect(readFingerprint(text)).toBe(digits);
    for (const text of ["", digits.slice(1), `${digits}0`, digits.replace("a", "g")]) expect(readFingerprint(text)).toBeUndefined();
  });
});

describe("lifetimes", () => {
  it("renew at two thirds, spread over a day", () => {
    const validity = validityFrom(0);
    const first = renewAt(validity, 0);
    expect(first / day).toBeCloseTo(20, 1);
    expect((renewAt(validity, 0.999_999) - first) / day).toBeCloseTo(1, 1);
    fc.assert(fc.property(fc.double({ noNaN: true }), (jitter) => renewAt(validity, jitter) < validity.notAfter));
  });

  it("wait longer and longer between tries, and never for ever", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000 }), fc.double({ min: 0, max: 1, noNaN: true }), (tries, jitter) => {
        const pause = pauseMs(tries, jitter);
        expect(pause).toBeGreaterThanOrEqual(retryMs.least / 2);
        expect(pause).toBeLessThanOrEqual(retryMs.most);
      }),
    );
    expect(pauseMs(4, 1)).toBe(8_000);
  });

  it("believe no clock that is before what was known", () => {
    expect(judgedTime(0, 50 * day)).toEqual({ now: 50 * day, isSurelyWrong: true });
    expect(judgedTime(51 * day, 50 * day)).toEqual({ now: 51 * day, isSurelyWrong: false });
  });
});

describe("the file on a card", () => {
  const file = {
    version: 1,
    office: "victoria",
    role: "kiosk",
    name: "kiosk-1",
    hub: "https://192.168.1.10:8443",
    fingerprint: "AB:".repeat(32).slice(0, -1),
    token: tokenText(new Uint8Array(16).fill(9)).toLowerCase(),
    madeAt: 1_790_000_000_000,
  };
  it("is read, with token and fingerprint in their one form", () => {
    const read = v.parse(enrolmentFile, file);
    expect(read.token).toBe(tokenText(new Uint8Array(16).fill(9)));
    expect(read.fingerprint).toBe("ab".repeat(32));
  });

  it("says what is wrong with it", () => {
    const messageOf = (change: object) => v.safeParse(enrolmentFile, { ...file, ...change }).issues?.[0]?.message;
    expect(messageOf({ token: file.token.replace(/^0/, "1") })).toBe("a letter or digit of this token is not as it was given");
    expect(messageOf({ name: "hub" })).toMatch(/hub and board are taken/);
    expect(messageOf({ hub: "http://192.168.1.10:8443" })).toBe("write it as https://hub.example:8443");
    expect(messageOf({ hub: "https://user@hub" })).toBe("write it as https://hub.example:8443");
    expect(messageOf({ fingerprint: "12" })).toBe("a fingerprint has 64 hexadecimal digits");
    expect(messageOf({ password: "x" })).toBeDefined();
  });
});
