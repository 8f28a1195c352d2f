/** What the page around a ticket's story says, by language. The story's own sentences stand in `#shared/visit-life/`. */
import { type Catalogues, counted } from "../base/texts.ts";

export interface VisitLifeTexts {
  readonly title: string;
  readonly heading: string;
  readonly loading: string;
  readonly lead: string;
  readonly number: string;
  readonly numberHint: string;
  readonly date: string;
  readonly who: string;
  readonly chooseWho: string;
  readonly show: string;
  readonly looking: string;
  readonly kept: string;
  readonly whoFirst: string;
  readonly numberFirst: string;
  readonly dateFirst: string;
  readonly storyOf: (number: string) => string;
  readonly practice: string;
  readonly waited: string;
  readonly served: string;
  readonly called: string;
  readonly times: (count: number) => string;
  readonly steps: string;
  readonly printed: (who: string, time: string) => string;
  readonly print: string;
  readonly manager: string;
  readonly agent: (number: number) => string;
  readonly kiosk: (rest: string) => string;
  readonly board: (rest: string) => string;
  readonly theHub: string;
  readonly minuteOfDay: (hours: number, minutes: string) => string;
  readonly away: (since: string) => string;
  readonly awayAtStart: string;
  readonly awayAdvice: string;
  readonly dismiss: string;
}

export const visitLifeTexts: Catalogues<VisitLifeTexts> = {
  en: {
    title: "A ticket’s story - The Q",
    heading: "A ticket’s story",
    loading: "Fetching the office from the hub…",
    lead: "From the office’s own record: when a ticket was taken, called and served, who was called before it, and why.",
    number: "Ticket number",
    numberHint: "A12",
    date: "Date",
    who: "Who looks",
    chooseWho: "Choose your name",
    show: "Tell its story",
    looking: "Looking through the record…",
    kept: "Your name and the time are kept with the ticket.",
    whoFirst: "Choose your name first: it is kept with the ticket.",
    numberFirst: "Type the number as on the paper: a letter or two, then digits.",
    dateFirst: "Choose the date on the paper.",
    storyOf: (number) => `Ticket ${number}`,
    practice: "Practice ticket",
    waited: "Waited in all",
    served: "At a counter",
    called: "Called",
    times: (count) => (count === 0 ? "never" : count === 1 ? "once" : `${count} times`),
    steps: "What happened, in order",
    printed: (who, time) => `Times are the office hub’s. Shown to ${who}: ${time}`,
    print: "Print",
    manager: "Manager",
    agent: (number) => `Agent ${number}`,
    kiosk: (rest) => `kiosk ${rest}`,
    board: (rest) => `board ${rest}`,
    theHub: "the hub",
    minuteOfDay: (hours, minutes) => `${hours}:${minutes}`,
    away: (since) => `Hub not reachable since ${since}.`,
    awayAtStart: "Hub not reachable.",
    awayAdvice: "Stories are told from its record: try again when it is back. Check its cable and that it is on.",
    dismiss: "Close this message",
  },
  fr: {
    title: "L’histoire d’un billet - The Q",
    heading: "L’histoire d’un billet",
    loading: "Chargement du bureau…",
    lead: "D’après le journal du bureau : quand un billet a été pris, appelé et servi, qui a été appelé avant lui, et pourquoi.",
    number: "Numéro du billet",
    numberHint: "A12",
    date: "Date",
    who: "Qui consulte",
    chooseWho: "Choisissez votre nom",
    show: "Raconter son histoire",
    looking: "Recherche dans le journal…",
    kept: "Votre nom et l’heure sont conservés avec le billet.",
    whoFirst: "Choisissez d’abord votre nom : il est conservé avec le billet.",
    numberFirst: "Saisissez le numéro comme sur le papier : une lettre ou deux, puis des chiffres.",
    dateFirst: "Choisissez la date qui est sur le papier.",
    storyOf: (number) => `Billet ${number}`,
    practice: "Billet d’exercice",
    waited: "Attente en tout",
    served: "Au comptoir",
    called: "Appelé",
    times: (count) => (count === 0 ? "jamais" : counted("fr", count, `${count} fois`, `${count} fois`)),
    steps: "Ce qui est arrivé, dans l’ordre",
    printed: (who, time) => `Les heures sont celles du serveur du bureau. Consulté par ${who} : ${time}`,
    print: "Imprimer",
    manager: "Gestion",
    agent: (number) => `Agent ${number}`,
    kiosk: (rest) => `la borne ${rest}`,
    board: (rest) => `le tableau ${rest}`,
    theHub: "le serveur",
    minuteOfDay: (hours, minutes) => `${hours} h ${minutes}`,
    away: (since) => `Serveur injoignable depuis ${since}.`,
    awayAtStart: "Serveur injoignable.",
    awayAdvice: "Les histoires viennent de son journal : réessayez quand il sera de retour. Vérifiez son câble et qu’il est allumé.",
    dismiss: "Fermer ce message",
  },
};
