/** "Tell a person, not a page" through a whole hub: a device's word over MQTT, the staff's live view, "I go" over HTTP. */
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { type AttentionEntry, patienceMs, settleMs } from "#shared/attention/attention.ts";
import type { Fault } from "#shared/faults/fault.ts";
import { topicOf } from "#shared/wire/topics.ts";
import type { Hub } from "./hub.ts";
import { type Answer, EventReader, HubBench, post, withinMs } from "./hub-harness.ts";
import { heartbeatEveryMs } from "./publisher.ts";

let bench: HubBench;
const readers: EventReader[] = [];

beforeEach(() => {
  bench = new HubBench();
});
afterEach(async () => {
  for (const reader of readers.splice(0)) reader.stop();
  await bench.end();
});

const key = "attention/kiosk-1/printer-paper-out";

/** The entry as a page that listens has it now. */
function listening(hub: Hub): () => AttentionEntry | undefined {
  const reader = new EventReader(hub);
  readers.push(reader);
  return () => {
    let entry: unknown;
    for (const { data } of reader.events) {
      const { entries, set = {}, remove = [] } = data as { entries?: object; set?: object; remove?: readonly string[] };
      if (entries) entry = (entries as Record<string, unknown>)[key];
      if (remove.includes(key)) entry = undefined;
      if (Object.hasOwn(set, key)) entry = (set as Record<string, unknown>)[key];
    }
    return entry as AttentionEntry | undefined;
  };
}

async function kiosk(hub: Hub, session: number) {
  const client = await bench.client(hub, "kiosk-1");
  return (...faults: readonly Fault[]) => {
    const said = faults.map((each) => ({ ...each, since: bench.at }));
    const state = { epoch: "e1", session, alive: true, at: bench.at, role: "kiosk", zone: "main", software: "1", faults: said };
    return client.publishAsync(topicOf("example", "deviceState", "kiosk-1"), JSON.stringify(state), { qos: 1, retain: true });
  };
}

const paperOut: Fault = { fault: "printer-paper-out", facts: { device: "kiosk-1" } };
const ask = (hub: Hub, name: string, agent: number): Promise<Answer> =>
  post(hub, `/api/v1/commands/${name}`, { key: bench.key(), agent, device: "kiosk-1", need: "printer-paper-out" });

function pass(ms: number): void {
  bench.at += ms;
  bench.mono += ms;
  bench.tick(heartbeatEveryMs);
}

it("Q-FAULT-1: paper out is asked of everybody, taken by one of two who press at once, told to the manager in time, and over by the printer's word", async () => {
  const hub = await bench.start();
  const now = listening(hub);
  const say = await kiosk(hub, 1);
  await say(paperOut);
  await vi.waitFor(
    () => expect(now()).toMatchObject({ stage: { kind: "asked", went: null }, escalated: false, since: bench.at }),
    withinMs,
  );

  pass(patienceMs);
  await vi.waitFor(() => expect(now()).toMatchObject({ stage: { kind: "asked" }, escalated: true }), withinMs);

  const answers = await Promise.all([ask(hub, "go-to-device", 21), ask(hub, "go-to-device", 22)]);
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  const first = answers[0].status === 200 ? 21 : 22;
  const name = hub.state.configuration?.agents.find(({ number }) => number === first)?.displayName;
  expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({ fault: "somebody-goes", facts: { agent: name } });
  await vi.waitFor(() => expect(now()).toMatchObject({ stage: { kind: "taken", agent: first }, escalated: false }), withinMs);

  pass(patienceMs);
  await vi.waitFor(() => expect(now()).toMatchObject({ stage: { kind: "asked", went: { agent: first } }, escalated: true }), withinMs);
  const other = first === 21 ? 22 : 21;
  expect(await ask(hub, "go-to-device", other)).toMatchObject({ status: 200 });
  expect(await ask(hub, "give-up-device", first)).toMatchObject({ status: 409, body: { fault: "not-going" } });

  await say();
  await vi.waitFor(() => expect(now()).toBeUndefined(), withinMs);
  await vi.waitFor(() => expect(hub.state.goings.size).toBe(0), withinMs);
  const kinds = hub.log.read(1, 1_000).map(({ kind }) => kind);
  expect(kinds.filter((kind) => kind.startsWith("device-"))).toEqual(["device-visit-begun", "device-visit-begun", "device-cured"]);
});

it("Who goes outlives a restart of the hub, and hands it back", async () => {
  const before = await bench.start();
  await (await kiosk(before, 1))(paperOut);
  expect(await ask(before, "go-to-device", 21)).toMatchObject({ status: 200 });
  await before.stop();

  const hub = await bench.start();
  const now = listening(hub);
  const say = await kiosk(hub, 2);
  await say(paperOut);
  await vi.waitFor(() => expect(now()).toMatchObject({ stage: { kind: "taken", agent: 21 } }), withinMs);
  expect(await ask(hub, "give-up-device", 21)).toMatchObject({ status: 200 });
  await vi.waitFor(() => expect(now()).toMatchObject({ stage: { kind: "asked", went: null } }), withinMs);
  expect(hub.log.read(1, 1_000).at(-1)).toMatchObject({
    kind: "device-visit-given-up",
    body: { device: "kiosk-1", need: "printer-paper-out", actor: { kind: "agent", agent: 21 } },
  });
});

it("A device that has not come back to a hub that just began is away only after a minute", async () => {
  const hub = await bench.start();
  const reader = new EventReader(hub);
  readers.push(reader);
  const told = () => reader.events.some(({ data }) => JSON.stringify(data).includes("attention/kiosk-1/device-away"));
  pass(settleMs - 1);
  await vi.waitFor(() => expect(reader.events.length).toBeGreaterThan(0), withinMs);
  expect(told()).toBe(false);
  pass(1);
  await vi.waitFor(() => expect(told()).toBe(true), withinMs);
});
