/** As many agents as the largest office never had, all pressing at once. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isFault } from "#shared/faults/fault.ts";
import { exampleOffice } from "#shared/office/example.ts";
import { DeviceHarness, HubHarness } from "./harness.ts";

describe("fifty agents", () => {
  it("Q-CALL-1: who press call-next at once on 300 who wait call every ticket once, and nobody twice", () => {
    const hub = new HubHarness();
    const counters = Array.from({ length: 50 }, (_each, place) => {
      const id = `counter-${place + 1}`;
      return { id, name: { en: id, fr: id }, label: String(place + 1), type: "Counter", zone: "main", takes: ["licences"] };
    });
    const agents = counters.map((_counter, place) => ({
      number: place + 1,
      id: `agent-${place + 1}`,
      displayName: "A",
      role: "CSR" as const,
    }));
    hub.send({ kind: "start", timeZoneData: "2026c" });
    hub.send({ kind: "configure", configuration: { ...exampleOffice(), counters, agents }, key: "seed" });
    hub.send({ kind: "open-day-by-hours", date: "2026-11-23", key: "open-2026-11-23" });
    const kiosk = new DeviceHarness("kiosk-1");
    for (let place = 0; place < 300; place += 1) {
      const { letter, count, date } = hub.reserve("kiosk-1", `request-${place}`);
      kiosk.write(kiosk.ticket({ letter, count, request: `request-${place}`, date }));
      hub.at += 1_000;
    }
    hub.send(kiosk.message(1, 200));
    hub.send(kiosk.message(201));
    for (const { number } of agents) hub.command("sign-in", { agent: number, counter: `counter-${number}` });
    const called: string[] = [];
    fc.assert(
      fc.property(fc.shuffledSubarray(agents, { minLength: 50 }), fc.nat(3), (order, doubles) => {
        hub.at += 60_000;
        // All have the same page before them; some press twice.
        const seen = { epoch: hub.epoch, n: hub.state.n };
        for (const { number } of [...order, ...order.slice(0, doubles)]) {
          const at = { agent: number, counter: `counter-${number}` };
          const answer = hub.command("call-next", { ...at, expected: seen });
          if (!isFault(answer)) called.push(answer.visit ?? "");
          else expect(["nobody-waiting", "changed-meanwhile"]).toContain(answer.fault);
        }
        for (const { number } of order) {
          const visit = hub.state.counters.get(`counter-${number}`)?.holding;
          if (!visit) continue;
          hub.command("begin", { agent: number, counter: `counter-${number}`, visit });
          hub.command("finish", { agent: number, counter: `counter-${number}`, visit });
        }
      }),
      { numRuns: 8 },
    );
    expect(called).toHaveLength(300);
    expect(called).toEqual(kiosk.rows.map((row) => `kiosk-1.e1.${row.seq}`));
  });
});
