/** What a sign shows of its zone's board view, without a word of how it is told so. */
import { paperNumber } from "#shared/ticket/number.ts";
import type { BoardView } from "#shared/wire/payloads.ts";

/** One call as a sign shows it. */
export interface ShownCall {
  /** Of the announcement: a recall has another one, and so has the same visit once it is served. */
  readonly call: string;
  readonly letter: string;
  /** As on paper: 1 to 9,999. */
  readonly count: number;
  /** Where to go; null on a sign of one counter, which hangs there. */
  readonly label: string | null;
}

/** What a sign should show: nothing, or a call, which flashes while it is news. */
export interface Wanted {
  readonly shown: ShownCall | null;
  readonly flashing: boolean;
}

/** A call or recall flashes for so long, in real time, or until its service begins. */
export const flashMs = 8_000;

/** The newest call that still holds: being called or served; of one counter when the sign is a counter's. Null: a blank sign. */
export function shownCall(view: BoardView | null, counter: string | undefined): ShownCall | null {
  const entry = view?.now.find(({ label }) => counter === undefined || label === counter);
  if (!entry) return null;
  const { call, letter, label } = entry;
  const count = Number(paperNumber(entry).slice(letter.length));
  return { call, letter, count, label: counter === undefined ? label : null };
}

/** Follows one sign from view to view, because only what came after the last one is news: not what stood there at a start. */
export class SignFace {
  readonly #counter: string | undefined;
  /** The calls of the last view; null before the first. Not their times: the hub's clock can be set back. */
  #known: ReadonlySet<string> | null = null;
  #flashing: { readonly call: string; readonly untilMs: number } | null = null;

  constructor(counter: string | undefined) {
    this.#counter = counter;
  }

  /** `view` is null while nothing true is known; `nowMs` is real and monotonic. */
  want(view: BoardView | null, nowMs: number): Wanted {
    const shown = shownCall(view, this.#counter);
    const isCalled = view?.now.some(({ call, stage }) => call === shown?.call && stage === "called") ?? false;
    if (shown && isCalled && this.#known && !this.#known.has(shown.call)) this.#flashing = { call: shown.call, untilMs: nowMs + flashMs };
    if (view) this.#known = new Set(view.now.map(({ call }) => call));
    return { shown, flashing: shown !== null && this.#flashing?.call === shown.call && nowMs < this.#flashing.untilMs };
  }
}

/** `A12`. */
export function numberText({ letter, count }: ShownCall): string {
  return `${letter}${count}`;
}

/** On one row: `A12 3`, or the number alone where the rest would not fit whole, because half a label sends people to another counter. */
export function rowText(shown: ShownCall | null, columns: number): string {
  if (!shown) return "";
  const label = shown.label === null ? "" : plain(shown.label);
  const whole = label === "" ? numberText(shown) : `${numberText(shown)} ${label}`;
  return whole.length <= columns ? whole : numberText(shown);
}

/** What every sign can show: letters lose their marks, and what has no plain letter becomes `?`. */
export function plain(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[^\x20-\x7d]/gu, "?");
}
