import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import Database from "better-sqlite3";
import { afterEach, expect, test } from "vitest";
import { EventLog } from "#shared/log/event-log.ts";
import { CentralLog } from "../central/central-log.ts";
import { Citizens } from "../central/citizens.ts";
import { Releases } from "../central/releases.ts";
import { buildCentral } from "../central/server.ts";
import { digest } from "./harness.ts";
import { shipAll } from "./ship-all.ts";
import { typicalDay } from "./typical-day.ts";

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

/** Passes everything on and counts it, both ways: headers and all. */
async function countingProxy(port: number): Promise<{ url: string; bytes: () => number }> {
  let bytes = 0;
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(port, "127.0.0.1");
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one);
      one.on("data", (chunk) => {
        bytes += chunk.length;
        other.write(chunk);
      });
      one.on("close", () => other.destroy());
      one.on("error", () => other.destroy());
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  closers.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, bytes: () => bytes };
}

test("2,000 rows of a day reach central in at most 50 bytes a row, both ways and with every header", async () => {
  const day = typicalDay(2_000);
  const database = new Database(":memory:");
  const log = new EventLog(database, digest, { source: "central", epoch: "central" });
  const now = () => ({ at: 1, boot: "b", mono: 1 });
  const ports = { now, citizens: new Citizens(() => "ask-0001"), releases: new Releases(database), mono: () => 1 };
  const server = buildCentral(new CentralLog(log, database, digest), ports);
  closers.push(() => server.close());
  await server.listen({ host: "127.0.0.1", port: 0 });
  const proxy = await countingProxy((server.server.address() as AddressInfo).port);
  const { posts, rows } = await shipAll(day.log, proxy.url, "example");
  expect(log.last).toBe(day.log.last);
  expect(posts).toBeLessThanOrEqual(4);
  expect(proxy.bytes() / rows).toBeLessThan(50);
});
