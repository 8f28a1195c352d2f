import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { tp2Payload } from "#shared/snowplow/payload.ts";
import { sampleEvents } from "../central/collector/samples.ts";
import { CollectorSender, classifyStatus } from "./sender.ts";

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
});

/** A server that answers as it is told, for what the collector does not do. */
async function answering(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  const server = createServer((request, response) => {
    request.resume();
    request.on("end", () => answer(request, response));
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const body = tp2Payload(sampleEvents(1, 2), 1_795_000_000_000);

describe("what a status means", () => {
  test.each([
    [200, "accepted"],
    [204, "refused"],
    [302, "refused"],
    [400, "refused"],
    [401, "refused"],
    [403, "refused"],
    [404, "refused"],
    [408, "retry"],
    [413, "too-large"],
    [415, "refused"],
    [429, "retry"],
    [500, "retry"],
    [502, "retry"],
    [503, "retry"],
    [504, "retry"],
  ])("%i is %s", (status, kind) => {
    expect(classifyStatus(status).kind).toBe(kind);
  });
});

describe("the sender", () => {
  test("posts plain JSON to the tp2 address", async () => {
    const seen: IncomingMessage[] = [];
    const url = await answering((request, response) => {
      seen.push(request);
      response.end("ok");
    });
    expect(await new CollectorSender({ collectorUrl: `${url}/` }).send(body)).toEqual({ kind: "accepted" });
    expect(await new CollectorSender({ collectorUrl: `${url}/prefix?x=1` }).send(body)).toEqual({ kind: "accepted" });
    expect(seen.map((request) => request.url)).toEqual([
      "/com.snowplowanalytics.snowplow/tp2",
      "/prefix/com.snowplowanalytics.snowplow/tp2",
    ]);
    expect(seen[0]?.headers["content-encoding"]).toBeUndefined();
    expect(seen[0]?.headers["content-type"]).toBe("application/json; charset=UTF-8");
    expect(Number(seen[0]?.headers["content-length"])).toBe(Buffer.byteLength(JSON.stringify(body)));
  });

  test("gives up at its deadline, whether the answer is missing or does not end", async () => {
    const silent = await answering(() => undefined);
    expect(await new CollectorSender({ collectorUrl: silent, deadlineMs: 50 }).send(body)).toMatchObject({ kind: "retry", why: "timeout" });
    const endless = await answering((_request, response) => void response.writeHead(503).write("wait"));
    // Long enough for the status to arrive on a busy machine: what is proven is that the rest is not waited for.
    expect(await new CollectorSender({ collectorUrl: endless, deadlineMs: 3_000 }).send(body)).toMatchObject({
      kind: "retry",
      status: 503,
    });
  });

  test("takes a 200 for what it is when the rest of the answer breaks off or is long", async () => {
    const breaking = await answering((_request, response) => {
      response.writeHead(200, { "content-length": "10" });
      response.write("ok", () => response.destroy());
    });
    expect(await new CollectorSender({ collectorUrl: breaking }).send(body)).toEqual({ kind: "accepted" });
    const long = await answering((_request, response) => void response.end("x".repeat(1_000_000)));
    expect(await new CollectorSender({ collectorUrl: long }).send(body)).toEqual({ kind: "accepted" });
  });

  test("does not follow a redirect, which would lose the events behind a 200", async () => {
    const urls: (string | undefined)[] = [];
    const url = await answering((request, response) => {
      urls.push(request.url);
      response.writeHead(302, { location: "/welcome" }).end();
    });
    expect(await new CollectorSender({ collectorUrl: url }).send(body)).toEqual({ kind: "refused", status: 302 });
    expect(urls).toHaveLength(1);
  });

  test("names the cause when nobody listens", async () => {
    const url = await answering(() => undefined);
    const closed = new Promise((resolve) => servers[0]?.close(resolve));
    await closed;
    expect(await new CollectorSender({ collectorUrl: url }).send(body)).toEqual({
      kind: "retry",
      why: "network",
      status: null,
      cause: "ECONNREFUSED",
    });
  });

  test.each(["ftp://collector.example", "collector"])("refuses the address %s when it is built", (collectorUrl) => {
    expect(() => new CollectorSender({ collectorUrl })).toThrow();
  });
});
