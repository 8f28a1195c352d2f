/** What a hub says of the people who sign in, asked on its own machine (or through an SSH tunnel): HTTP on loopback. */
import { fault } from "#shared/faults/fault.ts";
import type { AuditRow } from "#shared/identity/registry.ts";
import type { CodeMade, PeopleList } from "#shared/wire/people.ts";
import { askHub, failureOf } from "../ask-hub.ts";

const withinMs = 10_000;

export class HubPeople {
  readonly #hub: string;
  /** Who asks, for the audit. */
  readonly #by: string;

  constructor(hub: string, by: string) {
    this.#hub = hub;
    this.#by = by;
  }

  /** Throws a Failure when the hub has no pages on the network. */
  async list(): Promise<Extract<PeopleList, { kind: "on" }>> {
    const list = (await this.#ask("", undefined)) as PeopleList;
    if (list.kind === "on") return list;
    throw failureOf(fault("people-off"));
  }

  async audit(): Promise<AuditRow[]> {
    return ((await this.#ask("/audit", undefined)) as { rows: AuditRow[] }).rows;
  }

  /** Told once: the hub keeps its hash. An earlier code of this person ends. */
  async code(person: string): Promise<CodeMade> {
    return (await this.#ask("/codes", { person, by: this.#by })) as CodeMade;
  }

  async end(person: string, pin: boolean): Promise<void> {
    await this.#ask("/end", { person, by: this.#by, pin });
  }

  #ask(path: string, post: object | undefined): Promise<unknown> {
    return askHub(this.#hub, `/api/v1/people${path}`, withinMs, post);
  }
}
