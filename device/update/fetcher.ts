/** Looks where releases are published, and lays down what is new there. Nothing it reads is believed: the inbox is judged like a stick's. */
import { rm } from "node:fs/promises";
import path from "node:path";
import { type Fault, isFault } from "#shared/faults/fault.ts";
import type { UpdateTarget } from "#shared/update/documents.ts";
import { bundleName } from "#shared/update/office-releases.ts";
import type { Slots } from "#shared/update/slots.ts";
import type { Inbox } from "./inbox.ts";
import type { ReleaseSource } from "./keeper.ts";
import { download, newest, type Source } from "./published.ts";
import type { SlotFolder } from "./slot-folder.ts";

/** Between two looks at where releases are published, from a time to twice that: offices do not come all at once. */
const fetchEveryMs = 30 * 60_000;

export class Fetcher implements ReleaseSource {
  readonly againMs = fetchEveryMs;
  readonly #source: Source;
  readonly #folder: SlotFolder;
  readonly #inbox: Inbox;
  readonly #target: UpdateTarget;
  /** Of what is being fetched, in the folder of the slots. */
  readonly #partFile: string;

  constructor(source: string, root: string, folder: SlotFolder, inbox: Inbox, target: UpdateTarget) {
    this.#source = plainSource(source);
    this.#folder = folder;
    this.#inbox = inbox;
    this.#target = target;
    this.#partFile = path.join(root, "fetched.part");
  }

  /** The number of the release that now lies in the inbox; null when nothing is new or nobody answers; a fault for a lie. */
  async look(slots: Slots, now: number): Promise<number | Fault | null> {
    const before = this.#folder.trusted();
    if (before === null || isFault(before)) return before;
    const found = await newest(this.#source, before, now);
    if (isFault(found)) return found;
    const { all: trusted } = found;
    if (trusted === null) return null;
    if (trusted !== before) await this.#folder.saveTrusted(trusted);
    const number = trusted.channel?.current.find(({ target }) => target === this.#target)?.number;
    const kept = slots.kept === null ? 0 : (slots.slots[slots.kept]?.number ?? 0);
    if (number === undefined || number <= kept || slots.refused.includes(number)) return null;
    try {
      if (!(await download(this.#source, bundleName(number, this.#target), this.#partFile))) return null;
      await this.#inbox.put(this.#partFile, `channel-${number}.bundle`);
      return number;
    } finally {
      await rm(this.#partFile, { force: true });
    }
  }

  /** What the channel names may be taken when the device is quiet. */
  mayTake(): Promise<boolean> {
    return Promise.resolve(true);
  }

  refused(): void {}
}

/** Published for everybody: no name, no secret, and nothing that is not signed. */
function plainSource(source: string): Source {
  const address = source.replace(/\/+$/, "");
  return {
    get: async (name, _fromByte, timeoutMs) => {
      try {
        const response = await fetch(`${address}/${name}`, { signal: AbortSignal.timeout(timeoutMs), redirect: "error" });
        if (response.ok && response.body) return { isRest: false, body: response.body };
        await response.body?.cancel();
        return undefined;
      } catch {
        return undefined;
      }
    },
  };
}
