/**
 * Which kinds of rows the hub reads, as it last said. Hubs are updated before devices; where one was not, its devices write nothing that
 * it would only keep unread.
 */
import { type DeviceEventKind, deviceKindsRead } from "#shared/queue/events.ts";

type Reads = Readonly<Record<string, readonly number[]>>;

export class HubReads {
  /** Null while no hub was ever heard. */
  #reads: Reads | null;

  constructor(kept: string | undefined) {
    this.#reads = kept === undefined ? null : JSON.parse(kept);
  }

  /** The text to keep when the hub says something new. */
  hear(reads: Reads): string | undefined {
    const text = JSON.stringify(reads);
    if (text === JSON.stringify(this.#reads)) return undefined;
    this.#reads = reads;
    return text;
  }

  reads(kind: string, version: number): boolean {
    return this.#reads === null || (Object.hasOwn(this.#reads, kind) && this.#reads[kind]?.includes(version) === true);
  }

  /** Whether the hub reads these kinds in the version that is written here. */
  readsAll(kinds: readonly DeviceEventKind[]): boolean {
    return kinds.every((kind) => this.reads(kind, Math.max(...deviceKindsRead[kind])));
  }
}
