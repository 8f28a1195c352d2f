import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { buildSelfDescribingEvent, newTracker } from "@snowplow/node-tracker";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { selfDescribing, selfDescribingContexts } from "#shared/snowplow/event.ts";
import { tp2Event, tp2Payload } from "#shared/snowplow/payload.ts";
import { sampleNames, sampleOutgoing, samples } from "../central/collector/samples.ts";
import { CollectorSender } from "./sender.ts";

interface Received {
  readonly request: IncomingMessage;
  readonly body: { readonly schema: string; readonly data: Record<string, string>[] };
}

let server: Server;
let url = "";
let arrivals: Received[] = [];
beforeAll(async () => {
  server = createServer(async (request, response) => {
    arrivals.push({ request, body: JSON.parse(await text(request)) });
    response.end("ok");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
});

/** What may differ: the id, the times and the name of the sending software. */
function comparable({ request, body }: Received) {
  return {
    method: request.method,
    url: request.url,
    contentType: request.headers["content-type"],
    contentEncoding: request.headers["content-encoding"],
    schema: body.schema,
    data: body.data.map(({ ue_pr, co, ...parameters }) => ({
      ...parameters,
      ...Object.fromEntries(["eid", "dtm", "stm", "tv"].map((name) => [name, typeof parameters[name]])),
      ue_pr: JSON.parse(ue_pr ?? ""),
      co: JSON.parse(co ?? ""),
    })),
  };
}

describe("what the hub sends equals what Snowplow's Node tracker sends", () => {
  test.each(Object.keys(samples) as (keyof typeof samples)[])("for %s", async (name) => {
    arrivals = [];
    const outgoing = sampleOutgoing(1, name);
    const official = newTracker({ ...sampleNames, encodeBase64: false }, { endpoint: url, eventMethod: "post", bufferSize: 1 });
    const contexts = selfDescribingContexts(outgoing.contexts).map(({ schema, data }) => ({ schema, data: { ...(data as object) } }));
    const { schema, data } = selfDescribing(outgoing.event);
    official.track(buildSelfDescribingEvent({ event: { schema, data: { ...data } } }), contexts, outgoing.happenedAtMs);
    await official.flush();
    await expect.poll(() => arrivals.length, { timeout: 10_000 }).toBe(1);

    await new CollectorSender({ collectorUrl: url }).send(tp2Payload([tp2Event(outgoing, sampleNames)], 1_795_000_000_000));
    const [theirs, ours] = arrivals as [Received, Received];
    expect(comparable(ours)).toEqual(comparable(theirs));
    expect(ours.body.data[0]?.dtm).toBe(theirs.body.data[0]?.dtm);
    expect(Object.keys(ours.body.data[0] ?? {}).sort()).toEqual(Object.keys(theirs.body.data[0] ?? {}).sort());
  });
});
