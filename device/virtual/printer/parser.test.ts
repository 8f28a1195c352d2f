import { createRequire } from "node:module";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Operation } from "./operation.ts";
import { type Parsed, Parser } from "./parser.ts";
import { commands, kioskTicketBytes } from "./sample.ts";

function parsed(...chunks: readonly Uint8Array[]): Parsed[] {
  const parser = new Parser();
  const all: Parsed[] = [];
  for (const chunk of chunks) {
    parser.push(chunk);
    for (let next = parser.next(); next !== undefined; next = parser.next()) all.push(next);
  }
  return all;
}

const kinds = (bytes: readonly number[]) => parsed(Uint8Array.from(bytes)).map((each) => each.operation.kind);
const only = (bytes: readonly number[]): Operation | undefined => {
  const all = parsed(Uint8Array.from(bytes));
  expect(all).toHaveLength(1);
  return all[0]?.operation;
};

function inChunks(bytes: Uint8Array, cuts: readonly number[]): Uint8Array[] {
  const places = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].sort((a, b) => a - b);
  return [0, ...places].map((place, index) => bytes.subarray(place, places[index] ?? bytes.length));
}

describe("framing", () => {
  test("a ticket is read alike however it arrives", () => {
    const bytes = Uint8Array.from([
      ...kioskTicketBytes(),
      ...commands.raster(72, new Array(72 * 20).fill(0xa5)),
      ...commands.jobId("K1a7"),
    ]);
    const whole = parsed(bytes);
    expect(parsed(...Array.from(bytes, (byte) => Uint8Array.of(byte)))).toEqual(whole);
    fc.assert(
      fc.property(fc.array(fc.nat(), { maxLength: 40 }), (cuts) => {
        expect(parsed(...inChunks(bytes, cuts))).toEqual(whole);
      }),
      {
        numRuns: 60,
      },
    );
  });

  test("any bytes at all are read alike however they arrive, and each belongs to one operation", () => {
    const commandLike = fc.constantFrom(0x1b, 0x1d, 0x1c, 0x10, 0x28, 0x6b, 0x76, 0x30, 0x56, 0x00, 0x03);
    const anyBytes = fc.array(fc.oneof(commandLike, fc.integer({ min: 0, max: 255 })), { maxLength: 300 });
    fc.assert(
      fc.property(anyBytes, fc.array(fc.nat(), { maxLength: 20 }), (list, cuts) => {
        const bytes = Uint8Array.from(list);
        const whole = parsed(bytes);
        expect(parsed(...inChunks(bytes, cuts))).toEqual(whole);
        const joined = whole.flatMap((each) => [...each.bytes]);
        expect(joined).toEqual(list.slice(0, joined.length));
      }),
      { numRuns: 300 },
    );
  });

  test("a picture too long to keep is passed over and named, and what follows is read", () => {
    const header = Uint8Array.of(0x1d, 0x76, 0x30, 0, 0xff, 0xff, 0x40, 0);
    const rest = new Uint8Array(65_535 * 64 + 1).fill(0x41);
    expect(parsed(header, rest).map((each) => each.operation)).toEqual([
      { kind: "too-long", what: "GS v 0 of 4194248 bytes", lengthBytes: 4_194_248 },
      { kind: "text", byte: 0x41 },
    ]);
  });
});

describe("commands", () => {
  test("every form of cut", () => {
    const cuts = [[0], [1], [48], [49], [65, 9], [66, 9], [97, 9], [98, 9], [103, 9], [104, 9]];
    expect(
      cuts
        .map((form) => only([0x1d, 0x56, ...form]))
        .map((each) => (each?.kind === "cut" ? `${each.cut} ${each.where} ${each.feedDots}` : each)),
    ).toEqual([
      "full here 0",
      "partial here 0",
      "full here 0",
      "partial here 0",
      "full fed 9",
      "partial fed 9",
      "full reserved 9",
      "partial reserved 9",
      "full fed-and-back 9",
      "partial fed-and-back 9",
    ]);
  });

  test("a drawer pulse takes five bytes, so a short one swallows what follows, as on a real printer", () => {
    expect(kinds([0x1b, 0x70, 0, 25, 250, 0x41])).toEqual(["no-effect", "text"]);
    expect(kinds([0x1b, 0x70, 0, 0x1b, 0x70, 1])).toEqual(["no-effect", "unknown"]);
  });

  test("a QR code's length has 16 bits", () => {
    const data = "x".repeat(700);
    const stored = parsed(Uint8Array.from(commands.qr(data))).find((each) => each.operation.kind === "qr-store")?.operation;
    expect(stored?.kind === "qr-store" && Buffer.from(stored.data).toString()).toBe(data);
  });

  test("an unknown command is an unknown operation of two bytes; a counted one is passed over whole", () => {
    expect(only([0x1b, 0x7e])).toEqual({ kind: "unknown", bytes: Uint8Array.of(0x1b, 0x7e) });
    expect(kinds([0x1d, 0x28, 0x7a, 2, 0, 0x41, 0x42, 0x43])).toEqual(["unknown", "text"]);
  });

  test("a job id is four characters of GS ( H function 48", () => {
    expect(only(commands.jobId("K1a7"))).toEqual({ kind: "job-id", id: Uint8Array.from(Buffer.from("K1a7")) });
  });
});

describe("an independent tokeniser (npos)", () => {
  interface Node {
    readonly code: number;
    readonly length: number;
  }
  const { Parser: Tokeniser, rules } = createRequire(import.meta.url)("npos") as {
    Parser: new (rules: unknown) => { analyze(raw: Buffer): { error?: Error; tree: readonly Node[] | null } };
    rules: Readonly<Record<number, Readonly<Record<string, unknown>>>>;
  };
  // Its table lacks GS ( k, which has a 16-bit length like its neighbours.
  const tokeniser = new Tokeniser({ ...rules, 29: { ...rules[0x1d], "(k": [0, "d16"] } });

  test("finds the same commands at the same places in a ticket", () => {
    const bytes = kioskTicketBytes();
    const analysed = tokeniser.analyze(Buffer.from(bytes));
    expect(analysed.error).toBeUndefined();
    const theirs = (analysed.tree ?? []).filter((node) => [0x1b, 0x1d].includes(node.code)).map((node) => node.length);
    const ours = parsed(bytes)
      .filter((each) => each.bytes[0] === 0x1b || each.bytes[0] === 0x1d)
      .map((each) => each.bytes.length);
    expect(ours.length).toBeGreaterThan(20);
    expect(ours).toEqual(theirs);
  });
});
