/** What a scanner sends, cut into codes: each ended by CR, LF or both. Pure; nothing that was read is kept once it was handed on. */
import { ticketTextMax } from "#shared/ticket/bounds.ts";

/** `garbage`: something ended that is no code of anybody's, such as what another line speed makes of one. */
export type Read = { readonly kind: "code"; readonly text: string } | { readonly kind: "garbage" };

/** A code comes in one go; what has lain unended for longer belongs to a scanner that was pulled out. */
export const unendedMs = 1_000;
/** A scanner that is held over a code reads it again and again. */
export const sameCodeMs = 1_500;

export class CodeReader {
  #text = "";
  #isGarbage = false;
  #heardAtMs = 0;
  #last: { readonly text: string; readonly atMs: number } | null = null;

  /** `nowMs` is real and monotonic. */
  take(characters: string, nowMs: number): Read[] {
    if (nowMs - this.#heardAtMs > unendedMs) this.#forget();
    this.#heardAtMs = nowMs;
    const found: Read[] = [];
    for (const character of characters) {
      if (character !== "\r" && character !== "\n") this.#add(character);
      else found.push(...this.#ended(nowMs));
    }
    return found;
  }

  #add(character: string): void {
    const isText = character >= " " && character <= "~";
    if (isText && this.#text.length < ticketTextMax) this.#text += character;
    else this.#isGarbage = true;
  }

  #ended(nowMs: number): Read[] {
    const text = this.#text.trim();
    const isGarbage = this.#isGarbage;
    this.#forget();
    if (isGarbage) return [{ kind: "garbage" }];
    // The second half of CR LF.
    if (text === "") return [];
    const isSame = this.#last?.text === text && nowMs - this.#last.atMs < sameCodeMs;
    this.#last = { text, atMs: nowMs };
    return isSame ? [] : [{ kind: "code", text }];
  }

  #forget(): void {
    this.#text = "";
    this.#isGarbage = false;
  }
}
