/** Why a ticket is next, as an agent can say it to the citizen. From the facts of the call alone, so that it can be said years later. */
import type { Localized } from "../office/configuration.ts";
import type { Language } from "../texts/language.ts";
import type { PassedReason, Reason } from "./reason.ts";

/** The facts that a sentence needs; those of calls before routing had reasons have less. */
export type ReasonFacts = Pick<Reason, "rule" | "waitedMs" | "passedOverTotal"> & Partial<Pick<Reason, "class" | "why" | "passedCounts">>;

export interface ReasonNames {
  /** As on paper. */
  readonly number: string;
  /** What the office calls the class of the reason; null for the classes of presets. */
  readonly className?: Localized | null | undefined;
}

/** One or two sentences: why this one, and why those who came earlier still wait. */
export function sentence(because: ReasonFacts, names: ReasonNames, language: Language): string {
  return [whySentence(because, names, language), passedSentence(because, language)].filter((each) => each !== "").join(" ");
}

export function whySentence(because: ReasonFacts, { number, className }: ReasonNames, language: Language): string {
  const say = words[language];
  const waited = waitWords(because.waitedMs, language);
  if (because.rule === "chosen-from-list") return say.chosen(number, waited);
  switch (because.why) {
    case "let-forward":
      return say.letForward(number, waited, className?.[language] ?? say.classes[because.class ?? ""] ?? say.classes.everybody ?? "");
    case "transferred":
      return say.transferred(number, waited);
    case "returned":
      return say.returned(number);
    case "nobody-else":
      return say.nobodyElse(number, waited);
    default:
      return say.first(number, waited);
  }
}

/** Empty when nobody was passed over. */
export function passedSentence({ passedOverTotal: total, passedCounts }: ReasonFacts, language: Language): string {
  if (total === 0) return "";
  const say = words[language];
  const counts = (Object.entries(passedCounts ?? {}) as [PassedReason, number][]).sort(([, one], [, other]) => other - one);
  const of = ([why, count]: [PassedReason, number]) => say.passed[why][say.isOne(count) ? 0 : 1];
  const [first] = counts;
  if (first === undefined) return `${say.before(total)} ${say.stillWait[say.isOne(total) ? 0 : 1]}.`;
  if (counts.length === 1) return `${say.before(total)} ${of(first)}.`;
  const reasons = counts.map((each) => `${each[1]} ${of(each)}`);
  return `${say.before(total)} ${say.stillWait[1]}${say.colon}${reasons.join(", ")}.`;
}

export function waitWords(ms: number, language: Language): string {
  const say = words[language];
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 1) return say.noMinute;
  if (minutes < 60) return say.minutes(minutes);
  return minutes % 60 === 0 ? say.hours(minutes / 60) : `${say.hours(Math.floor(minutes / 60))} ${say.minutes(minutes % 60)}`;
}

interface Words {
  readonly first: (number: string, waited: string) => string;
  readonly letForward: (number: string, waited: string, who: string) => string;
  readonly transferred: (number: string, waited: string) => string;
  readonly returned: (number: string) => string;
  readonly nobodyElse: (number: string, waited: string) => string;
  readonly chosen: (number: string, waited: string) => string;
  /** The classes of presets, as whom they are let before others. */
  readonly classes: Readonly<Record<string, string>>;
  readonly isOne: (count: number) => boolean;
  readonly before: (total: number) => string;
  /** For one, for more. */
  readonly stillWait: readonly [string, string];
  readonly colon: string;
  readonly passed: Readonly<Record<PassedReason, readonly [string, string]>>;
  readonly noMinute: string;
  readonly minutes: (count: number) => string;
  readonly hours: (count: number) => string;
}

const en = (count: number, one: string, more: string) => `${count} ${count === 1 ? one : more}`;
const fr = (count: number, one: string, more: string) => `${count} ${count < 2 ? one : more}`;

const words: Readonly<Record<Language, Words>> = {
  en: {
    first: (number, waited) => `${number} has waited ${waited} and is the first in line for this counter.`,
    letForward: (number, waited, who) =>
      `${number} goes before some who came earlier: ${who}. The office lets only a few go before each person. It has waited ${waited}.`,
    transferred: (number, waited) => `${number} was sent on to this counter and keeps its place. It has waited ${waited} in all.`,
    returned: (number) => `${number} was called before, came back in time and has its turn now.`,
    nobodyElse: (number, waited) => `${number} suits another counter better, but nobody else waits here. It has waited ${waited}.`,
    chosen: (number, waited) => `An agent chose ${number} from the list after a wait of ${waited}.`,
    classes: {
      appointments: "it has an appointment",
      "return-slip": "it was asked to come in this hour, because it was not reached on another day",
      "high-priority": "an agent marked it as urgent",
      "low-priority": "it has waited long enough",
      everybody: "they were marked as able to wait",
    },
    isOne: (count) => count === 1,
    before: (total) => (total === 1 ? "1 person before it" : `${total} people before it`),
    stillWait: ["still waits", "still wait"],
    colon: ": ",
    passed: {
      away: ["has stepped away", "have stepped away"],
      "other-service": ["came for a service that this counter does not do", "came for services that this counter does not do"],
      skill: ["needs somebody trained for it", "need somebody trained for it"],
      transferred: ["waits for a certain counter or agent", "wait for a certain counter or agent"],
      "step-free": ["needs a counter without steps", "need a counter without steps"],
      interpreter: ["needs an interpreter", "need an interpreter"],
      "own-line": ["stands in the line of other counters", "stand in the line of other counters"],
      errands: ["has several errands that another counter does together", "have several errands that another counter does together"],
      language: ["waits for somebody who speaks their language", "wait for somebody who speaks their language"],
      "let-forward": ["let it go first", "let it go first"],
      chosen: ["still waits", "still wait"],
    },
    noMinute: "less than a minute",
    minutes: (count) => en(count, "minute", "minutes"),
    hours: (count) => en(count, "hour", "hours"),
  },
  fr: {
    first: (number, waited) => `${number} attend depuis ${waited} et est le premier de la file pour ce comptoir.`,
    letForward: (number, waited, who) =>
      `${number} passe devant des gens arrivés plus tôt : ${who}. Le bureau n’en laisse passer que quelques-uns devant chaque personne. Attente : ${waited}.`,
    transferred: (number, waited) => `${number} a été envoyé à ce comptoir et garde sa place. Attente en tout : ${waited}.`,
    returned: (number) => `${number} avait déjà été appelé; la personne est revenue à temps et c’est son tour.`,
    nobodyElse: (number, waited) =>
      `${number} conviendrait mieux à un autre comptoir, mais personne d’autre n’attend ici. Attente : ${waited}.`,
    chosen: (number, waited) => `Un agent a choisi ${number} dans la liste après une attente de ${waited}.`,
    classes: {
      appointments: "la personne a un rendez-vous",
      "return-slip": "on lui a demandé de venir à cette heure, faute d'avoir été servi un autre jour",
      "high-priority": "un agent l’a marqué comme urgent",
      "low-priority": "l’attente a assez duré",
      everybody: "ceux-ci sont marqués comme pouvant attendre",
    },
    isOne: (count) => count < 2,
    before: (total) => (total === 1 ? "1 personne avant ce billet" : `${total} personnes avant ce billet`),
    stillWait: ["attend encore", "attendent encore"],
    colon: " : ",
    passed: {
      away: ["s’est absentée", "se sont absentées"],
      "other-service": ["vient pour un service que ce comptoir n’offre pas", "viennent pour des services que ce comptoir n’offre pas"],
      skill: ["a besoin de quelqu’un formé pour cela", "ont besoin de quelqu’un formé pour cela"],
      transferred: ["attend un comptoir ou un agent précis", "attendent un comptoir ou un agent précis"],
      "step-free": ["a besoin d’un comptoir sans marche", "ont besoin d’un comptoir sans marche"],
      interpreter: ["a besoin d’un interprète", "ont besoin d’un interprète"],
      "own-line": ["est dans la file d’autres comptoirs", "sont dans la file d’autres comptoirs"],
      errands: ["a plusieurs démarches qu’un autre comptoir fait ensemble", "ont plusieurs démarches qu’un autre comptoir fait ensemble"],
      language: ["attend quelqu’un qui parle sa langue", "attendent quelqu’un qui parle leur langue"],
      "let-forward": ["l’a laissé passer", "l’ont laissé passer"],
      chosen: ["attend encore", "attendent encore"],
    },
    noMinute: "moins d’une minute",
    minutes: (count) => fr(count, "minute", "minutes"),
    hours: (count) => fr(count, "heure", "heures"),
  },
};
