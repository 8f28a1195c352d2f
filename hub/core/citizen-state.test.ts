import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { citizenState } from "#shared/citizen/schema.ts";
import { citizenStates } from "#shared/citizen/state.ts";
import { DeviceHarness, HubHarness } from "./harness.ts";

function office() {
  const hub = HubHarness.opened();
  const kiosk = new DeviceHarness("kiosk-1");
  for (const count of [1, 2, 3]) kiosk.write(kiosk.ticket({ letter: "C", count, request: null, date: null }, "licence"));
  hub.send(kiosk.message());
  const at = { agent: 21, counter: "counter-1" };
  expect(hub.command("sign-in", at)).toMatchObject({ done: true });
  const states = () => [...citizenStates(hub.state, hub.at).values()];
  const id = (count: number) => [...hub.state.visits.values()].find((visit) => visit.number.count === count)?.id as string;
  return { hub, at, states, id };
}

describe("what a citizen's page knows of a ticket", () => {
  it("follows it from the line to its end", () => {
    const { hub, at, states, id } = office();
    expect(states().map(({ stage }) => stage)).toEqual([0, 1, 2].map((before) => ({ kind: "waiting", before })));
    hub.command("step-away", { ...at, visit: id(2), minutes: 15 });
    expect(states()[1]).toMatchObject({ stage: { kind: "away", until: hub.at + 15 * 60_000 }, mayStepAway: [] });
    expect(states()[2]).toMatchObject({ stage: { kind: "waiting", before: 1 }, mayStepAway: [15, 30] });
    hub.command("come-back", { ...at, visit: id(2) });
    hub.command("call-next", at);
    expect(states()[0]?.stage).toMatchObject({ kind: "called", since: hub.at, counter: { label: "1" }, recalls: 0 });
    expect(states()[1]?.stage).toEqual({ kind: "waiting", before: 0 });
    hub.command("recall", { ...at, visit: id(1) });
    expect(states()[0]?.stage).toMatchObject({ kind: "called", recalls: 1 });
    hub.command("begin", { ...at, visit: id(1) });
    expect(states()[0]?.stage).toMatchObject({ kind: "serving", counter: { label: "1" } });
    hub.command("finish", { ...at, visit: id(1), timeNotAccurate: false, quantity: 1 });
    expect(states()[0]?.stage).toEqual({ kind: "ended", at: hub.at, how: "finished" });
  });

  it("Q-PRIV-1: is a closed list of fields that name no service, agent, visit or other ticket", () => {
    const { hub, at, states, id } = office();
    hub.command("call-next", at);
    hub.command("step-away", { ...at, visit: id(2), minutes: 15 });
    expect(states().map(({ stage }) => stage.kind)).toEqual(["called", "away", "waiting"]);
    for (const state of states()) {
      expect(v.parse(citizenState, state)).toEqual(state);
      expect(() => v.parse(citizenState, { ...state, service: "licence" })).toThrow();
      const text = JSON.stringify(state);
      for (const word of ["licence", "agent", "kiosk-1", "visit", "name"]) expect(text).not.toContain(word);
      for (const other of ["C1", "C2", "C3"].filter((each) => each !== state.number)) expect(text).not.toContain(other);
    }
  });
});
