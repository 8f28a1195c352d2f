import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { topicOf } from "#shared/wire/topics.ts";
import type { Hub } from "./hub.ts";
import { HubBench, withinMs } from "./hub-harness.ts";

let bench: HubBench;
beforeEach(() => {
  bench = new HubBench();
});
afterEach(() => bench.end());

/** A kiosk that has heard a later hub says so in its birth message. */
function birth(generation: number): string {
  const device = { epoch: "e1", session: 1, alive: true, at: bench.at, role: "kiosk", zone: "main", software: "1" };
  return JSON.stringify({ ...device, generation, faults: [] });
}

async function say(hub: Hub, entry: "deviceState" | "ask", payload: string): Promise<void> {
  const client = await bench.client(hub, "kiosk-1");
  await client.publishAsync(topicOf("example", entry, "kiosk-1"), payload, { qos: 1 });
}

describe("a hub that another has taken over from", () => {
  test("Q-TICKET-1 Q-CALL-1: neither calls nor issues once a device has seen a higher generation, and says so, over restarts too", async () => {
    let hub = await bench.start();
    expect((await bench.command(hub, "sign-in", {})).status).toBe(200);
    await say(hub, "deviceState", birth(1));
    await expect.poll(() => hub.presence.entries.size, withinMs).toBeGreaterThan(0);
    expect((await bench.command(hub, "sign-out", {})).status).toBe(200);

    await say(hub, "deviceState", birth(2));
    await expect.poll(() => hub.faults.entries.get("generation")?.fault, withinMs).toBe("hub-superseded");
    const { last } = hub.log;
    expect(await bench.command(hub, "sign-in", {})).toMatchObject({ body: { fault: "hub-superseded" } });
    await hub.stop();

    hub = await bench.start();
    expect(hub.faults.entries.get("generation")?.fault).toBe("hub-superseded");
    expect(await bench.command(hub, "call-next", {})).toMatchObject({ body: { fault: "hub-superseded" } });
    const client = await bench.client(hub, "kiosk-2");
    const heard: { topic: string; message: Record<string, unknown> }[] = [];
    client.on("message", (topic, payload) => heard.push({ topic, message: JSON.parse(payload.toString()) }));
    await client.subscribeAsync([topicOf("example", "hubState", ""), topicOf("example", "answer", "kiosk-2")], { qos: 1 });
    const ask = { id: "a", kind: "reserve", request: "r", epoch: "e1", boot: "b", practice: false };
    await client.publishAsync(topicOf("example", "ask", "kiosk-2"), JSON.stringify(ask), { qos: 1 });
    await expect.poll(() => heard.map((each) => each.message), withinMs).toContainEqual(expect.objectContaining({ alive: false }));
    await expect
      .poll(() => heard.map((each) => each.message), withinMs)
      .toContainEqual(expect.objectContaining({ id: "a", kind: "refused", fault: { fault: "hub-superseded", facts: {} } }));
    expect(hub.log.last).toBe(last);
  });
});
