/**
 * What of an office can be reached: the sockets of real programs by the kernel's own list, who is let in where, what every page is served
 * with, and where private keys lie.
 */
import { mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, statSync, writeFileSync } from "node:fs";
import { connect as connectPlain } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ConnectionOptions, connect as connectTls } from "node:tls";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { IdentityList, TokenMade } from "#shared/identity/registry.ts";
import { exampleOffice } from "#shared/office/example.ts";
import { projectContact } from "#shared/security/security-text.ts";
import { type Running, spawnProgram, startProgram, until } from "../../device/testing/process.ts";
import { foreignCertificate } from "../../hub/identity/test-device.ts";

let folder: string;
let hub: Running;
let kiosk: Running;
let board: Running;
let central: Running;
const running: Running[] = [];

async function start(script: string, ...options: string[]): Promise<Running> {
  const program = await startProgram(script, options);
  running.push(program);
  return program;
}

function write(name: string, content: unknown): string {
  writeFileSync(join(folder, name), JSON.stringify(content), { mode: 0o600 });
  return join(folder, name);
}

const hubFile = () => ({
  office: "example",
  data: join(folder, "hub"),
  httpPort: 0,
  broker: { kind: "embedded", port: 0 },
  seed: write("office.json", exampleOffice()),
  openByItself: true,
  securityContact: "mailto:it@office.example",
  devices: { host: "0.0.0.0", mqttsPort: 0, enrolPort: 0 },
});

async function device(id: string, role: { readonly kind: string; readonly printer?: null }): Promise<Running> {
  const order = {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ name: id, role: role.kind, by: "pat" }),
  };
  const made = (await (await fetch(`http://127.0.0.1:${hub.ready.httpPort}/api/v1/identity/tokens`, order)).json()) as TokenMade;
  const { token, fingerprint, enrolPort } = made;
  const card = { version: 1, office: "example", role: role.kind, name: id, hub: `https://localhost:${enrolPort}`, fingerprint, token };
  const config = {
    office: "example",
    id,
    data: join(folder, id, "device"),
    machine: join(folder, id, "machine"),
    hub: { mqtt: `mqtts://localhost:${hub.ready.mqttsPort}` },
    identity: { enrolment: write(`${id}-enrolment.json`, { ...card, madeAt: Date.now() }) },
    role: { zone: "main", httpPort: 0, ...role },
  };
  return start("device/main.ts", "--config", write(`${id}.json`, config));
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "the-q-listeners-"));
  hub = await start("hub/main.ts", "--config", write("hub.json", hubFile()));
  [kiosk, board, central] = await Promise.all([
    device("kiosk-1", { kind: "kiosk", printer: null }),
    device("board-1", { kind: "board" }),
    start("hub/central/main.ts", "--port", "0", "--data", join(folder, "central"), "--citizens-port", "0"),
  ]);
  const enrolled = async () => (await (await fetch(`http://127.0.0.1:${hub.ready.httpPort}/api/v1/identity`)).json()) as IdentityList;
  await until(enrolled, (list) => list.kind === "on" && list.devices.filter(({ state }) => state === "enrolled").length === 2);
}, 120_000);
afterAll(async () => {
  await Promise.all(running.map((each) => each.stop("SIGKILL")));
  rmSync(folder, { recursive: true, force: true });
});

interface Listening {
  readonly address: string;
  readonly port: number;
}

/** Linux's own lists (proc(5), /proc/net/tcp): state 0A is LISTEN; addresses are of the machine's byte order. UDP sockets hear without listening. */
function socketsOf(pid: number): { readonly tcp: Listening[]; readonly udp: Listening[] } {
  const inodes = new Set(
    readdirSync(`/proc/${pid}/fd`).flatMap((each) => {
      try {
        return /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${each}`))?.[1] ?? [];
      } catch {
        return []; // Closed meanwhile.
      }
    }),
  );
  const read = (table: string, state: string) =>
    [table, `${table}6`].flatMap((name) =>
      readFileSync(`/proc/${pid}/net/${name}`, "utf8")
        .split("\n")
        .slice(1)
        .map((line) => line.trim().split(/\s+/))
        .filter((fields) => fields[3] === state && inodes.has(fields[9] ?? ""))
        .map(([, local = ""]) => {
          const [address = "", port = ""] = local.split(":");
          return { address, port: Number.parseInt(port, 16) };
        }),
    );
  return { tcp: read("tcp", "0A"), udp: read("udp", "07") };
}

/** 127.0.0.1 and ::1, as the kernel writes them on a machine of little-endian order. */
const loopback = new Set(["0100007F", "00000000000000000000000001000000"]);
/** Multicast DNS (RFC 6762): a hub says where it is to its devices that ask, and a device that misses its hub asks. */
const mdnsPort = 5_353;
const strangeIn = (list: readonly Listening[]) => list.filter(({ port }) => port !== mdnsPort);
const beyond = (list: readonly Listening[]) => list.filter(({ address }) => !loopback.has(address)).map(({ port }) => port);

/** "in" once the handshake is over and the other side has said something or stays; "refused" when it ends. */
function tlsTo(port: number, options: ConnectionOptions, first: string | Buffer): Promise<string> {
  return new Promise((resolve) => {
    let said = "";
    const socket = connectTls({ host: "127.0.0.1", port, servername: "localhost", rejectUnauthorized: false, ...options }, () =>
      socket.write(first),
    );
    socket.on("data", (bytes: Buffer) => {
      said += bytes.toString("latin1");
      socket.end();
    });
    socket.on("error", () => {});
    socket.on("close", () => resolve(said));
  });
}

function plainTo(port: number, first: string | Buffer): Promise<string> {
  return new Promise((resolve) => {
    let said = "";
    const socket = connectPlain({ host: "127.0.0.1", port }, () => socket.write(first));
    socket.on("data", (bytes: Buffer) => {
      said += bytes.toString("latin1");
    });
    socket.on("error", () => {});
    socket.on("close", () => resolve(said));
  });
}

/** MQTT 3.1.1, 3.1: CONNECT of the client "kiosk-1", a clean session. Whoever is let in hears 20 02 00 00. */
const mqttConnect = Buffer.from([0x10, 19, 0, 4, ...Buffer.from("MQTT"), 4, 2, 0, 60, 0, 7, ...Buffer.from("kiosk-1")]);
const letIn = "\x20\x02\x00\x00";
const httpGet = "GET /authorities HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

describe("an office of real programs", { timeout: 60_000 }, () => {
  it("Q-SAFE-1: beyond its machine a hub listens where devices come in and nowhere else; devices and central listen on loopback only", () => {
    const { tcp, udp } = socketsOf(hub.child.pid as number);
    const { httpPort, mqttPort, mqttsPort, enrolPort } = hub.ready;
    expect(beyond(tcp).sort()).toEqual([mqttsPort, enrolPort].sort());
    expect(
      tcp
        .filter(({ address }) => loopback.has(address))
        .map(({ port }) => port)
        .sort(),
    ).toEqual([httpPort, mqttPort].sort());
    expect(strangeIn(udp)).toEqual([]);
    for (const { child, ready } of [kiosk, board, central]) {
      const heard = socketsOf(child.pid as number);
      expect([ready.ready, beyond(heard.tcp), strangeIn(heard.udp)]).toEqual([ready.ready, [], []]);
      expect(heard.tcp.length).toBe(ready.citizensPort === undefined ? 1 : 2);
    }
  });

  it("Q-SAFE-1: where devices come in nothing is answered without TLS 1.3; without a certificate or with a stranger's nobody talks", async () => {
    const { mqttsPort = 0, enrolPort = 0 } = hub.ready;
    const own = JSON.parse(readFileSync(join(folder, "kiosk-1", "device", "identity", "credentials.json"), "utf8")) as {
      key: string;
      certificate: string;
    };
    const known = { key: own.key, cert: own.certificate };
    const stranger = await foreignCertificate("kiosk-1", "example");
    // The control: who has a certificate is let in by the same means, so that what follows is a refusal and no mistake of the test.
    expect(await tlsTo(mqttsPort, known, mqttConnect)).toBe(letIn);
    expect(await tlsTo(enrolPort, {}, httpGet)).toContain("HTTP/1.1 200");
    expect(await tlsTo(mqttsPort, { ...known, maxVersion: "TLSv1.2" }, mqttConnect)).toBe("");
    expect(await tlsTo(enrolPort, { ...known, maxVersion: "TLSv1.2" }, httpGet)).toBe("");
    expect(await tlsTo(mqttsPort, {}, mqttConnect)).toBe("");
    expect(await tlsTo(mqttsPort, stranger, mqttConnect)).toBe("");
    expect(await plainTo(mqttsPort, mqttConnect)).not.toContain(letIn);
    expect(await plainTo(enrolPort, httpGet)).not.toMatch(/HTTP\/1\.1 200/);
  });

  it("Q-SAFE-1: every page, and every answer that is none, forbids whatever the program did not send", async () => {
    const at = (port: number | undefined) => `http://127.0.0.1:${port}`;
    const [ofHub, ofKiosk, ofBoard, ofCitizens] = [
      hub.ready.httpPort,
      kiosk.ready.httpPort,
      board.ready.httpPort,
      central.ready.citizensPort,
    ].map(at);
    const pages = ["counter", "reception", "manager", "catch-up", "visit-life", "admin"].map((page) => `${ofHub}/${page}/`);
    const others = [`${ofHub}/nowhere`, `${ofHub}/health`, `${ofHub}/api/v1/office`, `${ofKiosk}/nowhere`, `${ofCitizens}/api/ticket`];
    const devices = [`${ofKiosk}/kiosk/`, `${ofKiosk}/kiosk-staff/`, `${ofBoard}/board/`, `${ofCitizens}/t/`];
    for (const address of [...pages, ...devices, ...others]) {
      const { headers } = await fetch(address);
      const policy = new Map(
        (headers.get("content-security-policy") ?? "").split("; ").map((each) => [each.split(" ")[0], each.split(" ").slice(1)]),
      );
      expect([address, policy.get("default-src"), policy.get("script-src"), policy.get("style-src")]).toEqual([
        address,
        ["'none'"],
        ["'self'"],
        ["'self'"],
      ]);
      expect(policy.get("require-trusted-types-for")).toEqual(["'script'"]);
      const sources = [...policy]
        .filter(([name]) => name !== "require-trusted-types-for" && name !== "trusted-types")
        .flatMap(([, of]) => of);
      expect([address, sources.filter((each) => each !== "'self'" && each !== "'none'")]).toEqual([address, []]);
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("access-control-allow-origin")).toBeNull();
    }
  });

  it("Q-SAFE-1: whoever has found a weakness is told whom to tell, beside the pages of staff and of citizens", async () => {
    const read = async (port: number | undefined) => {
      const answer = await fetch(`http://127.0.0.1:${port}/.well-known/security.txt`);
      return [
        answer.status,
        answer.headers.get("content-type"),
        (await answer.text()).split("\n").filter((line) => line.startsWith("Contact")),
      ];
    };
    const type = "text/plain; charset=utf-8";
    expect(await read(hub.ready.httpPort)).toEqual([200, type, ["Contact: mailto:it@office.example", `Contact: ${projectContact}`]]);
    expect(await read(central.ready.citizensPort)).toEqual([200, type, [`Contact: ${projectContact}`]]);
  });

  it("Q-SAFE-1: private keys lie in files of mode 600 and nowhere else: in no journal, no backup, no log", async () => {
    const backup = spawnProgram("hub/main.ts", ["--config", write("backup.json", hubFile()), "--backup", join(folder, "backups")]);
    const files = () =>
      readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((each) => each.isFile())
        .map((each) => join(each.parentPath, each.name));
    await until(files, (all) => all.some((name) => /backups\/example[^/]*\.sqlite$/.test(name)));
    const holding = files().filter((name) => readFileSync(name, "latin1").includes("PRIVATE KEY"));
    expect(holding.map((name) => name.slice(folder.length + 1)).sort()).toEqual([
      "board-1/device/identity/credentials.json",
      "hub/authority/authority.key",
      "kiosk-1/device/identity/credentials.json",
    ]);
    for (const name of holding) expect([name, (statSync(name).mode & 0o777).toString(8)]).toEqual([name, "600"]);
    // Not as text with its frame either: the middle of each key, wherever it might be.
    const middles = holding.map((name) => /PRIVATE KEY-----(?:\\n|\n)([A-Za-z0-9+/]{40})/.exec(readFileSync(name, "utf8"))?.[1] ?? "");
    expect(middles.every((each) => each.length === 40)).toBe(true);
    const journals = [...running.map(({ log }) => log()), backup.log()].join("\n");
    const elsewhere = files().filter((name) => !holding.includes(name));
    for (const middle of middles) {
      expect(journals.includes(middle)).toBe(false);
      expect(elsewhere.filter((name) => readFileSync(name, "latin1").includes(middle))).toEqual([]);
    }
  });
});
