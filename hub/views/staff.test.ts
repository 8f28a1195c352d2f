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
  ...([
    "park",
    "resume",
    "return",
    "transfer",
    "add",
    "step-away",
    "come-back",
    "no-show-back",
    "marks",
    "undo",
    "intake",
    "break",
  ] as const),
  ...(["call", "begin", "kiosk-away", "kiosk-back", "stop-service", "look-round"] as const),
  ...(["write", "away", "staff-page", "by-voice", "served", "seen", "still-waiting", "admit", "correct", "set-clock", "doubt"] as const),
] as const;

describe("the staff's view", () => {
  it("kept up from the rows of each commit equals the one made of everything, and its patches lead there", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(...moves), fc.integer({ min: 1, max: 4 })), { minLength: 30, maxLength: 80 }),
        (steps) => {
          const hub = HubHarness.opened();
          const kiosk = new DeviceHarness("kiosk-1");
          hub.ask("kiosk-1", { id: "enrol", kind: "enrol", epoch: "e1" });
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
        },
      ),
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
    hub.send(kiosk.message(hub.state.sources.get("kiosk-1/e1")?.next ?? 1));
  } else if (move === "print") {
    const body = { visit: `kiosk-1.e1.${number}`, job: "j", copy: 1, outcome: "printed", fault: null } as const;
    kiosk.write({ kind: "ticket-printed", version: 1, body });
    hub.send(kiosk.message(hub.state.sources.get("kiosk-1/e1")?.next ?? 1));
  } else if (move === "heard") {
    const stage = hub.state.visits.get(visit)?.stage;
    kiosk.write({ kind: "announcement-made", version: 1, body: { call: stage?.kind === "called" ? stage.call : "none", how: "spoken" } });
    hub.send(kiosk.message(hub.state.sources.get("kiosk-1/e1")?.next ?? 1));
  } else if (move === "call") hub.command("call-next", at);
  else if (move === "sign-in" || move === "sign-out") hub.command(move, at);
  else if (move === "close") hub.command("close-day", { agent: 21, date: hub.state.day?.date ?? "2026-11-23" });
  else if (move === "open")
    hub.command("open-day", { agent: 21, date: dates.find((date) => date > (hub.state.lastDate ?? "")) ?? "2026-12-30" });
  else if (move === "write") kiosk.write(kiosk.ticket({ letter: "C", count: kiosk.rows.length + 1, request: null, date: null }));
  else if (move === "away") hub.restart(`boot-${hub.state.n}`, { aliveAt: hub.at - number * 100_000 });
  else if (move === "staff-page" || move === "by-voice") {
    const called = { letter: "C", count: number, visit: null };
    if (move === "by-voice") kiosk.write({ kind: "called-by-voice", version: 1, body: called });
    else kiosk.write({ kind: "staff-page-opened", version: 1, body: { hub: "away" } });
    hub.send(kiosk.message(hub.state.sources.get("kiosk-1/e1")?.next ?? 1));
  } else if (move === "served" || move === "seen" || move === "still-waiting") {
    const how = move === "still-waiting" ? "waiting" : move;
    const about =
      [...hub.state.visits.values()].find((each) => (how === "seen" ? each.late || each.samePerson : each.toConfirm))?.id ?? visit;
    hub.command("catch-up", { agent: 21, visit: about, how, expected: { epoch: hub.epoch, n: hub.state.n } });
  } else if (move === "admit") hub.command("admit", { ...at, number: `C${kiosk.rows.length + 1 - (number % 3)}`, service: null });
  else if (move === "correct") hub.command("correct-day", { agent: 21, date: hub.state.day?.date ?? "", to: "2026-12-24", why: "mistake" });
  else if (move === "set-clock") {
    hub.send({ kind: "clock-drift", driftMs: number * 1_000 });
    hub.at += number * 1_000;
  } else if (move === "doubt") hub.send({ kind: "clock-doubt", wall: 0, why: "stepped" });
  else if (move === "park") hub.command("park", { ...at, visit, reason: "form" });
  else if (move === "resume" || move === "come-back") hub.command(move, { ...at, visit: `kiosk-1.e1.${number}` });
  else if (move === "return") hub.command("return-to-line", { ...at, visit, place: number % 2 ? "keep" : "end" });
  else if (move === "transfer") hub.command("transfer", { ...at, visit, to: { kind: "service", id: "unsure" } });
  else if (move === "add") hub.command("add-service", { ...at, visit, service: "abstract" });
  else if (move === "step-away") hub.command("step-away", { agent: 21, visit: `kiosk-1.e1.${number}`, minutes: 15 });
  else if (move === "no-show-back") hub.command("return-no-show", { agent: 21, visit: `kiosk-1.e1.${number}` });
  else if (move === "marks") hub.command("set-needs", { agent: 21, visit: `kiosk-1.e1.${number}`, people: number });
  else if (move === "undo") hub.command("undo", { ...at, visit: [...hub.state.undos.keys()].at(-1) ?? visit });
  else if (move === "intake") hub.command("intake", { agent: 21, services: ["licence"] });
  else if (move === "break") hub.command(hub.state.counters.get("counter-1")?.break ? "end-break" : "take-break", at);
  else if (move === "stop-service") hub.command("stop-service", { agent: 21, service: "abstract" });
  else if (move === "look-round") hub.send({ kind: move });
  else if (move === "kiosk-away" || move === "kiosk-back") {
    const paper = { letter: "C", count: number, visit: null };
    if (move === "kiosk-back") kiosk.write({ kind: "came-back", version: 1, body: paper });
    else kiosk.write({ kind: "stepped-away", version: 1, body: { ...paper, minutes: 15 } });
    hub.send(kiosk.message(hub.state.sources.get("kiosk-1/e1")?.next ?? 1));
  } else if (move === "finish") hub.command("finish", { ...at, visit, timeNotAccurate: false, quantity: 1 });
  else hub.command(move, { ...at, visit });
}
