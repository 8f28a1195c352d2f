/**
 * Keeps a device's program running, out of the slot that is due, and changes releases: the one process that writes what is known of the
 * slots. A release on trial is looked at until it has proved itself; one that does not is taken back. A kept release that ends is not
 * started again from here: whoever runs the keeper does that, with its own bounds.
 */
import { type Fault, isFault } from "#shared/faults/fault.ts";
import type { UpdateTarget } from "#shared/update/documents.ts";
import { givenUp, type Look, proved, type Slots, started, type Watch, watched } from "#shared/update/slots.ts";
import type { Fetcher } from "./fetcher.ts";
import type { Inbox } from "./inbox.ts";
import { adopt, install, noEarlier } from "./install.ts";
import type { SlotFolder } from "./slot-folder.ts";

/** Between two looks at the program. */
export const lookEveryMs = 2_000;
/** Between two looks at where releases are published, from a time to twice that: offices do not come all at once. */
export const fetchEveryMs = 30 * 60_000;

/** So long a program that was started need not answer yet. */
export const startGraceMs = 60_000;

export interface Program {
  /** Its exit code; null when a signal ended it. */
  readonly ended: Promise<number | null>;
  /** Resolves when it has ended; it is not asked twice. */
  stop(): Promise<void>;
}

export interface KeeperPorts {
  /** Starts the program that stands in this folder. */
  readonly run: (folder: string) => Program;
  /** How the program says it is; null when it does not answer. `quiet`: nobody would miss it for a minute. */
  readonly look: () => Promise<{ readonly well: boolean; readonly quiet: boolean } | null>;
  /** A clock that never jumps. */
  readonly monoMs: () => number;
  /** The time of day, for what expires. */
  readonly now: () => number;
  readonly pause: (ms: number) => Promise<void>;
  /** From 0 to 1. */
  readonly jitter: () => number;
  /** Facts for the log. */
  readonly tell: (what: string, facts?: Readonly<Record<string, unknown>>) => void;
}

export class Keeper {
  readonly #folder: SlotFolder;
  readonly #inbox: Inbox;
  readonly #target: UpdateTarget;
  readonly #ports: KeeperPorts;
  /** Null: no release came with a package. */
  readonly #first: string | null;
  /** Null: releases come by hand only. */
  readonly #fetcher: Fetcher | null;
  #stopping = false;
  /** When the program that is due was started; null while none is. */
  #startedMs: number | null = null;
  #answered = false;
  #wake = () => {};
  readonly #stopped = new Promise<void>((resolve) => {
    this.#wake = resolve;
  });
  #fetchAtMs = 0;

  constructor(folder: SlotFolder, inbox: Inbox, target: UpdateTarget, ports: KeeperPorts, first: string | null, fetcher: Fetcher | null) {
    this.#folder = folder;
    this.#inbox = inbox;
    this.#target = target;
    this.#ports = ports;
    this.#first = first;
    this.#fetcher = fetcher;
  }

  /** Ends with the exit code of a kept program that ended, or 0 after `stop`; with a fault when the slots cannot be read. */
  async keep(): Promise<number | Fault> {
    const adopted = this.#first === null ? null : await adopt(this.#folder, this.#first);
    if (isFault(adopted)) return adopted;
    if (adopted) this.#ports.tell("release.adopted", { version: adopted.version });
    while (!this.#stopping) {
      const before = this.#folder.slots();
      if (isFault(before)) return before;
      const { slots, run } = started(before);
      if (slots !== before) await this.#folder.saveSlots(slots);
      if (run === null) {
        await this.#fetch(slots);
        await this.#takeNext(true);
        await Promise.race([this.#stopped, this.#ports.pause(lookEveryMs)]);
        continue;
      }
      const release = slots.slots[run];
      this.#ports.tell("release.started", { slot: run, version: release?.version, trial: slots.trial !== null });
      this.#startedMs = this.#ports.monoMs();
      this.#answered = false;
      const code = await this.#attend(this.#ports.run(this.#folder.folderOf(run)), slots);
      this.#startedMs = null;
      if (code !== "again") return code;
    }
    return 0;
  }

  /** For the watchdog: the program answers, or none is due, or it was started a moment ago and has not answered yet. */
  async isAlive(): Promise<boolean> {
    const startedMs = this.#startedMs;
    if (startedMs === null) return true;
    if ((await this.#ports.look()) !== null) {
      this.#answered = true;
      return true;
    }
    return !this.#answered && this.#ports.monoMs() - startedMs < startGraceMs;
  }

  /** The program is stopped, and `keep` ends. */
  stop(): void {
    this.#stopping = true;
    this.#wake();
  }

  /** `again`: another program is due, or the same one once more. */
  async #attend(program: Program, from: Slots): Promise<number | "again"> {
    let slots = from;
    let watch: Watch = { startedMs: this.#ports.monoMs(), wellSinceMs: null };
    let end: { readonly code: number | null } | null = null;
    void program.ended.then((code) => {
      end = { code };
    });
    for (;;) {
      await Promise.race([program.ended, this.#stopped, this.#ports.pause(lookEveryMs)]);
      if (this.#stopping) {
        await program.stop();
        return 0;
      }
      const ended = end as { readonly code: number | null } | null;
      if (ended) {
        this.#ports.tell("release.ended", { code: ended.code, trial: slots.trial !== null });
        if (!slots.trial) return ended.code ?? 1;
        await this.#ports.pause(lookEveryMs);
        return "again";
      }
      const look = await this.#ports.look();
      if (slots.trial) {
        const seen: Look = look === null ? "silent" : look.well ? "well" : "unwell";
        const { verdict, watch: next } = watched(watch, seen, this.#ports.monoMs());
        watch = next;
        if (verdict === "wait") continue;
        slots = verdict === "proved" ? proved(slots) : givenUp(slots);
        await this.#folder.saveSlots(slots);
        this.#ports.tell(verdict === "proved" ? "release.kept" : "release.given-up", { highest: slots.highest });
        if (verdict === "proved") continue;
        await program.stop();
        return "again";
      }
      await this.#fetch(slots);
      if (!(await this.#takeNext(look?.quiet ?? false))) continue;
      await program.stop();
      return "again";
    }
  }

  async #fetch(slots: Slots): Promise<void> {
    if (!this.#fetcher || this.#ports.monoMs() < this.#fetchAtMs) return;
    this.#fetchAtMs = this.#ports.monoMs() + fetchEveryMs * (1 + this.#ports.jitter());
    const found = await this.#fetcher.look(slots, noEarlier(this.#ports.now(), slots));
    if (isFault(found)) this.#ports.tell("update.refused", { ...found });
    else if (found !== null) this.#ports.tell("update.fetched", { number: found });
  }

  /** True when a release stands ready to be tried. One bundle at a time: what is refused is out of the way of the next. */
  async #takeNext(quiet: boolean): Promise<boolean> {
    const waiting = await this.#inbox.next();
    if (!waiting || !(quiet || waiting.atOnce)) return false;
    const plan = { file: waiting.file, target: this.#target, now: this.#ports.now(), from: waiting.from };
    const result = await install(this.#folder, plan);
    this.#ports.tell(isFault(result) ? "update.refused" : "update.ready", isFault(result) ? { ...result } : { version: result.version });
    await this.#inbox.answer(
      waiting,
      isFault(result) ? { refused: result } : { ready: { number: result.number, version: result.version } },
    );
    return !isFault(result);
  }
}
