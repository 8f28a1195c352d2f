/** A ticket that comes back to a kiosk, in a real hub core: what is told of it, and what becomes of what its holder says. */
import { describe, expect, test } from "vitest";
import type { DeviceEvent } from "#shared/queue/events.ts";
import { DeviceHarness, HubHarness, start } from "./harness.ts";

const minute = 60_000;
const at = { agent: 21, counter: "counter-1" };

class Scene {
  readonly hub = HubHarness.opened();
  readonly kiosk = new DeviceHarness("kiosk-1");
  #asks = 0;

  constructor(joined = 2) {
    this.hub.ask("kiosk-1", { id: "enrol", kind: "enrol", epoch: "e1" });
    for (let count = 1; count <= joined; count += 1) {
      this.say(this.kiosk.ticket({ letter: "C", count, request: null, date: null }));
    }
    this.hub.command("sign-in", at);
  }

  say(event: DeviceEvent): void {
    this.kiosk.mono = this.hub.at - start;
    this.kiosk.write(event);
    this.hub.send(this.kiosk.message(this.hub.state.sources.get("kiosk-1/e1")?.next ?? 1));
  }

  find(count: number, visit: string | null = null) {
    this.#asks += 1;
    const answer = this.hub.ask("kiosk-1", { id: `find-${this.#asks}`, kind: "find-ticket", letter: "C", count, visit });
    if (answer.kind !== "ticket") throw new Error("no ticket");
    return answer.found;
  }

  stands(count: number) {
    const found = this.find(count);
    return found.kind === "ticket" ? found.stands : "none";
  }

  /** Calls the next and declares that nobody came. */
  noShow(): void {
    this.hub.command("call-next", at);
    this.hub.command("no-show", { ...at, visit: this.hub.state.counters.get("counter-1")?.holding ?? "" });
  }
}

describe("how a ticket stands that comes back", () => {
  test("waiting, stepped out, called to its counter, being served, over; nobody else's", () => {
    const scene = new Scene();
    expect(scene.find(1)).toEqual({
      ...{ kind: "ticket", visit: "kiosk-1.e1.1", letter: "C", count: 1 },
      ...{ language: "en", stands: "waiting", until: null, counter: null, hour: null },
    });
    expect(scene.find(9)).toEqual({ kind: "none" });
    scene.say({ kind: "stepped-away", version: 1, body: { letter: "C", count: 1, visit: null, minutes: 15 } });
    expect(scene.find(1)).toMatchObject({ stands: "away", until: scene.hub.at + 15 * minute });
    scene.say({ kind: "came-back", version: 1, body: { letter: "C", count: 1, visit: "kiosk-1.e1.1" } });
    expect(scene.stands(1)).toBe("waiting");
    scene.hub.command("call-next", at);
    expect(scene.find(1)).toMatchObject({ stands: "called", counter: { en: "Counter 1", fr: "Comptoir 1" } });
    scene.hub.command("begin", { ...at, visit: "kiosk-1.e1.1" });
    expect(scene.stands(1)).toBe("at-counter");
    scene.hub.command("finish", { ...at, visit: "kiosk-1.e1.1" });
    expect(scene.stands(1)).toBe("over");
  });

  test("a no-show may return once within the office's time, and is next; later, or a second time, it is told so", () => {
    const scene = new Scene(3);
    scene.noShow();
    expect(scene.stands(1)).toBe("may-return");
    scene.hub.at += 44 * minute;
    scene.say({ kind: "came-back", version: 1, body: { letter: "C", count: 1, visit: null } });
    expect(scene.stands(1)).toBe("waiting");
    // Next: the very one that is called again.
    scene.noShow();
    expect(scene.stands(1)).toBe("too-late");
    scene.noShow();
    scene.hub.at += 46 * minute;
    expect(scene.stands(2)).toBe("too-late");
    scene.say({ kind: "came-back", version: 1, body: { letter: "C", count: 2, visit: null } });
    expect(scene.stands(2)).toBe("too-late");
  });

  test("a ticket of another day is not found, by its number or its code", () => {
    const scene = new Scene();
    scene.hub.command("close-day", { agent: 21, date: "2026-11-23" });
    scene.hub.at += 24 * 60 * minute;
    scene.hub.command("open-day", { agent: 21, date: "2026-11-24" });
    expect(scene.find(1)).toEqual({ kind: "none" });
    expect(scene.find(1, "kiosk-1.e1.1")).toEqual({ kind: "none" });
  });
});

test("Q-CALL-3 whoever stepped out is passed over and keeps the place", () => {
  const scene = new Scene();
  scene.say({ kind: "stepped-away", version: 1, body: { letter: "C", count: 1, visit: null, minutes: 15 } });
  scene.hub.command("call-next", at);
  expect(scene.find(2)).toMatchObject({ stands: "called" });
  scene.hub.command("finish", { ...at, visit: "kiosk-1.e1.2" });
  scene.hub.command("no-show", { ...at, visit: "kiosk-1.e1.2" });
  scene.say({ kind: "came-back", version: 1, body: { letter: "C", count: 1, visit: null } });
  scene.hub.command("call-next", at);
  expect(scene.stands(1)).toBe("called");
});
