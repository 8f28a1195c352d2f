/**
 * Tells the province how the office's tickets stand, for the pages of those who hold them, and carries out what they ask for there. It keeps
 * nothing: a province that has forgotten is told the whole, and an ask that comes twice is one by its key.
 */
import { type CitizenPage, ticketName, ticketSecret } from "#shared/citizen/page.ts";
import { papersOf } from "#shared/citizen/papers.ts";
import type { CitizenState } from "#shared/citizen/schema.ts";
import { citizenStates } from "#shared/citizen/state.ts";
import { type Fault, fault, isFault } from "#shared/faults/fault.ts";
import type { Digest } from "#shared/log/record.ts";
import type { CommandDone } from "#shared/queue/commands.ts";
import type { OfficeState } from "#shared/queue/state.ts";
import type { HubInput } from "../core/contract.ts";
import type { Follower } from "../extension.ts";
import { type CitizenAnswer, type CitizenPost, ticketsPerPostMax } from "../shipping/citizen-post.ts";
import { citizenPageOf } from "../views/desired.ts";
import { backoffMs } from "./backoff.ts";
import type { FaultPort } from "./forwarder.ts";

/** Between an answer and the next post: a page is no older than this and its own look. Real time. */
export const pushEveryMs = 2_000;
/** How long a visit is told of after its end, by the office's time. */
export const toldAfterEndMs = 60 * 60_000;
/** Names of tickets that are remembered, so that they are not reckoned again with each post. */
const namesMax = 20_000;
const about = "citizen-page/unfed";

export type CitizenOutcome = { readonly kind: "answered"; readonly answer: CitizenAnswer } | { readonly kind: "failed" };

export interface CitizenPusherPorts {
  /** Null: this hub has no central to tell. */
  readonly post: ((post: CitizenPost) => Promise<CitizenOutcome>) | null;
  readonly state: () => OfficeState;
  /** The office's time. */
  readonly at: () => number;
  readonly digest: Digest;
  /** Resolves when it is on the disk, or refused. */
  readonly ask: (inputOf: (token: number) => HubInput) => Promise<CommandDone | Fault>;
  readonly superseded: (generation: number) => void;
  /** Runs once, so many real milliseconds from now; returns how to cancel it. */
  readonly after: (ms: number, run: () => void) => () => void;
  readonly random01: () => number;
  readonly faults: FaultPort;
}

type Told = Map<string, string>;

export class CitizenPusher implements Follower {
  readonly #ports: CitizenPusherPorts;
  readonly #names = new Map<string, string>();
  /** What the province has acknowledged, by the ticket's name there; null until it said that it knows this office. */
  #told: Told | null = null;
  #done: CitizenPost["done"] = [];
  #failures = 0;
  #stage: "new" | "running" | "stopped" = "new";
  #cancel = () => {};

  constructor(ports: CitizenPusherPorts) {
    this.#ports = ports;
  }

  onCommitted(): void {
    if (this.#stage !== "new") return;
    this.#stage = "running";
    this.#next(0);
  }

  stop(): void {
    this.#stage = "stopped";
    this.#cancel();
  }

  #next(ms: number): void {
    if (this.#stage === "running") this.#cancel = this.#ports.after(ms, () => void this.#turn());
  }

  async #turn(): Promise<void> {
    const { post, state, faults } = this.#ports;
    const { configuration } = state();
    const page = configuration ? citizenPageOf(configuration) : null;
    if (!configuration || !page || !post) {
      if (page) faults.raise(about, fault("citizen-page-unfed"));
      else faults.clear(about);
      this.#told = null;
      return this.#next(pushEveryMs);
    }
    faults.clear(about);
    const { generation } = state();
    const { tickets, told, isAll } = this.#changes(page);
    const { name, timeZone, languages } = configuration.office;
    const done = this.#done;
    const outcome = await post({
      generation,
      office: { name, timeZone, languages: [...languages] },
      whole: this.#told === null,
      tickets,
      done,
    });
    if (this.#stage !== "running") return;
    if (outcome.kind === "failed") {
      this.#failures += 1;
      return this.#next(backoffMs(this.#failures, this.#ports.random01()));
    }
    this.#failures = 0;
    const { answer } = outcome;
    if (answer.generation > generation) return this.#ports.superseded(answer.generation);
    this.#told = answer.known ? told : null;
    this.#done = await this.#carryOut(answer.asks);
    // Whoever asked sees at once what became of it.
    this.#next(this.#done.length > 0 || !isAll || !answer.known ? 0 : pushEveryMs);
  }

  /** What is to be told, as much as one post holds, and what the province knows with it. */
  #changes(page: CitizenPage): { readonly tickets: CitizenPost["tickets"]; readonly told: Told; readonly isAll: boolean } {
    const told: Told = new Map(this.#told ?? []);
    const tickets: CitizenPost["tickets"] = [];
    const current = this.#current(page);
    for (const [name, text] of current) {
      if (told.get(name) === text) continue;
      if (tickets.length === ticketsPerPostMax) return { tickets, told, isAll: false };
      tickets.push([name, JSON.parse(text) as CitizenState]);
      told.set(name, text);
    }
    for (const name of [...told.keys()].filter((each) => !current.has(each))) {
      if (tickets.length === ticketsPerPostMax) return { tickets, told, isAll: false };
      tickets.push([name, null]);
      told.delete(name);
    }
    return { tickets, told, isAll: true };
  }

  #current(page: CitizenPage): Map<string, string> {
    const at = this.#ports.at();
    const state = this.#ports.state();
    const texts = new Map<string, string>();
    for (const [id, each] of citizenStates(state, at)) {
      if (each.stage.kind === "ended" && each.stage.at + toldAfterEndMs < at) continue;
      texts.set(id, JSON.stringify(each));
    }
    const current = new Map<string, string>();
    for (const [paper, id] of papersOf(state, texts.keys())) current.set(this.#nameOf(page, paper), texts.get(id) ?? "");
    return current;
  }

  #nameOf({ key }: CitizenPage, paper: string): string {
    const remembered = `${key}/${paper}`;
    const known = this.#names.get(remembered);
    if (known !== undefined) return known;
    const { digest } = this.#ports;
    const name = ticketName(digest, ticketSecret(digest, key, paper));
    if (this.#names.size >= namesMax) this.#names.clear();
    this.#names.set(remembered, name);
    return name;
  }

  async #carryOut(asks: CitizenAnswer["asks"]): Promise<CitizenPost["done"]> {
    const { state } = this.#ports;
    const { configuration } = state();
    const page = configuration ? citizenPageOf(configuration) : null;
    if (asks.length === 0 || !page) return [];
    const visits = new Map([...papersOf(state(), state().visits.keys())].map(([paper, id]) => [this.#nameOf(page, paper), id]));
    const done: CitizenPost["done"] = [];
    for (const { id, ticket, ask } of asks) {
      const visit = visits.get(ticket) ?? "";
      const answer = await this.#ports.ask((token) => ({ kind: "citizen-asks", visit, ask, key: `citizen-${id}`, token }));
      done.push({ id, fault: isFault(answer) ? answer.fault : null });
    }
    return done;
  }
}
