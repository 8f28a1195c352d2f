/** The keys of a counter, in a real hub core: what each does from how the counter stands, once, in time, and for the agent who is there. */
import { beforeEach, describe, expect, test } from "vitest";
import { exampleOffice } from "#shared/office/example.ts";
import { type KeypadMove, pressAgeMaxMs } from "#shared/wire/keypads.ts";
import { DeviceHarness, HubHarness, start } from "./harness.ts";

const at = { agent: 21, counter: "counter-1" };

class Scene {
  readonly hub = new HubHarness();
  #presses = 0;

  constructor(counter: string | null = "counter-1") {
    const office = exampleOffice();
    const devices = office.devices.map((each) => (each.role === "board" && counter !== null ? { ...each, counter } : each));
    this.hub.send({ kind: "start", timeZoneData: "2026c" });
    this.hub.send({ kind: "configure", configuration: { ...office, devices }, key: "seed" });
    this.hub.send({ kind: "open-day-by-hours", date: "2026-11-23", key: "open-2026-11-23" });
    this.hub.ask("kiosk-1", { id: "enrol", kind: "enrol", epoch: "e1" });
    const kiosk = new DeviceHarness("kiosk-1");
    for (const count of [1, 2, 3]) kiosk.write(kiosk.ticket({ letter: "C", count, request: null, date: null }));
    this.hub.send(kiosk.message(1));
  }

  can(device = "board-1") {
    const answer = this.hub.ask(device, { id: "k", kind: "keypad" });
    return answer.kind === "keypad" ? answer.can.join(" ") : answer.kind === "refused" ? answer.fault.fault : answer.kind;
  }

  /** `done`, or why not. */
  press(does: KeypadMove, { ageMs = 0, key = "", device = "board-1", boot = this.hub.boot } = {}) {
    this.#presses += 1;
    const mono = this.hub.at - start - ageMs;
    const press = { id: "p", kind: "press", key: key || `press-key-${this.#presses}`, does, at: { boot, mono } } as const;
    const answer = this.hub.ask(device, press);
    return answer.kind === "pressed" ? "done" : answer.kind === "refused" ? answer.fault.fault : answer.kind;
  }

  get stage() {
    const { holding } = this.hub.state.counters.get("counter-1") ?? { holding: null };
    return holding === null ? null : this.hub.state.visits.get(holding)?.stage.kind;
  }
}

describe("the keypad of a counter", () => {
  let scene: Scene;
  beforeEach(() => {
    scene = new Scene();
  });

  test("each key does what the counter's page could, and what can be done now is said truly", () => {
    expect([scene.can(), scene.press("call")]).toEqual(["", "not-signed-in"]);
    scene.hub.command("sign-in", at);
    const told: string[] = [];
    const step = (does: KeypadMove) => void told.push(`${scene.can()} | ${does}: ${scene.press(does)}, ${scene.stage}`);
    for (const does of ["recall", "call", "call", "recall", "begin", "no-show", "finish", "finish"] as const) step(does);
    for (const does of ["call", "no-show", "recall", "no-show", "call"] as const) step(does);
    expect(told).toEqual([
      "call | recall: counter-free, null",
      "call | call: done, called",
      "recall begin no-show | call: counter-busy, called",
      "recall begin no-show | recall: done, called",
      "recall begin no-show | begin: done, serving",
      "finish | no-show: not-called, serving",
      "finish | finish: done, null",
      "call | finish: counter-free, null",
      "call | call: done, called",
      "recall begin no-show | no-show: done, null",
      "call | recall: counter-free, null",
      "call | no-show: counter-free, null",
      "call | call: done, called",
    ]);
    const actors = scene.hub.rows.filter(({ kind }) => kind === "visit-called").map(({ body }) => (body as { actor: unknown }).actor);
    expect(actors).toEqual(new Array(3).fill({ kind: "agent", agent: 21, counter: "counter-1" }));
  });

  test("a press that is told twice is carried out once, also when what it did stands in its own way; each of two presses is one", () => {
    scene.hub.command("sign-in", at);
    const rows = () => scene.hub.state.n;
    expect(scene.press("call", { key: "the-same-press" })).toBe("done");
    const after = rows();
    expect([scene.press("call", { key: "the-same-press" }), rows()]).toEqual(["done", after]);
    expect([scene.press("recall", { key: "another-press" }), scene.press("recall", { key: "another-press" }), rows()]).toEqual([
      ...["done", "done", after + 1],
    ]);
    scene.press("begin");
    expect([scene.press("finish", { key: "the-last-press" }), scene.press("finish", { key: "the-last-press" })]).toEqual(["done", "done"]);
    expect([scene.press("call", { key: "the-last-press" }), scene.stage]).toEqual(["key-reused", null]);
  });

  test("a press that was long on its way, or was made under another run of the hub, does nothing", () => {
    scene.hub.command("sign-in", at);
    expect([scene.press("call", { ageMs: pressAgeMaxMs + 1 }), scene.stage]).toEqual(["keypad-late", null]);
    expect([scene.press("call", { boot: "boot-0" }), scene.stage]).toEqual(["keypad-late", null]);
    expect([scene.press("call", { ageMs: pressAgeMaxMs }), scene.stage]).toEqual(["done", "called"]);
  });

  test("Q-SAFE-1: a device has the keys of the counter that the configuration names for it, and of no other", () => {
    scene.hub.command("sign-in", at);
    for (const device of ["kiosk-1", "board-9"]) {
      const why = device === "kiosk-1" ? "keypad-unbound" : "not-enrolled";
      expect([scene.can(device), scene.press("call", { device }), scene.stage]).toEqual([why, why, null]);
    }
    expect(new Scene("counter-2").press("call")).toBe("not-signed-in");
    expect(new Scene(null).can()).toBe("keypad-unbound");
    expect(new Scene(null).press("call")).toBe("keypad-unbound");
  });
});
