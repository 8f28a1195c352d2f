/**
 * PINs of people, one-time codes to set them, and the pause after wrong tries: tables in the hub's storage, so that a restart forgives
 * nothing. A try is written down before the PIN is looked at, so that neither a crash nor many tries at once are free; a name that nobody
 * has is paused as any other, after the same work.
 */
import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";
import { type Fault, fault } from "#shared/faults/fault.ts";
import type { SqlDatabase } from "#shared/log/event-log.ts";
import type { Digest } from "#shared/log/record.ts";
import { codeBytes, codeHash, codeLifeMs, codeText } from "./code.ts";

const schema = `
create table if not exists people_pins (person text primary key, hash text not null, set_at integer not null) strict;
create table if not exists people_tries (name text primary key, failures integer not null, until integer not null, at integer not null) strict;
create table if not exists people_codes (person text primary key, hash text not null, made_at integer not null, until integer not null) strict;
`;

/** Wrong tries in a row before the first pause. */
export const triesMax = 5;
/** Wrong tries in a row after which only a new code helps: a PIN is short. */
export const triesInAllMax = 20;
const firstPauseMs = 5 * 60_000;
export const longestPauseMs = 4 * 3_600_000;
/** Names that nobody has, of which tries are kept. */
export const strangersMax = 1_000;
/** PINs that are looked at once; more wait a moment and ask again. */
const workingMax = 4;

/** OWASP's Password Storage Cheat Sheet: N = 2^14, r = 8, p = 5 is worth as much as N = 2^17, p = 1, with 16 MiB instead of 128. */
export const usualCost: Cost = { N: 16_384, r: 8, p: 5 };
const memoryMaxBytes = 64 * 1024 * 1024;

export interface Cost {
  readonly N: number;
  readonly r: number;
  readonly p: number;
}

export interface PinPorts {
  readonly database: SqlDatabase;
  readonly digest: Digest;
  readonly office: string;
  /** UTC milliseconds by the machine's clock. */
  readonly wall: () => number;
  /** Of new PINs; a kept one says its own. */
  readonly cost: Cost;
}

interface Tries {
  readonly failures: number;
  readonly until: number;
}

export class Pins {
  readonly #ports: PinPorts;
  #working = 0;

  constructor(ports: PinPorts) {
    this.#ports = ports;
    ports.database.exec(schema);
  }

  /**
   * Whether the PIN is the one of the person; `person` is undefined for a name that nobody has, `name` what was typed in its one form.
   * True when it is; a fault says why not: sign-in-refused, sign-in-locked, sign-in-paused.
   */
  async check(name: string, person: string | undefined, pin: string): Promise<true | Fault> {
    const tries = this.#tries(name);
    const locked = this.#lock(tries);
    if (locked) return locked;
    if (this.#working >= workingMax) return fault("sign-in-paused");
    this.#count(name, tries.failures + 1);
    const kept = person === undefined ? undefined : this.#hash(person);
    this.#working += 1;
    try {
      // Nobody's: the same work, in place of one that is not there.
      const isRight = await fits(pin, kept ?? hashText(this.#ports.cost, Buffer.alloc(16), Buffer.alloc(32)));
      if (isRight && kept !== undefined) {
        this.#forgive(name);
        return true;
      }
    } finally {
      this.#working -= 1;
    }
    return tries.failures + 1 >= triesMax ? (this.#lock(this.#tries(name)) ?? fault("sign-in-refused")) : fault("sign-in-refused");
  }

  /** Ends an earlier code of the same person. Told once. */
  makeCode(person: string): { readonly code: string; readonly expiresAt: number } {
    const { digest, office, wall } = this.#ports;
    const code = codeText(randomBytes(codeBytes));
    const expiresAt = wall() + codeLifeMs;
    const put = "insert or replace into people_codes (person, hash, made_at, until) values (?, ?, ?, ?)";
    this.#run(put, person, codeHash(digest, office, person, code), wall(), expiresAt);
    return { code, expiresAt };
  }

  /** True when the code is this person's and can still be used; then `use` uses it up. */
  knowsCode(person: string, typed: string): boolean {
    const { digest, office, wall } = this.#ports;
    const kept = this.#get("select hash, until from people_codes where person = ?", person) as { hash: string; until: number } | undefined;
    const isSame = same(codeHash(digest, office, person, typed), kept?.hash ?? codeHash(digest, office, person, ""));
    return kept !== undefined && isSame && kept.until > wall();
  }

  /** What is kept of a PIN, for `use`. */
  async hashOf(pin: string): Promise<string> {
    const { cost } = this.#ports;
    const salt = randomBytes(16);
    return hashText(cost, salt, await derived(pin, salt, cost));
  }

  /** Inside the caller's commit: the code is used up, the PIN is new, and wrong tries are forgiven. False when the code was used meanwhile. */
  use(person: string, typed: string, hash: string): boolean {
    if (!this.knowsCode(person, typed)) return false;
    this.#run("delete from people_codes where person = ?", person);
    this.#run("insert or replace into people_pins (person, hash, set_at) values (?, ?, ?)", person, hash, this.#ports.wall());
    this.#forgive(person);
    return true;
  }

  /** Inside the caller's commit: neither PIN nor code opens anything from now on. */
  take(person: string): void {
    this.#run("delete from people_pins where person = ?", person);
    this.#run("delete from people_codes where person = ?", person);
  }

  /** Whoever has left the office leaves no PIN behind for whoever gets the same name. */
  keepOnly(people: ReadonlySet<string>): void {
    const kept = this.#ports.database.prepare("select person from people_pins union select person from people_codes").all();
    for (const { person } of kept as { person: string }[]) if (!people.has(person)) this.take(person);
  }

  /** `spent`: after so many wrong tries that only a new code helps. */
  standing(person: string): "none" | "set" | "spent" {
    if (this.#hash(person) === undefined) return "none";
    return this.#tries(person).failures >= triesInAllMax ? "spent" : "set";
  }

  lockedUntil(name: string): number | null {
    const tries = this.#tries(name);
    return this.#lock(tries) ? tries.until : null;
  }

  codeUntil(person: string): number | null {
    const kept = this.#get("select until from people_codes where person = ?", person) as { until: number } | undefined;
    return kept && kept.until > this.#ports.wall() ? kept.until : null;
  }

  #lock({ failures, until }: Tries): Fault | undefined {
    if (failures >= triesInAllMax) return fault("sign-in-locked");
    const leftMs = until - this.#ports.wall();
    // A clock that was put back must not make a pause longer than any pause is.
    return leftMs > 0 && leftMs <= longestPauseMs ? fault("sign-in-locked", { minutes: Math.ceil(leftMs / 60_000) }) : undefined;
  }

  #count(name: string, failures: number): void {
    const now = this.#ports.wall();
    const until = failures < triesMax ? 0 : now + pauseMs(failures);
    this.#ports.database.transaction(() => {
      this.#run("insert or replace into people_tries (name, failures, until, at) values (?, ?, ?, ?)", name, failures, until, now);
      // Whoever has a PIN is never forgotten for the sake of made-up names.
      const strangers = "select name from people_tries where name not in (select person from people_pins)";
      this.#run(`delete from people_tries where name in (${strangers} order by at desc limit -1 offset ?)`, strangersMax);
    })();
  }

  #forgive(name: string): void {
    this.#run("delete from people_tries where name = ?", name);
  }

  #tries(name: string): Tries {
    return (this.#get("select failures, until from people_tries where name = ?", name) as Tries | undefined) ?? { failures: 0, until: 0 };
  }

  #hash(person: string): string | undefined {
    return (this.#get("select hash from people_pins where person = ?", person) as { hash: string } | undefined)?.hash;
  }

  #get(sql: string, ...values: unknown[]): unknown {
    return this.#ports.database.prepare(sql).get(...values);
  }

  #run(sql: string, ...values: unknown[]): void {
    this.#ports.database.prepare(sql).run(...values);
  }
}

/** Twice as long each time, from five minutes to four hours. */
export function pauseMs(failures: number): number {
  return Math.min(longestPauseMs, firstPauseMs * 2 ** Math.max(0, failures - triesMax));
}

/** 6 to 12 digits that a bystander would not try first. `number`: the person's own. */
export function isUsablePin(pin: string, number: number): boolean {
  if (!/^\d{6,12}$/.test(pin) || Number(pin) === number) return false;
  const steps = new Set([...pin].slice(1).map((digit, place) => (Number(digit) - Number(pin[place]) + 10) % 10));
  const [step] = steps;
  return !(steps.size === 1 && (step === 0 || step === 1 || step === 9));
}

async function fits(pin: string, kept: string): Promise<boolean> {
  const [, N, r, p, salt = "", hash = ""] = kept.split("$");
  const key = await derived(pin, Buffer.from(salt, "base64url"), { N: Number(N), r: Number(r), p: Number(p) });
  return same(key.toString("base64url"), hash);
}

function hashText({ N, r, p }: Cost, salt: Buffer, key: Buffer): string {
  return ["scrypt", N, r, p, salt.toString("base64url"), key.toString("base64url")].join("$");
}

function derived(pin: string, salt: Uint8Array, cost: Cost): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(pin, salt, 32, { ...cost, maxmem: memoryMaxBytes }, (error, key) => (error ? reject(error) : resolve(key)));
  });
}

function same(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
