/** What an agent's page knows and does, without the page: follows the hub's live view and sends commands with the versions it saw. */
import type { Fault } from "#shared/faults/fault.ts";
import type { CommandDone, CommandName } from "#shared/queue/commands.ts";
import type { CounterEntry, DeviceEntry, OfficeEntry, StaffEntry, StaffPatch, StaffSnapshot, VisitEntry } from "#shared/wire/staff.ts";
import { askJson } from "./ask.ts";
import { type ServerSent, type Subscription, subscribe } from "./server-sent.ts";
import { Watched } from "./watched.ts";

export interface StaffPorts {
  readonly wait: (ms: number) => Promise<void>;
  /** A key that nobody used before. */
  readonly key: () => string;
}

export type Said = { readonly kind: "done"; readonly done: CommandDone } | { readonly kind: "refused"; readonly fault: Fault };

/** Who asks, of what, and whatever else the command says. */
export interface CommandAbout extends Readonly<Record<string, unknown>> {
  readonly agent: number;
  /** Absent: at no counter. */
  readonly counter?: string;
  readonly visit?: string;
}

const commandDeadlineMs = 3_000;
const attemptsMax = 20;
const againAfterMs = 300;
/** So often something may change between a look and a command. */
const changesMax = 5;

export class Staff {
  readonly watched: Watched;
  readonly #hub: string;
  readonly #ports: StaffPorts;
  readonly #entries = new Map<string, StaffEntry>();
  readonly #subscription: Subscription;
  #epoch = "";
  #n = 0;

  constructor(hub: string, ports: StaffPorts) {
    this.watched = new Watched(ports.wait);
    this.#hub = hub;
    this.#ports = ports;
    this.#subscription = subscribe(`${hub}/api/v1/live`, { wait: ports.wait, take: (said) => this.#take(said) });
  }

  get office(): OfficeEntry | undefined {
    const entry = this.#entries.get("office");
    return entry?.kind === "office" ? entry : undefined;
  }

  counter(id: string): CounterEntry | undefined {
    const entry = this.#entries.get(`counter/${id}`);
    return entry?.kind === "counter" ? entry : undefined;
  }

  visit(id: string): VisitEntry | undefined {
    const entry = this.#entries.get(`visit/${id}`);
    return entry?.kind === "visit" ? entry : undefined;
  }

  device(id: string): DeviceEntry | undefined {
    const entry = this.#entries.get(`device/${id}`);
    return entry?.kind === "device" ? entry : undefined;
  }

  entries(): Iterable<StaffEntry> {
    return this.#entries.values();
  }

  *visits(): Generator<VisitEntry> {
    for (const entry of this.#entries.values()) if (entry.kind === "visit") yield entry;
  }

  /** Sends a command about a counter, or about a visit when one is named. A lost answer is asked for again under the same key. */
  async command(name: CommandName, about: CommandAbout): Promise<Said> {
    const body = { key: this.#ports.key(), expected: { epoch: this.#epoch, n: this.#versionOf(about) }, ...about };
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#send(name, body);
      } catch (error) {
        if (attempt === attemptsMax) throw new Error(`The hub did not answer to ${name}.`, { cause: error });
        await this.#ports.wait(againAfterMs);
      }
    }
  }

  /**
   * A command that must be carried out; resolves when the view shows what it did. What changed meanwhile, such as a paper that
   * came out, is looked at first, and the command is given again. Rejects with the fault's code.
   */
  async must(name: CommandName, about: CommandAbout, deadlineMs: number): Promise<string | null> {
    for (let attempt = 1; ; attempt += 1) {
      const version = this.#versionOf(about);
      const said = await this.command(name, about);
      if (said.kind === "done") {
        await this.watched.until(`the view to show ${name}`, deadlineMs, () => this.#n >= said.done.offset);
        return said.done.visit;
      }
      const { fault, facts } = said.fault;
      if (fault !== "changed-meanwhile" || attempt === changesMax)
        throw new Error(`${name} was refused: ${fault} ${JSON.stringify(facts)}`);
      await this.watched.until("the view to show what changed meanwhile", deadlineMs, () => this.#versionOf(about) !== version);
    }
  }

  async close(): Promise<void> {
    this.#subscription.stop();
    await this.#subscription.over;
  }

  async #send(name: CommandName, body: unknown): Promise<Said> {
    const answer = await askJson(`${this.#hub}/api/v1/commands/${name}`, commandDeadlineMs, body);
    if (answer.status === 200) return { kind: "done", done: answer.body as CommandDone };
    if (typeof answer.body === "object" && answer.body !== null && "fault" in answer.body)
      return { kind: "refused", fault: answer.body as Fault };
    throw new Error(`The hub answered ${answer.status} to ${name}.`);
  }

  #versionOf({ counter, visit }: CommandAbout): number {
    const about = visit === undefined ? this.counter(counter ?? "") : this.visit(visit);
    return about?.version ?? this.#n;
  }

  #take({ event, data }: ServerSent): void {
    if (event === "snapshot") {
      const snapshot = JSON.parse(data) as StaffSnapshot;
      this.#entries.clear();
      for (const [key, entry] of Object.entries(snapshot.entries)) this.#entries.set(key, entry);
      this.#epoch = snapshot.epoch;
      this.#n = snapshot.n;
    } else if (event === "patch") {
      const patch = JSON.parse(data) as StaffPatch;
      for (const [key, entry] of Object.entries(patch.set)) this.#entries.set(key, entry);
      for (const key of patch.remove) this.#entries.delete(key);
      this.#n = patch.n;
    } else return;
    this.watched.changed();
  }
}
