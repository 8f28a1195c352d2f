import { describe, expect, test } from "vitest";
import type { AnalyticsEvent, EventContexts } from "./event.ts";
import { type MeasuredEvent, measure, measuredStages } from "./measures.ts";

const noon = Date.UTC(2026, 10, 23, 20);
const minute = 60_000;
const office: EventContexts["office"] = { office_id: 94, office_type: "reception" };
const agent: EventContexts["agent"] = { agent_id: 21, idir: null, role: "CSR", counter_type: "Counter" };

/** `addcitizen 1`, `customerleft being-served 2`: what happened, and to which service of the visit. */
function event(words: string, happenedAtMs: number, more: Partial<EventContexts["agent"]> = {}): MeasuredEvent {
  const [name, ...rest] = words.split(" ");
  const service_count = Number(rest.at(-1));
  const leave_status = rest[0];
  const data =
    name === "finish"
      ? { inaccurate_time: rest[0] === "inaccurate", quantity: 3 }
      : name === "finishstopped"
        ? { quantity: 2 }
        : { leave_status };
  const said = { name, data: name?.startsWith("finish") || name === "customerleft" ? data : {} } as AnalyticsEvent;
  return {
    happenedAtMs,
    event: said,
    contexts: { office, agent: { ...agent, ...more }, citizen: { client_id: 7, service_count, counter_type: "Counter" } },
  };
}

/** Steps are ten minutes apart, from noon; those that happen together are joined by `+`. */
function story(steps: string): MeasuredEvent[] {
  return steps.split(", ").flatMap((step, place) => step.split(" + ").map((words) => event(words.trim(), noon + place * 10 * minute)));
}

/** Of each service: minutes in creation, waiting, prep, serve and hold, then its status. */
function lines(events: readonly MeasuredEvent[]): string[] {
  return (measure(events)[0]?.services ?? []).map(({ durations, status }) => {
    const minutes = measuredStages.map((stage) => (durations[stage] === null ? "-" : String(durations[stage] / minute)));
    return `${minutes.join(" ")} ${status}`;
  });
}

describe("the incumbent's model", () => {
  test.each([
    [
      "1: returned to the line from service once",
      "addcitizen 1, addtoqueue 1, invitecitizen 1, beginservice 1, returntoqueue 1, returninvite 1, beginservice 1, finish 1",
      ["10 20 20 20 - Finished"],
    ],
    [
      "2: returned to the line from prep once",
      "addcitizen 1, addtoqueue 1, invitecitizen 1, queuefromprep 1, returninvite 1, beginservice 1, finish 1",
      ["10 20 20 10 - Finished"],
    ],
    [
      "3: leaves after starting service",
      "addcitizen 1, addtoqueue 1, invitecitizen 1, beginservice 1, customerleft being-served 1",
      ["10 10 10 10 - Customer Left (being-served)"],
    ],
    [
      "4: two services",
      "addcitizen 1, servecitizen 1, stopservice 1 + additionalservice 2, finish 2 + finishstopped 1",
      ["10 - - 10 - Finished", "- - - 10 - Finished"],
    ],
    ["5: on hold", "addcitizen 1, servecitizen 1, hold 1, invitefromhold 1, finish 1", ["10 - - 20 10 Finished"]],
    [
      "6: a second service, then back to the first",
      "addcitizen 1, servecitizen 1, stopservice 1 + additionalservice 2, stopservice 2 + restartservice 1, finish 1 + finishstopped 2",
      ["10 - - 20 - Finished", "- - - 10 - Finished"],
    ],
    ["7: one service", "addcitizen 1, addtoqueue 1, invitecitizen 1, beginservice 1, finish 1", ["10 10 10 10 - Finished"]],
    [
      "8: two services, leaves the second",
      "addcitizen 1, servecitizen 1, stopservice 1 + additionalservice 2, customerleft being-served 2 + finishstopped 1",
      ["10 - - 10 - Finished", "- - - 10 - Customer Left (being-served)"],
    ],
  ])("worked flow %s", (_flow, steps, expected) => {
    expect(lines(story(steps))).toEqual(expected);
  });

  test.each([
    ["addcitizen 1", "At Service Creation"],
    ["addcitizen 1, addtoqueue 1", "Waiting in Line"],
    ["addcitizen 1, addtoqueue 1, invitefromlist 1", "At Prep"],
    ["addcitizen 1, servecitizen 1", "Being Served"],
    ["addcitizen 1, servecitizen 1, hold 1", "On Hold"],
    ["addcitizen 1, customerleft service-creation 1", "Customer Left (service-creation)"],
    ["addcitizen 1, addtoqueue 1, invitecitizen 1, customerleft at-prep 1", "Customer Left (at-prep)"],
    ["addcitizen 1, servecitizen 1, finish inaccurate 1", "Inaccurate Time"],
    ["addcitizen 1, addtoqueue 1, beginservice 1, finish 1", "Waiting in Line"],
    ["beginservice 1, finish 1, finish 1", "missing_calls"],
  ])("%s: %s", (steps, status) => {
    expect(measure(story(steps))[0]?.services[0]?.status).toBe(status);
  });

  test("has no word for leaving the line: such a visit waits for ever, and its wait is not known", () => {
    const [visit] = measure(story("addcitizen 1, addtoqueue 1, customerleft being-served 1"));
    expect(visit?.services[0]).toMatchObject({ status: "Waiting in Line", unbalanced: ["waiting", "serve"] });
    expect([visit?.services[0]?.durations.waiting, visit?.totals.waiting]).toEqual([null, null]);
  });

  test("calls a visit complete when its imbalances make up for each other: we see them all the same", () => {
    const [visit] = measure(story("addcitizen 1, servecitizen 1, finish 1, hold 1, hold 1"));
    expect(visit?.services[0]).toMatchObject({ status: "Finished", unbalanced: ["serve", "hold"] });
  });

  test("sums a visit over its services, and says nothing of a stage in which one of them is, or of service when one was not accurate", () => {
    const two = "addcitizen 1, servecitizen 1, stopservice 1 + additionalservice 2";
    expect(measure(story(`${two}, finish 2 + finishstopped 1`))[0]?.totals).toMatchObject({ creation: 10 * minute, serve: 20 * minute });
    expect(measure(story(two))[0]?.totals).toMatchObject({ creation: 10 * minute, serve: null });
    expect(measure(story(`${two}, finish inaccurate 2 + finishstopped 1`))[0]?.totals.serve).toBeNull();
  });

  test("a visit waited when any of its services stood in line; one with a time that is not accurate counts as neither", () => {
    expect(measure(story("addcitizen 1, servecitizen 1, finish 1"))[0]?.noWait).toBe(true);
    expect(measure(story("addcitizen 1, addtoqueue 1, invitecitizen 1, beginservice 1, finish 1"))[0]?.noWait).toBe(false);
    expect(measure(story("addcitizen 1, servecitizen 1, finish inaccurate 1"))[0]?.noWait).toBe(false);
  });

  test("takes the service chosen last, the agent who worked last, and the quantity of the end", () => {
    const chosen = (transaction_name: string, at: number): MeasuredEvent => {
      const data = { channel: "in-person", program_id: "X", program_name: "X", transaction_name } as const;
      return { ...event("addcitizen 1", at), event: { name: "chooseservice", data } };
    };
    const [visit] = measure([
      chosen("Licence", noon),
      chosen("Record", noon + minute),
      event("servecitizen 1", noon + 2 * minute, { agent_id: 22 }),
      event("customerleft being-served 1", noon + 3 * minute, { agent_id: 23 }),
      event("finishstopped 1", noon + 3 * minute, { agent_id: 22 }),
    ]);
    expect(visit?.services[0]).toMatchObject({ chosen: { transaction_name: "Record" }, agent: 22, quantity: 2 });
  });
});
