/**
 * The device's identity while it runs: enrolment before the first start, renewal at two thirds of the certificate's life, and the
 * connections that are made with it. Waits between tries grow and are bounded; nothing here gives up.
 */
import { existsSync, readFileSync } from "node:fs";
import { isIP } from "node:net";
import { connect, type TLSSocket } from "node:tls";
import * as v from "valibot";
import { type Fault, fault, isFault } from "#shared/faults/fault.ts";
import { type EnrolmentFile, enrolmentFile } from "#shared/identity/enrolment.ts";
import { judgedTime, pauseMs, renewAt } from "#shared/identity/lifetime.ts";
import { clientPart, type EnrolmentPorts, isUsed, tryEnrolment, tryRenewal } from "./enrolment.ts";
import { type Credentials, IdentityFiles, shred } from "./files.ts";
import { fingerprintOf } from "./hub-door.ts";
import { HubFinder } from "./hub-finder.ts";
import { type Judge, judgedOptions, whyNotTheHub } from "./trust.ts";

export interface IdentityPorts {
  /** The device's id, which must be the name on the card. */
  readonly name: string;
  readonly office: string;
  /** A folder of its own. */
  readonly folder: string;
  /** Where a card's file is put. */
  readonly enrolment: string;
  /** UTC milliseconds by the machine's clock. */
  readonly wall: () => number;
  readonly synchronised: () => boolean;
  readonly random: () => number;
  /** Runs once, after so many real milliseconds; returns how to stop it. */
  readonly after: (ms: number, run: () => void) => () => void;
  readonly logger: { info(facts: object, what: string): void; warn(facts: object, what: string): void };
}

/** What a person at the device is told while it has no certificate yet. */
export type Progress =
  /** `missing`: the address at which nobody answers. */
  | { readonly kind: "trying"; readonly missing?: string }
  | { readonly kind: "code"; readonly code: string }
  | { readonly kind: "refused"; readonly fault: Fault };

/** How often it is looked whether to renew, and the time is noted. */
const lookMs = 3_600_000;
/** So often in a row the hub must be missing at its address before it is looked for elsewhere. */
const missesMin = 3;

export class DeviceIdentity {
  readonly #ports: IdentityPorts;
  readonly #files: IdentityFiles;
  #credentials: Credentials | undefined;
  #lastKnown: number;
  #stop = () => {};
  #failures = 0;
  #finder: HubFinder | undefined;
  /** Connections since the hub was last spoken to. */
  #misses = 0;

  constructor(ports: IdentityPorts) {
    this.#ports = ports;
    this.#files = new IdentityFiles(ports.folder);
    this.#credentials = this.#files.credentials();
    this.#lastKnown = Math.max(this.#files.lastKnownTime(), this.#credentials?.notBefore ?? 0);
  }

  /** Resolves when there is a certificate. `tell` is called whenever what is so has changed. */
  async obtain(tell: (progress: Progress) => void): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      const found = await this.#try();
      if (found === "ready") return;
      tell(found.progress);
      const { random, after } = this.#ports;
      const waitMs = found.progress.kind === "code" ? found.againMs : pauseMs(tries, random());
      await new Promise<void>((resolve) => void after(waitMs, resolve));
      if (found.progress.kind === "code") tries = 0;
    }
  }

  /** What this device would have on a card for another name, from the hub that it knows already. */
  cardFor(of: Pick<EnrolmentFile, "name" | "role" | "token" | "madeAt">): EnrolmentFile | null {
    const { office, hub, authorities } = this.#credentials ?? {};
    const fingerprint = fingerprintOf(authorities?.at(-1) ?? "");
    if (office === undefined || hub === undefined || fingerprint === undefined) return null;
    const { name, role, token, madeAt } = of;
    const read = v.safeParse(enrolmentFile, { version: 1, office, role, name, hub, fingerprint, token, madeAt });
    return read.success ? read.output : null;
  }

  /** Looks after the certificate from now on, until stopped. */
  start(): void {
    void this.#look();
  }

  stop(): void {
    this.#stop();
  }

  /** A connection to the hub's broker at an address such as mqtts://hub:8883; it is cut before a byte is sent when it is not the hub. */
  connect(url: string): TLSSocket {
    const credentials = this.#credentials;
    if (!credentials) throw new Error("there is no certificate yet");
    const { host, port } = this.#placeToTry(url);
    const root = credentials.authorities.at(-1) as string;
    const judge = this.#judge(credentials.office, root);
    const servername = isIP(host) === 0 ? { servername: host } : {};
    const options = { host, port, ...clientPart(credentials), ...servername };
    const socket = connect({ ...judgedOptions(root), ...options });
    socket.setNoDelay(true);
    socket.prependOnceListener("secureConnect", () => {
      const why = whyNotTheHub(socket, judge);
      if (why === undefined) {
        this.#misses = 0;
        return;
      }
      this.#ports.logger.warn({ ...fault("hub-not-trusted", { what: why }) }, "identity.hub-not-trusted");
      socket.destroy(new Error(why));
    });
    return socket;
  }

  /** The address that is written first and again and again; between them whoever says to be the hub. */
  #placeToTry(url: string): { readonly host: string; readonly port: number } {
    const { hostname, port } = new URL(url);
    const written = { host: hostname.replace(/^\[|\]$/g, ""), port: Number(port || 8_883) };
    this.#misses += 1;
    if (this.#misses < missesMin) return written;
    const finder = this.#finderNear(written.host);
    void finder.look();
    const found = finder.found.flatMap(({ host, mqttsPort }) => (mqttsPort === null ? [] : [{ host, port: mqttsPort }]));
    return [written, ...found][this.#misses % (found.length + 1)] ?? written;
  }

  #finderNear(near: string): HubFinder {
    const { office, after, logger } = this.#ports;
    this.#finder ??= new HubFinder({ office, near, after, logger });
    return this.#finder;
  }

  async #try(): Promise<"ready" | { readonly progress: Progress; readonly againMs: number }> {
    const card = this.#card();
    if (card !== undefined && !isFault(card) && isUsed(card, this.#credentials)) {
      shred(this.#ports.enrolment);
      return "ready";
    }
    if (card === undefined && this.#credentials) return "ready";
    const answer =
      card === undefined ? fault("device-not-enrolled", { device: this.#ports.name }) : isFault(card) ? card : await this.#enrol(card);
    if ("key" in answer) {
      this.#take(answer, "identity.enrolled");
      return "ready";
    }
    if ("code" in answer) {
      this.#ports.logger.info({ code: answer.code }, "identity.waits-for-approval");
      return { progress: { kind: "code", code: answer.code }, againMs: answer.againMs };
    }
    this.#ports.logger.warn({ ...answer }, "identity.not-enrolled");
    // Whoever has a certificate goes on with it: the card may be of no use, or of another device.
    if (this.#credentials) return "ready";
    const { address } = answer.facts;
    return { progress: isAway(answer) ? { kind: "trying", missing: String(address) } : { kind: "refused", fault: answer }, againMs: 0 };
  }

  async #enrol(card: EnrolmentFile) {
    this.#lastKnown = Math.max(this.#lastKnown, card.madeAt);
    return this.#whereTheHubIs(card.hub, (at) => tryEnrolment(card, this.#ports.enrolment, this.#enrolmentPorts, at));
  }

  /** At the written address; where nobody answers there, at each that was found. */
  async #whereTheHubIs<T>(written: string, attempt: (at: string) => Promise<T | Fault>): Promise<T | Fault> {
    const answer = await attempt(written);
    if (!isAway(answer)) return answer;
    const finder = this.#finderNear(new URL(written).hostname);
    void finder.look();
    for (const { host, enrolPort } of finder.found) {
      const other = await attempt(`https://${host}:${enrolPort}`);
      // One that is not the hub is no answer of the hub.
      if (!isAway(other) && !(isFault(other) && other.fault === "hub-not-trusted")) return other;
    }
    return answer;
  }

  /** Undefined: there is none. */
  #card(): EnrolmentFile | Fault | undefined {
    const { enrolment, name, office } = this.#ports;
    if (!existsSync(enrolment)) return undefined;
    let plain: unknown;
    try {
      plain = JSON.parse(readFileSync(enrolment, "utf8"));
    } catch (error) {
      return fault("bad-configuration", { path: enrolment, what: error instanceof SyntaxError ? "it is not JSON" : "it cannot be read" });
    }
    const read = v.safeParse(enrolmentFile, plain);
    if (!read.success) {
      const [issue] = read.issues;
      return fault("bad-configuration", { path: `${enrolment}: ${v.getDotPath(issue) ?? ""}`, what: issue.message.slice(0, 120) });
    }
    const card = read.output;
    if (card.name === name && card.office === office) return card;
    return fault("bad-configuration", { path: enrolment, what: `it is of ${card.office}, ${card.name}, and this is ${office}, ${name}` });
  }

  async #look(): Promise<void> {
    const { wall, random, after, logger } = this.#ports;
    this.#noteTime();
    let nextMs = lookMs;
    const old = this.#credentials;
    const { now } = judgedTime(wall(), this.#lastKnown);
    if (old && now >= renewAt(old, old.jitter)) {
      const answer = await this.#whereTheHubIs(old.hub, (at) => tryRenewal(old, this.#enrolmentPorts, at));
      if (isFault(answer)) {
        this.#failures += 1;
        logger.warn({ ...answer, until: old.notAfter }, "identity.not-renewed");
        nextMs = pauseMs(this.#failures, random());
      } else {
        this.#failures = 0;
        this.#take(answer, "identity.renewed");
      }
    }
    this.#stop = after(nextMs, () => void this.#look());
  }

  #take(credentials: Credentials, what: string): void {
    this.#credentials = credentials;
    this.#lastKnown = Math.max(this.#lastKnown, credentials.notBefore);
    this.#ports.logger.info({ name: credentials.name, notAfter: credentials.notAfter }, what);
  }

  #noteTime(): void {
    this.#lastKnown = Math.max(this.#lastKnown, this.#ports.synchronised() ? this.#ports.wall() : 0);
    try {
      this.#files.keepTime(this.#lastKnown);
    } catch {
      // It only helps a clock that is behind after the next start.
    }
  }

  get #enrolmentPorts(): EnrolmentPorts {
    return { files: this.#files, judge: (office, root) => this.#judge(office, root), random: this.#ports.random };
  }

  #judge(office: string, root: string): Judge {
    const { wall, synchronised } = this.#ports;
    return { office, root, wall, synchronised, lastKnown: () => this.#lastKnown };
  }
}

function isAway(answer: unknown): boolean {
  return isFault(answer) && answer.fault === "hub-away";
}
