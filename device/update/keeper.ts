/**
 * Keeps a device's program running, out of the slot that is due, and changes releases: the one process that writes what is known of the
 * slots. A release on trial is looked at until it has proved itself; one that does not is taken back. A kept release that ends is not
 * started again from here: whoever runs the keeper does that, with its own bounds.
 */
import { type Fault, isFault } from "#shared/faults/fault.ts";
import type { UpdateTarget } from "#shared/update/documents.ts";
import { type GivenUpWhy, givenUp, type Look, proved, type Slots, started, type Watch, watched } from "#shared/update/slots.ts";
import type { Inbox, Waiting } from "./inbox.ts";
import { adopt, install, noEarlier } from "./install.ts";
import type { SlotFolder } from "./slot-folder.ts";

/** Between two looks at the program. */
export const lookEveryMs = 2_000;

/** So long a program that was started need not answer yet. */
export const startGraceMs = 60_000;

/** Where releases come from by themselves. */
export interface ReleaseSource {
  /** So long after a look is the next, to twice that. */
  readonly againMs: number;
  /** The number of the release that now lies in the inbox; null when nothing is new or nobody answers; a fault for a lie. */
  look(slots: Slots, now: number): Promise<number | Fault | null>;
  /** Whether what was fetched from there may be taken now; null when nobody says. */
  mayTake(number: number, slots: Slots): Promise<boolean | null>;
  /** It could not be taken. */
  refused(number: number, why: Fault): void;
}

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
  readonly #source: ReleaseSource | null;
  #stopping = false;
  /** When the program that is due was started; null while none is. */
  #startedMs: number | null = null;
  #answered = false;
  #wake = () => {};
  readonly #stopped = new Promise<void>((resolve) => {
    this.#wake = resolve;
  });
  #fetchAtMs = 0;
  /** Before it the hub is not asked again whether what it gave may be taken. */
  #askAtMs = 0;
  /** What is being fetched: the program is looked after meanwhile. */
  #fetching: Promise<void> | null = null;

  constructor(
    folder: SlotFolder,
    inbox: Inbox,
    target: UpdateTarget,
    ports: KeeperPorts,
    first: string | null,
    source: ReleaseSource | null,
  ) {
    this.#folder = folder;
    this.#inbox = inbox;
    this.#target = target;
    this.#ports = ports;
    this.#first = first;
    this.#source = source;
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
        this.#fetch(slots);
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
        slots = verdict === "proved" ? proved(slots) : givenUp(slots, whyOf(seen));
        await this.#folder.saveSlots(slots);
        // Whoever waits for how it ended is told at once.
        this.#fetchAtMs = 0;
        this.#ports.tell(verdict === "proved" ? "release.kept" : "release.given-up", { highest: slots.highest });
        if (verdict === "proved") continue;
        await program.stop();
        return "again";
      }
      this.#fetch(slots);
      if (!(await this.#takeNext(look?.quiet ?? false))) continue;
      await program.stop();
      return "again";
    }
  }

  #fetch(slots: Slots): void {
    const source = this.#source;
    if (!source || this.#fetching !== null || this.#ports.monoMs() < this.#fetchAtMs) return;
    const look = async () => {
      const found = await source.look(slots, noEarlier(this.#ports.now(), slots));
      if (isFault(found)) this.#ports.tell("update.refused", { ...found });
      else if (found !== null) this.#ports.tell("update.fetched", { number: found });
    };
    this.#fetching = look()
      // A full disk, for one: the next look is a new try.
      .catch((error: unknown) => this.#ports.tell("update.not-fetched", { cause: String(error).slice(0, 200) }))
      .finally(() => {
        this.#fetchAtMs = this.#ports.monoMs() + source.againMs * (1 + this.#ports.jitter());
        this.#fetching = null;
      });
  }

  /** True when a release stands ready to be tried. One bundle at a time: what is refused is out of the way of the next. */
  async #takeNext(quiet: boolean): Promise<boolean> {
    // What is being fetched may bring new keys, and both would write them.
    if (this.#fetching !== null) return false;
    const waiting = await this.#inbox.next();
    if (!waiting || !(quiet || waiting.atOnce) || !(await this.#mayTake(waiting))) return false;
    const from = waiting.from === "channel" ? "channel" : "stick";
    const plan = { file: waiting.file, target: this.#target, now: this.#ports.now(), from } as const;
    const result = await install(this.#folder, plan);
    if (isFault(result) && waiting.number !== null) {
      this.#source?.refused(waiting.number, result);
      this.#fetchAtMs = 0;
    }
    this.#ports.tell(isFault(result) ? "update.refused" : "update.ready", isFault(result) ? { ...result } : { version: result.version });
    await this.#inbox.answer(
      waiting,
      isFault(result) ? { refused: result } : { ready: { number: result.number, version: result.version } },
    );
    return !isFault(result);
  }

  /** What the hub gave is taken only on its word: the same release may have failed on another device since. */
  async #mayTake(waiting: Waiting): Promise<boolean> {
    if (waiting.number === null) return true;
    const slots = this.#folder.slots();
    if (isFault(slots) || this.#ports.monoMs() < this.#askAtMs) return false;
    const may = (await this.#source?.mayTake(waiting.number, slots)) ?? null;
    if (may) return true;
    this.#askAtMs = this.#ports.monoMs() + (this.#source?.againMs ?? 0);
    if (may === false) {
      await this.#inbox.drop(waiting);
      this.#ports.tell("update.taken-back", { number: waiting.number });
    }
    return false;
  }
}

function whyOf(seen: Look): GivenUpWhy {
  return seen === "silent" ? "silent" : "unwell";
}
