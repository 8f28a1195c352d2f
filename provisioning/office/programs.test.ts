import { safeParse } from "valibot";
import { describe, expect, it } from "vitest";
import { deviceFile, hubFile } from "#shared/wire/process.ts";
import { type OfficeFacts, portsFrom, programsOf, type Time } from "./programs.ts";

const facts: OfficeFacts & { time: Time } = {
  office: "victoria",
  kiosk: { id: "kiosk-1", zone: "main" },
  board: { id: "board-1", zone: "main" },
  hardware: { board: "board", card: "card-2" },
  cables: { kiosk: 9001, central: 9002, collector: 9003 },
  data: "/tmp/office",
  seed: "/tmp/office/config/office.json",
  central: true,
  calendar: null,
  buttons: [{ service: "licence", name: { en: "Licence", fr: "Permis" }, pin: "2", lamp: "3" }],
  hasKeypad: true,
  time: { speed: 20, businessStart: 1_000, realStart: 2_000 },
};

describe("the programs of an office", () => {
  it("get files that their schemas take, in real time and in a faster one", () => {
    const { time: _time, ...live } = facts;
    for (const each of [facts, live])
      for (const { name, file } of programsOf(each, portsFrom(8080)))
        if (file) expect([name, safeParse(name === "hub" ? hubFile : deviceFile, file.content).issues]).toEqual([name, undefined]);
  });

  it("get ports of their own, one after the other from the front page's", () => {
    expect(Object.values(portsFrom(8080)).sort()).toEqual([
      8080, 8081, 8082, 8083, 8084, 8085, 8086, 8087, 8088, 8089, 8090, 8091, 8092, 8093,
    ]);
    expect(new Set(Object.values(portsFrom(0)))).toEqual(new Set([0]));
  });

  it("are told where the others listen", () => {
    const texts = JSON.stringify(programsOf(facts, portsFrom(8080)).map(({ file }) => file?.content));
    // The kiosk, and the hub to the outside, over wires that can be pulled; the board directly.
    expect(texts).toContain('"mqtt":"mqtt://127.0.0.1:9001"');
    expect(texts).toContain('"mqtt":"mqtt://127.0.0.1:8084"');
    expect(texts).toContain('"collector":"http://127.0.0.1:9003"');
    expect(texts).toContain('"central":"http://127.0.0.1:9002"');
    expect(texts).toContain('"hardware":{"board":"board","card":"card-2"}');
    expect(texts).toContain('"host":"127.0.0.1","port":8085');
    expect(texts).toContain('"framedBy":["http://127.0.0.1:8080","http://localhost:8080"]');
  });

  it("do without central where there is none", () => {
    const programs = programsOf({ ...facts, central: false }, portsFrom(8080));
    expect(programs.map(({ name }) => name)).toEqual(["printer", "collector", "hub", "kiosk-1", "board-1"]);
    expect(JSON.stringify(programs)).toContain('"central":null');
  });

  it("have a panel of buttons, a scanner, a sign and a keypad in real time, and none on a day that goes faster", () => {
    const { time: _time, ...live } = facts;
    const names = (each: typeof live) => programsOf(each, portsFrom(8080)).map(({ name }) => name);
    for (const twin of ["panel", "scanner", "sign", "keypad"]) {
      expect([names(live).includes(twin), names(facts).includes(twin)]).toEqual([true, false]);
      expect(JSON.stringify(programsOf(live, portsFrom(8080)))).toContain(`"path":"/tmp/office/${twin}"`);
    }
    // A device's file takes no longer path, so the twins stay away rather than the kiosk and the board.
    const deep = { ...live, data: `/tmp/${"deep/".repeat(40)}` };
    expect(names(deep)).toEqual(names(facts));
    expect(JSON.stringify(programsOf(deep, portsFrom(8080)))).not.toMatch(/"signs"|"keypad"/);
  });
});
