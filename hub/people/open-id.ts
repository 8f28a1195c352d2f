/**
 * Signing in at an OpenID Connect provider, such as Keycloak (OpenID Connect Core 1.0, section 3.1; PKCE, RFC 7636): where to send a browser,
 * and what came back with it. It says who the provider says it is, and opens nothing by itself.
 */
import { randomBytes } from "node:crypto";
import * as client from "openid-client";
import type { PeopleRole } from "#shared/identity/people-roles.ts";
import { readPrivate } from "../identity/private-file.ts";
import type { PeopleFile } from "./people.ts";

export type OpenIdFile = NonNullable<PeopleFile["openId"]>;

export interface OpenIdPorts {
  readonly file: OpenIdFile;
  /** Milliseconds that only go forward. */
  readonly mono: () => number;
  /** How far this machine's clock is behind the provider's; a test says so. */
  readonly behindSeconds?: number;
}

export type Returned =
  | { readonly kind: "known"; readonly person: string; readonly roles: ReadonlySet<PeopleRole>; readonly to: string }
  | { readonly kind: "away" | "refused"; readonly to: string };

/** Sign-ins that have begun and not ended: more than any office has people. The oldest makes room. */
export const begunMax = 500;
/** A person types a password and a second factor meanwhile. */
export const begunMs = 10 * 60_000;
/** So long what was found of the provider counts: it is there, or it is away. */
export const probedMs = 30_000;
const withinSeconds = 4;

interface Begun {
  readonly at: number;
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly redirect: string;
  readonly to: string;
}

export class OpenId {
  readonly #ports: OpenIdPorts;
  readonly #begun = new Map<string, Begun>();
  #probe: { readonly at: number; readonly found: Promise<client.Configuration | undefined> } | undefined;

  constructor(ports: OpenIdPorts) {
    this.#ports = ports;
  }

  /** Whether the provider does not answer, as it was found at most half a minute ago. */
  async isAway(): Promise<boolean> {
    return (await this.#provider()) === undefined;
  }

  /** Where the browser goes, and by which id it is known when it comes back; undefined when the provider is away. */
  async begin(redirect: string, to: string): Promise<{ readonly address: string; readonly id: string } | undefined> {
    const provider = await this.#provider();
    if (!provider) return undefined;
    const { mono, file } = this.#ports;
    const verifier = client.randomPKCECodeVerifier();
    const begun: Begun = { at: mono(), state: client.randomState(), nonce: client.randomNonce(), verifier, redirect, to };
    const id = randomBytes(32).toString("base64url");
    const [oldest] = this.#begun.keys();
    if (this.#begun.size >= begunMax && oldest !== undefined) this.#begun.delete(oldest);
    this.#begun.set(id, begun);
    const address = client.buildAuthorizationUrl(provider, {
      redirect_uri: redirect,
      scope: file.scope,
      state: begun.state,
      nonce: begun.nonce,
      code_challenge: await client.calculatePKCECodeChallenge(verifier),
      code_challenge_method: "S256",
    });
    return { address: address.href, id };
  }

  /** Once for each beginning. `search`: of the address with which the browser came back. */
  async finish(id: string | undefined, search: string): Promise<Returned> {
    const begun = id === undefined ? undefined : this.#begun.get(id);
    if (id !== undefined) this.#begun.delete(id);
    if (!begun || this.#ports.mono() - begun.at > begunMs) return { kind: "refused", to: begun?.to ?? "" };
    const { to, state: expectedState, nonce: expectedNonce, verifier: pkceCodeVerifier } = begun;
    const provider = await this.#provider();
    if (!provider) return { kind: "away", to };
    try {
      const address = new URL(`${begun.redirect}${search}`);
      const checks = { expectedState, expectedNonce, pkceCodeVerifier, idTokenExpected: true };
      const claims = (await client.authorizationCodeGrant(provider, address, checks)).claims();
      const person = claimIn(claims, this.#ports.file.personClaim);
      return typeof person === "string" || typeof person === "number"
        ? { kind: "known", person: String(person), roles: this.#roles(claims), to }
        : { kind: "refused", to };
    } catch (error) {
      if (!isUnreachable(error)) return { kind: "refused", to };
      this.#probe = undefined;
      return { kind: "away", to };
    }
  }

  #roles(claims: unknown): ReadonlySet<PeopleRole> {
    const { roles, rolesClaim } = this.#ports.file;
    const given = [claimIn(claims, rolesClaim)].flat();
    return new Set((["agent", "manager", "it"] as const).filter((role) => roles[role].some((value) => given.includes(value))));
  }

  #provider(): Promise<client.Configuration | undefined> {
    const now = this.#ports.mono();
    if (!this.#probe || now - this.#probe.at > probedMs) this.#probe = { at: now, found: this.#discover() };
    return this.#probe.found;
  }

  async #discover(): Promise<client.Configuration | undefined> {
    const { file, behindSeconds = 0 } = this.#ports;
    const issuer = new URL(file.issuer);
    const metadata = { [client.clockTolerance]: file.clockToleranceSeconds, [client.clockSkew]: -behindSeconds };
    try {
      const way = file.secret === undefined ? client.None() : client.ClientSecretPost(readPrivate(file.secret).trim());
      return await client.discovery(issuer, file.clientId, metadata, way, {
        timeout: withinSeconds,
        // A provider on this very machine; the hub's file takes no other without TLS.
        ...(issuer.protocol === "http:" ? { execute: [client.allowInsecureRequests] } : {}),
      });
    } catch {
      return undefined;
    }
  }
}

/** `realm_access.roles` is a member of a member, as Keycloak writes it; a claim whose own name has dots is found first. */
function claimIn(claims: unknown, path: string): unknown {
  const own = (of: unknown, name: string) =>
    typeof of === "object" && of !== null && Object.hasOwn(of, name) ? (of as Readonly<Record<string, unknown>>)[name] : undefined;
  return own(claims, path) ?? path.split(".").reduce(own, claims);
}

/** The network or the provider failed, and not what the browser brought. */
function isUnreachable(error: unknown): boolean {
  for (let each = error; each instanceof Error; each = each.cause) {
    if (each.name === "TimeoutError" || (each instanceof TypeError && each.message === "fetch failed")) return true;
    if ("status" in each && typeof each.status === "number" && each.status >= 500) return true;
    if (each.cause instanceof Response && each.cause.status >= 500) return true;
  }
  return false;
}
