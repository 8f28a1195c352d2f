/**
 * What a return slip says and how it is set: for somebody who is not reached today, when to come and that they go first then. In the
 * citizen's language, then the essentials in the office's other language. Its code is that of the ticket.
 */
import type { Localized } from "../office/configuration.ts";
import type { Language } from "../texts/language.ts";
import { dateFormat } from "../time/formats.ts";
import { momentOf } from "../time/zone.ts";
import type { TicketLine } from "./layout.ts";
import { paperNumber, type TicketNumber } from "./number.ts";

export interface ReturnSlipFacts {
  readonly number: TicketNumber;
  readonly office: Localized;
  readonly service: Localized | null;
  readonly language: Language;
  readonly languages: readonly Language[];
  readonly timeZone: string;
  /** The office date on which to come, and the hour, in minutes since midnight. */
  readonly date: string;
  readonly from: number;
  readonly to: number;
  readonly practice: boolean;
  readonly code: string;
}

export interface ReturnSlipTexts {
  readonly comeBack: string;
  readonly between: (from: string, to: string) => string;
  readonly youGoFirst: string;
  readonly checkIn: string;
  readonly later: string;
  readonly yourNumber: string;
  readonly practice: string;
}

export function returnSlipLines(facts: ReturnSlipFacts, texts: Readonly<Record<Language, ReturnSlipTexts>>): TicketLine[] {
  const { language, service } = facts;
  const others = facts.languages.filter((each) => each !== language);
  const say = texts[language];
  const line = (text: string, size: "small" | "normal" | "large" = "normal", bold = false, as = language): TicketLine => ({
    ...{ kind: "text", text, size, bold },
    language: as,
  });
  const marks = facts.practice ? [line(facts.languages.map((each) => texts[each].practice).join(" / "), "large", true)] : [];
  return [
    ...marks,
    line(facts.office[language], "normal", true),
    { kind: "rule" },
    line(say.comeBack),
    line(dayOf(facts, language), "large", true),
    line(hourOf(facts, language, texts), "large", true),
    line(say.youGoFirst, "normal", true),
    ...others.flatMap((each) => [
      line(`${texts[each].comeBack} : ${dayOf(facts, each)}, ${hourOf(facts, each, texts)}`, "small", false, each),
      line(texts[each].youGoFirst, "small", false, each),
    ]),
    { kind: "space" },
    line([say, ...others.map((each) => texts[each])].map((each) => each.yourNumber).join(" · ")),
    line(paperNumber(facts.number), "large", true),
    ...(service ? [line(service[language]), ...others.map((each) => line(service[each], "small", false, each))] : []),
    { kind: "space" },
    line(say.checkIn),
    ...others.map((each) => line(texts[each].checkIn, "small", false, each)),
    { kind: "code", data: facts.code },
    line(say.later, "small"),
    ...others.map((each) => line(texts[each].later, "small", false, each)),
  ];
}

function dayOf({ date, timeZone }: ReturnSlipFacts, language: Language): string {
  const format = dateFormat(`${language}-CA`, { timeZone, weekday: "long", month: "long", day: "numeric" });
  return printable(format.format(momentOf(date, 720, timeZone)));
}

function hourOf(
  { date, from, to, timeZone }: ReturnSlipFacts,
  language: Language,
  texts: Readonly<Record<Language, ReturnSlipTexts>>,
): string {
  const format = dateFormat(`${language}-CA`, { timeZone, timeStyle: "short" });
  const time = (minutes: number) => printable(format.format(momentOf(date, minutes, timeZone)));
  return texts[language].between(shortened(time(from), language), shortened(time(to), language));
}

/** `09 h 00` is `9 h` to a French reader. */
function shortened(time: string, language: Language): string {
  return language === "fr" ? time.replace(/^0(?=\d)/, "").replace(/ h 00$/, " h") : time;
}

/** Narrow no-break spaces are not in the printers' code pages. */
function printable(text: string): string {
  return text.replace(/[\u202f\u00a0]/g, " ");
}
