import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readToken, tokenHash, tokenText } from "./token.ts";

const bytes = fc.uint8Array({ minLength: 16, maxLength: 16 });
const letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const digest = (text: string) => createHash("sha256").update(text).digest("base64url");

describe("a token", () => {
  it("is 7 groups of 4 letters that nobody misreads", () => {
    fc.assert(fc.property(bytes, (each) => /^(?:[0-9A-HJKMNP-TV-Z]{4}-){6}[0-9A-HJKMNP-TV-Z]{4}$/.test(tokenText(each))));
    expect(tokenText(new Uint8Array(16))).toBe("0000-0000-0000-0000-0000-0000-0000");
    expect(tokenText(new Uint8Array(16).fill(255))).toBe("7ZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZM7");
  });

  it("is another for other bytes", () => {
    fc.assert(fc.property(bytes, bytes, (one, other) => (tokenText(one) === tokenText(other)) === (Buffer.compare(one, other) === 0)));
  });

  it("is read however it was typed", () => {
    fc.assert(
      fc.property(bytes, (each) => {
        const text = tokenText(each);
        const typed = ` ${text.toLowerCase().replaceAll("-", " ").replaceAll("0", "o").replaceAll("1", "l")} `;
        expect(readToken(typed)).toEqual({ token: text });
      }),
    );
  });

  it("notices one letter changed, and two neighbours exchanged", () => {
    fc.assert(
      fc.property(bytes, fc.nat(27), fc.nat(31), (each, place, other) => {
        const plain = tokenText(each).replaceAll("-", "");
        const changed = plain.slice(0, place) + letters.charAt(other) + plain.slice(place + 1);
        expect("token" in readToken(changed)).toBe(changed === plain);
        const next = Math.min(place + 1, 27);
        const pair = plain.slice(0, place) + plain.charAt(next) + plain.charAt(place) + plain.slice(next + 1);
        // The two letters of the check itself are found as two changes, not always.
        if (place < 25) expect("token" in readToken(pair)).toBe(pair === plain);
      }),
    );
  });

  it("says what is wrong with anything else", () => {
    fc.assert(fc.property(fc.string({ maxLength: 300 }), (text) => "wrong" in readToken(text)));
    expect(readToken("7F3K")).toEqual({ wrong: "length" });
    expect(readToken("!".repeat(28))).toEqual({ wrong: "letter" });
  });

  it("is kept as a hash that is another in another office", () => {
    const token = tokenText(new Uint8Array(16));
    expect(tokenHash(digest, "victoria", token)).not.toBe(tokenHash(digest, "vernon", token));
    expect(tokenHash(digest, "victoria", token)).toHaveLength(43);
  });
});
