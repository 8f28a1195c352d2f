/** Tickets as bytes, read back by npos (an ESC/POS tokeniser that is not ours): a golden a person can read, and the encoder's guards. */
import { createRequire } from "node:module";
import { describe, expect, test } from "vitest";
import { languages } from "#shared/texts/language.ts";
import type { TicketFacts, TicketLine } from "#shared/ticket/layout.ts";
import { type PrinterProfileName, printerProfileNames } from "#shared/wire/process.ts";
import { sampleTicket } from "../testing/sample-ticket.ts";
import { encodeTicket } from "./encode.ts";
import { latin, wrap } from "./latin.ts";
import { logoMost, logoOf } from "./logo.ts";
import { printerProfiles } from "./profiles.ts";

interface Token {
  readonly offset: number;
  readonly length: number;
  readonly ascii: string;
  readonly fn: string;
}
type Rules = Record<number, Record<string, unknown>>;
const npos = createRequire(import.meta.url)("npos") as {
  readonly Parser: new (rules: Rules) => { analyze(bytes: Buffer): { error?: Error; tree: Token[] | null } };
  readonly rules: Rules;
};
// npos knows neither `GS ( k` (16-bit length) nor that no parameter follows `ESC @` with zeros; the first is added here.
const rules: Rules = { ...npos.rules, 29: { ...npos.rules[0x1d], "(k": [0, "d16"], "(L": [0, "d16"] } };

const epson = printerProfiles["epson-tm-t20iii"];
/** One line a command or text, every byte accounted for. */
function read(bytes: Uint8Array): string[] {
  const buffer = Buffer.from(bytes);
  const { error, tree } = new npos.Parser(rules).analyze(buffer);
  if (error || !tree) throw error ?? new Error("npos read nothing");
  const decoder = new TextDecoder("windows-1252");
  let end = 0;
  const lines = tree.map(({ offset, length, ascii, fn }) => {
    expect(offset).toBe(end);
    end = offset + length;
    const part = buffer.subarray(offset, end);
    if (ascii === "STX") return `"${decoder.decode(part).replaceAll("\n", "\\n")}"`;
    const parameters = part.subarray(1 + fn.length);
    const shown = fn === "(k" && parameters.length > 10 ? `"${decoder.decode(parameters.subarray(5))}"` : parameters.toString("hex");
    return `${ascii} ${fn} ${shown}`.trim();
  });
  expect(end).toBe(buffer.length);
  return lines;
}

test("a ticket, as a person reads its commands", () => {
  expect(read(encodeTicket(sampleTicket(), "00az", epson))).toMatchInlineSnapshot(`
    [
      "ESC @",
      "GS a 0e",
      "ESC t 10",
      "ESC a 01",
      "ESC ! 08",
      ""Service BC Victoria\\n"",
      "GS ! 30",
      ""------\\n"",
      "ESC ! 00",
      ""Votre numéro · Your number\\n"",
      "ESC ! 08",
      "GS ! 77",
      ""A42\\n"",
      "ESC ! 08",
      ""Renouveler un permis de conduire\\n"",
      "ESC ! 01",
      ""Renew a driver's licence\\n\\n"",
      "ESC ! 00",
      ""L'écran affichera votre numéro.\\n"",
      "ESC ! 01",
      ""Please wait: the screen will show your number.\\n\\n"",
      "GS (k 0300314305",
      "GS (k 0300314531",
      "GS (k "theq1:victoria:A42:2026-11-23:kiosk-1.Ab3dE_fG9-xy.17"",
      "GS (k 0300315130",
      ""\\n"",
      "ESC ! 00",
      ""23 novembre 2026 à 11 h 00\\n"",
      "ESC ! 01",
      ""Les lettres n'indiquent pas l'ordre.\\nLetters do not show the order.\\n"",
      "GS V 4200",
      "GS (H 060030303030617a",
    ]
  `);
});

const { widthDots, heightDots } = logoMost;
const logo = logoOf({ widthDots, heightDots, bytes: new Uint8Array((widthDots / 8) * heightDots).fill(0x10) }, () => "a digest");

test("a logo is eleven bytes on a ticket, at its top, and its store is commands of which every byte is accounted for", () => {
  const [bare, bearing] = [null, logo].map((each) => encodeTicket(sampleTicket(), "00az", epson, null, each)) as [Uint8Array, Uint8Array];
  expect(bearing.length - bare.length).toBe(11);
  const key = Buffer.from(logo.key).toString("hex");
  const commands = read(bearing);
  expect(commands.filter((command) => command.startsWith("GS (L"))).toEqual([`GS (L 06003045${key}0101`]);
  expect(commands.indexOf(`GS (L 06003045${key}0101`)).toBeLessThan(commands.findIndex((command) => command.startsWith('"')));
  const lines = sampleTicket().filter(({ kind }) => kind !== "code");
  expect(encodeTicket(lines, "00az", epson, null, logo).length).toBeLessThanOrEqual(400);
  expect(read(logo.store).map((command) => command.slice(0, 22))).toEqual([
    `GS (L 0b0f304330${key}01`,
    `GS (L 0c00304330${Buffer.from(logo.witness).toString("hex")}01`,
    "GS (H 060030307e6c677e",
  ]);
});

const codeIsDrawn = (name: PrinterProfileName) => printerProfiles[name].qrCode === "drawn";
const missedCall = { minutes: 45, place: "keep", times: 1 } as const;
const longCode = `https://queue.example/t/#${"A".repeat(22)};theq1:victoria:A42:2026-11-23:kiosk-1.Ab3dE_fG9-xy.17`;

test.each(printerProfileNames.filter(codeIsDrawn))(
  "a ticket of %s, which is sent its code as dots, is 2,800 bytes, with an address in it 5,300",
  (name) => {
    const bytes = (over: Partial<TicketFacts>) => encodeTicket(sampleTicket({ missedCall, ...over }), "00az", printerProfiles[name]).length;
    for (const language of languages) {
      expect(bytes({ language })).toBeLessThanOrEqual(2_800);
      expect(bytes({ language, code: longCode })).toBeLessThanOrEqual(5_300);
    }
  },
);

describe.each(printerProfileNames)("a ticket of %s is short", (name) => {
  const bytes = (over: Partial<TicketFacts>, lines = sampleTicket(over)) => encodeTicket(lines, "00az", printerProfiles[name]).length;
  const withoutCode = (over: Partial<TicketFacts>) =>
    bytes(
      over,
      sampleTicket(over).filter(({ kind }) => kind !== "code"),
    );

  test("its text is at most 400 bytes in both languages", () => {
    for (const language of languages) expect(withoutCode({ language })).toBeLessThanOrEqual(400);
  });

  if (codeIsDrawn(name)) return;
  test("all of it is at most 400 bytes in one language, with the rule for a missed call and the code", () => {
    for (const language of languages) expect(bytes({ language, languages: [language], missedCall })).toBeLessThanOrEqual(400);
  });

  test("the most that a ticket of one service says: both languages, the rule, and an address in the code", () => {
    for (const language of languages) {
      expect(bytes({ language, missedCall })).toBeLessThanOrEqual(610);
      expect(bytes({ language, missedCall, code: longCode })).toBeLessThanOrEqual(780);
    }
  });
});

describe("what the encoder gets wrong is kept from it", () => {
  const text = (content: string): TicketLine => ({ kind: "text", text: content, size: "normal", bold: false, language: "fr" });
  const encode = (...lines: TicketLine[]) => Buffer.from(encodeTicket(lines, "00az", epson)).toString("latin1");

  test("P5: a job is never empty", () => {
    expect(encode()).toContain("\x1b@");
  });

  test("P6: a second job does not carry the first", () => {
    expect(encode(text("first"))).toContain("first");
    expect(encode(text("second"))).not.toContain("first");
  });

  test("P7: accents are in the code page that was chosen at the start, and nothing is printed after the cut", () => {
    const bytes = encode(text("Numéro"), text("été"));
    expect(bytes.startsWith("\x1b@\x1da\x0e\x1bt\x10")).toBe(true);
    expect(bytes).toContain("Num\xe9ro");
    expect(bytes.endsWith("\x1dVB\x00\x1d(H\x06\x0000" + "00az")).toBe(true);
    expect(bytes.split("\x1bt")).toHaveLength(2);
  });

  test("P8: a code that is not ASCII is a bug, not a broken stream", () => {
    expect(() => encode({ kind: "code", data: "Zoé" })).toThrow("ASCII");
  });

  test("P9: no ticket opens a drawer", () => {
    expect(encode(...sampleTicket())).not.toContain("\x1bp");
  });

  test("P10 to P13: what the code page lacks becomes a plain letter or a question mark, never another code page", () => {
    const bytes = encode(text("Łódź ਤੁਹਾਡਾ œuvre ’ — 您 Ấ"));
    expect(bytes).toContain("?\xf3dz");
    expect(bytes).toContain("\x9cuvre \x92 \x97 ? A");
    expect(bytes.split("\x1bt")).toHaveLength(2);
    expect(bytes).not.toContain("\x1bR");
  });

  test("P14: an empty line is fed", () => {
    expect(encode(text("a"), { kind: "space" }, text("b"))).toContain("a\n\nb\n");
  });

  test("text from the configuration cannot send commands", () => {
    expect(encode(text("a\x1bp\x00b\nc"))).toContain("a p b c\n");
  });
});

test("a job id is four printable characters", () => {
  expect(() => encodeTicket([], "abc", epson)).toThrow("four");
});

test("a number stays on one line, as large as it can be", () => {
  const sizeOf = (letter: string, count: number) =>
    Buffer.from(encodeTicket(sampleTicket({ number: { letter, count } }), "00az", epson))
      .toString("latin1")
      .split("\x1d!")[2]?.[0];
  expect(sizeOf("A", 9)).toBe("\x77");
  expect(sizeOf("AB", 9_999)).toBe("\x77");
});

test("a printer without job ids is asked for its status in turn", () => {
  const bytes = Buffer.from(encodeTicket(sampleTicket(), "00az", printerProfiles["generic-80mm"]));
  expect(bytes.subarray(-3)).toEqual(Buffer.from([0x1d, 0x72, 0x01]));
});

test("a page number that is not Epson's is chosen after the encoder's own", () => {
  const bytes = Buffer.from(encodeTicket([], "00az", { ...epson, codePage: 5 })).toString("latin1");
  expect(bytes).toContain("\x1bt\x10\x1bt\x05");
});

test("without a cutter the last line is fed past the edge, and nothing cuts", () => {
  const bytes = Buffer.from(encodeTicket([], "00az", printerProfiles["generic-58mm"])).toString("latin1");
  expect(bytes.endsWith("\x1bd\x04\x1dr\x01")).toBe(true);
  expect(bytes).not.toContain("\x1dV");
});

test("a cutter that does not feed is fed to", () => {
  const bytes = Buffer.from(encodeTicket([], "00az", printerProfiles["custom-kiosk"])).toString("latin1");
  expect(bytes.endsWith("\x1bd\x06\x1bi\x1dr\x01")).toBe(true);
});

test("lines break at spaces, and inside a word only when it is longer than a line", () => {
  expect(wrap("one two three", 7)).toEqual(["one two", "three"]);
  expect(wrap("abcdefghij kl", 4)).toEqual(["abcd", "efgh", "ij", "kl"]);
  expect(wrap("", 4)).toEqual([]);
  expect(latin("a\u00a0b\u202fc\te")).toBe("a b c e");
});
