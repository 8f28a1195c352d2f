/** The way to whoever keeps a copy of an office's log, central or a follower: one request, one answer. Keeps and retries nothing. */
import * as v from "valibot";
import { type ReleasesAnswer, type ReleasesPost, releasesAnswer } from "#shared/update/province-releases.ts";
import { type CitizenPost, citizenAnswer } from "../shipping/citizen-post.ts";
import { compress } from "../shipping/compression.ts";
import { compareAnswer, type GivenRow, logAnswer, rowsAnswer, rowsPerPostMax } from "../shipping/log-post.ts";
import type { CompareOutcome, PostOutcome } from "./central-shipper.ts";
import type { CitizenOutcome } from "./citizen-pusher.ts";

export const postDeadlineMs = 10_000;
/** The most of an answer that is read: rows that are given back are many. */
const answerCharactersMax = 32 * 1024 * 1024;

export type RowsOutcome = { readonly kind: "answered"; readonly rows: readonly GivenRow[]; readonly generation: number } | Failed;

interface Answered<T> {
  readonly kind: "answered";
  readonly value: T;
}

interface Failed {
  readonly kind: "failed";
  readonly cause: string;
}

/** For one office. Throws when the address is no HTTP address. None of its requests ever rejects: what goes wrong is an outcome. */
export class CentralPoster {
  readonly #address: string;
  readonly #citizens: string;
  readonly #releases: string;

  constructor(url: string, office: string) {
    const address = new URL(url);
    if (address.protocol !== "http:" && address.protocol !== "https:")
      throw new Error(`an address begins with https:// or http://, not ${address.protocol}`);
    const base = `${address.pathname.replace(/\/+$/, "")}/v1`;
    const at = (path: string) => new URL(`${base}/${path}/${encodeURIComponent(office)}`, address.origin).href;
    this.#address = at("log");
    this.#citizens = at("citizens");
    this.#releases = at("releases");
  }

  /** How tickets stand, for their holders. */
  async postCitizens(post: CitizenPost): Promise<CitizenOutcome> {
    const read = await this.#askAt(this.#citizens, JSON.stringify(post), citizenAnswer);
    return read.kind === "answered" ? { kind: "answered", answer: read.value } : { kind: "failed" };
  }

  /** How a release fares here; null when nothing was answered. */
  async postReleases(post: ReleasesPost): Promise<ReleasesAnswer | null> {
    const read = await this.#askAt(this.#releases, JSON.stringify(post), releasesAnswer);
    return read.kind === "answered" ? read.value : null;
  }

  async post(body: string): Promise<PostOutcome> {
    const read = await this.#ask("", body, logAnswer);
    return read.kind === "answered" ? { kind: "answered", answer: read.value } : read;
  }

  async postSnapshot(body: string): Promise<PostOutcome> {
    const read = await this.#ask("/snapshot", body, logAnswer);
    return read.kind === "answered" ? { kind: "answered", answer: read.value } : read;
  }

  async compare(epoch: string, seqs: readonly number[]): Promise<CompareOutcome> {
    const read = await this.#ask("/compare", JSON.stringify({ epoch, seqs }), compareAnswer);
    return read.kind === "answered" ? { kind: "answered", hashes: read.value.hashes } : read;
  }

  /** Rows of an epoch from a seq on, as many as one answer holds. */
  async rows(epoch: string, from: number): Promise<RowsOutcome> {
    const query = `/rows?epoch=${encodeURIComponent(epoch)}&from=${from}&limit=${rowsPerPostMax}`;
    const read = await this.#ask(query, undefined, rowsAnswer);
    return read.kind === "answered" ? { kind: "answered", rows: read.value.rows, generation: read.value.generation } : read;
  }

  #ask<T>(path: string, body: string | undefined, schema: v.GenericSchema<unknown, T>): Promise<Answered<T> | Failed> {
    return this.#askAt(`${this.#address}${path}`, body, schema);
  }

  async #askAt<T>(address: string, body: string | undefined, schema: v.GenericSchema<unknown, T>): Promise<Answered<T> | Failed> {
    try {
      const sent = body === undefined ? {} : { method: "POST", body: new Uint8Array(await compress(body)), headers };
      const response = await fetch(address, {
        ...sent,
        // Followed, a redirect would turn the POST into a GET without the rows.
        redirect: "manual",
        signal: AbortSignal.timeout(postDeadlineMs),
      });
      const text = (await response.text()).slice(0, answerCharactersMax);
      if (response.status !== 200) return { kind: "failed", cause: `HTTP ${response.status} ${text.slice(0, 200)}`.trimEnd() };
      const read = v.safeParse(schema, parsed(text));
      return read.success ? { kind: "answered", value: read.output } : { kind: "failed", cause: "an answer that is not of this protocol" };
    } catch (error) {
      return { kind: "failed", cause: error instanceof Error ? error.message : String(error) };
    }
  }
}

const headers = { "content-type": "application/json", "content-encoding": "br" } as const;

/** Undefined for what is no JSON: the same as any other answer that is none of ours. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
