/** Reads a paper as a person does: from the words on it. Pure, and knows nothing of how the paper was made. */
import { languages } from "#shared/texts/language.ts";

export interface Paper {
  /** As printed, such as A12. */
  readonly number: string;
  /** Date and time as printed, in one spelling for all languages: what tells the same number of two days apart. */
  readonly date: string;
  readonly time: string;
}

/** Undefined when the lines are no ticket, such as a printer's own test page. */
export function readPaper(lines: readonly string[]): Paper | undefined {
  const number = lines.map((line) => line.trim()).find((line) => /^[A-HJ-NPRT-Y]{1,2}[1-9][0-9]{0,3}$/.test(line));
  if (number === undefined) return undefined;
  for (const line of lines) {
    const dated = readDate(line);
    if (dated) return { number, ...dated };
  }
  return undefined;
}

/** What makes a paper one: a copy says the same. */
export function paperIdentity({ number, date, time }: Paper): string {
  return `${number} ${date} ${time}`;
}

/** "November 23, 2026 at 9:05 a.m." and "23 novembre 2026 à 9 h 05" both have a month's name, a day, a year and a time. */
function readDate(line: string): { date: string; time: string } | undefined {
  const plain = withoutAccents(line);
  const found = /(\d{1,2}) ([a-z]+) (\d{4})(.*)$/.exec(plain) ?? /([a-z]+) (\d{1,2}), (\d{4})(.*)$/.exec(plain);
  if (!found) return undefined;
  const [, first = "", second = "", year = "", rest = ""] = found;
  const month = monthNumber(/[a-z]/.test(first) ? first : second);
  if (month === 0) return undefined;
  const day = /[a-z]/.test(first) ? second : first;
  const time = /(\d{1,2}) ?[:h] ?(\d{2})(?:.*?\b([ap])\.? ?m)?/.exec(rest);
  if (!time) return undefined;
  const [, hour = "", minute = "", half] = time;
  const hours = (Number(hour) % (half === undefined ? 24 : 12)) + (half === "p" ? 12 : 0);
  return { date: `${year}-${twoDigits(month)}-${twoDigits(Number(day))}`, time: `${twoDigits(hours)}:${minute}` };
}

/** 1 to 12; 0 when no language of ours has such a month. */
function monthNumber(name: string): number {
  for (const language of languages) {
    const names = new Intl.DateTimeFormat(`${language}-CA`, { timeZone: "UTC", month: "long" });
    for (let month = 1; month <= 12; month += 1) if (withoutAccents(names.format(Date.UTC(2026, month - 1, 15))) === name) return month;
  }
  return 0;
}

function withoutAccents(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}
