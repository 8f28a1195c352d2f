/**
 * Releases from the office's hub, which says which device has its turn: it hears what this one runs and how its last try ended, fetches what it may, and
 * is asked once more before anything begins, because meanwhile the release may have failed on another device.
 */
import { readdir, rm } from "node:fs/promises";
import path from "node:path";
import * as v from "valibot";
import { type Fault, fault, isFault } from "#shared/faults/fault.ts";
import { envelopeSchema, keysSchema, type UpdateTarget } from "#shared/update/documents.ts";
import { askAgainMs, bundleName, type Outcome, type ReleaseReport } from "#shared/update/office-releases.ts";
import type { Slots } from "#shared/update/slots.ts";
import type { Trusted } from "#shared/update/trust.ts";
import type { HubSource } from "./hub-source.ts";
import { hubBundle, type Inbox } from "./inbox.ts";
import type { ReleaseSource } from "./keeper.ts";
import { document, download, newest } from "./published.ts";
import type { SlotFolder } from "./slot-folder.ts";

/** While the hub does not answer. */
const awayAgainMs = 60_000;

export class HubFetcher implements ReleaseSource {
  readonly #source: HubSource;
  readonly #root: string;
  readonly #folder: SlotFolder;
  readonly #inbox: Inbox;
  readonly #target: UpdateTarget;
  #againMs = awayAgainMs;
  /** What could not even be tried, until something else ended. */
  #refusal: Outcome | null = null;

  constructor(source: HubSource, root: string, folder: SlotFolder, inbox: Inbox, target: UpdateTarget) {
    this.#source = source;
    this.#root = root;
    this.#folder = folder;
    this.#inbox = inbox;
    this.#target = target;
  }

  get againMs(): number {
    return this.#againMs;
  }

  async look(slots: Slots, now: number): Promise<number | Fault | null> {
    const answer = await this.#source.ask(this.#report(slots, null));
    this.#againMs = answer ? Math.min(Math.max(answer.againMs, askAgainMs.min), askAgainMs.max) : Math.min(this.#againMs, awayAgainMs);
    if (!answer) return null;
    const before = await this.#trusted();
    if (before === null || isFault(before)) return before;
    const learned = await newest(this.#source, before, now);
    if (isFault(learned)) return learned;
    const trusted = learned.all ?? learned.keys;
    if (trusted !== before) await this.#folder.saveTrusted(trusted);
    const { may } = answer;
    if (may === null || (await this.#inbox.has(hubBundle(may)))) return null;
    if (slots.refused.includes(may)) {
      this.refused(may, fault("update-failed-before"));
      return null;
    }
    const part = await this.#partFile(may);
    if (!(await download(this.#source, bundleName(may, this.#target), part))) return null;
    await this.#inbox.put(part, hubBundle(may));
    await rm(part, { force: true });
    return may;
  }

  /** Null: the hub does not answer, and what it gave waits until it does. */
  async mayTake(number: number, slots: Slots): Promise<boolean | null> {
    const answer = await this.#source.ask(this.#report(slots, number));
    return answer ? answer.may === number : null;
  }

  refused(number: number, why: Fault): void {
    this.#refusal = { number, version: null, how: "refused", why: why.fault };
  }

  /** What was begun of another release is of no use any more. */
  async #partFile(number: number): Promise<string> {
    const mine = `hub-${number}.part`;
    const old = (await readdir(this.#root)).filter((name) => /^hub-\d+\.part$/.test(name) && name !== mine);
    for (const name of old) await rm(path.join(this.#root, name), { force: true });
    return path.join(this.#root, mine);
  }

  #report({ kept, slots, trial, last }: Slots, taking: number | null): ReleaseReport {
    const running = kept === null ? null : slots[kept];
    const refusal = this.#refusal && this.#refusal.number > (running?.number ?? 0) ? this.#refusal : null;
    return {
      target: this.#target,
      kept: kept && running && { number: running.number, version: running.version, slot: kept },
      trial: trial && (slots[trial.slot]?.number ?? null),
      last: refusal ?? last,
      taking,
    };
  }

  /** A device that nobody told whose signatures count takes its hub's word for it, once: the fingerprint on its card says who its hub is. */
  async #trusted(): Promise<Trusted | Fault | null> {
    const before = this.#folder.trusted();
    if (before !== null) return before;
    const envelope = v.safeParse(envelopeSchema, await document(this.#source, "keys.json"));
    if (!envelope.success) return null;
    const keys = v.safeParse(v.pipe(v.string(), v.parseJson(), keysSchema), envelope.output.signed);
    if (!keys.success) return null;
    const trusted = { keys: keys.output, channel: null };
    await this.#folder.saveTrusted(trusted);
    return trusted;
  }
}
