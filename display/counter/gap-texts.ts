/** What the counter page says of tickets that the hub was away for, or does not know, by language. */
import type { Catalogues } from "../base/texts.ts";
import type { AnswerKey } from "./question.ts";

export interface GapTexts {
  readonly question: {
    readonly stage: string;
    readonly heading: (number: string) => string;
    readonly lead: (time: string, ago: string) => string;
    readonly calledByVoice: string;
    readonly answers: Readonly<Record<AnswerKey, string>>;
    /** None of these is the key of Call next: that one pressed twice must not answer. */
    readonly keys: Readonly<Record<AnswerKey, string>>;
    readonly later: string;
  };
  readonly waitedThrough: string;
  readonly fromPaper: string;
  readonly served: (number: string) => string;
  readonly left: (number: string) => string;
  readonly settled: (number: string) => string;
  readonly admit: {
    readonly open: string;
    readonly heading: string;
    readonly number: string;
    readonly hint: string;
    readonly service: string;
    readonly notSure: string;
    readonly go: string;
    readonly close: string;
    readonly done: (number: string) => string;
  };
  readonly samePerson: { readonly what: (number: string) => string; readonly advice: (number: string) => string; readonly settle: string };
  readonly heldAway: string;
}

export const gapTexts: Catalogues<GapTexts> = {
  en: {
    question: {
      stage: "One question before this call",
      heading: (number) => `${number} waited while the system was away.`,
      lead: (time, ago) => `It took its number at ${time}, ${ago} ago, and may have been served by voice since.`,
      calledByVoice: "Staff called it by voice from the kiosk.",
      answers: { call: "Call it", served: "Already served", left: "Has left" },
      keys: { call: "C", served: "S", left: "L" },
      later: "Not now",
    },
    waitedThrough: "Waited while away",
    fromPaper: "From paper",
    served: (number) => `${number} was already served.`,
    left: (number) => `${number} has left.`,
    settled: (number) => `${number} is settled.`,
    admit: {
      open: "Paper not in the list? Type its number",
      heading: "Paper that is not in the list",
      number: "Number",
      hint: "C12, or scan it",
      service: "Service",
      notSure: "Not sure yet",
      go: "Add to the line",
      close: "Close",
      done: (number) => `${number} is in the line.`,
    },
    samePerson: {
      what: (number) => `${number} was typed in and called. Now its kiosk reports it too.`,
      advice: (number) => `If somebody else holds ${number}, give them a new ticket.`,
      settle: "Understood",
    },
    heldAway: "Calling comes back with the hub. Until then, the staff page of each kiosk lists who waits.",
  },
  fr: {
    question: {
      stage: "Une question avant cet appel",
      heading: (number) => `${number} attendait pendant l’absence du système.`,
      lead: (time, ago) => `Son numéro a été pris à ${time}, il y a ${ago}; on l’a peut-être servi de vive voix depuis.`,
      calledByVoice: "Le personnel l’a appelé de vive voix depuis la borne.",
      answers: { call: "L’appeler", served: "Déjà servi", left: "Reparti" },
      keys: { call: "A", served: "D", left: "P" },
      later: "Plus tard",
    },
    waitedThrough: "A attendu pendant l’absence",
    fromPaper: "D’après le papier",
    served: (number) => `${number} avait déjà été servi.`,
    left: (number) => `${number} est reparti.`,
    settled: (number) => `La question de ${number} est réglée.`,
    admit: {
      open: "Un billet absent de la liste? Saisissez son numéro",
      heading: "Un billet absent de la liste",
      number: "Numéro",
      hint: "C12, ou son code",
      service: "Service",
      notSure: "Pas encore précisé",
      go: "Ajouter à la file",
      close: "Fermer",
      done: (number) => `${number} est dans la file.`,
    },
    samePerson: {
      what: (number) => `${number} a été saisi puis appelé. Sa borne le signale maintenant elle aussi.`,
      advice: (number) => `Si quelqu’un d’autre a le billet ${number}, remettez-lui un nouveau billet.`,
      settle: "Compris",
    },
    heldAway: "Les appels reprendront au retour du serveur. D’ici là, la page du personnel de chaque borne montre qui attend.",
  },
};
