/** The hub's side: whoever is named in `handover` gets the tables and the authority anew, sealed for its key, soon after they change. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Fault, fault } from "#shared/faults/fault.ts";
import type { EventLog, SqlDatabase } from "#shared/log/event-log.ts";
import type { HubFile } from "#shared/wire/process.ts";
import type { Follower } from "../extension.ts";
import { readPrivate } from "../identity/private-file.ts";
import { readTables, tablesMark } from "./document.ts";
import { sealedBytesMax, sealHandover } from "./sealed.ts";

/** A change is with the follower after so long, and the moment of sending, as long as it can be reached. */
export const handoverEveryMs = 5_000;
const deadlineMs = 20_000;
const numberCursor = "handover-number";

export interface HandoverPorts {
  readonly file: HubFile;
  readonly database: SqlDatabase;
  readonly log: EventLog;
  readonly generation: () => number;
  /** UTC milliseconds. */
  readonly wall: () => number;
  readonly faults: { raise(about: string, fault: Fault): void; clear(about: string): void };
  readonly every: (ms: number, run: () => void) => () => void;
}

export class HandoverSender implements Follower {
  readonly #address: string;
  readonly #recipient: string;
  readonly #ports: HandoverPorts;
  readonly #unwatch: () => void;
  #sent = "";
  #writes = -1;
  #isBusy = false;

  constructor(address: string, recipient: string, ports: HandoverPorts) {
    this.#address = address;
    this.#recipient = recipient;
    this.#ports = ports;
    this.#unwatch = ports.every(handoverEveryMs, () => void this.#look());
  }

  onCommitted(): void {}

  stop(): void {
    this.#unwatch();
  }

  async #look(): Promise<void> {
    if (this.#isBusy) return;
    this.#isBusy = true;
    const about = `handover/${this.#address}`;
    try {
      await this.#send();
      this.#ports.faults.clear(about);
    } catch (error) {
      this.#writes = -1;
      const cause = (error instanceof Error ? error.message : String(error)).slice(0, 300);
      this.#ports.faults.raise(about, fault("handover-not-taken", { address: this.#address, cause }));
    } finally {
      this.#isBusy = false;
    }
  }

  async #send(): Promise<void> {
    const { file, database, log, generation, wall } = this.#ports;
    const { writes } = database.prepare("select total_changes() as writes").get() as { writes: number };
    if (writes === this.#writes) return;
    const mark = `${generation()} ${tablesMark(database)}`;
    this.#writes = writes;
    if (mark === this.#sent) return;
    const number = log.cursor(numberCursor) + 1;
    log.setCursor(numberCursor, number);
    const { office } = file;
    const about = { version: 1, office, generation: generation(), number, at: wall() } as const;
    const sealed = await sealHandover({ ...about, tables: readTables(database), ...authorityOf(file) }, this.#recipient);
    if (sealed.length > sealedBytesMax) throw new Error(`it has ${sealed.length} bytes, more than ${sealedBytesMax}`);
    await this.#post(sealed, office);
    this.#sent = mark;
  }

  async #post(sealed: Uint8Array, office: string): Promise<void> {
    const response = await fetch(`${this.#address.replace(/\/+$/, "")}/v1/handover/${encodeURIComponent(office)}`, {
      method: "POST",
      headers: { "content-type": "application/octet-stream" },
      body: new Uint8Array(sealed),
      redirect: "manual",
      signal: AbortSignal.timeout(deadlineMs),
    });
    const text = (await response.text()).slice(0, 1_000);
    if (response.status !== 200) throw new Error(reasonIn(text) ?? `HTTP ${response.status}`);
  }
}

function authorityOf({ data, devices }: HubFile): { readonly certificates: string; readonly key: string } {
  const folder = join(data, "authority");
  const files = devices?.authority ?? { certificates: join(folder, "authority.pem"), key: join(folder, "authority.key") };
  return { certificates: readFileSync(files.certificates, "utf8"), key: readPrivate(files.key) };
}

function reasonIn(text: string): string | undefined {
  try {
    const { what, advice } = JSON.parse(text) as { what?: unknown; advice?: unknown };
    return typeof what === "string" ? `${what}. ${typeof advice === "string" ? advice : ""}`.trim() : undefined;
  } catch {
    return undefined;
  }
}
