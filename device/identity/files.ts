/**
 * What a device keeps of its identity, in a folder of its own that only its user may read: each file whole or not at all, and on the disk when
 * a write returns.
 */
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  unlinkSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import * as v from "valibot";

const text = v.pipe(v.string(), v.maxLength(8_000));

/** A private key with the request that was made of it: kept before it is sent, so that a second try asks for the same. */
const pending = v.object({ key: text, request: text, /** Of the token it goes with, or of the certificate it renews. */ for: text });
export type Pending = v.InferOutput<typeof pending>;

/** Key and certificate in one file: they are exchanged together. */
const credentials = v.object({
  office: text,
  name: text,
  /** Where renewals are asked for. */
  hub: text,
  key: text,
  certificate: text,
  /** The issuer first, the root last. */
  authorities: v.pipe(v.array(text), v.minLength(1), v.maxLength(3)),
  notBefore: v.number(),
  notAfter: v.number(),
  /** Drawn once for each certificate: when in the day of its renewal it is renewed. */
  jitter: v.number(),
  /** SHA-256 of the token that it was first given for: a card that brings it again brings nothing new. */
  token: text,
});
export type Credentials = v.InferOutput<typeof credentials>;

export class IdentityFiles {
  readonly #folder: string;

  /** `folder`: made when it is missing. */
  constructor(folder: string) {
    this.#folder = folder;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  }

  /** Undefined: there are none, or none that can be read. */
  credentials(): Credentials | undefined {
    return this.#read("credentials.json", credentials);
  }

  keep(of: Credentials): void {
    this.#write("credentials.json", JSON.stringify(of));
    this.#remove("pending.json");
  }

  /** Of this token or certificate; one of another is of no use any more. */
  pending(of: string): Pending | undefined {
    const found = this.#read("pending.json", pending);
    return found?.for === of ? found : undefined;
  }

  keepPending(of: Pending): void {
    this.#write("pending.json", JSON.stringify(of));
  }

  /** UTC milliseconds; 0 when none was kept. */
  lastKnownTime(): number {
    return this.#read("time.json", v.number()) ?? 0;
  }

  keepTime(at: number): void {
    this.#write("time.json", JSON.stringify(at));
  }

  #read<S extends v.GenericSchema>(name: string, schema: S): v.InferOutput<S> | undefined {
    const file = join(this.#folder, name);
    if (!existsSync(file)) return undefined;
    try {
      const read = v.safeParse(schema, JSON.parse(readFileSync(file, "utf8")));
      return read.success ? read.output : undefined;
    } catch {
      return undefined;
    }
  }

  #write(name: string, content: string): void {
    writeWhole(this.#folder, name, content);
  }

  #remove(name: string): void {
    if (!existsSync(join(this.#folder, name))) return;
    unlinkSync(join(this.#folder, name));
    syncFolder(this.#folder);
  }
}

/** The file is there whole, or as it was before; on the disk when this returns, and its user's alone. */
export function writeWhole(folder: string, name: string, content: string): void {
  const file = join(folder, name);
  const part = openSync(`${file}.part`, "w", 0o600);
  try {
    writeFileSync(part, content);
    fsyncSync(part);
  } finally {
    closeSync(part);
  }
  renameSync(`${file}.part`, file);
  syncFolder(folder);
}

/** Which names are in it is on the disk when this returns. */
export function syncFolder(folder: string): void {
  const opened = openSync(folder, "r");
  try {
    fsyncSync(opened);
  } finally {
    closeSync(opened);
  }
}

/** Overwrites a file and takes it away. A flash card may still hold what was there: what it held was worth one use, and that is over. */
export function shred(file: string): void {
  const opened = openSync(file, "r+");
  try {
    writeSync(opened, Buffer.alloc(statSync(file).size));
    fsyncSync(opened);
  } finally {
    closeSync(opened);
  }
  unlinkSync(file);
}
