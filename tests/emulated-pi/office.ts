/** The office around the emulated machine, on this one: its hub, a receipt printer without paper, and office IT with its commands. */
import { execFile, execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import * as v from "valibot";
import type { AuditRow, TokenMade } from "#shared/identity/registry.ts";
import { exampleOffice } from "#shared/office/example.ts";
import { type OfficeReleases, officeReleases } from "#shared/update/office-releases.ts";
import { type Running, startProgram } from "../../device/testing/process.ts";
import { Staff } from "../../provisioning/office/wire/staff.ts";
import { hostAddress } from "./machine.ts";
import { type Releases, top } from "./releases.ts";

const execute = promisify(execFile);
/** Of the example's people, somebody who may open and close. */
const manager = 21;
const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

export interface Paper {
  readonly n: number;
  readonly lines: readonly string[];
}

export class Office {
  readonly #folder: string;
  readonly #printer: Running;
  #hub: Running;
  #hubFile: string;
  #machines = 1;

  private constructor(folder: string, printer: Running, hub: Running, hubFile: string) {
    this.#folder = folder;
    this.#printer = printer;
    this.#hub = hub;
    this.#hubFile = hubFile;
  }

  /** The hub as its card says it, but for folders and for the address it listens at. */
  static async open(folder: string): Promise<Office> {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "office.json"), JSON.stringify(exampleOffice()));
    const printer = await startProgram("device/virtual/printer/main.ts", [
      ...["--port", "0", "--control-port", "0", "--mm-per-second", "250", "--model", "tm-t20iii", "--data", join(folder, "papers")],
    ]);
    try {
      const card = join(folder, "hub-card");
      provision("card", "--role", "hub", "--office", join(folder, "office.json"), "--name", "hub-1", "--to", card);
      const onCard = JSON.parse(readFileSync(join(card, "the-q-hub.json"), "utf8")) as { devices: object };
      const recipient = program("hub/main.ts", "--backup-key", join(folder, "backup-key.txt")).split("\n")[0] ?? "";
      const releases = { folder: join(folder, "releases"), soakHours: 0, askSeconds: 20 };
      const file = {
        ...{ ...onCard, data: join(folder, "hub"), httpPort: 0, broker: { kind: "embedded", port: 0 } },
        ...{ seed: join(card, "the-q-office.json"), openByItself: true },
        devices: { ...onCard.devices, host: "127.0.0.1", releases },
        backup: { folder: join(folder, "backups"), everyHours: 168, recipients: [recipient] },
      };
      const hubFile = join(folder, "hub.json");
      writeFileSync(hubFile, JSON.stringify(file));
      return new Office(folder, printer, await startProgram("hub/main.ts", ["--config", hubFile]), hubFile);
    } catch (error) {
      await printer.stop("SIGKILL");
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.#hub.stop();
    await this.#printer.stop();
  }

  get hubLog(): string {
    return this.#hub.log();
  }

  get #address(): string {
    return `http://127.0.0.1:${this.#hub.ready.httpPort}`;
  }

  /** A token at the hub, then the card of a kiosk whose printer is ours, written into the image. */
  async writeKioskCard(name: string, image: string, releases: Releases, publicKey: string): Promise<void> {
    const { token, fingerprint } = await this.ask<TokenMade>("/api/v1/identity/tokens", { name, role: "kiosk", by: "kim" });
    provision(
      ...["card", "--role", "kiosk", "--office", join(this.#folder, "office.json"), "--name", name, "--hub", hostAddress],
      ...["--ca", fingerprint, "--token", token, "--printer", `tcp:${hostAddress}:${this.#printer.ready.port}`],
      ...["--ssh-key", publicKey, "--package", releases.package, "--to", image],
    );
  }

  async ask<T>(path: string, body?: object): Promise<T> {
    const init = body && { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
    return (await (await fetch(`${this.#address}${path}`, init)).json()) as T;
  }

  /** How often a device has got a certificate under this name. */
  async enrolments(name: string): Promise<number> {
    const { rows } = await this.ask<{ rows: readonly AuditRow[] }>("/api/v1/identity/audit");
    return rows.filter(({ what, by }) => what === "device-enrolled" && by === `device ${name}`).length;
  }

  async releases(): Promise<Extract<OfficeReleases, { kind: "on" }>> {
    const view = v.parse(officeReleases, await this.ask("/api/v1/releases"));
    if (view.kind === "off") throw new Error("this hub gives no releases");
    return view;
  }

  /** `npm run provision -- releases`, in pieces over the hub's pages. */
  async giveRelease(...words: readonly string[]): Promise<void> {
    await execute(process.execPath, [join(top, "provisioning/main.ts"), "releases", ...words, "--hub", this.#address, "--by", "kim"]);
  }

  /** A manager ends or takes up the giving of tickets: nobody would miss a kiosk meanwhile. */
  async doors(command: "open-doors" | "close-doors"): Promise<void> {
    let count = 0;
    const staff = new Staff(this.#address, { wait, key: () => `emulated-pi-${command}-${Date.now()}-${count++}` });
    try {
      while (!staff.office) await wait(50);
      const [date] = [staff.office.date];
      if (date === null) throw new Error("the office has no open day");
      await staff.must(command, { agent: manager, date, expected: undefined }, 30_000);
    } finally {
      await staff.close();
    }
  }

  async papers(): Promise<readonly Paper[]> {
    return (await (await fetch(`http://127.0.0.1:${this.#printer.ready.controlPort}/tickets?after=0`)).json()) as Paper[];
  }

  backUp(): void {
    program("hub/main.ts", "--config", this.#hubFile, "--backup", join(this.#folder, "backups"));
  }

  /** The hub's machine is gone; its authority's folder and the newest sealed backup make it anew, elsewhere on the disk and at the same address. */
  async replaceHub(): Promise<void> {
    await this.#hub.stop("SIGKILL");
    this.#machines += 1;
    const data = join(this.#folder, `hub-${this.#machines}`);
    const file = join(this.#folder, `hub-${this.#machines}.json`);
    const old = JSON.parse(readFileSync(this.#hubFile, "utf8")) as { devices: { releases: object } };
    const releases = { ...old.devices.releases, folder: join(this.#folder, `releases-${this.#machines}`) };
    writeFileSync(file, JSON.stringify({ ...old, data, devices: { ...old.devices, releases } }));
    const [newest = ""] = readdirSync(join(this.#folder, "backups")).sort().reverse();
    const key = join(this.#folder, "backup-key.txt");
    program("hub/main.ts", "--config", file, "--restore", join(this.#folder, "backups", newest), "--key", key);
    cpSync(join(this.#folder, "hub/authority"), join(data, "authority"), { recursive: true });
    this.#hub = await startProgram("hub/main.ts", ["--config", file, "--promote", "--old-hub-is-off"]);
    this.#hubFile = file;
  }
}

export function provision(...words: readonly string[]): string {
  return program("provisioning/main.ts", ...words);
}

/** Runs a command to its end; what it said. */
function program(script: string, ...words: readonly string[]): string {
  return execFileSync(process.execPath, [join(top, script), ...words], { cwd: top, encoding: "utf8" });
}
