import { describe, expect, it } from "vitest";
import { languages } from "../texts/language.ts";
import { type FaultCode, type FaultFacts, fault, faultCodes } from "./fault.ts";
import { citizenFaultCodes, type FaultText } from "./fault-text.ts";
import { fillTemplate } from "./fill.ts";
import { signInFaultText } from "./sign-in-text.ts";
import { signInTextsEn, signInTextsFr } from "./sign-in-texts.ts";
import { citizenFaultText, faultText } from "./text.ts";
import { citizenTextsEn, staffTextsEn as pagesTextsEn } from "./texts.en.ts";
import { citizenTextsFr, staffTextsFr as pagesTextsFr } from "./texts.fr.ts";

const staffTextsEn = { ...pagesTextsEn, ...signInTextsEn };
const staffTextsFr = { ...pagesTextsFr, ...signInTextsFr };

/** One value for every fact that any text may name. */
const everyFact: FaultFacts = {
  service: "licence",
  counter: "3",
  agent: 21,
  command: "recall",
  path: "body.key",
  what: "is missing",
  number: "A12",
  date: "2026-11-23",
  last: "2026-11-22",
  device: "kiosk-1",
  cause: "EIO",
  model: "Acme 80",
  data: "/srv/hub",
  port: 8080,
  address: "10.0.0.4",
  version: "2024a",
  hours: 30,
  folder: "display/dist",
  from: 4,
  to: 9,
  status: 404,
  seconds: 42,
  place: 3,
  minutes: 45,
  left: 1,
  target: "counter 5",
  queue: "licences",
  limit: 30,
  time: "3:00 p.m.",
  waiting: 3,
  tickets: "A12, A14",
  appointments: 2,
  signs: "hall, desk",
  line: "/dev/ttyUSB0: ENOENT",
  role: "kiosk",
  at: "2026-11-23T10:00",
  count: 500,
  file: "authority.key",
  reason: "too few valid signatures",
  document: "1.4.0",
  offices: "kelowna, nelson",
  here: "linux-arm64",
  first: 12,
  free: 80,
  needed: 200,
  celsius: 82,
  used: 90,
  gigabytes: 20,
  why: "3000 × 2000",
  output: "default",
  person: "agent-21",
  rows: 7,
  group: "boards",
  other: "kiosk-2",
};

const said = ({ what, advice }: FaultText) => [what, advice];

/** What a person would notice in a text: slots left over, holes where a fact was, no end. */
function flaws(text: string): string[] {
  const found: string[] = [];
  if (/[[\]{}]|\b(?:undefined|null|NaN)\b/.test(text)) found.push("a slot is left over");
  if (/\s\s|\s[.,;]|\(\s*\)|^\s|\s$/.test(text)) found.push("a hole is left over");
  if (!/[.?!]$/.test(text)) found.push("it does not end");
  if (text.length < 8 || text.length > 200) found.push("too short or too long");
  return found;
}

describe("Q-FAULT-1 every fault says what happened and what to do, in each language", () => {
  for (const language of languages) {
    it(`Q-FAULT-1 with all its facts and with none of them (${language})`, () => {
      const wrong: string[] = [];
      for (const code of faultCodes) {
        for (const facts of [everyFact, {}]) {
          const texts = [...said(signInFaultText(fault(code, facts), language)), ...said(citizenFaultText(fault(code, facts), language))];
          for (const text of texts) for (const flaw of flaws(text)) wrong.push(`${code}: ${flaw}: ${text}`);
        }
      }
      expect(wrong).toEqual([]);
    });
  }

  it("Q-FAULT-1 names in both languages the same facts, all of them known", () => {
    const slots = (text: FaultText) => [...`${text.what} ${text.advice}`.matchAll(/\{(\w+)\}/g)].map((each) => String(each[1])).sort();
    for (const code of faultCodes) {
      expect(slots(staffTextsFr[code]), code).toEqual(slots(staffTextsEn[code]));
      expect(Object.keys(everyFact), code).toEqual(expect.arrayContaining(slots(staffTextsEn[code])));
    }
  });

  it("Q-FAULT-1 keeps every fact in a part that can be left out", () => {
    const tables = [staffTextsEn, staffTextsFr, citizenTextsEn, citizenTextsFr];
    for (const text of tables.flatMap((table) => Object.values(table)).flatMap(said)) {
      expect(text.replaceAll(/\[[^\]]*\]/g, ""), text).not.toMatch(/[{}[\]]/);
    }
  });

  it("Q-FAULT-1 is translated: no French text is the English one", () => {
    const pairs: [FaultText, FaultText][] = [
      ...faultCodes.map((code): [FaultText, FaultText] => [staffTextsEn[code], staffTextsFr[code]]),
      ...citizenFaultCodes.map((code): [FaultText, FaultText] => [citizenTextsEn[code], citizenTextsFr[code]]),
    ];
    for (const [en, fr] of pairs) {
      expect(fr.what).not.toBe(en.what);
      expect(fr.advice).not.toBe(en.advice);
    }
  });

  it("Q-FAULT-1 tells citizens nothing technical", () => {
    const technical = /hub|printer's|serveur|borne-|kiosk-|disk|disque|configuration|log|port|\{device\}/i;
    for (const table of [citizenTextsEn, citizenTextsFr]) {
      for (const [code, text] of Object.entries(table)) {
        if (code !== "printer-paper-low") expect(said(text).join(" "), code).not.toMatch(technical);
      }
    }
  });
});

describe("a fault's text", () => {
  it("fills in what is known and leaves out what is not", () => {
    const busy = (facts: FaultFacts) => faultText(fault("counter-busy", facts), "en").what;
    expect(busy({ counter: "3", number: "A12" })).toBe("This counter (3) already has a citizen: A12.");
    expect(busy({ counter: "3", number: "" })).toBe("This counter (3) already has a citizen.");
    expect(busy({})).toBe("This counter already has a citizen.");
  });

  it("never reads a fact from the object's prototype, and never fills a fact's own braces", () => {
    expect(fillTemplate("x[ {constructor}].", {})).toBe("x.");
    expect(fillTemplate("x[ {service}].", { service: "{counter}", counter: "3" })).toBe("x {counter}.");
  });

  it("tells a citizen of any other fault that the kiosk is out of service", () => {
    const code: FaultCode = "log-forked";
    expect(citizenFaultText(fault(code), "en").what).toBe("This kiosk is out of service.");
  });
});
