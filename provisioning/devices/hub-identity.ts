/** What a hub says of its devices' identities, asked on its own machine (or through an SSH tunnel): HTTP on loopback. */
import { type Fault, isFault } from "#shared/faults/fault.ts";
import { signInFaultText } from "#shared/faults/sign-in-text.ts";
import type { DeviceRole } from "#shared/identity/enrolment.ts";
import type { AuditRow, IdentityListOn, TokenMade } from "#shared/identity/registry.ts";
import { Failure } from "../office/failure.ts";
import { askJson } from "../office/wire/ask.ts";

const withinMs = 10_000;

export class HubIdentity {
  readonly #hub: string;
  /** Who asks, for the audit. */
  readonly #by: string;

  constructor(hub: string, by: string) {
    this.#hub = hub;
    this.#by = by;
  }

  /** Throws a Failure when the hub takes no devices from the network. */
  async list(): Promise<IdentityListOn> {
    const body = await this.#ask("", undefined);
    if (fieldIs(body, "kind", "on")) return body as IdentityListOn;
    throw new Failure('This hub takes no devices from the network: its file has no "devices". A card made by npm run provision has it.');
  }

  /** Told once: the hub keeps its hash. An earlier token of this name ends. */
  async token(name: string, role: DeviceRole): Promise<TokenMade> {
    return (await this.#ask("/tokens", { name, role, by: this.#by })) as TokenMade;
  }

  async revoke(name: string, why: string): Promise<void> {
    await this.#ask("/revoke", { name, why, by: this.#by });
  }

  async approve(name: string, code: string): Promise<void> {
    await this.#ask("/approve", { name, code, by: this.#by });
  }

  /** The newest first. */
  async audit(): Promise<readonly AuditRow[]> {
    return ((await this.#ask("/audit", undefined)) as { readonly rows: readonly AuditRow[] }).rows;
  }

  async #ask(path: string, post: object | undefined): Promise<unknown> {
    return askHub(this.#hub, `/api/v1/identity${path}`, withinMs, post);
  }
}

/** What a hub's pages answer. Throws a Failure with the hub's own words when it refuses, and with what to do when there is none. */
export async function askHub(hub: string, path: string, waitMs: number, post: object | undefined): Promise<unknown> {
  let answer: Awaited<ReturnType<typeof askJson>>;
  try {
    answer = await askJson(`${hub}${path}`, waitMs, post);
  } catch {
    throw new Failure(`${hub} does not answer. Run this on the hub, or through ssh -L 8080:127.0.0.1:8080 q-care@HUB.`);
  }
  const { status, body } = answer;
  if (isFault(body)) throw failureOf(body);
  if (status !== 200) throw new Failure(`${hub} answered ${status}: it is no hub of ours, or of another version.`);
  return body;
}

export function failureOf(fault: Fault): Failure {
  const { what, advice } = signInFaultText(fault, "en");
  return new Failure(`${what} ${advice}`);
}

function fieldIs(body: unknown, key: string, value: string): boolean {
  return typeof body === "object" && body !== null && (body as Record<string, unknown>)[key] === value;
}
