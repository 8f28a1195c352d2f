import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { behindPapers } from "./counts.ts";
import { KioskCard } from "./kiosk-card.ts";

let data: string;
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), "the-q-card-"));
});
afterEach(() => rmSync(data, { recursive: true, force: true }));

test("a replaced card lies aside with all that is on it, and the next one has another serial, also after a restart", () => {
  const card = new KioskCard(data, "kiosk-1");
  const serials = [card.hardware.card];
  for (const text of ["first", "second"]) {
    mkdirSync(join(data, "kiosk-1"));
    writeFileSync(join(data, "kiosk-1", "device.sqlite"), text);
    const aside = card.replace(text === "first" ? 2 : null);
    expect(readFileSync(join(aside, "device.sqlite"), "utf8")).toBe(text);
    expect(existsSync(join(data, "kiosk-1"))).toBe(false);
    serials.push(card.hardware.card);
  }
  expect(new Set(serials).size).toBe(3);
  expect(new KioskCard(data, "kiosk-1")).toMatchObject({ n: 3, lost: null, hardware: card.hardware });
});

test("behind the papers in plain arithmetic, and unknown where one of the two is", () => {
  expect(behindPapers({ papers: 20, hub: 18, central: 20, collector: 21 })).toEqual({ hub: 2, central: 0, collector: 0 });
  expect(behindPapers({ papers: 20, hub: null, central: 0, collector: null })).toEqual({ hub: null, central: 20, collector: null });
  expect(behindPapers({ papers: null, hub: 3, central: 3, collector: 3 })).toEqual({ hub: null, central: null, collector: null });
});
