/** What a hub says of the people who sign in, asked on its own machine (or through an SSH tunnel): HTTP on loopback. */
import { type Fault, isFault } from "#shared/faults/fault.ts";
import { signInFaultText } from "#shared/faults/sign-in-text.ts";
import type { AuditRow } from "#shared/identity/registry.ts";
import type { CodeMade, PeopleList } from "#shared/wire/people.ts";
import { Failure } from "../office/failure.ts";
import { askJson } from "../office/wire/ask.ts";

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
    throw failed({ fault: "people-off", facts: {} });
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

  async #ask(path: string, post: object | undefined): Promise<unknown> {
    let answer: Awaited<ReturnType<typeof askJson>>;
    try {
      answer = await askJson(`${this.#hub}/api/v1/people${path}`, withinMs, post);
    } catch {
      throw new Failure(`${this.#hub} does not answer. Run this on the hub, or through ssh -L 8080:127.0.0.1:8080 q-care@HUB.`);
    }
    const { status, body } = answer;
    if (isFault(body)) throw failed(body);
    if (status !== 200) throw new Failure(`${this.#hub} answered ${status}: it is no hub to which people sign in.`);
    return body;
  }
}

function failed(fault: Fault): Failure {
  const { what, advice } = signInFaultText(fault, "en");
  return new Failure(`${what} ${advice}`);
}
