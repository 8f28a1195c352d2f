/**
 * Scripts beyond the printer's own characters, and the fonts that draw them: those of Debian's fonts-noto-core, and for Chinese, Japanese
 * and Korean fonts-noto-cjk or a smaller one.
 */

interface Script {
  readonly letters: RegExp;
  /** Any of them will do; the first that is installed is used. */
  readonly families: readonly string[];
}

const cjk = ["Noto Sans CJK SC", "WenQuanYi Micro Hei", "Droid Sans Fallback"];

const scripts: readonly Script[] = [
  { letters: /[\p{scx=Latin}\p{scx=Cyrillic}\p{scx=Greek}]/u, families: ["Noto Sans", "DejaVu Sans"] },
  { letters: /\p{scx=Gurmukhi}/u, families: ["Noto Sans Gurmukhi"] },
  { letters: /\p{scx=Devanagari}/u, families: ["Noto Sans Devanagari"] },
  { letters: /\p{scx=Bengali}/u, families: ["Noto Sans Bengali"] },
  { letters: /\p{scx=Gujarati}/u, families: ["Noto Sans Gujarati"] },
  { letters: /\p{scx=Tamil}/u, families: ["Noto Sans Tamil"] },
  { letters: /\p{scx=Telugu}/u, families: ["Noto Sans Telugu"] },
  { letters: /\p{scx=Arabic}/u, families: ["Noto Sans Arabic"] },
  { letters: /\p{scx=Hebrew}/u, families: ["Noto Sans Hebrew"] },
  { letters: /\p{scx=Thai}/u, families: ["Noto Sans Thai"] },
  { letters: /\p{scx=Ethiopic}/u, families: ["Noto Sans Ethiopic"] },
  { letters: /\p{scx=Canadian_Aboriginal}/u, families: ["Noto Sans Canadian Aboriginal"] },
  { letters: /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Bopomofo}]/u, families: cjk },
  { letters: /\p{scx=Hangul}/u, families: ["Noto Sans CJK KR", ...cjk] },
];

/** The fonts for a text, as CSS names them; undefined where one of its letters has none here, and would come out as an empty box. */
export function fontsFor(text: string, isInstalled: (family: string) => boolean): string | undefined {
  const families = new Set<string>();
  for (const character of text) {
    if (/[\p{Zs}\p{P}\p{N}\p{Sm}\p{Sc}]/u.test(character) && character < "\u2000") continue;
    const needed = scripts.filter(({ letters }) => letters.test(character));
    const found = needed.flatMap((script) => script.families.find(isInstalled) ?? []);
    if (needed.length > 0 && found.length === 0) return undefined;
    // Marks and signs that belong to no script are in the fonts beside them.
    if (needed.length === 0 && !/[\p{M}\p{P}\p{Zs}\p{Cf}]/u.test(character)) return undefined;
    for (const family of found.slice(0, 1)) families.add(family);
  }
  const latin = scripts[0]?.families.find(isInstalled);
  return [...families, ...(latin === undefined ? [] : [latin])].map((family) => `"${family}"`).join(", ");
}

/** Whether a text is read from right to left: its first letter says so (Unicode Annex 9, rules P2 and P3). */
export function isRightToLeft(text: string): boolean {
  const first = /\p{L}/u.exec(text)?.[0];
  return first !== undefined && /[\p{scx=Arabic}\p{scx=Hebrew}\p{scx=Syriac}\p{scx=Thaana}]/u.test(first);
}
