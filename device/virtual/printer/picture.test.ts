import fc from "fast-check";
import qrcode from "qrcode-generator";
import { describe, expect, test } from "vitest";
import { characterOf } from "./code-pages.ts";
import { Page, type Ticket } from "./page.ts";
import { Parser } from "./parser.ts";
import { pictureOf } from "./picture.ts";
import { readCodes, readPicture } from "./picture-text.ts";
import { commands, kioskTicketBytes, latin, ticketBytes } from "./sample.ts";

function printed(bytes: Iterable<number>): { tickets: Ticket[]; pictures: string[] } {
  const parser = new Parser();
  const page = new Page();
  const tickets: Ticket[] = [];
  parser.push(Uint8Array.from(bytes));
  for (let next = parser.next(); next !== undefined; next = parser.next()) {
    const { ticket } = page.apply(next.operation);
    if (ticket !== null) tickets.push(ticket);
  }
  return { tickets, pictures: tickets.map((ticket) => pictureOf(ticket, "Ticket")) };
}

const linesOf = (bytes: Iterable<number>) => printed(bytes).pictures.map(readPicture);
const findingsOf = (bytes: Iterable<number>) =>
  printed(bytes).tickets.map((ticket) => ticket.findings.map((each) => `${each.kind}: ${each.what}`));

/** Which modules of a drawn QR code are dark, found by walking over the path. */
function darkModules(svg: string): { at: Set<string>; path: string } {
  const path = /<g data-code="qr">.*? d="([^"]+)"/s.exec(svg)?.[1] ?? "";
  const at = new Set<string>();
  for (const [, x, y, width, height] of path.matchAll(/M(\d+) (\d+)h(\d+)v(\d+)h-\d+z/g))
    for (let row = 0; row < Number(height); row++)
      for (let column = 0; column < Number(width); column++) at.add(`${Number(y) + row},${Number(x) + column}`);
  return { at, path };
}

describe("text", () => {
  test("French in the code page of Western Europe", () => {
    expect(linesOf(ticketBytes("Votre numéro — reçu œ"))).toEqual([["Votre numéro — reçu œ"]]);
  });

  test("a kiosk's ticket is read back from its picture, without findings", () => {
    expect(linesOf(kioskTicketBytes())).toEqual([
      [
        "Service BC — Victoria",
        "-".repeat(48),
        "Your number · Votre numéro",
        "A12",
        "Driver licence renewal",
        "Renouvellement du permis de conduire",
        "Please watch the board.",
        "Surveillez le tableau, s’il vous plaît — reçu œ",
        "14 July 2026, 10:42",
        " PRACTICE",
        "Letters do not show who is next",
      ],
    ]);
    expect(findingsOf(kioskTicketBytes())).toEqual([[]]);
  });

  test("the same byte is another character on another page, and ESC @ goes back to the first page", () => {
    const e9 = [0xe9, 0x0a];
    const bytes = [
      ...commands.codePage(16),
      ...e9,
      ...commands.codePage(0),
      ...e9,
      ...commands.codePage(2),
      ...e9,
      ...commands.codePage(19),
      0xd5,
      0x0a,
    ];
    expect(linesOf([...bytes, ...commands.codePage(16), ...commands.initialize, ...e9, ...commands.cutFed])).toEqual([
      ["é", "Θ", "Ú", "€", "Θ"],
    ]);
  });

  test("a code page the printer does not have changes nothing and is found", () => {
    const bytes = [...commands.codePage(16), ...commands.codePage(200), 0xe9, 0x0a, ...commands.cutFed];
    expect(linesOf(bytes)).toEqual([["é"]]);
    expect(findingsOf(bytes)).toEqual([["ignored: code page 200, which this printer does not have"]]);
  });

  test("every character of every page can stand in a picture", () => {
    for (let page = 0; page < 256; page++)
      for (let byte = 0x20; byte < 0x100; byte++) expect(characterOf(byte, page % 53, 0)).toMatch(/^[\u0020-\u007e\u00a1-\uffee]$/u);
  });

  test("a long line goes on below, 48 characters a line and half as many of double width", () => {
    expect(linesOf([...latin("x".repeat(50)), 0x0a, ...commands.size(2, 1), ...latin("y".repeat(25)), 0x0a, ...commands.cutFed])).toEqual([
      ["x".repeat(48), "xx", "y".repeat(24), "y"],
    ]);
  });

  test("any text that is printed is read back, and the picture stays well formed", () => {
    const text = fc.string({
      unit: fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code)),
      minLength: 1,
      maxLength: 48,
    });
    fc.assert(
      fc.property(text, (line) => {
        const [svg] = printed(ticketBytes(line)).pictures;
        expect(readPicture(svg ?? "")).toEqual(line.trim() === "" ? [] : [line.trimEnd()]);
        expect((svg ?? "").replace(/<[^<>]+>/g, "")).not.toMatch(/[<>]/);
      }),
    );
  });

  test("columns at set places are read with a blank between them", () => {
    expect(linesOf([...latin("left"), 0x1b, 0x24, 0, 1, ...latin("right"), 0x0a, ...commands.cutFed])).toEqual([["left right"]]);
  });
});

describe("QR codes", () => {
  test("the drawn modules are those of an independent making of the same text", () => {
    const data = "https://example.org/q?n=A12&é=œ";
    const [svg = ""] = printed([...commands.qr(data), ...commands.cutFed]).pictures;
    const expected = qrcode(0, "M");
    expected.addData(Buffer.from(data, "utf8").toString("latin1"), "Byte");
    expected.make();
    const dark = new Set<string>();
    for (let row = 0; row < expected.getModuleCount(); row++)
      for (let column = 0; column < expected.getModuleCount(); column++) if (expected.isDark(row, column)) dark.add(`${row},${column}`);
    expect(darkModules(svg).at).toEqual(dark);
    expect(readCodes(svg)).toEqual([data]);
  });

  test("a length that counts characters instead of bytes is seen on paper", () => {
    const right = commands.qr("é");
    const at = right.indexOf(5);
    expect(at).toBeGreaterThan(0);
    const wrong = right.with(at, 4);
    expect(linesOf([...commands.codePage(16), ...right, ...commands.cutFed])).toEqual([[]]);
    expect(linesOf([...commands.codePage(16), ...wrong, ...commands.cutFed])).toEqual([["©"]]);
  });
});

describe("pictures and cuts", () => {
  test("a raster's dots are drawn as rectangles, equal rows as one", () => {
    const [svg = ""] = printed([...commands.raster(1, [0b11000011, 0b11000011, 0b00000001]), ...commands.cutFed]).pictures;
    expect(/<g data-image="raster">.*? d="([^"]*)"/.exec(svg)?.[1]).toBe("M0 0h2v2h-2zM6 0h2v2h-2zM7 2h1v1h-1z");
  });

  test("a cut without feeding leaves the last lines in the printer, where the next ticket begins", () => {
    const bytes = [
      ...latin("one"),
      0x0a,
      ...commands.feedLines(4),
      ...latin("two"),
      0x0a,
      ...commands.cutHere,
      ...latin("three"),
      0x0a,
      ...commands.cutFed,
    ];
    expect(linesOf(bytes)).toEqual([["one"], ["two", "three"]]);
    expect(findingsOf(bytes)[0]?.[0]).toMatch(/^cut-through: 1 printed parts were still inside the printer/);
  });

  test("feeding eight lines first, as node-thermal-printer does, is enough", () => {
    const bytes = [...latin("one"), 0x0a, ...commands.feedLines(8), ...commands.cutHere, ...latin("two"), 0x0a, ...commands.cutFed];
    expect(linesOf(bytes)).toEqual([["one"], ["two"]]);
  });

  test("two cuts in one place give one ticket", () => {
    expect(linesOf([...latin("one"), 0x0a, ...commands.feedLines(8), ...commands.cutHere, ...commands.cutHere])).toEqual([["one"]]);
  });

  test("paper that nobody cuts is torn off at 5 m", () => {
    const tickets = printed(new Array(1_400).fill(0x0a)).tickets;
    expect(tickets.map((ticket) => ticket.cut)).toEqual(["torn"]);
  });

  test("unknown bytes, text that ESC @ drops and what is not drawn are found", () => {
    const bytes = [0x1b, 0x7e, ...latin("lost"), ...commands.initialize, 0x1d, 0x6b, 4, ...latin("123"), 0, 0x0a, ...commands.cutFed];
    expect(findingsOf(bytes)).toEqual([
      ["unknown: 1B 7E", "lost: 4 characters that were not printed yet at ESC @", "not-drawn: a bar code (GS k)"],
    ]);
  });

  test("the picture carries its looks in attributes alone", () => {
    const [svg = ""] = printed(kioskTicketBytes()).pictures;
    expect(svg).toContain("<title>Ticket</title>");
    expect(svg).not.toMatch(/style|<script|href|url\((?!#)/);
  });
});
