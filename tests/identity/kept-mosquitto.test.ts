/** A hub beside a Mosquitto: it writes what the broker reads, and who is revoked there is out. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import mqtt from "mqtt";
import { afterEach, expect, it, vi } from "vitest";
import type { TokenMade } from "#shared/identity/registry.ts";
import { topicOf } from "#shared/wire/topics.ts";
import { Mosquitto } from "../../hub/broker/mosquitto.ts";
import { Ports } from "../../hub/broker/ports.ts";
import { HubBench, post } from "../../hub/hub-harness.ts";
import { newKey, post as postToDoor } from "../../hub/identity/test-device.ts";

const office = "example";
const withinMs = { timeout: 20_000, interval: 20 };
const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

it("Q-SAFE-1: a hub keeps a Mosquitto in step: who enrols may talk, who is revoked is thrown out and stays out", async () => {
  const bench = new HubBench();
  ends.push(() => bench.end());
  const ports = new Ports();
  const [local, mqttsPort] = [await ports.take(), await ports.take()];
  const folder = join(bench.folder, "mosquitto");
  const pidFile = join(bench.folder, "mosquitto.pid");
  const hub = await bench.start({
    broker: { kind: "external", url: `mqtt://127.0.0.1:${local}`, mosquitto: { folder, pidFile } },
    devices: { host: "127.0.0.1", mqttsPort, enrolPort: 0, approve: false, certificateDays: 30 },
  });
  const mosquitto = await Mosquitto.startedWith(readFileSync(join(folder, "the-q.conf"), "utf8"), local);
  ends.push(() => mosquitto.remove());
  writeFileSync(pidFile, String(mosquitto.pid));

  const { token } = (await post(hub, "/api/v1/identity/tokens", { name: "kiosk-1", role: "kiosk", by: "pat" })).body as TokenMade;
  const { key, request } = await newKey();
  const { body } = await postToDoor(hub.ready.enrolPort as number, "/enrol", { office, role: "kiosk", token, request });
  const own = { key, cert: body.certificate as string, ca: (body.authorities as string[]).join("") };
  const open = () => {
    const options = { protocolVersion: 4, clientId: "kiosk-1", reconnectPeriod: 0, checkServerIdentity: () => undefined, ...own } as const;
    const client = mqtt.connect(`mqtts://127.0.0.1:${hub.ready.mqttsPort}`, options);
    client.on("error", () => {});
    ends.push(() => client.end(true));
    return client;
  };
  const isTaken = (client: mqtt.MqttClient) =>
    new Promise<boolean>((resolve) => {
      client.once("connect", () => resolve(true));
      client.once("close", () => resolve(false));
    });
  const client = open();
  expect(await isTaken(client)).toBe(true);
  const heard: string[] = [];
  client.on("message", (topic) => heard.push(topic));
  await client.subscribeAsync([topicOf(office, "hubState"), topicOf(office, "desired", "kiosk-1"), topicOf(office, "boardView", "main")], {
    qos: 1,
  });
  // The permissions are there a moment after the certificate is; what the hub says again arrives then.
  await vi.waitFor(() => {
    hub.connected();
    expect(new Set(heard).size).toBe(3);
  }, withinMs);

  const closed = new Promise<void>((resolve) => client.once("close", () => resolve()));
  await post(hub, "/api/v1/identity/revoke", { name: "kiosk-1", why: "stolen", by: "pat" });
  await closed;
  await vi.waitFor(async () => expect(await isTaken(open())).toBe(false), withinMs);
  expect(readFileSync(join(folder, "the-q.acl"), "utf8")).not.toContain("kiosk-1");
});

it("refuses what it cannot keep apart: an authority of several offices on a Mosquitto", async () => {
  const bench = new HubBench();
  ends.push(() => bench.end());
  const devices = { host: "127.0.0.1", mqttsPort: 0, enrolPort: 0, approve: false, certificateDays: 30 };
  const broker = { kind: "external", url: "mqtt://127.0.0.1:1883" } as const;
  const of = (file: object) => bench.start({ broker, devices, ...file });
  await expect(of({})).rejects.toMatchObject({ fault: { fault: "bad-configuration" } });
  const mosquitto = { folder: bench.folder, pidFile: join(bench.folder, "pid") };
  const authority = { certificates: "chain.pem", key: "chain.key" };
  await expect(of({ broker: { ...broker, mosquitto }, devices: { ...devices, authority } })).rejects.toMatchObject({
    fault: { fault: "bad-configuration" },
  });
});
