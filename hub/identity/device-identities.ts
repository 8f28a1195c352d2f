/**
 * Devices' identities as the hub holds them: the authority, the registry, the door to the network, and what the broker asks at each
 * connection. Built from the hub's file; the hub goes on without it where the file does not ask for it.
 */
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { type Fault, isFault } from "#shared/faults/fault.ts";
import { validityFrom } from "#shared/identity/lifetime.ts";
import type { AuditRow, IdentityListOn, TokenMade } from "#shared/identity/registry.ts";
import { tokenBytes, tokenHash, tokenText } from "#shared/identity/token.ts";
import type { SqlDatabase } from "#shared/log/event-log.ts";
import type { Digest } from "#shared/log/record.ts";
import type { HubFile } from "#shared/wire/process.ts";
import { isLoopback } from "../http/guard.ts";
import type { Journal } from "../journal.ts";
import { Announcer } from "./announcer.ts";
import type { Authority } from "./authority.ts";
import { type Credentials, Door, type DoorPorts } from "./door.ts";
import type { EnrolmentPorts } from "./enrolment.ts";
import { Registry } from "./registry.ts";

export type DevicesFile = NonNullable<HubFile["devices"]>;

export interface DeviceIdentitiesPorts {
  readonly office: string;
  /** The hub's data folder. */
  readonly data: string;
  readonly file: DevicesFile;
  readonly database: SqlDatabase;
  readonly digest: Digest;
  /** UTC milliseconds by the machine's clock: a certificate's times are real, also in an office that runs faster. */
  readonly wall: () => number;
  readonly mono: () => number;
  readonly every: (ms: number, run: () => void) => () => void;
}

const dayMs = 86_400_000;
/** The hub's own certificate is made anew long before it ends. */
const ownRenewalMs = dayMs;
/** Sessions are looked at again: a certificate may have ended meanwhile. */
const recheckMs = 60_000;

interface Started {
  readonly authority: Authority;
  readonly door: Door;
  readonly announcer: Announcer;
  credentials: Credentials;
}

export class DeviceIdentities {
  readonly registry: Registry;
  readonly #ports: DeviceIdentitiesPorts;
  readonly #stops: (() => void)[] = [];
  readonly #listeners: (() => void)[] = [];
  readonly #revokedListeners: ((device: string) => void)[] = [];
  #started: Started | undefined;
  #journal: Journal | undefined;
  #mqttsPort: number | null = null;
  /** Put on the door at the start. */
  releases: DoorPorts["releases"];

  constructor(ports: DeviceIdentitiesPorts) {
    this.#ports = ports;
    this.registry = new Registry(ports.database, ports.digest);
  }

  get file(): DevicesFile {
    return this.#ports.file;
  }

  /** Once started. */
  get authority(): Authority {
    return this.#running.authority;
  }

  /** The hub's own certificate and key, once started. */
  get credentials(): Credentials {
    return this.#running.credentials;
  }

  get enrolPort(): number {
    return this.#started?.door.port ?? 0;
  }

  get mqttsPort(): number | null {
    return this.#mqttsPort;
  }

  /** What the broker listens on for devices, told by whoever opened it. */
  set mqttsPort(port: number | null) {
    this.#mqttsPort = port;
  }

  /** `run` is called when who may talk has changed, or the hub's own certificate has. */
  onChange(run: () => void): void {
    this.#listeners.push(run);
  }

  /** `run` is called with each device that is revoked, for a broker that does not ask at each connection. */
  onRevoked(run: (device: string) => void): void {
    this.#revokedListeners.push(run);
  }

  /** Another text when the revocation list is to be made anew: somebody was revoked, or a day is over. */
  revokedAbout(): string {
    const now = this.#ports.wall();
    return `${Math.floor(now / dayMs)} ${this.registry
      .revoked(now)
      .map(({ serial }) => serial)
      .join(" ")}`;
  }

  /** The revocation list as it is now (RFC 5280, section 5). */
  revocationList(lifeMs: number): Promise<string> {
    const now = this.#ports.wall();
    return this.authority.revocationList(this.registry.revoked(now), now, lifeMs);
  }

  /** Throws a `Refusal`. */
  async start(journal: Journal): Promise<void> {
    const { office, data, file, wall, mono, every, digest } = this.#ports;
    this.#journal = journal;
    // Only here: reading the library of certificates takes a hub without devices a fifth of a second of every start.
    const { Authority, hubCredentials } = await import("./authority.ts");
    const { enrol, renew } = await import("./enrolment.ts");
    const authority = await Authority.open(join(data, "authority"), office, file.authority, wall());
    const credentials = await hubCredentials(authority, office, validityFrom(wall()));
    const lifeMs = file.certificateDays * dayMs;
    const ports: EnrolmentPorts = { office, authority, registry: this.registry, digest, lifeMs, approve: file.approve, wall };
    const door = new Door({
      authorities: () => authority.chain,
      enrol: async (body) => this.#heard(await enrol(ports, body), journal, "enrolment"),
      renew: async (fingerprint, body) => this.#heard(await renew(ports, fingerprint, body), journal, "renewal"),
      deviceOf: (fingerprint) => {
        const admitted = this.admit(fingerprint);
        return isFault(admitted) ? undefined : admitted.name;
      },
      holderOf: (fingerprint) => {
        const shown = this.registry.certificate(fingerprint);
        return shown?.revoked_at === null ? shown.name : undefined;
      },
      releases: this.releases,
      journal,
      mono,
    });
    const announcer = new Announcer(journal, () => ({ office, mqttsPort: this.mqttsPort, enrolPort: door.port }));
    this.#started = { authority, door, announcer, credentials };
    await door.listen(file.host, file.enrolPort, credentials);
    if (file.announce ?? !isLoopback(file.host)) await announcer.start(file.host);
    this.#stops.push(every(ownRenewalMs, () => void this.#renewOwn(journal)));
    this.#stops.push(every(recheckMs, () => this.#changed()));
    journal.info("identity.started", { enrolPort: door.port, fingerprint: authority.fingerprint });
  }

  async stop(): Promise<void> {
    for (const stop of this.#stops.splice(0)) stop();
    this.#started?.announcer.stop();
    await this.#started?.door.close();
  }

  /** Who may talk with this certificate now. */
  admit(fingerprint: string): { readonly name: string; readonly role: string } | Fault {
    return this.registry.admit(fingerprint, this.#ports.wall());
  }

  /** As what a device has a certificate that counts now; undefined when it has none. */
  enrolledAs(name: string): string | undefined {
    return this.registry.enrolledAs(name, this.#ports.wall());
  }

  /** `spare`: which enrolled device is to use it. */
  makeToken(name: string, role: string, by: string, spare?: string): TokenMade | Fault {
    const { office, digest, wall } = this.#ports;
    const token = tokenText(randomBytes(tokenBytes));
    const made = this.registry.addToken(tokenHash(digest, office, token), role, name, by, wall(), spare);
    if (isFault(made)) return made;
    const { enrolPort, mqttsPort } = this;
    return { office, name, role, token, ...made, fingerprint: this.authority.fingerprint, enrolPort, mqttsPort };
  }

  approve(name: string, code: string, by: string): Fault | undefined {
    return this.registry.approve(name, code, by, this.#ports.wall());
  }

  /** Ends its live session too. */
  revoke(name: string, why: string, by: string): Fault | undefined {
    const refused = this.registry.revoke(name, why, by, this.#ports.wall());
    if (refused) return refused;
    this.#journal?.warn("identity.revoked", { device: name, by });
    this.#changed();
    for (const run of this.#revokedListeners) run(name);
    return undefined;
  }

  /** Said by whoever holds the sessions. */
  tell(what: "connected" | "session-cut", device: string): void {
    this.#journal?.info(`identity.${what}`, { device });
  }

  /** Of a broker that could not be told who may talk. */
  notTold(error: unknown): void {
    this.#journal?.error("identity.broker-not-told", { cause: String(error) });
  }

  list(): IdentityListOn {
    const { office, file, wall } = this.#ports;
    return {
      kind: "on",
      office,
      fingerprint: this.authority.fingerprint,
      authorityUntil: this.authority.notAfter,
      approve: file.approve,
      devices: this.registry.list(wall()),
      auditBrokenAt: this.registry.audit.firstBrokenRow() ?? null,
    };
  }

  audit(limit: number): AuditRow[] {
    return this.registry.auditRows(limit);
  }

  get #running(): Started {
    if (!this.#started) throw new Error("identities are not started");
    return this.#started;
  }

  #heard<T extends { readonly kind: string } | Fault>(answer: T, journal: Journal, what: string): T {
    if (isFault(answer)) journal.warn(`identity.${what}-refused`, { fault: answer.fault });
    else {
      journal.info(`identity.${what}`, { kind: answer.kind });
      // A device that takes another's place ends that one's session.
      if (answer.kind === "issued" && what === "enrolment") this.#changed();
    }
    return answer;
  }

  async #renewOwn(journal: Journal): Promise<void> {
    const running = this.#running;
    try {
      const { hubCredentials } = await import("./authority.ts");
      running.credentials = await hubCredentials(running.authority, this.#ports.office, validityFrom(this.#ports.wall()));
      running.door.use(running.credentials);
      this.#changed();
    } catch (error) {
      journal.error("identity.own-renewal-failed", { cause: String(error) });
    }
  }

  #changed(): void {
    for (const run of this.#listeners) run();
  }
}
