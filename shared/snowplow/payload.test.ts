import { describe, expect, test } from "vitest";
import type { EventContexts } from "./event.ts";
import { type OutgoingEvent, tp2Event, tp2Payload } from "./payload.ts";

const names = { appId: "TheQ", namespace: "TheQ_test" };
const contexts: EventContexts = {
  citizen: { client_id: 1234567, service_count: 1, counter_type: "Counter" },
  office: { office_id: 94, office_type: "reception" },
  agent: { agent_id: 22, idir: "jdoe", role: "CSR", counter_type: "Counter" },
};
const finish: OutgoingEvent = {
  id: "2ed6657d-e927-568b-95e1-2665a8aea6a2",
  happenedAtMs: 1_795_000_000_000,
  event: { name: "finish", data: { inaccurate_time: false, quantity: 1 } },
  contexts,
};

/** Written by The Q's own sender for the same event. */
const goldenEvent =
  '{"schema": "iglu:com.snowplowanalytics.snowplow/unstruct_event/jsonschema/1-0-0", "data": {"schema": "iglu:ca.bc.gov.cfmspoc/finish/jsonschema/2-0-0", "data": {"inaccurate_time": false, "quantity": 1}}}';
const goldenContexts =
  '{"schema": "iglu:com.snowplowanalytics.snowplow/contexts/jsonschema/1-0-1", "data": [{"schema": "iglu:ca.bc.gov.cfmspoc/citizen/jsonschema/4-0-0", "data": {"client_id": 1234567, "service_count": 1, "counter_type": "Counter"}}, {"schema": "iglu:ca.bc.gov.cfmspoc/office/jsonschema/1-0-0", "data": {"office_id": 94, "office_type": "reception"}}, {"schema": "iglu:ca.bc.gov.cfmspoc/agent/jsonschema/4-0-0", "data": {"agent_id": 22, "idir": "jdoe", "role": "CSR", "counter_type": "Counter"}}]}';

describe("a tp2 payload", () => {
  test("says of an event what The Q says", () => {
    expect(JSON.parse(tp2Event(finish, names).ue_pr)).toEqual(JSON.parse(goldenEvent));
  });

  test("says of citizen, office and agent what The Q says, in its order", () => {
    expect(JSON.parse(tp2Event(finish, names).co).data).toEqual(JSON.parse(goldenContexts).data);
  });

  test("consists of strings, with the time of the event and the time of sending apart", () => {
    const body = tp2Payload([tp2Event(finish, names)], 1_795_000_099_000);
    expect(body.schema).toBe("iglu:com.snowplowanalytics.snowplow/payload_data/jsonschema/1-0-4");
    expect(body.data).toHaveLength(1);
    expect(body.data[0]).toMatchObject({
      e: "ue",
      eid: finish.id,
      p: "srv",
      tv: "theq-0.1.0",
      tna: "TheQ_test",
      aid: "TheQ",
      dtm: "1795000000000",
      stm: "1795000099000",
    });
    expect(Object.values(body.data[0] ?? {}).every((value) => typeof value === "string")).toBe(true);
  });

  test("Q-EVENT-1: a second attempt differs in nothing but the time of sending", () => {
    const event = tp2Event(finish, names);
    const [first] = tp2Payload([event], 1_795_000_001_000).data;
    const [second] = tp2Payload([event], 1_795_000_900_000).data;
    expect({ ...second, stm: null }).toEqual({ ...first, stm: null });
    expect(second?.stm).toBe("1795000900000");
  });
});
