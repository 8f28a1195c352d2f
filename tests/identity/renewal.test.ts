/** A device's own identity against a real hub in this process, with the device's clock turned by hand; and whom it takes for its hub. */
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect, createServer, type TLSSocket } from "node:tls";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { EnrolmentFile } from "#shared/identity/enrolment.ts";
import type { Named } from "#shared/identity/names.ts";
import type { TokenMade } from "#shared/identity/registry.ts";
import { clientPart, tryEnrolment } from "../../device/identity/enrolment.ts";
import { type Credentials, IdentityFiles } from "../../device/identity/files.ts";
import { DeviceIdentity, type Progress } from "../../device/identity/identity.ts";
import { judgedOptions, whyNotTheHub } from "../../device/identity/trust.ts";
import { openWaitingPage } from "../../device/identity/waiting-page.ts";
import { until } from "../../device/testing/process.ts";
import type { Hub } from "../../hub/hub.ts";
import { HubBench, post } from "../../hub/hub-harness.ts";
import { Authority, readRequest } from "../../hub/identity/authority.ts";
import { Registry } from "../../hub/identity/registry.ts";
import { newKey } from "../../hub/identity/test-device.ts";
import { sha256 } from "../../hub/storage.ts";

const office = "example";
const day = 86_400_000;
let bench: HubBench;
let hub: Hub;
let folder: string;

beforeEach(async () => {
  bench = new HubBench();
  hub = await bench.start({ devices: { host: "127.0.0.1", mqttsPort: 0, enrolPort: 0, approve: false, certificateDays: 30 } });
  folder = mkdtempSync(join(tmpdir(), "theq-renewal-"));
});
afterEach(async () => {
  await bench.end();
  rmSync(folder, { recursive: true, force: true });
});

const enrolment = () => join(folder, "enrolment.json");

async function writeCard(change: Partial<EnrolmentFile> = {}): Promise<EnrolmentFile> {
  const { token, fingerprint, enrolPort } = (await post(hub, "/api/v1/identity/tokens", { name: "kiosk-1", role: "kiosk", by: "pat" }))
    .body as TokenMade;
  const card = {
    version: 1,
    office,
    role: "kiosk",
    name: "kiosk-1",
    hub: `https://127.0.0.1:${enrolPort}`,
    fingerprint,
    token,
    madeAt: 0,
    ...change,
  } as const;
  writeFileSync(enrolment(), JSON.stringify(card));
  return card;
}

/** A device whose clock and waits are turned by hand. */
class Device {
  at = Date.now();
  readonly lines: string[] = [];
  readonly progress: Progress[] = [];
  readonly identity: DeviceIdentity;
  #waits: (() => void)[] = [];
  #waiting: (() => void)[] = [];

  constructor() {
    const write = (_facts: object, what: string) => {
      this.lines.push(what);
    };
    this.identity = new DeviceIdentity({
      ...{ name: "kiosk-1", office, folder: join(folder, "identity"), enrolment: enrolment() },
      wall: () => this.at,
      synchronised: () => false,
      random: () => 0.5,
      after: (_ms, run) => {
        this.#waits.push(run);
        for (const each of this.#waiting.splice(0)) each();
        return () => {};
      },
      logger: { info: write, warn: write },
    });
  }

  obtain(): Promise<void> {
    return this.identity.obtain((progress) => this.progress.push(progress));
  }

  /** Resolves when it waits for its next look. */
  async rested(): Promise<void> {
    if (this.#waits.length === 0) await new Promise<void>((resolve) => void this.#waiting.push(resolve));
  }

  turn(): void {
    for (const run of this.#waits.splice(0)) run();
  }
}

const kept = () => new IdentityFiles(join(folder, "identity")).credentials() as Credentials;
const certificates = () => hub.storage.database.prepare("select serial from device_certificates").all().length;
/** Whether the hub's broker takes it. */
const isTaken = async (socket: TLSSocket) => {
  socket.on("error", () => {});
  const name = Buffer.from("kiosk-1");
  // MQTT 3.1.1, section 3.1: CONNECT, clean session, keep alive of 60 s.
  socket.write(Buffer.from([0x10, 12 + name.length, 0, 4, 77, 81, 84, 84, 4, 2, 0, 60, 0, name.length, ...name]));
  return new Promise<boolean>((resolve) => {
    socket.once("data", (bytes: Buffer) => {
      resolve(bytes[0] === 0x20 && bytes[3] === 0);
      socket.destroy();
    });
    socket.once("close", () => resolve(false));
  });
};
const mqtts = () => `mqtts://127.0.0.1:${hub.ready.mqttsPort}`;

describe("a device's certificate", () => {
  it("is renewed at two thirds of its life with a fresh key, and not before", async () => {
    await writeCard();
    const device = new Device();
    await device.obtain();
    const first = kept();
    device.identity.start();
    await device.rested();
    device.at += 19 * day;
    device.turn();
    await device.rested();
    expect(kept()).toEqual(first);
    device.at += 2 * day;
    device.turn();
    await device.rested();
    const second = kept();
    expect(device.lines).toContain("identity.renewed");
    expect([second.key === first.key, second.certificate === first.certificate, second.name]).toEqual([false, false, "kiosk-1"]);
    expect(await isTaken(device.identity.connect(mqtts()))).toBe(true);
    const old = connect({
      host: "127.0.0.1",
      port: hub.ready.mqttsPort as number,
      ...judgedOptions(first.authorities[0] as string),
      ...clientPart(first),
    });
    expect(await isTaken(old)).toBe(false);
  });

  it("Q-SAFE-1: is renewed also when it expired meanwhile, and its device talks only then", async () => {
    const authority = await Authority.open(join(bench.folder, "data/authority"), office, undefined, Date.now());
    const { key, request } = await newKey();
    const read = await readRequest(request);
    if ("wrong" in read) throw new Error(read.wrong);
    const times = { notBefore: Date.now() - 60 * day, notAfter: Date.now() - 30 * day };
    const issued = await authority.issue({ kind: "device", office, device: "kiosk-1" }, read.publicKey, times);
    const registry = new Registry(hub.storage.database, sha256);
    registry.addToken("of long ago", "kiosk", "kiosk-1", "pat", times.notBefore);
    registry.enrol({ hash: "of long ago", role: "kiosk", key: read.keyHash }, null, { ...issued, ...times }, times.notBefore);
    const old = { office, name: "kiosk-1", hub: `https://127.0.0.1:${hub.ready.enrolPort}`, key, certificate: issued.pem };
    new IdentityFiles(join(folder, "identity")).keep({ ...old, authorities: [...authority.chain], ...times, jitter: 0, token: "" });
    const device = new Device();
    await device.obtain();
    expect(await isTaken(device.identity.connect(mqtts()))).toBe(false);
    device.identity.start();
    await device.rested();
    expect(device.lines).toEqual(["identity.renewed"]);
    expect(await isTaken(device.identity.connect(mqtts()))).toBe(true);
  });

  it("is the same one after a power cut between its making and its keeping, and the token is worth no other", async () => {
    const card = await writeCard();
    const files = new IdentityFiles(join(folder, "identity"));
    files.keep = () => {
      throw new Error("power cut");
    };
    const judge = (of: string, root: string) => ({ office: of, root, wall: Date.now, lastKnown: () => 0, synchronised: () => false });
    await expect(tryEnrolment(card, enrolment(), { files, judge, random: () => 0 }, card.hub)).rejects.toThrow("power cut");
    await new Device().obtain();
    expect([certificates(), kept().name]).toEqual([1, "kiosk-1"]);
  });

  it("goes on with what it has when a new card is of no use, and is another when it is", async () => {
    await writeCard();
    await new Device().obtain();
    const first = kept();
    const card = await writeCard();
    writeFileSync(enrolment(), JSON.stringify({ ...card, token: card.token.replace(/.$/, (last) => (last === "0" ? "1" : "0")) }));
    const spoilt = new Device();
    await spoilt.obtain();
    expect([spoilt.lines, kept()]).toEqual([["identity.not-enrolled"], first]);
    writeFileSync(enrolment(), JSON.stringify(card));
    await new Device().obtain();
    expect(kept().certificate).not.toBe(first.certificate);
  });

  it("tells what is wrong with a card, sends nothing to a hub of another authority, and takes the right card when it comes", async () => {
    // A port at which nobody listens; the page says where it looks.
    await writeCard({ hub: "https://127.0.0.1:1" });
    const device = new Device();
    const obtained = device.obtain();
    const told = async (count: number) =>
      (
        await until(
          () => device.progress,
          ({ length }) => length === count,
        )
      ).at(-1) as Progress;
    const away = await told(1);
    expect(away).toEqual({ kind: "trying", missing: "127.0.0.1:1" });
    const page = await openWaitingPage("127.0.0.1", 0, "kiosk-1");
    page.show(away);
    const shown = await (await fetch(`http://127.0.0.1:${page.port}/kiosk/`)).text();
    await page.close();
    expect(shown.match(/<p>kiosk-1 [^<]*127\.0\.0\.1:1[^<]*<\/p>/g)).toHaveLength(2);
    await writeCard({ fingerprint: "ab".repeat(32) });
    device.turn();
    expect(await told(2)).toMatchObject({ kind: "refused", fault: { fault: "hub-not-trusted" } });
    await writeCard({ name: "kiosk-2" });
    device.turn();
    expect(await told(3)).toMatchObject({ kind: "refused", fault: { fault: "bad-configuration" } });
    expect(certificates()).toBe(0);
    await writeCard();
    device.turn();
    await obtained;
    expect(certificates()).toBe(1);
  });
});

describe("whom a device takes for its hub", () => {
  const validity = { notBefore: Date.now() - day, notAfter: Date.now() + day };
  const hubNamed = (of: string): Named => ({ kind: "hub", office: of });

  async function judged(
    named: Named,
    of: { notBefore: number; notAfter: number },
    { synchronised = false, lastKnown = 0, foreign = false } = {},
  ) {
    const authority = await Authority.open(join(folder, "authority"), office, undefined, Date.now());
    const issuer = foreign ? await Authority.open(join(folder, "foreign"), office, undefined, Date.now()) : authority;
    const key = await newKey();
    const request = await readRequest(key.request);
    if ("wrong" in request) throw new Error(request.wrong);
    const { pem } = await issuer.issue(named, request.publicKey, of);
    const server = createServer({ key: key.key, cert: [pem, ...issuer.chain].join("") }, (socket) => socket.on("error", () => {}));
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const root = authority.chain[0] as string;
    const socket = connect({ host: "127.0.0.1", port: (server.address() as AddressInfo).port, ...judgedOptions(root) });
    await once(socket, "secureConnect");
    const why = whyNotTheHub(socket, { office, root, wall: Date.now, lastKnown: () => lastKnown, synchronised: () => synchronised });
    socket.destroy();
    server.close();
    return why;
  }

  it("Q-SAFE-1: the hub of its office by the authority on its card, and nobody else", async () => {
    expect(await judged(hubNamed(office), validity)).toBeUndefined();
    expect(await judged(hubNamed("elsewhere"), validity)).toBe("it is not the hub of example");
    expect(await judged({ kind: "device", office, device: "kiosk-2" }, validity)).toBeDefined();
    expect(await judged(hubNamed(office), validity, { foreign: true })).toBeDefined();
    expect(await judged(hubNamed(office), { notBefore: 0, notAfter: Date.now() - 1_000 })).toBe("CERT_HAS_EXPIRED");
  });

  it("also with a clock that is behind, unless it follows a time server; an end counts by the last known time", async () => {
    const later = { notBefore: Date.now() + day, notAfter: Date.now() + 10 * day };
    expect(await judged(hubNamed(office), later)).toBeUndefined();
    expect(await judged(hubNamed(office), later, { synchronised: true })).toBe("CERT_NOT_YET_VALID");
    expect(await judged(hubNamed(office), later, { lastKnown: Date.now() + 11 * day })).toBe("CERT_HAS_EXPIRED");
    expect(await judged(hubNamed("elsewhere"), later)).toBe("it is not the hub of example");
    expect(await judged({ kind: "device", office, device: "kiosk-2" }, later)).toBeDefined();
    expect(await judged(hubNamed(office), later, { foreign: true })).toBeDefined();
  });
});
