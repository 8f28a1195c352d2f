/** Remembers what a writer acknowledged over the life of one storage, and compares it with what is found there after a cut. */
import type { GuestState } from "./talk.ts";

export interface Verdict {
  /** The last row acknowledged, and the last found; found may be ahead by a commit whose acknowledgement the cut swallowed. */
  readonly acknowledged: number;
  readonly found: number;
  /** Acknowledged rows that are not there, or not the same. */
  readonly lost: number;
  /** Whether the file system had to be repaired before it could be read. */
  readonly repaired: boolean;
  /** What else is wrong: a chain that does not hold, half a batch, SQLite's own complaint. */
  readonly damage?: string;
}

export class Witness {
  readonly #hashes = new Map<number, string>([[0, ""]]);
  #last = 0;

  get last(): number {
    return this.#last;
  }

  acknowledged(seq: number, hash: string): void {
    this.#hashes.set(seq, hash);
    this.#last = seq;
  }

  /** The chain's hash after a row says that every row up to it is the same, so one comparison stands for all. */
  judge(state: GuestState): Verdict {
    const acknowledged = this.#last;
    const expected = this.#hashes.get(state.askedSeq);
    const different = state.askedSeq !== Math.min(state.last, acknowledged) || (expected !== undefined && expected !== state.askedHash);
    const whole = state.brokenRow === null ? state.last : state.brokenRow - 1;
    const damage = damageOf(state, different, expected === undefined);
    const lost = different ? acknowledged : Math.max(0, acknowledged - whole);
    return { acknowledged, found: state.last, lost, repaired: state.repaired, ...(damage ? { damage } : {}) };
  }

  judgeUnreadable(why: string): Verdict {
    return { acknowledged: this.#last, found: 0, lost: this.#last, repaired: false, damage: why };
  }

  /** After a loss was counted: what was found is the new truth, so that the next cut is judged by itself. */
  settle(state: GuestState): void {
    if (state.last >= this.#last) return;
    for (const seq of this.#hashes.keys()) if (seq > state.last) this.#hashes.delete(seq);
    this.#hashes.set(state.last, state.askedHash);
    this.#last = state.last;
  }
}

function damageOf(state: GuestState, different: boolean, unknownEnd: boolean): string | undefined {
  if (state.brokenRow !== null) return `the chain does not hold at row ${state.brokenRow}`;
  if (different) return `the hash after row ${state.askedSeq} is another`;
  if (!state.endsWithWholeBatch || unknownEnd) return "a commit is there in part";
  return state.integrity === "ok" ? undefined : state.integrity.slice(0, 200);
}
