import { describe, expect, test } from "vitest";
import { daySpan } from "#shared/day/hours-of.ts";
import { checkOffice } from "#shared/office/check.ts";
import type { OfficeConfiguration } from "#shared/office/configuration.ts";
import { searchServices } from "#shared/office/search.ts";
import { demoOffice } from "./demo-office.ts";

function theOffice(): OfficeConfiguration {
  const checked = checkOffice(demoOffice());
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems, null, 1));
  return checked.office;
}

const { office, topics, programmes, services, queues, counters, firstContact, devices, agents } = theOffice();
const kiosk = services.filter(({ offered }) => offered === "kiosk");
const languages = ["en", "fr"] as const;

/** How The Q's codes become ids. */
const idOf = (code: string) =>
  code
    .toLowerCase()
    .replaceAll("&", "")
    .replaceAll(/[^a-z0-9]+/g, "-");

describe("the demo office", () => {
  test("is a sound configuration of office 94", () => {
    expect(checkOffice(demoOffice())).toMatchObject({ ok: true });
    expect([office.number, office.timeZone, office.type, office.unreviewed]).toEqual([94, "America/Vancouver", "reception", ["fr"]]);
  });

  test("says its hours, and refuses nobody a ticket for them: it is tried out at any time of the day", () => {
    const { hours, services: all } = theOffice();
    expect(daySpan(hours, "2026-11-23")).toEqual({ opens: 540, closes: 990 });
    expect(daySpan(hours, "2026-11-22")).toBeUndefined();
    expect([hours?.lastTicketBeforeClosingMinutes, all.filter((each) => each.lastTicketBeforeClosingMinutes !== undefined)]).toEqual([
      undefined,
      [],
    ]);
  });

  test("gives each caller an own copy", () => {
    const spoilt = demoOffice() as { services: unknown[] };
    spoilt.services.length = 0;
    expect(theOffice().services).toHaveLength(200);
  });

  test("has all 200 live services and 19 programmes of The Q under ids made from their codes", () => {
    expect([services.length, programmes.length]).toEqual([200, 19]);
    expect(services.filter(({ id, code }) => id !== idOf(code))).toEqual([]);
    expect(programmes.filter(({ id, code }) => id !== idOf(code))).toEqual([]);
    expect(new Set(services.map(({ code }) => code)).size).toBe(200);
  });

  test("keeps The Q's names to the letter, oddities included", () => {
    const reported = new Map(services.map(({ code, reportedName }) => [code, reportedName]));
    expect(reported.get("ICBC - 002")).toBe("BCDL/BCID/BCSC included");
    expect(reported.get("LCRB - 005")).toBe("Other – Cannabis & Liquor");
    expect(reported.get("other - 031")).toBe("Liaison/Prog Specialist – BCP");
  });

  test("sends those who are not sure to first contact", () => {
    expect(firstContact).toEqual({ queue: "first-contact", service: "other-013" });
    expect(services.find(({ id }) => id === "other-013")).toMatchObject({
      offered: "counter",
      queue: "first-contact",
      code: "Other - 013",
    });
  });

  test("has six topics whose hints fit a button", () => {
    expect(topics).toHaveLength(6);
    for (const { name, hint } of topics) {
      for (const language of languages) {
        expect(name[language].length).toBeLessThanOrEqual(36);
        expect(hint[language].length).toBeLessThanOrEqual(60);
        expect(hint[language].split(",").length).toBeGreaterThanOrEqual(2);
      }
    }
  });

  test("has two counters or more for each queue that is called", () => {
    const takers = (queue: string) => counters.filter(({ takes }) => takes.includes(queue)).length;
    for (const { id } of queues) expect([id, takers(id) >= 2]).toEqual([id, id !== "back-office"]);
    expect(counters.filter(({ takes }) => takes.includes("first-contact")).map(({ id }) => id)).toEqual(["counter-1", "counter-2"]);
    expect([devices.length, agents.length]).toEqual([2, 4]);
  });

  test("offers no back office work to citizens, and no citizens' matter to the back office", () => {
    expect(kiosk.filter(({ queue, programme }) => queue === "back-office" || programme === "back-office")).toEqual([]);
    expect(services.filter(({ name, queue }) => /^Liaison|liaison/.test(name.en) && queue !== "back-office")).toEqual([]);
  });
});

describe("citizens' names", () => {
  test.each([
    ["en", 38],
    ["fr", 44],
  ] as const)("in %s are at most %i characters and differ from all others", (language, most) => {
    expect(services.filter(({ name }) => name[language].length > most)).toEqual([]);
    expect(new Set(services.map(({ name }) => name[language].toLowerCase())).size).toBe(services.length);
  });

  test("contain no internal code", () => {
    const jargon =
      /\b(BCDL|BCID|BCSC|CCF|SDPR|POC|PTAX|MCFD|RTB|CTAX|LCRB|VSTATS|ICBC|ADP|IRP|OOP|PAR|PARP|FWID|LEH|TOP|ITA|PEST|GVA|CQC|CYMH|JOHS|ICM|CRMS|ESB|CATS?|PSA|COS|BCP|SR|SD81|HOG|DLKT|COVID)\b/i;
    const shown = [...services, ...programmes, ...queues, ...topics].flatMap(({ name }) => [name.en, name.fr]);
    // French words that are spelt like a code.
    const plain = shown.map((name) => name.replaceAll(/\b(par|cas)\b/g, ""));
    expect(plain.filter((name) => jargon.test(name))).toEqual([]);
  });

  test("say what they are about, not just that they are other", () => {
    expect(kiosk.filter(({ name }) => /^Other\b(?! .+ question$)|^Other -/.test(name.en))).toEqual([]);
  });

  test("are French in French, but for names of places", () => {
    const named = [office, ...services, ...programmes, ...queues, ...topics, ...counters];
    expect(named.filter(({ name }) => name.en === name.fr).map(({ id }) => id)).toEqual(["victoria"]);
    const english = /\b(the|of|or|and|with|my|your|for a|licence or)\b/i;
    expect(services.filter(({ name }) => english.test(name.fr.replaceAll(/Licence ou|My Self Serve/g, "")))).toEqual([]);
  });

  test("have 4 to 20 search words in each language, none twice", () => {
    for (const { id, words } of kiosk) {
      for (const language of languages) {
        const own = words[language];
        expect([id, language, own.length >= 4 && own.length <= 20, new Set(own).size]).toEqual([id, language, true, own.length]);
      }
    }
  });
});

describe("search in the demo office", () => {
  test.each([
    ["en", "drivers lisence", "icbc-002"],
    ["en", "dl", "icbc-002"],
    ["en", "moved", "icbc-011"],
    ["en", "rent", "rtb-001"],
    ["en", "landlord", "rtb-001"],
    ["en", "newborn", "vstats-001"],
    ["en", "my hydro bill", "bc-hydro-001"],
    ["en", "fishing", "fw-001"],
    ["en", "welfare", "sdpr-poc-009"],
    ["en", "speeding ticket", "icbc-010"],
    ["en", "pasport", "redirects-003"],
    ["en", "name change", "vstats-003"],
    ["en", "permis", "icbc-002"],
    ["fr", "permis", "icbc-002"],
    ["fr", "bebe", "vstats-001"],
    ["fr", "bébé", "vstats-001"],
    ["fr", "déménagement", "icbc-011"],
    ["fr", "loyer", "rtb-001"],
    ["fr", "proprio", "rtb-001"],
    ["fr", "peche", "fw-001"],
    ["fr", "naissence", "vstats-001"],
    ["fr", "permis de chasse", "fw-004"],
  ] as const)("%s: %s finds %s first", (language, query, id) => {
    expect(searchServices(kiosk, language, query, 6)[0]?.id).toBe(id);
  });

  test("finds each service first, or among the first six, by its own name", () => {
    for (const language of languages) {
      for (const service of kiosk) {
        const ids = searchServices(kiosk, language, service.name[language], 6).map(({ id }) => id);
        expect(ids, service.name[language]).toContain(service.id);
      }
    }
  });
});
