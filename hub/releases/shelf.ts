/**
 * The releases that lie on a hub for its devices, in a folder of their own: bundles, the newest channel, the keys, and what the hub believes.
 * A bundle waits in quarantine until it was judged by the rules that a device judges by; a refused one is deleted, and nothing else changes.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { open, rename, rm, statfs, truncate } from "node:fs/promises";
import { join } from "node:path";
import * as v from "valibot";
import { type Fault, fault, isFault } from "#shared/faults/fault.ts";
import {
  channelSchema,
  documentCharactersMax,
  type Envelope,
  envelopeSchema,
  keysSchema,
  payloadBytesMax,
  type Release,
  releaseSchema,
  updateTargets,
} from "#shared/update/documents.ts";
import { bundleName } from "#shared/update/office-releases.ts";
import { acceptChannel, acceptKeys, acceptLearned, acceptRelease, type Trusted } from "#shared/update/trust.ts";
import { type BundleDocuments, judgedBundle } from "./bundle.ts";
import { signatures } from "./signatures.ts";

const held = v.object({ number: v.number(), version: v.string(), target: v.picklist(updateTargets), bytes: v.number() });
export type Held = v.InferOutput<typeof held>;

const trustedFile = v.object({ keys: keysSchema, channel: v.nullable(channelSchema) });

export const bundleBytesMax = payloadBytesMax + 1_000_000;
const documentBytesMax = documentCharactersMax * 2;
/** Of one kind of machine; older ones are deleted. */
const heldOfTargetMax = 2;
/** What a queue that goes on for a year needs is not for releases to take. */
const reserveBytes = 1_000_000_000;

export class Shelf {
  readonly #folder: string;
  #held: readonly Held[];
  #trusted: Trusted | null;

  /** Throws where the folder cannot be made, or what it holds of this hub's trust cannot be read. */
  constructor(folder: string) {
    this.#folder = folder;
    mkdirSync(join(folder, "quarantine"), { recursive: true, mode: 0o700 });
    this.#trusted = this.#read("trusted.json", trustedFile) ?? null;
    const index = this.#read("held.json", v.array(held)) ?? [];
    // A bundle is named in the index after it is in its place, and gone from it before it is deleted.
    this.#held = index.filter((each) => existsSync(this.fileOf(each)) && statSync(this.fileOf(each)).size === each.bytes);
  }

  /** The newest first. */
  get held(): readonly Held[] {
    return this.#held;
  }

  get trusted(): Trusted | null {
    return this.#trusted;
  }

  fileOf({ number, target }: Pick<Held, "number" | "target">): string {
    return join(this.#folder, bundleName(number, target));
  }

  /** Where what is not judged yet lies under this name. */
  quarantine(name: string): string {
    return join(this.#folder, "quarantine", name);
  }

  /** A document as it was signed: `keys.json`, `keys-2.json`, `channel.json`; undefined where there is none. */
  document(name: string): string | undefined {
    if (!/^(?:keys|keys-\d{1,9}|channel)\.json$/.test(name)) return undefined;
    const file = join(this.#folder, name);
    return existsSync(file) ? readFileSync(file, "utf8") : undefined;
  }

  /** Whose signatures count, told by a person: once in a hub's life, because later keys come signed by these. */
  async trust(text: string): Promise<Fault | undefined> {
    if (this.#trusted !== null)
      return fault("update-not-trusted", { reason: "this hub already knows whose signatures count; new keys come in bundles" });
    const envelope = v.safeParse(envelopeSchema, json(text));
    const keys = envelope.success ? v.safeParse(keysSchema, json(envelope.output.signed)) : undefined;
    if (!keys?.success) return fault("update-damaged", { document: "keys" });
    await this.#write("keys.json", text);
    await this.#believe({ keys: keys.output, channel: null });
    return undefined;
  }

  /** Keys and channels as they are published, in their order. */
  async learn(kind: "keys" | "channel", envelope: unknown, now: number): Promise<Fault | undefined> {
    if (this.#trusted === null) return notTold();
    const after =
      kind === "keys" ? acceptKeys(this.#trusted, envelope, now, signatures) : acceptChannel(this.#trusted, envelope, now, signatures);
    if (isFault(after)) return after;
    if (after !== this.#trusted) await this.#keep(after, [[kind, envelope]]);
    return undefined;
  }

  /** What lies in quarantine as a document, which is taken out of it; empty for what is too long to be one. */
  async takeText(name: string): Promise<string> {
    const file = this.quarantine(name);
    if (!existsSync(file)) return "";
    const text = statSync(file).size > documentBytesMax ? "" : readFileSync(file, "utf8");
    await rm(file, { force: true });
    return text;
  }

  /** Judges what lies in quarantine under this name; it is a release for devices afterwards, or gone. */
  async take(name: string, from: "channel" | "stick", now: number): Promise<Held | Fault> {
    const file = this.quarantine(name);
    try {
      if (this.#trusted === null) return notTold();
      if (!existsSync(file)) return fault("update-damaged", { document: "bundle" });
      const { size: bytes } = statSync(file);
      const learned: [kind: "keys" | "channel", envelope: unknown][] = [];
      let trusted = this.#trusted;
      const judge = (documents: BundleDocuments): Release | Fault => {
        const judged = this.#judged(trusted, documents, from, now);
        if ("fault" in judged) return judged;
        trusted = judged.trusted;
        for (const each of documents.keys) learned.push(["keys", each]);
        if (documents.channel !== undefined) learned.push(["channel", documents.channel]);
        return judged.release;
      };
      const release = await judgedBundle(file, judge);
      if (isFault(release)) return release;
      const { number, version, target } = release;
      if (trusted !== this.#trusted) await this.#keep(trusted, learned);
      const what: Held = { number, version, target, bytes };
      await synced(file);
      await rename(file, this.fileOf(what));
      await synced(this.#folder);
      await this.#index([what, ...this.#held.filter((each) => each.number !== number || each.target !== target)]);
      return what;
    } finally {
      await rm(file, { force: true });
    }
  }

  /** Undefined: there is room for so many bytes more. */
  async roomFault(bytes: number): Promise<Fault | undefined> {
    const { bavail, bsize } = await statfs(this.#folder);
    const free = bavail * bsize;
    const needed = bytes + reserveBytes;
    return free < needed ? fault("update-no-room", { free: inMb(free), needed: inMb(needed) }) : undefined;
  }

  /** A piece of what comes in by hand; how many bytes are there afterwards. Another place than the end: what is there, unchanged. */
  async append(name: string, at: number, piece: Uint8Array): Promise<number | Fault> {
    const file = this.quarantine(name);
    if (at === 0) {
      for (const other of readdirSync(join(this.#folder, "quarantine"))) if (other.startsWith("by-hand")) rmSync(this.quarantine(other));
      const noRoom = await this.roomFault(0);
      if (noRoom) return noRoom;
    }
    const there = existsSync(file) ? statSync(file).size : 0;
    if (there !== at) return there;
    if (at + piece.length > bundleBytesMax) return fault("update-damaged", { document: "bundle" });
    const opened = await open(file, "a", 0o600);
    try {
      await opened.appendFile(piece);
    } catch (error) {
      await truncate(file, at);
      if (error instanceof Error && "code" in error && error.code === "ENOSPC") return fault("update-no-room");
      throw error;
    } finally {
      await opened.close();
    }
    return at + piece.length;
  }

  #judged(
    before: Trusted,
    { keys, channel, release }: BundleDocuments,
    from: "channel" | "stick",
    now: number,
  ): { readonly trusted: Trusted; readonly release: Release } | Fault {
    const trusted = acceptLearned(before, keys, channel, now, signatures);
    if (isFault(trusted)) return trusted;
    const target = targetOf(release);
    const [newest] = this.#held.filter((each) => each.target === target);
    const machine = { target, running: null, highest: newest?.number ?? 0, refused: [], now };
    const judged = acceptRelease(trusted, release, machine, signatures, from);
    if (isFault(judged)) return judged;
    if (judged.number === newest?.number) return fault("update-present", { document: judged.version });
    return { trusted, release: judged };
  }

  async #keep(trusted: Trusted, learned: readonly (readonly [kind: "keys" | "channel", envelope: unknown])[]): Promise<void> {
    for (const [kind, envelope] of learned) {
      const text = `${JSON.stringify(envelope)}\n`;
      if (kind === "channel") await this.#write("channel.json", text);
      else {
        const { version } = v.parse(keysSchema, json((envelope as Envelope).signed));
        await this.#write(`keys-${version}.json`, text);
        if (version === trusted.keys.version) await this.#write("keys.json", text);
      }
    }
    await this.#believe(trusted);
  }

  async #believe(trusted: Trusted): Promise<void> {
    await this.#write("trusted.json", JSON.stringify(trusted));
    this.#trusted = trusted;
  }

  async #index(all: readonly Held[]): Promise<void> {
    const sorted = [...all].sort((one, other) => other.number - one.number);
    const staying = sorted.filter(
      (each) => sorted.filter(({ target, number }) => target === each.target && number > each.number).length < heldOfTargetMax,
    );
    await this.#write("held.json", JSON.stringify(staying));
    this.#held = staying;
    for (const gone of sorted) if (!staying.includes(gone)) await rm(this.fileOf(gone), { force: true });
  }

  #read<S extends v.GenericSchema>(name: string, schema: S): v.InferOutput<S> | undefined {
    const file = join(this.#folder, name);
    return existsSync(file) ? v.parse(schema, JSON.parse(readFileSync(file, "utf8"))) : undefined;
  }

  async #write(name: string, text: string): Promise<void> {
    const file = join(this.#folder, name);
    const part = await open(`${file}.part`, "w", 0o600);
    try {
      await part.writeFile(text);
      await part.sync();
    } finally {
      await part.close();
    }
    await rename(`${file}.part`, file);
    await synced(this.#folder);
  }
}

function targetOf(envelope: unknown): Release["target"] {
  const signed = v.safeParse(envelopeSchema, envelope);
  const release = signed.success ? v.safeParse(releaseSchema, json(signed.output.signed)) : undefined;
  // Of what cannot be read no target is asked: the verifier says what is wrong.
  return release?.success ? release.output.target : "linux-arm64";
}

function notTold(): Fault {
  return fault("update-not-trusted", { reason: "this hub was not told yet whose signatures count" });
}

async function synced(path: string): Promise<void> {
  const handle = await open(path, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function inMb(bytes: number): number {
  return Math.round(bytes / 1_000_000);
}
