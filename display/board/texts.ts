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
    starting: "One moment, please",
    away: (since) => `Connection lost since ${since}`,
    awayAdvice: "Numbers may be old: ask our staff",
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
    starting: "Un instant",
    away: (since) => `Connexion perdue depuis ${since}`,
    awayAdvice: "Numéros à vérifier au comptoir",
    chimeOnly: "Carillon seulement",
    touchForSound: "Touchez pour le son",
    page: (page, pages) => `Page ${page} de ${pages}`,
  },
};
