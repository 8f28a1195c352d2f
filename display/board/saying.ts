/** What the office says to the whole room: notices in both languages, a part at a time, as much as the strip under the calls has room for. Pure. */
import type { BoardView } from "#shared/wire/payloads.ts";
import { texts } from "./texts.ts";

/** How long one part stands: two lines in two languages are read in less. */
export const sayingMs = 9_000;

export interface Said {
  readonly en: string;
  readonly fr: string;
}

/** Whether there is anything to say at all: room is kept for it then. */
export function says(view: BoardView | null): boolean {
  return allOf(view).length > 0;
}

/** In parts of at most so many letters of one language. */
export function sayings(view: BoardView | null, lettersMax: number): Said[] {
  return allOf(view).flatMap((text) => partsOf(text, lettersMax));
}

/** That no more tickets are given comes first; then the notices, newest first. */
function allOf(view: BoardView | null): Said[] {
  const over = view?.stage === "last" ? [{ en: texts.en.last, fr: texts.fr.last }] : [];
  return [...over, ...(view?.notices ?? []).map(({ text }) => text)];
}

/** The part for this moment; null when the office says nothing. */
export function sayingAt(said: readonly Said[], pageNow: number): Said | null {
  return said[Math.floor(pageNow / sayingMs) % Math.max(1, said.length)] ?? null;
}

/** As many parts in one language as in the other, so that they say the same at the same time. */
function partsOf({ en, fr }: Said, lettersMax: number): Said[] {
  for (let parts = 1; ; parts += 1) {
    const [english, french] = [split(en, parts), split(fr, parts)];
    const fit = [...english, ...french].every((part) => part.length <= lettersMax || !part.includes(" "));
    if (fit || parts >= en.length + fr.length)
      return english.map((part, place) => ({ en: more(part, place, parts), fr: more(french[place] ?? "", place, parts) }));
  }
}

function more(part: string, place: number, parts: number): string {
  return `${place > 0 ? "… " : ""}${part}${place < parts - 1 ? " …" : ""}`;
}

/** Into parts of about the same length, between words. */
function split(text: string, parts: number): string[] {
  const words = text.split(/\s+/);
  const split: string[] = Array.from({ length: parts }, () => "");
  let letters = 0;
  for (const word of words) {
    const part = Math.min(parts - 1, Math.floor((letters / Math.max(1, text.length)) * parts));
    split[part] = split[part] === "" ? word : `${split[part]} ${word}`;
    letters += word.length + 1;
  }
  return split;
}
