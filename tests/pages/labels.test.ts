/** Labels and sheets of an office as a browser sets and prints them: nothing overflows, whatever the names. */
import type { Browser } from "playwright";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Label, labelSheet, papers } from "../../provisioning/card/label.ts";
import { demoConfiguration } from "../../provisioning/office/demo-configuration.ts";
import example from "../../provisioning/set-up/example-plan.json" with { type: "json" };
import { checkPlan, type Plan } from "../../provisioning/set-up/plan.ts";
import { sheetsOf } from "../../provisioning/set-up/sheets.ts";
import { picture, startChromium } from "./page-chromium.ts";
import { axeFindings } from "./page-findings.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await startChromium();
});
afterAll(() => browser.close());

const label: Label = { office: "victoria", officeName: "Service BC Victoria", name: "kiosk-1", role: "kiosk", place: "Entrance" };
const wide = "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW";
const labels: readonly Label[] = [
  { ...label, name: "hub-1", role: "hub", place: "Server cabinet" },
  label,
  { ...label, name: "board-1", role: "board", place: "Waiting room" },
  { ...label, name: "sign-1", role: "sign", place: "" },
  { ...label, name: "w".repeat(40), office: "w".repeat(40), officeName: wide, place: wide },
  {
    ...label,
    name: "i".repeat(40),
    officeName: "Bureau de services gouvernementaux de Prince-George-Nord",
    place: "À côté de l'entrée ouest, 2e étage",
  },
  { ...label, officeName: "服務中心服務中心服務中心服務中心", place: "<script>&amp;" },
];

test.each(["a4", "letter"] as const)("On %s every text stays in its label, and every label on its sheet", async (paper) => {
  const { width, height } = papers[paper];
  const page = await browser.newPage({ viewport: { width: 820, height: 1_130 } });
  await page.setContent(labelSheet([...labels, ...labels, ...labels, ...labels], paper));
  const found = await page.evaluate(() =>
    [...document.querySelectorAll("svg")].map((sheet) => ({
      sheet: sheet.getBoundingClientRect().toJSON() as DOMRect,
      frames: [...sheet.querySelectorAll("g:has(> .frame)")].map((group) => ({
        frame: (group.querySelector(".frame") as Element).getBoundingClientRect().toJSON() as DOMRect,
        code: (group.querySelector(".code path") as Element).getBoundingClientRect().toJSON() as DOMRect,
        texts: [...group.querySelectorAll("text")].map((text) => text.getBoundingClientRect().toJSON() as DOMRect),
      })),
    })),
  );
  expect(found.flatMap(({ frames }) => frames)).toHaveLength(labels.length * 4);
  const mm = 96 / 25.4;
  for (const { sheet, frames } of found) {
    expect(sheet.width).toBeCloseTo(width * mm, 0);
    expect(sheet.height).toBeCloseTo(height * mm, 0);
    for (const { frame, code, texts } of frames) {
      expect(inside(frame, sheet)).toBe(true);
      expect(inside(code, frame)).toBe(true);
      for (const [place, text] of texts.entries()) {
        expect(inside(text, frame)).toBe(true);
        expect(text.left).toBeGreaterThan(code.right);
        const next = texts[place + 1];
        if (next) expect(text.bottom).toBeLessThanOrEqual(next.top + 0.4 * mm);
      }
    }
  }
  if (paper === "letter") await picture(page, "labels");
  await page.close();
});

test("What IT prints is one width of paper, and axe finds nothing", async () => {
  const office = demoConfiguration();
  const { plan } = checkPlan(example, office) as { plan: Plan };
  const page = await browser.newPage({ viewport: { width: 820, height: 1_130 } });
  for (const { name, text } of sheetsOf(plan, office, { ssh: true, hasDeviceCards: false })) {
    if (!name.endsWith(".html")) continue;
    await page.setContent(text);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(820);
    expect(await axeFindings(page)).toEqual([]);
    if (name === "network.html") await picture(page, "network-sheet");
    if (name === "start-here.html") await picture(page, "office-start-here");
  }
  await page.close();
});

function inside(inner: DOMRect, outer: DOMRect): boolean {
  return inner.left >= outer.left && inner.right <= outer.right && inner.top >= outer.top && inner.bottom <= outer.bottom;
}
