import { describe, expect, test } from "vitest";
import { exampleOffice } from "./example.ts";
import { publicOffice } from "./public.ts";

const both = (text: string) => ({ en: text, fr: `${text} (fr)` });

function shown(change: Partial<ReturnType<typeof exampleOffice>["services"][number]>) {
  const office = exampleOffice();
  const [first, ...others] = office.services as [(typeof office.services)[number], ...typeof office.services];
  const known = publicOffice({ ...office, services: [{ ...first, ...change }, ...others] }, "kiosk-1");
  return known.services.find(({ id }) => id === first.id);
}

describe("what kiosks know of a service", () => {
  test("is its name, its words, what to bring and where else to go", () => {
    expect(shown({ bring: [both("Photo ID")], notHere: both("Go to City Hall.") })).toEqual({
      id: "licence",
      programme: "driving",
      name: { en: "Driver's licence", fr: "Permis de conduire" },
      words: { en: ["driver's licence"], fr: ["permis de conduire"] },
      bring: [both("Photo ID")],
      notHere: both("Go to City Hall."),
    });
  });

  test("is nothing at all of one that is switched off, or that only agents choose", () => {
    expect(shown({ active: false })).toBeUndefined();
    expect(shown({ offered: "counter" })).toBeUndefined();
    expect(shown({ active: true })).toBeDefined();
  });

  test("Q-PRIV-1: never an internal name: one without a public name stays hidden, one named in one language shows that name in both", () => {
    const name = { en: "BCDL/BCID included", fr: "BCDL/BCID included" };
    expect(shown({ name, unnamed: ["en", "fr"] })).toBeUndefined();
    const half = shown({ name: { en: "Driver's licence", fr: "BCDL/BCID included" }, unnamed: ["fr"] });
    expect(half?.name).toEqual({ en: "Driver's licence", fr: "Driver's licence" });
  });

  test("Q-PRIV-1: never a code or a reported name, wherever it stands", () => {
    const office = exampleOffice();
    const text = JSON.stringify(publicOffice(office, "kiosk-1"));
    for (const { code, reportedName } of [...office.services, ...office.programmes]) {
      expect(text).not.toContain(JSON.stringify(code));
      expect(text).not.toContain(JSON.stringify(reportedName));
    }
  });
});
