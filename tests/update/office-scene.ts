/** An office for tests of releases: a real hub process with certificates, keepers with real programs in real slots, and the command of office IT. */
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import * as v from "valibot";
import type { UpdateTarget } from "#shared/update/documents.ts";
import { type OfficeReleases, officeReleases } from "#shared/update/office-releases.ts";
import { envelopeOf } from "#shared/update/sign.ts";
import type { Slots } from "#shared/update/slots.ts";
import { type Running, startProgram, until } from "../../device/testing/process.ts";
import { HubFetcher } from "../../device/update/hub-fetcher.ts";
import { HubSource } from "../../device/update/hub-source.ts";
import { Inbox } from "../../device/update/inbox.ts";
import { install } from "../../device/update/install.ts";
import { Keeper, type Program } from "../../device/update/keeper.ts";
import { bundleWith, dayMs, keysOf, newHolder, releaseOf } from "../../device/update/rig/releases.ts";
import { SlotFolder } from "../../device/update/slot-folder.ts";
import { newKey, post } from "../../hub/identity/test-device.ts";

export const top = join(import.meta.dirname, "../..");
const run = promisify(execFile);
const target = `linux-${process.arch}` as UpdateTarget;

/** Programs that are well, or end at once; the first leaves its port where its keeper looks. */
export const programs = {
  well: `
    const { createServer } = require("node:http");
    const { renameSync, writeFileSync } = require("node:fs");
    const server = createServer((_, answer) => answer.end('{"well":true,"quiet":true}'));
    server.listen(Number(process.argv[3] ?? 0), "127.0.0.1", () => {
      writeFileSync(process.argv[2] + ".part", String(server.address().port));
      renameSync(process.argv[2] + ".part", process.argv[2]);
    });
  `,
  falls: "process.exit(3);",
} as const;

export class OfficeScene {
  readonly folder = mkdtempSync(join(tmpdir(), "the-q-office-releases-"));
  readonly holders = [newHolder(), newHolder(), newHolder()];
  hub: Running | undefined;
  central: string | null = null;
  #ports: Record<string, number> = { httpPort: 0, mqttPort: 0, mqttsPort: 0, enrolPort: 0 };
  readonly #keepers: { readonly keeper: Keeper; readonly kept: Promise<unknown> }[] = [];
  readonly #children: ChildProcess[] = [];

  at(...names: string[]): string {
    return join(this.folder, ...names);
  }

  /** The same ports after a kill: devices find it where it was. */
  async startHub(askSeconds: number): Promise<void> {
    const { httpPort, mqttPort, mqttsPort, enrolPort } = this.#ports;
    const releases = { folder: this.at("releases"), soakHours: 0, askSeconds };
    const devices = { host: "127.0.0.1", mqttsPort, enrolPort, releases };
    const file = {
      office: "example",
      central: this.central,
      data: this.at("hub"),
      httpPort,
      broker: { kind: "embedded", port: mqttPort },
      devices,
      machine: this.at("none"),
    };
    writeFileSync(this.at("hub.json"), JSON.stringify(file));
    this.hub = await startProgram("hub/main.ts", ["--config", this.at("hub.json")]);
    const { ready } = this.hub;
    this.#ports = {
      httpPort: ready.httpPort as number,
      mqttPort: ready.mqttPort as number,
      mqttsPort: ready.mqttsPort as number,
      enrolPort: ready.enrolPort as number,
    };
  }

  async killHub(): Promise<void> {
    await this.hub?.stop("SIGKILL");
  }

  async api<T = unknown>(path: string, body?: object): Promise<T> {
    const init = body && { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
    return (await (await fetch(`http://127.0.0.1:${this.#ports.httpPort}/api/v1/${path}`, init ?? {})).json()) as T;
  }

  async view(): Promise<Extract<OfficeReleases, { kind: "on" }>> {
    const view = v.parse(officeReleases, await this.api("releases"));
    if (view.kind === "off") throw new Error("off");
    return view;
  }

  async step(device: string): Promise<string | undefined> {
    return (await this.view()).devices.find(({ name }) => name === device)?.step;
  }

  /** `npm run provision -- releases`: what it says, and its exit code. */
  async command(...words: string[]): Promise<{ readonly code: number; readonly said: string }> {
    const hub = ["--hub", `http://127.0.0.1:${this.#ports.httpPort}`, "--by", "pat"];
    return said(run(process.execPath, [join(top, "provisioning/main.ts"), "releases", ...words, ...hub]));
  }

  /** `npm run bundle`, likewise. */
  async bundleCommand(...words: string[]): Promise<{ readonly code: number; readonly said: string }> {
    return said(run(process.execPath, [join(top, "provisioning/bundle/main.ts"), ...words]));
  }

  /** The signed document of a release of which nobody has made a bundle. */
  releaseFile(number: number): string {
    const file = this.at(`release-${number}.json`);
    const release = releaseOf(number, { target, madeAt: Date.now() - dayMs, expiresAt: Date.now() + 300 * dayMs });
    writeFileSync(file, JSON.stringify(envelopeOf(release, this.holders)));
    return file;
  }

  keysFile(): string {
    const file = this.at("keys.json");
    writeFileSync(file, JSON.stringify(envelopeOf(keysOf(this.holders, { expiresAt: Date.now() + 700 * dayMs }), this.holders)));
    return file;
  }

  /** A bundle of this release; `more` bytes that do not shrink. */
  async bundle(number: number, program: keyof typeof programs, more = 0, signers = this.holders.slice(0, 2)): Promise<string> {
    const file = this.at(`${number}.bundle`);
    const noise = Buffer.from(
      Array.from({ length: more / 2 }, () => Math.floor(Math.random() * 65_536)).flatMap((each) => [each & 255, each >> 8]),
    );
    const release = releaseOf(number, { target, madeAt: Date.now() - dayMs, expiresAt: Date.now() + 300 * dayMs });
    await bundleWith(release, signers, { "main.cjs": programs[program], noise: noise.toString("base64") }, file);
    return file;
  }

  /** Its certificate, where its program would keep it. */
  async enrol(name: string, role: "kiosk" | "board"): Promise<{ readonly key: string; readonly cert: string }> {
    const { token } = await this.api<{ token: string }>("identity/tokens", { name, role, by: "pat" });
    const { key, request } = await newKey();
    const { body } = await post(this.#ports.enrolPort as number, "/enrol", { office: "example", role, token, request });
    const { certificate, authorities, notBefore, notAfter } = body;
    const hub = `https://127.0.0.1:${this.#ports.enrolPort}`;
    mkdirSync(this.at(name, "identity"), { recursive: true });
    const credentials = { office: "example", name, hub, key, certificate, authorities, notBefore, notAfter, jitter: 0, token: "used" };
    writeFileSync(this.at(name, "identity/credentials.json"), JSON.stringify(credentials));
    return { key, cert: certificate as string };
  }

  slots(name: string): Slots {
    return new SlotFolder(this.at(name, "root")).slots() as Slots;
  }

  /** It runs release 1, as it came with a package: nobody told it whose signatures count. */
  async hasFirst(name: string): Promise<void> {
    const folder = new SlotFolder(this.at(name, "root"));
    await folder.saveTrusted({ keys: keysOf(this.holders, { expiresAt: Date.now() + 700 * dayMs }), channel: null });
    await install(folder, { file: await this.bundle(1, "well"), target, now: Date.now(), from: "stick" });
    rmSync(this.at(name, "root/trusted.json"));
  }

  /** A keeper whose clock is turned by hand, so that a minute of being well is over as soon as the program has begun. */
  keeps(name: string, told: (what: string) => void): Keeper {
    const root = this.at(name, "root");
    const portFile = this.at(name, "port");
    const folder = new SlotFolder(root);
    const inbox = new Inbox(root);
    let mono = 0;
    let hasEnded = () => true;
    const source = new HubSource({ identity: this.at(name, "identity"), wall: () => Date.now(), synchronised: () => true });
    const keeper = new Keeper(
      folder,
      inbox,
      target,
      {
        run: (slot): Program => {
          rmSync(portFile, { force: true });
          const child = spawn(process.execPath, ["main.cjs", portFile], { cwd: slot, stdio: "ignore" });
          let over = false;
          hasEnded = () => over;
          const ended = new Promise<number | null>((resolve) =>
            child.once("close", (code) => {
              over = true;
              resolve(code);
            }),
          );
          const stop = async () => {
            child.kill("SIGKILL");
            await ended;
          };
          return { ended, stop };
        },
        look: async () => {
          try {
            return (await (await fetch(`http://127.0.0.1:${readFileSync(portFile, "utf8")}/`)).json()) as { well: boolean; quiet: boolean };
          } catch {
            return null;
          }
        },
        monoMs: () => mono,
        now: () => Date.now(),
        pause: async (ms) => {
          const mine = hasEnded;
          // Fifty times as fast as the hub's own time.
          await new Promise((resolve) => setTimeout(resolve, 40));
          await until(
            () => mine() || existsSync(portFile),
            (settled) => settled,
          );
          mono += ms;
        },
        jitter: () => 0,
        tell: (what) => told(`${name} ${what}`),
      },
      null,
      new HubFetcher(source, root, folder, inbox, target),
    );
    this.#keepers.push({ keeper, kept: keeper.keep() });
    return keeper;
  }

  /** The keeper as a process of its own. */
  spawnKeeper(name: string, healthPort: number): ChildProcess {
    const config = {
      root: this.at(name, "root"),
      run: [process.execPath, "main.cjs", this.at(name, "port"), String(healthPort)],
      health: `http://127.0.0.1:${healthPort}/`,
      identity: this.at(name, "identity"),
    };
    writeFileSync(this.at(name, "keeper.json.part"), JSON.stringify(config));
    renameSync(this.at(name, "keeper.json.part"), this.at(name, "keeper.json"));
    const script = join(top, "device/update/main.ts");
    const child = spawn(process.execPath, [script, "keep", "--config", this.at(name, "keeper.json")], { stdio: "ignore" });
    this.#children.push(child);
    return child;
  }

  async end(): Promise<void> {
    for (const { keeper, kept } of this.#keepers) {
      keeper.stop();
      await kept;
    }
    for (const child of this.#children) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      const ended = new Promise((resolve) => child.once("close", resolve));
      child.kill("SIGTERM");
      await ended;
    }
    await this.hub?.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

async function said(ran: Promise<{ readonly stdout: string }>): Promise<{ readonly code: number; readonly said: string }> {
  try {
    return { code: 0, said: (await ran).stdout };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, said: stdout + stderr };
  }
}
