/** The picture of a ticket says what the paper says, whatever its texts are made of. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { ticketTexts } from "../texts/ticket.ts";
import { type TicketLine, ticketLines } from "./layout.ts";
import { type Squares, ticketPicture, ticketSvg, ticketWidth } from "./svg.ts";

const lines = ticketLines(
  {
    number: { letter: "AB", count: 9_999 },
    office: { en: "Service BC Victoria", fr: "Service BC Victoria" },
    service: { en: "Renew a driver's licence & <photo>", fr: "Renouveler un permis de conduire" },
    missedCall: { minutes: 45, place: "keep", times: 1 },
    language: "fr",
    languages: ["en", "fr"],
    timeZone: "America/Vancouver",
    at: 1_795_456_800_000,
    practice: true,
    copy: 2,
    code: "theq1:victoria:AB9999:2026-11-23:kiosk-1.a.1",
  },
  ticketTexts,
);
const squares = [
  [true, false],
  [false, true],
];

const svgOf = (lines: readonly TicketLine[], squares: Squares | null, title = "") => ticketSvg(ticketPicture(lines, squares), title);

/** An XML reader of the few things a picture is made of: it fails on anything that does not close or is not escaped. */
function textsOf(svg: string): string[] {
  const open: string[] = [];
  const texts: string[] = [];
  let text = "";
  for (const [whole, closing, name, , empty, characters] of svg.matchAll(
    /<(\/?)([a-z]+)((?: [a-zA-Z-]+="[^"<&]*")*)(\/?)>|([^<]+)|[\s\S]/g,
  )) {
    if (characters !== undefined) {
      expect(characters).not.toMatch(/&(?!amp;|lt;|gt;|quot;)|>/);
      text += characters;
    } else if (name === undefined) throw new Error(`not well-formed at ${JSON.stringify(whole)}`);
    else if (closing) {
      expect(open.pop()).toBe(name);
      if (name === "text")
        texts.push(text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&amp;", "&"));
      text = "";
    } else if (!empty) {
      open.push(name);
      text = "";
    }
  }
  expect(open).toEqual([]);
  return texts;
}

const words = (lines: readonly string[]) =>
  lines
    .join(" ")
    .split(/\s+/)
    .filter((word) => word !== "");
const onPaper = (lines: readonly TicketLine[]) => words(lines.flatMap((line) => (line.kind === "text" ? [line.text] : [])));

test("every word of the paper stands on the picture, in its order, and the code as squares", () => {
  const svg = svgOf(lines, squares, "Votre billet : AB9999");
  expect(words(textsOf(svg))).toEqual(onPaper(lines));
  expect(svg).toContain('d="M0 0h1v1h-1zM1 1h1v1h-1z"');
  expect(svgOf(lines, null, "")).not.toContain("h1v1h-1z");
});

test("the number is one line, and no line is wider than the paper by its own reckoning", () => {
  const texts = textsOf(svgOf(lines, squares, ""));
  expect(texts).toContain("AB9999");
  const widest = (size: number, text: string) => size * 0.5 * text.length;
  for (const [, size, text] of svgOf(lines, squares, "").matchAll(/font-size="([\d.]+)"[^>]*>([^<]*)</g))
    expect(widest(Number(size), text as string)).toBeLessThan(ticketWidth);
});

test("a text that is read from right to left says so", () => {
  const arabic: TicketLine = { kind: "text", text: "رقمك A12", size: "normal", bold: false, language: "en" };
  expect(svgOf([arabic], null, "")).toContain('direction="rtl"');
  expect(svgOf(lines, null, "")).not.toContain("direction");
});

test("whatever a name is made of, the picture is well-formed and bounded, and no word is lost", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 400 }), fc.constantFrom("small", "normal", "large", "huge"), (text, size) => {
      const svg = svgOf([{ kind: "text", text, size, bold: true, language: "en" }], null, text);
      const seen = textsOf(svg).join("").replace(/\s/g, "");
      expect(seen).toBe(text.replace(/[^\t\n\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "\ufffd").replace(/\s/g, ""));
    }),
  );
  expect(
    svgOf(
      Array.from({ length: 5_000 }, () => ({ kind: "rule" as const })),
      null,
      "",
    ).length,
  ).toBeLessThan(20_000);
});
