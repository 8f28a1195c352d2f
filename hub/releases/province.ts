/**
 * Looks where the province publishes releases and brings what is new for this office into the hub's quarantine, going on after a cut where it
 * was cut. Nothing that it reads is believed: the shelf judges it as it judges a stick.
 */
import { createWriteStream, existsSync, statSync } from "node:fs";
import { rm } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { type Fault, isFault } from "#shared/faults/fault.ts";
import { bundleName } from "#shared/update/office-releases.ts";
import { isOffered } from "#shared/update/offices.ts";
import { readDocument } from "#shared/update/read-document.ts";
import type { CurrentFaults } from "../current-faults.ts";
import type { Journal } from "../journal.ts";
import type { ReleaseDesk } from "./desk.ts";
import { bundleBytesMax } from "./shelf.ts";
import { signatures } from "./signatures.ts";

const documentTimeoutMs = 10_000;
/** A bundle over an office's slow line in one go: what is missing then comes with the next look. */
const bundleTimeoutMs = 3_600_000;
const keysMax = 20;
/** A bundle that was refused is not fetched again before. */
const refusedForMs = 6 * 3_600_000;
const about = "releases from the province";

export interface ProvincePorts {
  readonly faults: Pick<CurrentFaults, "raise" | "clear">;
  readonly journal: Journal;
  readonly wall: () => number;
}

export class Province {
  /** Offices do not come all at once: each has its own rhythm. */
  readonly everyMs: number;
  readonly #source: string;
  readonly #office: string;
  readonly #desk: ReleaseDesk;
  readonly #ports: ProvincePorts;
  readonly #refused = new Map<string, number>();
  readonly #stopping = new AbortController();
  #looking = false;

  constructor(source: string, office: string, desk: ReleaseDesk, ports: ProvincePorts) {
    this.#source = source.replace(/\/+$/, "");
    this.#office = office;
    this.#desk = desk;
    this.#ports = ports;
    const share = Number.parseInt(signatures.sha512(office).slice(0, 8), 16) / 2 ** 32;
    this.everyMs = Math.round(30 * 60_000 * (1 + share));
  }

  stop(): void {
    this.#stopping.abort();
  }

  /** One look at a time. What failed is told; nobody answering is not: releases are no haste. */
  async look(): Promise<void> {
    if (this.#looking || this.#stopping.signal.aborted) return;
    this.#looking = true;
    try {
      const wrong = await this.#learn();
      if (wrong) return this.#tell(wrong);
      for (const wanted of this.#wanted()) await this.#bring(wanted);
    } catch (error) {
      this.#ports.journal.warn("release.not-fetched", { cause: String(error).slice(0, 200) });
    } finally {
      this.#looking = false;
    }
  }

  async #learn(): Promise<Fault | undefined> {
    const { shelf } = this.#desk;
    for (let changes = 0; changes < keysMax && shelf.trusted; changes += 1) {
      const keys = await this.#document(`keys-${shelf.trusted.keys.version + 1}.json`);
      if (keys === undefined) break;
      const wrong = await shelf.learn("keys", keys, this.#ports.wall());
      if (wrong) return wrong;
    }
    const channel = await this.#document("channel.json");
    return channel === undefined ? undefined : shelf.learn("channel", channel, this.#ports.wall());
  }

  #wanted(): string[] {
    const { held, trusted } = this.#desk.shelf;
    const channel = trusted?.channel;
    if (!channel || channel.expiresAt <= this.#ports.wall()) return [];
    return channel.current.flatMap(({ target, number }) => {
      const name = bundleName(number, target);
      const isHeld = held.some((each) => each.target === target && each.number >= number);
      const isRefused = (this.#refused.get(name) ?? 0) > this.#ports.wall();
      return !isHeld && !isRefused && isOffered(channel.offices, this.#office, number, signatures.sha512) ? [name] : [];
    });
  }

  async #bring(name: string): Promise<void> {
    const { shelf } = this.#desk;
    if (!(await this.#download(name, shelf.quarantine(name)))) return;
    const taken = await this.#desk.take(name, "channel", "the province's channel");
    if (!isFault(taken)) return this.#ports.faults.clear(about);
    this.#refused.set(name, this.#ports.wall() + refusedForMs);
    this.#tell(taken);
  }

  /** True when it is there as whole as it was said to be. What was cut off stays, and the next look goes on from there. */
  async #download(name: string, file: string): Promise<boolean> {
    const { shelf } = this.#desk;
    const from = existsSync(file) ? statSync(file).size : 0;
    const response = await this.#get(name, bundleTimeoutMs, from > 0 ? { range: `bytes=${from}-` } : {});
    if (response?.status === 416) await rm(file, { force: true });
    if (!response?.ok || !response.body) return false;
    const start = response.status === 206 ? from : 0;
    const length = Number(response.headers.get("content-length") ?? 0);
    const noRoom = await shelf.roomFault(length);
    if (noRoom || start + length > bundleBytesMax) {
      await response.body.cancel();
      if (noRoom) this.#tell(noRoom);
      return false;
    }
    let bytes = start;
    try {
      await pipeline(
        response.body,
        async function* (chunks: AsyncIterable<Uint8Array>) {
          for await (const chunk of chunks) {
            bytes += chunk.length;
            if (bytes > bundleBytesMax) throw new Error("it is longer than any bundle");
            yield chunk;
          }
        },
        createWriteStream(file, { flags: start > 0 ? "a" : "w", mode: 0o600 }),
      );
      return true;
    } catch (error) {
      this.#ports.journal.info("release.cut-off", { name, bytes, cause: String(error).slice(0, 120) });
      return false;
    }
  }

  async #document(name: string): Promise<unknown> {
    const response = await this.#get(name, documentTimeoutMs, {});
    if (!response?.ok || !response.body) return undefined;
    return readDocument(response.body);
  }

  async #get(name: string, timeoutMs: number, headers: Record<string, string>): Promise<Response | undefined> {
    const signal = AbortSignal.any([AbortSignal.timeout(timeoutMs), this.#stopping.signal]);
    try {
      return await fetch(`${this.#source}/${name}`, { signal, redirect: "error", headers });
    } catch {
      return undefined;
    }
  }

  #tell(why: Fault): void {
    this.#ports.journal.warn("release.province-refused", { ...why });
    this.#ports.faults.raise(about, why);
  }
}
