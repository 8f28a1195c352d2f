/** What the office says of today, in words: why a service gives no ticket, when it opens, what it tells everybody. Pure. */
import type { NotOffered } from "#shared/day/offers.ts";
import type { NoticeShown } from "#shared/day/wire.ts";
import type { Language } from "#shared/texts/language.ts";
import type { KioskToday } from "#shared/wire/kiosk-page.ts";
import { dayOfDate, timeOfDay } from "../base/texts.ts";
import { type KioskTexts, texts } from "./texts.ts";

/** Letters, in both languages, that a screen of notices holds; more are turned to, never left out. */
const noticeLettersMax = 260;

export function notToday(today: KioskToday | null, service: string): NotOffered | undefined {
  return today?.practice ? undefined : today?.notOffered.find((each) => each.service === service);
}

export function whyNotToday({ why, figure }: NotOffered, say: KioskTexts, language: Language): string {
  const told = why === "last-ticket" ? timeOfDay(figure ?? 0, language) : String(figure ?? "");
  return say.notToday[why](told);
}

/** After so many turns to the next page; the last is followed by the first. */
export function noticesOn(today: KioskToday | null, turns: number): { readonly shown: readonly NoticeShown[]; readonly more: boolean } {
  const pages: NoticeShown[][] = [];
  const letters = ({ text }: NoticeShown) => text.en.length + text.fr.length;
  for (const notice of today?.notices ?? []) {
    const last = pages.at(-1);
    const fits = last !== undefined && [...last, notice].reduce((sum, each) => sum + letters(each), 0) <= noticeLettersMax;
    if (fits) last.push(notice);
    else pages.push([notice]);
  }
  return { shown: pages[turns % Math.max(1, pages.length)] ?? [], more: pages.length > 1 };
}

/** When the office opens again; null when nobody said so. */
export function opensAgain(today: KioskToday | null, language: Language): string | null {
  const next = today?.next;
  if (!next) return null;
  return texts[language].opensAgain(dayOfDate(next.date, language), next.opens === null ? null : timeOfDay(next.opens, language));
}
