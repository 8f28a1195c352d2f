/** A hub that is not at the address on the card: found by multicast DNS, believed by its certificate alone. Real processes, a real network of one machine. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import multicastDns from "multicast-dns";
import { afterEach, beforeEach, expect, it } from "vitest";
import { hubService, placeIn } from "#shared/identity/discovery.ts";
import type { IdentityList, TokenMade } from "#shared/identity/registry.ts";
import { exampleOffice } from "#shared/office/example.ts";
import { type Running, spawnProgram, startProgram, until } from "../../device/testing/process.ts";

/** Of this file alone: other tests' hubs are on the same network. */
const office = `moved-${process.pid}`;
let folder: string;
const ending: { stop(signal?: NodeJS.Signals): Promise<void> }[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "theq-moved-"));
});
afterEach(async () => {
  await Promise.all(ending.splice(0).map((each) => each.stop("SIGKILL")));
  rmSync(folder, { recursive: true, force: true });
});

function write(name: string, content: object): string {
  writeFileSync(join(folder, name), JSON.stringify(content));
  return join(folder, name);
}

async function startHub(name: string, announce: boolean, ports = { mqttsPort: 0, enrolPort: 0 }): Promise<Running> {
  const example = exampleOffice();
  const file = {
    ...{ office, data: join(folder, name), httpPort: 0, broker: { kind: "embedded", port: 0 } },
    seed: write("office.json", { ...example, office: { ...example.office, id: office } }),
    devices: { host: "127.0.0.1", announce, ...ports },
  };
  const hub = await startProgram("hub/main.ts", ["--config", write(`${name}.json`, file)]);
  ending.push(hub);
  return hub;
}

async function ask<T>(hub: Running, path: string, body?: object): Promise<T> {
  const init = body && { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
  return (await (await fetch(`http://127.0.0.1:${hub.ready.httpPort}${path}`, init)).json()) as T;
}

/** A port at which nobody answers: it was free a moment ago. */
function deadPort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 1));
    });
  });
}

it("Q-SAFE-1: a device finds its hub where the card does not say; an impostor who announces itself for the office is asked and not believed", {
  timeout: 120_000,
}, async () => {
  const impostor = await startHub("impostor", true);
  const hub = await startHub("hub", true);
  const { token, fingerprint } = await ask<TokenMade>(hub, "/api/v1/identity/tokens", { name: "kiosk-1", role: "kiosk", by: "pat" });
  const [enrolPort, mqttsPort] = [await deadPort(), await deadPort()];
  const card = { version: 1, office, role: "kiosk", name: "kiosk-1", fingerprint, token, madeAt: Date.now() };
  const device = {
    ...{ office, id: "kiosk-1", data: join(folder, "kiosk-1"), hub: { mqtt: `mqtts://127.0.0.1:${mqttsPort}` } },
    identity: { enrolment: write("enrolment.json", { ...card, hub: `https://127.0.0.1:${enrolPort}` }) },
    role: { kind: "kiosk", zone: "main", httpPort: 0, printer: null },
  };
  const kiosk = spawnProgram("device/main.ts", ["--config", write("kiosk-1.json", device)]);
  ending.push(kiosk);
  await until(
    () => hub.log(),
    (log) => log.includes('"identity.connected"'),
  );
  expect(await ask<IdentityList>(hub, "/api/v1/identity")).toMatchObject({ devices: [{ name: "kiosk-1", state: "enrolled" }] });
  expect(await ask<IdentityList>(impostor, "/api/v1/identity")).toMatchObject({ devices: [] });
  expect(impostor.log()).not.toContain("identity.connected");
  expect(kiosk.log()).toContain("identity.hub-found");
});

it("a hub that shall not tell where it is tells nobody", { timeout: 60_000 }, async () => {
  const silent = await startHub("silent", false);
  const other = await startHub("other", true);
  const asked = multicastDns({ interface: "127.0.0.1", bind: "0.0.0.0" });
  const ports: number[] = [];
  asked.on("response", ({ answers = [] }) => {
    const place = placeIn(answers, office);
    if (place) ports.push(place.enrolPort);
  });
  // Asked in one breath with the silent one, which would answer at the second question at the latest.
  await until(
    () => {
      asked.query(hubService, "PTR");
      return ports.length;
    },
    (count) => count >= 2,
  );
  asked.destroy();
  expect(new Set(ports)).toEqual(new Set([other.ready.enrolPort]));
  expect(silent.log()).not.toContain("identity.announcer");
});
