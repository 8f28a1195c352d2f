/** A follower's side: its key, which a person made here, and the newest handover, sealed until the promotion. */
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { identityToRecipient } from "age-encryption";
import Database from "better-sqlite3";
import { fault } from "#shared/faults/fault.ts";
import type { SqlDatabase } from "#shared/log/event-log.ts";
import { newBackupKey } from "../backup/seal.ts";
import { readPrivate, writePrivate } from "../identity/private-file.ts";
import { Refusal } from "../refusal.ts";
import { sha256 } from "../storage.ts";
import { type HandoverDocument, putTables } from "./document.ts";
import { issuerOf, openHandover } from "./sealed.ts";

const filesOf = (data: string) => ({ key: join(data, "handover.key"), sealed: join(data, "handover.age") });

export type Held = Pick<HandoverDocument, "office" | "generation" | "number" | "at"> & { readonly issuer: string };
export type Kept = { readonly kept: Held } | { readonly refused: string; readonly advice: string };

/** `--handover-key`: makes the key once, and says its public part. A second time says the same one. */
export async function permitHandover(data: string, at: number): Promise<string> {
  const { key } = filesOf(data);
  if (!existsSync(key)) {
    mkdirSync(data, { recursive: true, mode: 0o700 });
    writePrivate(key, (await newBackupKey(at)).file);
  }
  return identityToRecipient(identityIn(key));
}

export class HandoverKeeper {
  readonly #data: string;
  readonly #office: string;
  readonly #identity: string;
  #held: { readonly content: string; readonly held: Held } | undefined;

  private constructor(data: string, office: string, identity: string) {
    this.#data = data;
    this.#office = office;
    this.#identity = identity;
  }

  /** Undefined where nobody has permitted it. Throws a `Refusal`. */
  static async open(data: string, office: string): Promise<HandoverKeeper | undefined> {
    const { key, sealed } = filesOf(data);
    if (!existsSync(key)) return undefined;
    const keeper = new HandoverKeeper(data, office, identityIn(key));
    const document = existsSync(sealed) ? await openHandover(readFileSync(sealed), keeper.#identity).catch(() => undefined) : undefined;
    if (document) keeper.#held = { content: markOf(document), held: heldOf(document) };
    return keeper;
  }

  get held(): Held | undefined {
    return this.#held?.held;
  }

  /** What is not taken changes nothing. Throws when it cannot be written. */
  async take(sealed: Uint8Array): Promise<Kept> {
    const document = await openHandover(sealed, this.#identity).catch((error: Error) => error);
    if (document instanceof Error)
      return { refused: document.message, advice: 'Compare the key that --handover-key says here with "handover".' };
    const refused = this.#refuses(document);
    if (refused) return refused;
    const { sealed: file } = filesOf(this.#data);
    writePrivate(file, sealed);
    this.#held = { content: markOf(document), held: heldOf(document) };
    return { kept: this.#held.held };
  }

  #refuses(document: HandoverDocument): Kept | undefined {
    const { office, generation, number } = document;
    if (office !== this.#office)
      return {
        refused: `it is of "${office}", and this is a follower of "${this.#office}"`,
        advice: "Name each hub's own follower in its file.",
      };
    try {
      tryTables(document);
    } catch (error) {
      return { refused: error instanceof Error ? error.message : String(error), advice: "Install the same version on both." };
    }
    const before = this.#held;
    if (!before) return undefined;
    const { held } = before;
    if (issuerOf(document) !== held.issuer)
      return {
        refused: "it is of another authority than the one held here",
        advice: "If the office has a new authority, stop the follower, move handover.age away, and start it again.",
      };
    if (generation > held.generation || (generation === held.generation && number > held.number)) return undefined;
    if (markOf(document) === before.content) return undefined;
    return {
      refused: `it is older (${generation}.${number}) than the one held here (${held.generation}.${held.number})`,
      advice: "Was the hub set back? Promote it, so that its generation tells; what is held stays.",
    };
  }
}

/** Of a stopped follower, to be put in place. Throws a `Refusal`. */
export async function heldHandover(data: string, office: string): Promise<HandoverDocument | "not-permitted" | "not-received"> {
  const { key, sealed } = filesOf(data);
  if (!existsSync(key)) return "not-permitted";
  if (!existsSync(sealed)) return "not-received";
  try {
    const document = await openHandover(readFileSync(sealed), identityIn(key));
    if (document.office !== office) throw new Error(`it is of "${document.office}"`);
    return document;
  } catch (error) {
    throw unusable(error);
  }
}

/**
 * Makes the follower's folder one of a hub under the same authority. Before the log's own commit, and the same when it is done again: a
 * promotion that was cut short in between is simply told once more. Throws a `Refusal`.
 */
export function putInPlace(data: string, database: SqlDatabase, document: HandoverDocument): void {
  const [certificates, key] = [join(data, "authority", "authority.pem"), join(data, "authority", "authority.key")];
  try {
    if (existsSync(certificates) && readFileSync(certificates, "utf8") !== document.certificates)
      throw new Error(`${join(data, "authority")} holds another authority`);
    putTables(database, sha256, document.tables);
    writePrivate(key, document.key);
    writePrivate(certificates, document.certificates);
  } catch (error) {
    throw unusable(error);
  }
}

/** Once the hub has it all in its own places. */
export function forgetHandover(data: string): void {
  rmSync(filesOf(data).sealed, { force: true });
}

function tryTables({ tables }: HandoverDocument): void {
  const database = new Database(":memory:");
  try {
    putTables(database, sha256, tables);
  } finally {
    database.close();
  }
}

function identityIn(file: string): string {
  try {
    const [identity] = readPrivate(file).match(/^AGE-SECRET-KEY-1[0-9A-Z]+$/m) ?? [];
    if (identity === undefined) throw new Error(`${file} holds no key of age (AGE-SECRET-KEY-1...)`);
    return identity;
  } catch (error) {
    throw unusable(error);
  }
}

function heldOf(document: HandoverDocument): Held {
  const { office, generation, number, at } = document;
  return { office, generation, number, at, issuer: issuerOf(document) };
}

function markOf(document: HandoverDocument): string {
  return sha256(JSON.stringify(document));
}

function unusable(error: unknown): Refusal {
  return new Refusal(fault("handover-unusable", { cause: error instanceof Error ? error.message : String(error) }), error);
}
