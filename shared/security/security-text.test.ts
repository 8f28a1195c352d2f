/** The file for who has found a weakness, as RFC 9116 has it, and what people read beside it. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { contactForm, projectContact, securityText, securityTextPath, supportedUntil, supportedVersions } from "./security-text.ts";

const top = `${import.meta.dirname}/../..`;
const read = (name: string) => readFileSync(`${top}/${name}`, "utf8");

/** Field lines and comments only, each ended (RFC 9116, 2.2 and 4). */
function fieldsOf(text: string): [string, string][] {
  expect(text.endsWith("\n")).toBe(true);
  const lines = text.split(/\r?\n/).filter((line) => line !== "" && !line.startsWith("#"));
  return lines.map((line) => {
    const [, name = "", value = ""] = /^([A-Za-z-]+): (\S.*)$/.exec(line) ?? [];
    expect(name, line).not.toBe("");
    return [name.toLowerCase(), value];
  });
}

describe("security.txt", () => {
  test("Q-SAFE-1: has a contact and an end that is in the future, and less than a year ahead of the release that says it", () => {
    const fields = fieldsOf(securityText());
    const all = (name: string) => fields.filter(([each]) => each === name).map(([, value]) => value);
    expect(all("contact")).toEqual([projectContact]);
    expect(all("preferred-languages")).toEqual(["en, fr"]);
    const [expires = "", ...more] = all("expires");
    expect(more).toEqual([]);
    expect(expires).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    // This test fails once the support has ended: make a release with a later end, and say it in the files that the next test names.
    expect(Date.parse(expires)).toBe(supportedUntil);
    expect(Date.parse(expires)).toBeGreaterThan(Date.now());
    expect(Date.parse(expires)).toBeLessThan(Date.now() + 366 * 86_400_000);
  });

  test("names the office's contact first, where there is one, and the project's once", () => {
    const contacts = (contact: string) => fieldsOf(securityText(contact)).filter(([name]) => name === "contact");
    expect(contacts("mailto:it@office.example").map(([, value]) => value)).toEqual(["mailto:it@office.example", projectContact]);
    expect(contacts(projectContact)).toHaveLength(1);
  });

  test("takes as a contact what the standard does, and nothing that would begin another line", () => {
    for (const right of ["mailto:it@office.example", "https://office.example/security", "tel:+1-250-555-0100", projectContact])
      expect([right, contactForm.test(right)]).toEqual([right, true]);
    for (const wrong of [
      "it@office.example",
      "http://office.example",
      "mailto:",
      "mailto:a@b.example\nExpires: 2099-01-01T00:00:00Z",
      "javascript:x",
    ])
      expect([wrong, contactForm.test(wrong)]).toEqual([wrong, false]);
  });

  test("stands in the repository as it is served, and what people read there says the same", () => {
    expect(read(`.${securityTextPath}`)).toBe(securityText());
    const day = new Date(supportedUntil).toISOString().slice(0, 10);
    const { version } = JSON.parse(read("package.json")) as { version: string };
    expect(version.startsWith(`${supportedVersions}.`)).toBe(true);
    for (const name of [".github/SECURITY.md", ".github/SUPPORT.md"]) {
      expect(read(name)).toContain(`${supportedVersions}.x`);
      expect(read(name)).toContain(day);
    }
    expect(read(".github/SECURITY.md")).toContain(projectContact);
  });
});
