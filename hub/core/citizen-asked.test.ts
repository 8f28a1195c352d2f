/** What the holder of a ticket may ask for on its page. */
import { describe, expect, test } from "vitest";
import type { CitizenAsk } from "#shared/citizen/schema.ts";
import type { HubEffect } from "./contract.ts";
import { DeviceHarness, HubHarness } from "./harness.ts";

const stepAway = (minutes = 15): CitizenAsk => ({ kind: "step-away", minutes });

function replyOf([effect]: readonly HubEffect[]) {
  if (effect?.kind !== "reply") throw new Error("no reply");
  return effect.answer;
}

function office() {
  const hub = HubHarness.opened();
  const kiosk = new DeviceHarness("kiosk-1");
  for (const count of [1, 2]) kiosk.write(kiosk.ticket({ letter: "C", count, request: null, date: null }, "licence"));
  hub.send(kiosk.message());
  const [first = "", second = ""] = hub.state.visits.keys();
  const at = { agent: 21, counter: "counter-1" };
  hub.command("sign-in", at);
  const ask = (visit: string, ask: CitizenAsk, key = "citizen-ask-1") =>
    replyOf(hub.send({ kind: "citizen-asks", visit, ask, key, token: 1 }));
  return { hub, at, first, second, ask };
}

describe("whoever holds a ticket", () => {
  test("steps away and comes back by themselves, and is not called meanwhile", () => {
    const { hub, at, first, second, ask } = office();
    expect(ask(first, stepAway())).toMatchObject({ done: true, visit: first, repeated: false });
    expect(hub.state.visits.get(first)?.away).toMatchObject({ until: hub.at + 15 * 60_000 });
    expect(hub.rows.at(-1)).toMatchObject({ kind: "visit-stepped-away", body: { actor: { kind: "system", part: "citizen-page" } } });
    expect(hub.command("call-next", at)).toMatchObject({ visit: second });
    expect(ask(first, { kind: "come-back" }, "citizen-ask-2")).toMatchObject({ done: true });
    expect(hub.state.visits.get(first)?.away).toBeNull();
  });

  test("asks once, however often the province says it", () => {
    const { hub, first, ask } = office();
    ask(first, stepAway());
    const rows = hub.rows.length;
    expect(ask(first, stepAway())).toMatchObject({ done: true, repeated: true });
    expect(hub.rows).toHaveLength(rows);
  });

  test("is told why not, and nothing changes", () => {
    const { hub, at, first, second, ask } = office();
    const rows = () => hub.rows.length;
    const before = rows();
    expect(ask("kiosk-9.e.1", stepAway())).toMatchObject({ fault: "unknown-visit" });
    expect(ask(first, stepAway(7))).toMatchObject({ fault: "away-not-offered" });
    expect(ask(first, { kind: "come-back" })).toMatchObject({ fault: "not-away" });
    expect(rows()).toBe(before);
    hub.command("call-next", at);
    expect(ask(first, stepAway())).toMatchObject({ fault: "not-waiting" });
    ask(second, stepAway(), "citizen-ask-3");
    expect(ask(second, stepAway(), "citizen-ask-4")).toMatchObject({ fault: "stepped-away" });
    hub.command("close-day", { ...at, date: "2026-11-23" });
    expect(ask(second, { kind: "come-back" }, "citizen-ask-5")).toMatchObject({ fault: "unknown-visit" });
  });
});
