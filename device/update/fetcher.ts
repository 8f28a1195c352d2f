/** Looks where releases are published, and lays down what is new there. Nothing it reads is believed: the inbox is judged like a stick's. */
import { createWriteStream } from "node:fs";
import { rm } from "node:fs/promises";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { type Fault, fault, isFault } from "#shared/faults/fault.ts";
import { payloadBytesMax, type UpdateTarget } from "#shared/update/documents.ts";
import type { Slots } from "#shared/update/slots.ts";
import { acceptChannel, acceptKeys, type Trusted } from "#shared/update/trust.ts";
import type { Inbox } from "./inbox.ts";
import { signatures } from "./signatures.ts";
import type { SlotFolder } from "./slot-folder.ts";

const documentBytesMax = 100_000;
const bundleBytesMax = payloadBytesMax + 1_000_000;
const documentTimeoutMs = 10_000;
/** A bundle over a slow line of an office: 400 MB at 1 Mbit/s is an hour. */
const bundleTimeoutMs = 3_600_000;
/** Changes of keys that are followed in one go. */
const keysMax = 20;

export class Fetcher {
  readonly #source: string;
  readonly #folder: SlotFolder;
  readonly #inbox: Inbox;
  readonly #target: UpdateTarget;
  /** Of what is being fetched, in the folder of the slots. */
  readonly #partFile: string;

  constructor(source: string, root: string, folder: SlotFolder, inbox: Inbox, target: UpdateTarget) {
    this.#source = source.replace(/\/+$/, "");
    this.#folder = folder;
    this.#inbox = inbox;
    this.#target = target;
    this.#partFile = path.join(root, "fetched.part");
  }

  /** The number of the release that now lies in the inbox; null when nothing is new or nobody answers; a fault for a lie. */
  async look(slots: Slots, now: number): Promise<number | Fault | null> {
    const before = this.#folder.trusted();
    if (before === null || isFault(before)) return before;
    const trusted = await this.#newest(before, now);
    if (trusted === null || isFault(trusted)) return trusted;
    if (trusted !== before) await this.#folder.saveTrusted(trusted);
    const number = trusted.channel?.current.find(({ target }) => target === this.#target)?.number;
    const kept = slots.kept === null ? 0 : (slots.slots[slots.kept]?.number ?? 0);
    if (number === undefined || number <= kept || slots.refused.includes(number)) return null;
    try {
      if (!(await this.#fetchBundle(`release-${number}-${this.#target}.bundle`))) return null;
      await this.#inbox.put(this.#partFile, `channel-${number}.bundle`);
      return number;
    } finally {
      await rm(this.#partFile, { force: true });
    }
  }

  /** Keys first: a new channel may be signed by new ones. */
  async #newest(before: Trusted, now: number): Promise<Trusted | Fault | null> {
    let trusted = before;
    for (let changes = 0; changes < keysMax; changes += 1) {
      const keys = await this.#document(`keys-${trusted.keys.version + 1}.json`);
      if (keys === undefined) break;
      const next = acceptKeys(trusted, keys, now, signatures);
      if (isFault(next)) return next;
      trusted = next;
    }
    const channel = await this.#document("channel.json");
    return channel === undefined ? null : acceptChannel(trusted, channel, now, signatures);
  }

  /** Undefined: it is not there, or nobody answers. */
  async #document(name: string): Promise<unknown> {
    const response = await this.#get(name, documentTimeoutMs);
    if (!response?.body) return undefined;
    const chunks: Uint8Array[] = [];
    let bytes = 0;
    try {
      for await (const chunk of response.body) {
        bytes += chunk.length;
        if (bytes > documentBytesMax) return null;
        chunks.push(chunk);
      }
      return JSON.parse(Buffer.concat(chunks).toString("utf8"));
    } catch {
      // Cut off, or no JSON: there is nothing to judge.
      return null;
    }
  }

  async #fetchBundle(name: string): Promise<boolean> {
    const response = await this.#get(name, bundleTimeoutMs);
    if (!response?.body) return false;
    let bytes = 0;
    try {
      await pipeline(
        response.body,
        async function* (chunks: AsyncIterable<Uint8Array>) {
          for await (const chunk of chunks) {
            bytes += chunk.length;
            if (bytes > bundleBytesMax) throw fault("update-damaged", { document: name });
            yield chunk;
          }
        },
        createWriteStream(this.#partFile, { mode: 0o600 }),
      );
      return true;
    } catch {
      // The next look begins anew.
      return false;
    }
  }

  async #get(name: string, timeoutMs: number): Promise<Response | undefined> {
    try {
      const response = await fetch(`${this.#source}/${name}`, { signal: AbortSignal.timeout(timeoutMs), redirect: "error" });
      if (response.ok) return response;
      await response.body?.cancel();
      return undefined;
    } catch {
      return undefined;
    }
  }
}
