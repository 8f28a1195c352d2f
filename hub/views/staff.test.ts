import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { StaffEntry } from "#shared/wire/staff.ts";
import { DeviceHarness, HubHarness } from "../core/harness.ts";
import { StaffView } from "./staff.ts";

const none = new Map();
const moves = [
  "join",
  "call",
  "recall",
  "begin",
  "finish",
  "no-show",
  "left",
  "sign-out",
  "sign-in",
  "heard",
  "close",
  "open",
  "print",
] as const;

describe("the staff's view", () => {
  it("kept up from the rows of each commit equals the one made of everything, and its patches lead there", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(...moves), fc.integer({ min: 1, max: 4 })), { maxLength: 40 }), (steps) => {
        const hub = HubHarness.opened();
        const kiosk = new DeviceHarness("kiosk-1");
        const kept = new StaffView();
        kept.update(hub.state, "everything", none, 0);
        const seen: Record<string, StaffEntry> = { ...kept.entries };
        let told = hub.rows.length;
        for (const [move, number] of [["sign-in", 1], ...steps] as typeof steps) {
          hub.at += 1_000;
          act(hub, kiosk, move, number);
          const patch = kept.update(hub.state, hub.rows.slice(told), none, 0);
          told = hub.rows.length;
          Object.assign(seen, structuredClone(patch?.set ?? {}));
          for (const key of patch?.remove ?? []) delete seen[key];
          const whole = new StaffView();
          whole.update(hub.state, "everything", none, 0);
          expect(seen).toEqual(whole.entries);
        }
      }),
      { numRuns: 60 },
    );
  });
});

function act(hub: HubHarness, kiosk: DeviceHarness, move: (typeof moves)[number], number: number): void {
  const at = { agent: 21, counter: "counter-1" };
  const visit = hub.state.counters.get("counter-1")?.holding ?? `kiosk-1.e1.${number}`;
  const dates = ["2026-11-24", "2026-11-25", "2026-11-26"];
  if (move === "join") {
    kiosk.write(kiosk.ticket({ letter: "C", count: kiosk.rows.length + 1, request: null, date: null }));
    hub.send(kiosk.message(kiosk.rows.length));
  } else if (move === "print") {
    const body = { visit: `kiosk-1.e1.${number}`, job: "j", copy: 1, outcome: "printed", fault: null } as const;
    kiosk.write({ kind: "ticket-printed", version: 1, body });
    hub.send(kiosk.message(kiosk.rows.length));
  } else if (move === "heard") {
    const stage = hub.state.visits.get(visit)?.stage;
    kiosk.write({ kind: "announcement-made", version: 1, body: { call: stage?.kind === "called" ? stage.call : "none", how: "spoken" } });
    hub.send(kiosk.message(kiosk.rows.length));
  } else if (move === "call") hub.command("call-next", at);
  else if (move === "sign-in" || move === "sign-out") hub.command(move, at);
  else if (move === "close") hub.command("close-day", { agent: 21, date: hub.state.day?.date ?? "2026-11-23" });
  else if (move === "open")
    hub.command("open-day", { agent: 21, date: dates.find((date) => date > (hub.state.lastDate ?? "")) ?? "2026-11-30" });
  else if (move === "finish") hub.command("finish", { ...at, visit, timeNotAccurate: false, quantity: 1 });
  else hub.command(move, { ...at, visit });
}
