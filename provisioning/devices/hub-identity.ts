/** What a hub says of its devices' identities, asked on its own machine (or through an SSH tunnel): HTTP on loopback. */
import type { DeviceRole } from "#shared/identity/enrolment.ts";
import type { AuditRow, IdentityListOn, TokenMade } from "#shared/identity/registry.ts";
import { askHub } from "../ask-hub.ts";
import { Failure } from "../office/failure.ts";

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

function fieldIs(body: unknown, key: string, value: string): boolean {
  return typeof body === "object" && body !== null && (body as Record<string, unknown>)[key] === value;
}
