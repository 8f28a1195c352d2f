/** Every profile: what it takes to be recognised, and a whole ticket of each on paper as wide as the model's. */
import { afterEach, describe, expect, test } from "vitest";
import { printerProfileNames } from "#shared/wire/process.ts";
import { sampleTicket } from "../testing/sample-ticket.ts";
import { type Rig, startRig } from "../virtual/printer/harness.ts";
import { type ModelName, models } from "../virtual/printer/models.ts";
import { encodeTicket } from "./encode.ts";
import { identityOf1284, identityText, recognise } from "./identity.ts";
import { latin } from "./latin.ts";
import { printerProfiles } from "./profiles.ts";
import { setTicket, ticketLengthMm } from "./setting.ts";

test.each([
  ["MFG:EPSON;CMD:ESC/POS;MDL:TM-T20III;CLS:PRINTER;DES:EPSON TM-T20III;", "epson-tm-t20iii"],
  ["MANUFACTURER:EPSON;COMMAND SET:ESC/POS;MODEL:TM-T88VI;", "epson-tm-t88"],
  ["MFG:EPSON;CMD:ESC/POS;MDL:TM-T88IV;CLS:PRINTER;", "epson-tm-t88"],
  ["MFG:EPSON;CMD:ESC/POS;MDL:TM-m30III;CLS:PRINTER;", "epson-tm-m30"],
  ["MFG:Star;CMD:STAR;MDL:TSP143 (STR_T-001);CLS:PRINTER;", "star-escpos"],
  ["MFG: CUSTOM SPA;MDL: KPM180H;CLS:PRINTER;", "custom-kiosk"],
  ["MFG:Nippon Primex;MDL:NP-3511D-2;", "nippon-np-3511"],
  ["MFG:EPSON;MDL:LQ-590;", undefined],
  ["MFG:STMicroelectronics;MDL:POS58 Printer USB;", undefined],
  ["", undefined],
] as const)("the id %s", (id, profile) => {
  expect(recognise(identityOf1284(id))).toBe(profile);
});

test("a printer's name is said once, and fits a sentence", () => {
  expect(identityText({ maker: "EPSON", model: "TM-T20III" })).toBe("EPSON TM-T20III");
  expect(identityText({ maker: "EPSON", model: "EPSON TM-L90" })).toBe("EPSON TM-L90");
  expect(identityText({ maker: "", model: "" })).toBe("");
  expect(identityText({ maker: "\u0007é", model: "x".repeat(90) })).toHaveLength(60);
});

describe("a ticket is whole on the model's paper", () => {
  let rig: Rig;
  afterEach(() => rig.stop());

  const papers: Readonly<Record<(typeof printerProfileNames)[number], ModelName>> = {
    "epson-tm-t20iii": "tm-t20iii",
    "epson-tm-t88": "tm-t88vi",
    "epson-tm-m30": "tm-m30ii",
    "generic-80mm": "plain-80mm",
    "generic-58mm": "plain-58mm",
    "star-escpos": "mc-print3",
    "custom-kiosk": "kpm180h",
    "nippon-np-2511": "np-2511",
    "nippon-np-3511": "np-3511",
  };

  /** To the blade: 14 mm, or so many whole lines. */
  const fedMm = {
    ...Object.fromEntries(printerProfileNames.map((name) => [name, 14])),
    "generic-58mm": 15,
    "custom-kiosk": 22.5,
    "nippon-np-2511": 15,
    "nippon-np-3511": 15,
  } as Readonly<Record<(typeof printerProfileNames)[number], number>>;

  test.each(printerProfileNames)("%s", async (name) => {
    rig = await startRig({ model: models[papers[name]] });
    const client = await rig.client();
    const lines = sampleTicket({
      number: { letter: "AB", count: 9_999 },
      also: [{ en: "Apply for a commercial fishing licence", fr: "Demander un permis de pêche commerciale" }],
      people: 12,
      practice: true,
      copy: 2,
    });
    const words = lines.flatMap((line) => (line.kind === "text" ? latin(line.text).split(" ") : []));
    // The virtual paper is cut by its own blade where the model has none.
    client.write(encodeTicket(lines, "00az", printerProfiles[name]), name === "generic-58mm" ? [0x1b, 0x69] : []);
    await client.hear(1);
    const [paper, ...others] = await rig.tickets();
    expect(others).toEqual([]);
    expect(paper?.findings).toEqual([]);
    expect(
      paper?.lines
        .join(" ")
        .split(" ")
        .filter((word) => !/^-+$/.test(word)),
    ).toEqual(words);
    // The number stands alone on its line, at least five times as high as the text where letters can be.
    expect(paper?.lines).toContain("AB9999");
    // As much paper as was reckoned, on a head of 203 dots to the inch and with a line fed by 30 of them.
    const profile = printerProfiles[name];
    const rows = setTicket(lines, profile, null);
    expect(paper?.lengthMm).toBeCloseTo((ticketLengthMm(rows, { ...profile, headToCutterMm: 0 }) / profile.lineMm) * 3.75 + fedMm[name], 1);
    const picture = await (await fetch(`${rig.http}/tickets/1.svg`)).text();
    expect(Number(/font-size="(\d+)"[^>]*>AB9999</.exec(picture)?.[1])).toBeGreaterThanOrEqual(
      printerProfiles[name].letterTimesMost > 2 ? 100 : 40,
    );
  });
});
