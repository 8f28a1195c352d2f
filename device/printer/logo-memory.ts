/** What a kiosk remembers of logos that it has stored in its printer, beside its log: how often of late, and whether one may have broken off. */
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import * as v from "valibot";

/** Epson advises against more than ten writes to such memory in a day. */
export const storesADayMax = 3;
const dayMs = 86_400_000;

const kept = v.object({ at: v.array(v.number()), open: v.boolean() });
type Kept = v.InferOutput<typeof kept>;

export class LogoMemory {
  readonly #file: string;
  readonly #now: () => number;
  #kept: Kept;

  /** `now`: UTC milliseconds. A file that cannot be read counts as none. */
  constructor(file: string, now: () => number) {
    this.#file = file;
    this.#now = now;
    this.#kept = read(file);
  }

  /** An earlier life of this program did not see a store end. */
  get isOpen(): boolean {
    return this.#kept.open;
  }

  /**
   * Whether one more is little enough, and can be remembered: then it is counted. A clock that was set back makes nothing younger: what lies
   * ahead counts as of today.
   */
  takeStore(): boolean {
    const recent = this.#recent();
    return recent.length < storesADayMax && this.#keep({ at: [...recent, this.#now()], open: true });
  }

  /** Nothing of a store is on its way any more. */
  ended(): void {
    if (this.#kept.open) this.#keep({ ...this.#kept, open: false });
  }

  #recent(): number[] {
    return this.#kept.at.filter((at) => at > this.#now() - dayMs);
  }

  #keep(now: Kept): boolean {
    try {
      writeFileSync(`${this.#file}.new`, JSON.stringify(now), { flush: true });
      renameSync(`${this.#file}.new`, this.#file);
    } catch {
      return false;
    }
    this.#kept = now;
    return true;
  }
}

function read(file: string): Kept {
  try {
    const parsed = v.safeParse(kept, JSON.parse(readFileSync(file, "utf8")));
    if (parsed.success) return { at: parsed.output.at.slice(-storesADayMax), open: parsed.output.open };
  } catch {
    // None yet, or half a one.
  }
  return { at: [], open: false };
}
