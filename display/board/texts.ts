/** What the board says: always in every language of the office at once, few words, large. */
import type { Catalogues } from "../base/texts.ts";

export interface BoardTexts {
  readonly title: string;
  readonly number: string;
  readonly counter: string;
  readonly go: string;
  readonly atCounter: string;
  readonly before: string;
  readonly waiting: string;
  readonly welcome: string;
  readonly welcomeAdvice: string;
  readonly watch: string;
  readonly closed: string;
  readonly closedAdvice: string;
  /** The doors are shut, and a line forms. */
  readonly soon: string;
  readonly soonAt: (time: string | null) => string;
  readonly opensAt: (time: string) => string;
  readonly opensOn: (day: string, time: string | null) => string;
  /** No more tickets are given today. */
  readonly last: string;
  readonly practice: string;
  readonly practiceAbout: string;
  readonly starting: string;
  readonly away: (since: string) => string;
  readonly awayAdvice: string;
  readonly chimeOnly: string;
  readonly touchForSound: string;
  readonly page: (page: number, pages: number) => string;
}

export const texts: Catalogues<BoardTexts> = {
  en: {
    title: "Now calling",
    number: "Number",
    counter: "Counter",
    go: "Please go now",
    atCounter: "At the counter",
    before: "Called before",
    waiting: "waiting",
    welcome: "Welcome",
    welcomeAdvice: "Please take a ticket",
    watch: "Please watch for your number",
    closed: "Closed",
    closedAdvice: "See you soon",
    soon: "Opening soon",
    soonAt: (time) => (time ? `At ${time} – your place is kept` : "Your place is kept"),
    opensAt: (time) => `We open at ${time}`,
    opensOn: (day, time) => `We open ${day}${time ? ` at ${time}` : ""}`,
    last: "No more tickets today. You will still be called.",
    practice: "PRACTICE",
    practiceAbout: "Staff training: these calls are for nobody",
    starting: "One moment, please",
    away: (since) => `As it was at ${since}`,
    awayAdvice: "Staff may call you by voice",
    chimeOnly: "Chime only",
    touchForSound: "Touch for sound",
    page: (page, pages) => `Page ${page} of ${pages}`,
  },
  fr: {
    title: "Numéros appelés",
    number: "Numéro",
    counter: "Comptoir",
    go: "Allez-y maintenant",
    atCounter: "Au comptoir",
    before: "Appels précédents",
    waiting: "en attente",
    welcome: "Bienvenue",
    welcomeAdvice: "Prenez un billet",
    watch: "Surveillez votre numéro",
    closed: "Fermé",
    closedAdvice: "À bientôt",
    soon: "Bientôt ouvert",
    soonAt: (time) => (time ? `À ${time} – votre place est gardée` : "Votre place est gardée"),
    opensAt: (time) => `Nous ouvrons à ${time}`,
    opensOn: (day, time) => `Nous ouvrons le ${day}${time ? ` à ${time}` : ""}`,
    last: "Plus de billets aujourd’hui. On vous appellera.",
    practice: "EXERCICE",
    practiceAbout: "Formation du personnel : ces appels ne sont pour personne",
    starting: "Un instant",
    away: (since) => `Affichage de ${since}`,
    awayAdvice: "On peut vous appeler à voix haute",
    chimeOnly: "Carillon seulement",
    touchForSound: "Touchez pour le son",
    page: (page, pages) => `Page ${page} de ${pages}`,
  },
};
