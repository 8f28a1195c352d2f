import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Label, labelCode, labelSheet, labelSvg } from "./label.ts";
import { fitted, widthEm } from "./label-text.ts";

const label: Label = { office: "victoria", officeName: "Service BC Victoria", name: "kiosk-1", role: "kiosk", place: "Entrance" };

describe("a label", () => {
  test("bears the name, the role in both languages, the office and the place", () => {
    for (const text of ["kiosk-1", "Kiosk · Borne", "Service BC Victoria", "Entrance"]) expect(labelSvg(label)).toContain(`>${text}<`);
  });

  test("says in its code which device it is, with no address and nothing secret", () => {
    expect(labelCode(label)).toBe("The Q victoria kiosk-1");
    expect(labelSvg(label)).not.toMatch(/https?:(?!\/\/www\.w3\.org)/);
  });

  test("writes signs that mean something in SVG as texts", () => {
    expect(labelSvg({ ...label, place: "<A> & B" })).toContain("&lt;A&gt; &amp; B");
  });

  test("any text fits its room, at a size that can be read, and is cut only when it must be", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 120 }), (text) => {
        const lines = fitted(text, 33, { largest: 8, smallest: 2.4 });
        expect(lines.length).toBeLessThanOrEqual(2);
        for (const { text: line, sizeMm } of lines) {
          expect(widthEm(line) * sizeMm).toBeLessThanOrEqual(33.001);
          expect(sizeMm).toBeGreaterThanOrEqual(2.4);
        }
        const shown = lines.map((line) => line.text).join("");
        if (widthEm(text) * 2.4 <= 33) expect(shown).toBe(text);
        if (!shown.endsWith("…")) expect(shown.replaceAll(" ", "")).toBe(text.replaceAll(" ", ""));
      }),
    );
  });

  test("a long name is whole on two lines, broken where a reader would", () => {
    const lines = fitted("Bureau de services de Prince-George-Nord", 36, { largest: 3.4, smallest: 2.4 });
    expect(lines.map(({ text }) => text)).toEqual(["Bureau de services de", "Prince-George-Nord"]);
  });

  test.each([
    ["a4", 0, 1],
    ["a4", 24, 1],
    ["a4", 25, 2],
    ["letter", 21, 1],
    ["letter", 22, 2],
  ] as const)("a sheet of %s with %i labels has %i pages", (paper, labels, pages) => {
    const sheet = labelSheet(Array(labels).fill(label), paper);
    expect(sheet.match(/<svg/g)).toHaveLength(pages);
    expect(sheet.match(/class="frame"/g) ?? []).toHaveLength(labels);
  });
});
