import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { demoConfiguration } from "../office/demo-configuration.ts";
import { checkPlan, leftOut, type Plan } from "./plan.ts";

const office = demoConfiguration();
const example = JSON.parse(readFileSync(new URL("./example-plan.json", import.meta.url), "utf8"));

const problemsOf = (changed: object) => {
  const checked = checkPlan({ ...example, ...changed }, office);
  return "plan" in checked ? [] : checked.problems;
};

describe("a plan", () => {
  test("the handbook's fits the demo office and leaves nothing out", () => {
    const checked = checkPlan(example, office);
    expect(checked).toMatchObject({ plan: { paper: "letter", wifi: null } });
    expect(leftOut((checked as { plan: Plan }).plan, office)).toEqual([]);
    expect(leftOut({ ...(checked as { plan: Plan }).plan, devices: [] }, office)).toEqual(["kiosk-1", "board-1"]);
  });

  test("tells everything that is wrong with it at once, each with its place, what stands there and what to do", () => {
    const problems = problemsOf({
      hub: { name: "kiosk-1", address: "not a host" },
      wiffi: null,
      devices: [
        { role: "kiosk", name: "kiosk-1", printer: "paralel" },
        { role: "kiosk", name: "board-1" },
        { role: "board", name: "board-9" },
        { role: "kiosk", name: "kiosk-1" },
      ],
    });
    expect(problems.map(({ path, seen }) => `${path} ${seen}`).sort()).toEqual([
      'devices[0].name "kiosk-1"',
      'devices[0].printer "paralel"',
      'devices[1].role "kiosk"',
      'devices[2].name "board-9"',
      'devices[3].name "kiosk-1"',
      'hub.address "not a host"',
      "wiffi null",
    ]);
    for (const { what, advice } of problems) expect([what.length > 8, advice.length > 8]).toEqual([true, true]);
  });

  test("a kiosk's buttons stand for services of the office, on pins that there are", () => {
    const panel = (service: string, pin: string) => ({ board: "uno", path: "/dev/serial/by-id/usb-panel", buttons: [{ service, pin }] });
    const kiosk = { role: "kiosk", name: "kiosk-1" };
    const service = office.services[0]?.id ?? "";
    expect(problemsOf({ devices: [{ ...kiosk, panel: panel(service, "2") }] })).toEqual([]);
    expect(problemsOf({ devices: [{ ...kiosk, panel: panel("boats", "1") }] }).map(({ path }) => path)).toEqual([
      "devices[0].panel.buttons[0].pin",
      "devices[0].panel.buttons[0].service",
    ]);
  });

  test("a scanner, a loudspeaker and voices are written as a card's options are, each on the device that can have it", () => {
    const of = (role: "kiosk" | "board", more: object) =>
      problemsOf({ devices: [{ role, name: `${role}-1`, ...more }] }).map(({ path }) => path);
    expect(of("kiosk", { scanner: "keyboard:/dev/input/by-id/usb-x-event-kbd" })).toEqual([]);
    expect(of("board", { speaker: "alsa", voices: "/srv/voices" })).toEqual([]);
    expect(of("kiosk", { scanner: "/dev/ttyUSB0" })).toEqual(["devices[0].scanner"]);
    expect(of("board", { speaker: "loud", voices: "here" }).sort()).toEqual(["devices[0].speaker", "devices[0].voices"]);
    expect(of("board", { scanner: "serial:/dev/ttyUSB0" })).toEqual(["devices[0].scanner"]);
  });

  test("whatever it is, is taken or refused with sentences, and a taken one fits the office", () => {
    const values = fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constantFrom("kiosk-1", "board-1", "usb", "a.b", 3, null, [], {}));
    const changes = fc.dictionary(fc.constantFrom("format", "hub", "network", "wifi", "paper", "devices", "x", "__proto__"), values);
    const devices = fc.array(fc.dictionary(fc.constantFrom("role", "name", "printer", "model", "place", "signs", "y"), values), {
      maxLength: 4,
    });
    fc.assert(
      fc.property(changes, devices, fc.boolean(), (changed, other, isOther) => {
        const checked = checkPlan({ ...example, ...changed, ...(isOther ? { devices: other } : {}) }, office);
        if ("problems" in checked) expect(checked.problems.length).toBeGreaterThan(0);
        else for (const { name } of checked.plan.devices) expect(office.devices.map(({ id }) => id)).toContain(name);
      }),
      { numRuns: 300 },
    );
    for (const input of [null, 3, "x", [], undefined]) expect(checkPlan(input, office)).toHaveProperty("problems");
  });
});
