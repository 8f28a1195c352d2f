/**
 * The memory card in the kiosk: which one it is by now. A card that is replaced is laid aside with all that is on it, never deleted: a person may
 * want to look what was lost with it.
 */
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

interface Kept {
  /** The card in the kiosk, from 1. */
  readonly n: number;
  /** Papers of earlier cards that the hub did not have when the last one was taken out; null when it could not be asked. */
  readonly lost: number | null;
}

export class KioskCard {
  readonly #folder: string;
  readonly #file: string;
  #kept: Kept;

  /** `folder`: the kiosk's data. */
  constructor(data: string, kiosk: string) {
    this.#folder = join(data, kiosk);
    this.#file = join(data, "card.json");
    this.#kept = existsSync(this.#file) ? (JSON.parse(readFileSync(this.#file, "utf8")) as Kept) : { n: 1, lost: 0 };
  }

  get n(): number {
    return this.#kept.n;
  }

  get lost(): number | null {
    return this.#kept.lost;
  }

  /** The serials that the kiosk's machine would tell. */
  get hardware(): { readonly board: string; readonly card: string } {
    return { board: "virtual-board", card: `virtual-card-${this.n}` };
  }

  /** Puts in a new card; the kiosk must not be running. Returns the folder in which the old one lies. */
  replace(lost: number | null): string {
    const { n } = this.#kept;
    const aside = `${this.#folder}.card-${n}`;
    // First the folder: a kill between the two leaves an empty card of the old number, which is as new as the next one.
    if (existsSync(this.#folder)) renameSync(this.#folder, aside);
    this.#kept = { n: n + 1, lost };
    writeFileSync(`${this.#file}.new`, `${JSON.stringify(this.#kept)}\n`);
    renameSync(`${this.#file}.new`, this.#file);
    return aside;
  }
}
