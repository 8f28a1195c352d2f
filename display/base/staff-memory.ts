/** What a staff page remembers: this tab's work, this browser's language. Reading and writing never fail: memory is a comfort. */
import { type Language, languages } from "#shared/texts/language.ts";

export function recall(memory: () => Storage, name: string): string | null {
  try {
    return memory().getItem(`theq.${name}`);
  } catch {
    // Storage is denied: the page asks again next time.
    return null;
  }
}

export function remember(memory: () => Storage, name: string, text: string | null): void {
  try {
    if (text === null) memory().removeItem(`theq.${name}`);
    else memory().setItem(`theq.${name}`, text);
  } catch {
    // As above.
  }
}

export const ofThisTab = () => sessionStorage;
export const ofThisBrowser = () => localStorage;

/** The language chosen before, else the browser's, else the first. */
export function rememberedLanguage(): Language {
  const wanted = recall(ofThisBrowser, "language") ?? navigator.language.slice(0, 2);
  return languages.find((each) => each === wanted) ?? languages[0];
}
