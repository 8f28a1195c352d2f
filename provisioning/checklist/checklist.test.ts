import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { faultText } from "#shared/faults/text.ts";
import { checklist, checklistPage, checklistText, partNames } from "./checklist.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "the-q-checklist-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const provision = (...args: readonly string[]) =>
  spawnSync(process.execPath, [join(import.meta.dirname, "../main.ts"), "checklist", ...args], { encoding: "utf8", cwd: folder });
const steps = checklist.parts.flatMap(({ part, steps }) => steps.map((step, place) => ({ ...step, name: `${part} ${place + 1}` })));

describe("the checklist", () => {
  it("goes through every kind of hardware that an office has, and each step once", () => {
    expect([...partNames].sort()).toEqual(["panel", "power", "printer", "scanner", "screen", "sign", "voice"]);
    expect(new Set(steps.map((step) => step.do)).size).toBe(steps.length);
  });

  it("says for every step what is to be seen, in text and on the page alike", () => {
    const text = checklistText(checklist);
    const page = checklistPage(checklist).replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
    for (const { name, expect: expected, ...step } of steps) {
      expect(expected.trim().length, name).toBeGreaterThan(8);
      expect(text).toContain(`[ ] ${name}. ${step.do}\n        -> ${expected}`);
      expect(page).toContain(`<td>${step.do}</td><td>${expected}`);
    }
  });

  it("quotes what staff are told in the program's own words", () => {
    const { fault } = steps.find(({ fault }) => fault === "screen-dark") as { fault: "screen-dark" };
    expect(checklistText(checklist)).toContain(`Staff are told: "${faultText({ fault, facts: {} }, "en").what}"`);
  });

  it("names only units and files that the package has", () => {
    const files = join(import.meta.dirname, "../package/files");
    const units = JSON.stringify(checklist).match(/\bthe-q-(?:device|hub|screen)\b/g) ?? [];
    expect(units.length).toBeGreaterThan(2);
    for (const unit of units) expect(existsSync(join(files, `${unit}.service`)), unit).toBe(true);
  });
});

describe("npm run provision -- checklist", () => {
  it("prints it, or the parts asked for", () => {
    const { status, stdout } = provision("--only", "printer,voice");
    expect(status).toBe(0);
    expect(stdout).toContain("Ticket printer");
    expect(stdout).toContain("voice 1.");
    expect(stdout).not.toContain("scanner 1.");
  });

  it("writes a page to print, and no file over another", () => {
    expect(provision("--html", "list.html")).toMatchObject({ status: 0, stderr: "" });
    expect(readFileSync(join(folder, "list.html"), "utf8")).toBe(checklistPage(checklist));
    const again = provision("--html", "list.html");
    expect(again.status).toBe(1);
    expect(again.stderr).toContain("Name a new file");
  });

  it("says what is wrong with what was asked", () => {
    expect(provision("--only", "toaster")).toMatchObject({ status: 2, stderr: expect.stringContaining('There is no part "toaster"') });
    expect(provision("--help").stdout).toContain("power, screen, printer, panel, sign, voice, scanner");
  });
});
