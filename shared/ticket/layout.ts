/**
 * What a ticket says and how it is set, as lines: the printer's encoder and the screen draw the same.
 * In the citizen's language first, then the essentials in the office's other language.
 */
import type { Localized } from "../office/configuration.ts";
import type { Language } from "../texts/language.ts";
import { dateFormat } from "../time/formats.ts";
import { isPageAddress } from "./code.ts";
import { paperNumber, type TicketNumber } from "./number.ts";

export type TicketLine =
  | {
      readonly kind: "text";
      readonly text: string;
      readonly size: "small" | "normal" | "large" | "huge";
      readonly bold: boolean;
      readonly language: Language;
    }
  | { readonly kind: "rule" }
  | { readonly kind: "space" }
  | { readonly kind: "code"; readonly data: string };

export interface TicketFacts {
  readonly number: TicketNumber;
  readonly office: Localized;
  /** Null: "something else, I am not sure". */
  readonly service: Localized | null;
  /** What else it is for, in the order stated. */
  readonly also?: readonly Localized[] | undefined;
  /** How many came on it. */
  readonly people?: number | undefined;
  /** The office's rule for who misses the call; left out where nobody knows it. */
  readonly missedCall?: MissedCall | undefined;
  readonly language: Language;
  readonly languages: readonly Language[];
  readonly timeZone: string;
  readonly at: number;
  readonly practice: boolean;
  readonly copy: number;
  /** What a scanner reads back: no personal data. */
  readonly code: string;
}

/** What becomes of somebody who was not there: how long after it, and where in line, the ticket still counts. `times` 0: it does not. */
export interface MissedCall {
  readonly minutes: number;
  readonly place: "next" | "keep" | "end";
  readonly times: number;
}

export interface TicketTexts {
  readonly yourNumber: string;
  readonly notSure: string;
  readonly also: (service: string) => string;
  readonly people: (count: number) => string;
  readonly watchTheBoard: string;
  /** What a phone does with the code. */
  readonly onYourPhone: string;
  readonly missedCall: (rule: MissedCall) => string;
  readonly lettersNoOrder: string;
  readonly copy: string;
  readonly practice: string;
}

export function ticketLines(facts: TicketFacts, texts: Readonly<Record<Language, TicketTexts>>): TicketLine[] {
  const { language } = facts;
  const others = facts.languages.filter((each) => each !== language);
  const say = texts[language];
  const line = (text: string, size: "small" | "normal" | "large" | "huge" = "normal", bold = false, as = language): TicketLine => ({
    kind: "text",
    text,
    size,
    bold,
    language: as,
  });
  const inEach = (text: (language: Language) => string | null) =>
    [language, ...others].flatMap((each) => {
      const said = text(each);
      return said === null ? [] : [line(said, "small", each === language, each)];
    });
  const people = facts.people ?? 1;
  const marks: TicketLine[] = [];
  if (facts.practice) marks.push(line(facts.languages.map((each) => texts[each].practice).join(" / "), "large", true));
  if (facts.copy > 1) marks.push(line(say.copy, "normal", true));
  return [
    ...marks,
    line(facts.office[language], "normal", true),
    { kind: "rule" },
    line([say, ...others.map((each) => texts[each])].map((each) => each.yourNumber).join(" · ")),
    line(paperNumber(facts.number), "huge", true),
    line(facts.service?.[language] ?? say.notSure, "normal", true),
    ...others.map((each) => line(facts.service?.[each] ?? texts[each].notSure, "small", false, each)),
    ...(facts.also ?? []).flatMap((also) => [
      line(say.also(also[language])),
      ...others.map((each) => line(texts[each].also(also[each]), "small", false, each)),
    ]),
    ...(people > 1 ? [line([say, ...others.map((each) => texts[each])].map((each) => each.people(people)).join(" · "))] : []),
    { kind: "space" },
    line(say.watchTheBoard),
    ...others.map((each) => line(texts[each].watchTheBoard, "small", false, each)),
    { kind: "space" },
    { kind: "code", data: facts.code },
    ...inEach((each) => (isPageAddress(facts.code) ? texts[each].onYourPhone : null)),
    line(ticketTime(facts)),
    ...inEach((each) => (facts.missedCall ? texts[each].missedCall(facts.missedCall) : null)),
    line(say.lettersNoOrder, "small"),
    ...others.map((each) => line(texts[each].lettersNoOrder, "small", false, each)),
  ];
}

/** Date and time as the language writes them, in the office's zone. */
function ticketTime(facts: TicketFacts): string {
  const format = dateFormat(`${facts.language}-CA`, { timeZone: facts.timeZone, dateStyle: "long", timeStyle: "short" });
  // Narrow no-break spaces are not in the printers' code pages.
  return format.format(facts.at).replace(/[\u202f\u00a0]/g, " ");
}
