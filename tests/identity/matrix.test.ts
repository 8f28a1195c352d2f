/**
 * Who may do what, on both brokers: every topic of the wire table, for the device itself and for what is not its own, in each way. What is
 * expected is read from the table here, not from the code that enforces it.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import mqtt, { type IClientOptions, type MqttClient } from "mqtt";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type WireEntry, type WireName, wireTable } from "#shared/wire/table.ts";
import { topicOf } from "#shared/wire/topics.ts";
import { EmbeddedBroker } from "../../hub/broker/embedded.ts";
import { ExternalBroker } from "../../hub/broker/external.ts";
import { Mosquitto } from "../../hub/broker/mosquitto.ts";
import { mosquittoConfiguration, mosquittoPermissions } from "../../hub/broker/mosquitto-files.ts";
import { MosquittoKeeper } from "../../hub/broker/mosquitto-keeper.ts";
import type { BrokerPort, BrokerUser, Publication } from "../../hub/broker/port.ts";
import { Ports } from "../../hub/broker/ports.ts";
import { Authority, fingerprintOf, hubCredentials, readRequest } from "../../hub/identity/authority.ts";
import { foreignCertificate, newKey } from "../../hub/identity/test-device.ts";

const office = "example";
const zones: Readonly<Record<string, string>> = { "kiosk-1": "main", "board-1": "main", "board-2": "upstairs" };
const withinMs = { timeout: 20_000, interval: 10 };
const entries = Object.keys(wireTable) as WireName[];
const entryOf = (name: WireName): WireEntry => wireTable[name];

/** Every topic that there is to try: of the device, of another, of each zone, and of another office. */
const topics = entries
  .flatMap((entry) => {
    const names = entryOf(entry).topic.includes("<zone>")
      ? ["main", "upstairs"]
      : entryOf(entry).topic.includes("<device>")
        ? ["kiosk-1", "board-2"]
        : [""];
    return [...names.map((name) => ({ entry, name, of: office })), { entry, name: names[0] as string, of: "elsewhere" }];
  })
  .map((each) => ({ ...each, topic: topicOf(each.of, each.entry, each.name) }));
type Tried = (typeof topics)[number];

const mayPublish = ({ entry, name, of }: Tried, device: string) =>
  of === office && entryOf(entry).publishers === "device" && name === device;
const mayRead = ({ entry, name, of }: Tried, device: string) => {
  const { subscribers } = entryOf(entry);
  if (of !== office) return false;
  return subscribers === "devices" || (subscribers === "self" && name === device) || (subscribers === "zone" && name === zones[device]);
};

class Recorder implements BrokerUser {
  readonly messages: { topic: string; payload: string }[] = [];
  connections = 0;
  message(topic: string, payload: Uint8Array): void {
    this.messages.push({ topic, payload: Buffer.from(payload).toString() });
  }
  connected(): void {
    this.connections += 1;
  }
  raise(): void {}
  clear(): void {}
  refused(): void {}
  heard(way: string): string[] {
    return this.messages.filter(({ payload }) => payload === way).map(({ topic }) => topic);
  }
}

interface Certificate {
  readonly key: string;
  readonly cert: string;
}

interface Bench {
  readonly broker: BrokerPort;
  readonly recorder: Recorder;
  readonly port: number;
  readonly ca: string;
  certificate(device: string): Promise<Certificate>;
  revoke(certificate: Certificate, device: string): Promise<void>;
  end(): Promise<void>;
}

const validity = () => ({ notBefore: Date.now() - 3_600_000, notAfter: Date.now() + 86_400_000 });
const hubState = (payload: string): Publication => ({ topic: topicOf(office, "hubState"), payload, qos: 1, retain: true });

async function papers(folder: string) {
  const authority = await Authority.open(join(folder, "authority"), office, undefined, Date.now());
  const own = await hubCredentials(authority, office, validity());
  const issue = async (device: string) => {
    const { key, request } = await newKey();
    const read = await readRequest(request);
    if ("wrong" in read) throw new Error(read.wrong);
    const issued = await authority.issue({ kind: "device", office, device }, read.publicKey, validity());
    return { ...issued, key, cert: issued.pem };
  };
  return { authority, own, issue };
}

async function embedded(folder: string): Promise<Bench> {
  const { authority, own, issue } = await papers(folder);
  const known = new Map<string, string>();
  let changed = () => {};
  let port = 0;
  const recorder = new Recorder();
  const secure = {
    ...{ host: "127.0.0.1", port: 0, connected: () => {}, cut: () => {} },
    credentials: () => ({ ...own, ca: authority.chain }),
    admit: (fingerprint: string) => known.get(fingerprint),
    onChange: (run: () => void) => {
      changed = run;
    },
    opened: (at: number) => {
      port = at;
    },
  };
  const broker = new EmbeddedBroker({ office, host: "127.0.0.1", port: 0, zoneOf: (device) => zones[device] ?? null, secure }, recorder);
  await broker.start();
  return {
    ...{ broker, recorder, port, ca: authority.chain.join("") },
    certificate: async (device) => {
      const issued = await issue(device);
      known.set(issued.fingerprint, device);
      return issued;
    },
    revoke: async ({ cert }) => {
      known.delete(fingerprintOf(cert));
      changed();
    },
    end: () => broker.stop(hubState("gone")),
  };
}

async function external(folder: string): Promise<Bench> {
  const { authority, own, issue } = await papers(folder);
  const ports = new Ports();
  const paths = { folder: join(folder, "mosquitto"), localPort: await ports.take(), host: "127.0.0.1", securePort: await ports.take() };
  const revoked: { serial: string; at: number }[] = [];
  let mosquitto: Mosquitto | undefined;
  const keeper = new MosquittoKeeper({
    paths,
    material: async () => ({
      permissions: mosquittoPermissions(Object.entries(zones).map(([device, zone]) => ({ office, device, zone }))),
      authorities: authority.chain.join(""),
      revoked: await authority.revocationList(revoked, Date.now(), 86_400_000),
      certificate: own.cert,
      key: own.key,
    }),
    reload: () => mosquitto?.reload(),
    after: (ms, run) => void setTimeout(run, ms),
  });
  await keeper.write();
  const running = await Mosquitto.startedWith(mosquittoConfiguration(paths), paths.localPort);
  mosquitto = running;
  const recorder = new Recorder();
  const broker = new ExternalBroker(
    { office, url: `mqtt://127.0.0.1:${paths.localPort}`, will: hubState("lost"), reconnectMs: 50 },
    recorder,
  );
  await broker.start();
  await vi.waitFor(() => expect(recorder.connections).toBe(1), withinMs);
  const serials = new Map<string, string>();
  return {
    ...{ broker, recorder, port: paths.securePort, ca: authority.chain.join("") },
    certificate: async (device) => {
      const issued = await issue(device);
      serials.set(issued.cert, issued.serial);
      return issued;
    },
    revoke: async ({ cert }, device) => {
      revoked.push({ serial: serials.get(cert) as string, at: Date.now() });
      await keeper.cut(device);
    },
    end: async () => {
      await broker.stop(hubState("gone"));
      await running.remove();
    },
  };
}

for (const [name, make] of Object.entries({ "embedded (aedes)": embedded, "external (Mosquitto)": external })) {
  describe(`devices beyond this machine: ${name}`, { timeout: 60_000 }, () => {
    let folder: string;
    let bench: Bench;
    let kiosk: Certificate;
    const clients: MqttClient[] = [];
    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), "theq-matrix-"));
      bench = await make(folder);
      kiosk = await bench.certificate("kiosk-1");
    });
    afterAll(async () => {
      for (const client of clients) client.end(true);
      await bench.end();
      rmSync(folder, { recursive: true, force: true });
    });

    function open(of: Partial<Certificate>, clientId: string, options: IClientOptions = {}): MqttClient {
      const tls = { ca: bench.ca, rejectUnauthorized: true, checkServerIdentity: () => undefined, ...of };
      const client = mqtt.connect(`mqtts://127.0.0.1:${bench.port}`, {
        protocolVersion: 4,
        clientId,
        reconnectPeriod: 0,
        ...tls,
        ...options,
      });
      client.on("error", () => {});
      clients.push(client);
      return client;
    }

    /** Whether the broker took it. */
    const isTaken = (client: MqttClient) =>
      new Promise<boolean>((resolve) => {
        client.once("connect", () => resolve(true));
        client.once("close", () => resolve(false));
      });

    async function connected(device = "kiosk-1", of = kiosk, options: IClientOptions = {}): Promise<MqttClient> {
      const client = open(of, device, options);
      expect(await isTaken(client)).toBe(true);
      return client;
    }

    it("Q-SAFE-1: a device publishes on every topic of the table that is its own, and on no other", async () => {
      const client = await connected();
      for (const { topic } of topics) await client.publishAsync(topic, "message", { qos: 1 });
      await client.publishAsync(topicOf(office, "ask", "kiosk-1"), "end", { qos: 1 });
      await vi.waitFor(() => expect(bench.recorder.heard("end")).toHaveLength(1), withinMs);
      const allowed = topics.filter((each) => mayPublish(each, "kiosk-1")).map(({ topic }) => topic);
      expect(allowed).toHaveLength(5);
      expect(bench.recorder.heard("message")).toEqual(allowed);
    });

    it("Q-SAFE-1: a device leaves a retained message or a will where the table says, and nowhere that is not its own", async () => {
      const client = await connected();
      for (const { topic } of topics) await client.publishAsync(topic, "retained", { qos: 1, retain: true });
      await client.endAsync();
      for (const { topic } of topics) {
        const lost = await connected("kiosk-1", kiosk, { will: { topic, payload: Buffer.from("will"), qos: 1, retain: false } });
        lost.stream.destroy();
      }
      const again = await connected();
      await again.publishAsync(topicOf(office, "ask", "kiosk-1"), "end of wills", { qos: 1 });
      await vi.waitFor(() => expect(bench.recorder.heard("end of wills")).toHaveLength(1), withinMs);
      const own = topics.filter((each) => mayPublish(each, "kiosk-1"));
      // Mosquitto's permissions do not tell a retained message or a will from another message.
      const where = (is: (entry: WireEntry) => boolean) =>
        own.filter(({ entry }) => make === external || is(entryOf(entry))).map(({ topic }) => topic);
      await vi.waitFor(() => expect(bench.recorder.heard("will").sort()).toEqual(where(({ will }) => will).sort()), withinMs);
      expect(bench.recorder.heard("retained")).toEqual(where(({ retain }) => retain));
    });

    it.each(["kiosk-1", "board-2"])("Q-SAFE-1: %s reads what the table says, whatever it subscribes to", async (device) => {
      const client = await connected(device, await bench.certificate(device));
      const heard: string[] = [];
      client.on("message", (topic, payload, { retain }) => {
        if (!retain) heard.push(`${topic} ${payload.toString()}`);
      });
      const refused = (error: unknown) => error;
      for (const { topic } of topics) await client.subscribeAsync(topic, { qos: 1 }).catch(refused);
      for (const topic of ["#", "+/+/+/+/+", `theq/v1/${office}/#`]) await client.subscribeAsync(topic, { qos: 1 }).catch(refused);
      for (const { topic } of topics) bench.broker.publish({ topic, payload: "said", qos: 1, retain: false });
      bench.broker.publish(hubState("end"));
      await vi.waitFor(() => expect(heard).toContain(`${topicOf(office, "hubState")} end`), withinMs);
      const allowed = topics.filter((each) => mayRead(each, device)).map(({ topic }) => `${topic} said`);
      expect(allowed.length).toBeGreaterThan(5);
      expect([...new Set(heard)].filter((each) => each.endsWith(" said")).sort()).toEqual(allowed.sort());
    });

    it("Q-SAFE-1: without a certificate, with one of another authority, or with TLS 1.2 nobody comes in", async () => {
      expect(await isTaken(open({}, "kiosk-1"))).toBe(false);
      expect(await isTaken(open(await foreignCertificate("kiosk-1", office), "kiosk-1"))).toBe(false);
      expect(await isTaken(open(kiosk, "kiosk-1", { maxVersion: "TLSv1.2" } as IClientOptions))).toBe(false);
      expect(await isTaken(open(kiosk, "kiosk-1"))).toBe(true);
    });

    it("Q-SAFE-1: whatever a client calls itself, it is who its certificate says, and throws nobody out", async () => {
      const client = await connected();
      const impostor = open(await bench.certificate("board-1"), "kiosk-1");
      const taken = await isTaken(impostor);
      // Mosquitto gives it its own name instead.
      expect(taken).toBe(make === external);
      if (taken) await impostor.publishAsync(topicOf(office, "ask", "kiosk-1"), "forged", { qos: 1 });
      await client.publishAsync(topicOf(office, "ask", "kiosk-1"), "still here", { qos: 1 });
      await vi.waitFor(() => expect(bench.recorder.heard("still here")).toHaveLength(1), withinMs);
      expect([client.connected, bench.recorder.heard("forged")]).toEqual([true, []]);
    });

    it("Q-SAFE-1: a revoked device's session ends while it talks, and it does not come back", async () => {
      const board = await bench.certificate("board-1");
      const client = await connected("board-1", board);
      const other = await connected();
      const closed = new Promise<void>((resolve) => client.once("close", () => resolve()));
      const talking = setInterval(() => client.connected && client.publish(topicOf(office, "ask", "board-1"), "talking", { qos: 0 }), 20);
      await vi.waitFor(() => expect(bench.recorder.heard("talking").length).toBeGreaterThan(2), withinMs);
      await bench.revoke(board, "board-1");
      await closed;
      clearInterval(talking);
      await vi.waitFor(async () => expect(await isTaken(open(board, "board-1"))).toBe(false), withinMs);
      expect(await isTaken(open(board, "board-1"))).toBe(false);
      expect(other.connected).toBe(true);
    });
  });
}
