/** What the catch-up page says, by language. */
import { type Catalogues, counted } from "../base/texts.ts";
import type { How, Part } from "./review.ts";

export interface CatchUpTexts {
  readonly title: string;
  readonly heading: string;
  readonly loading: string;
  readonly toGo: (n: number) => string;
  readonly ofAll: (done: number, all: number) => string;
  readonly absence: (from: string, to: string) => string;
  readonly lead: string;
  readonly who: string;
  readonly chooseWho: string;
  readonly whoFirst: string;
  readonly answers: Readonly<Record<How, string>>;
  /** The first letter of the word. */
  readonly keys: Readonly<Record<How, string>>;
  readonly arrows: string;
  readonly said: Readonly<Record<How | "elsewhere", string>>;
  readonly saidOf: (number: string, said: string) => string;
  readonly openAgain: (number: string) => string;
  readonly saidHeading: string;
  readonly list: string;
  readonly tookAt: (time: string) => string;
  readonly ago: (duration: string) => string;
  readonly ofDay: (day: string) => string;
  readonly uncertain: string;
  readonly noService: string;
  readonly calledByVoice: string;
  readonly languageNames: Readonly<Record<"en" | "fr", string>>;
  readonly apart: Readonly<Record<Exclude<Part, "toConfirm">, { readonly heading: string; readonly lead: string }>>;
  readonly done: { readonly heading: string; readonly lead: (served: number, waiting: number, left: number) => string };
  readonly nothing: { readonly heading: string; readonly lead: string };
  readonly counter: string;
  readonly manager: string;
  readonly away: (since: string) => string;
  readonly awayAtStart: string;
  readonly awayAdvice: string;
  readonly dismiss: string;
}

export const catchUpTexts: Catalogues<CatchUpTexts> = {
  en: {
    title: "Catch-up - The Q",
    heading: "Catch-up",
    loading: "Fetching the tickets from the hub…",
    toGo: (n) => `${n} to go`,
    ofAll: (done, all) => `${done} of ${all} done`,
    absence: (from, to) => `The hub was away from ${from} to ${to}`,
    lead: "What became of each ticket that waited meanwhile?",
    who: "Who does this",
    chooseWho: "Choose your name",
    whoFirst: "Choose your name first: every answer is kept with it.",
    answers: { served: "Served", waiting: "Still waiting", left: "Left", seen: "Seen" },
    keys: { served: "S", waiting: "W", left: "L", seen: "S" },
    arrows: "Arrow keys move from ticket to ticket",
    said: { served: "served", waiting: "still waiting", left: "left", seen: "seen", elsewhere: "settled elsewhere" },
    saidOf: (number, said) => `${number}: ${said}`,
    openAgain: (number) => `${number} is open again.`,
    saidHeading: "Said so far",
    list: "Tickets to go through",
    tookAt: (time) => `Arrived ${time}`,
    ago: (duration) => `${duration} ago`,
    ofDay: (day) => day,
    uncertain: "time not certain",
    noService: "Not sure what they need",
    calledByVoice: "Called by voice",
    languageNames: { en: "English", fr: "French" },
    apart: {
      late: {
        heading: "Came in after their day was closed",
        lead: "Their kiosk could not report them in time. They are in no line any more.",
      },
      samePerson: {
        heading: "Typed in and called before their kiosk reported them",
        lead: "Most likely the same person. If somebody else holds the number, give them a new ticket.",
      },
    },
    done: {
      heading: "All gone through",
      lead: (served, waiting, left) => `${served} served, ${waiting} still waiting, ${left} left.`,
    },
    nothing: { heading: "Nothing to go through", lead: "No ticket waited while the hub was away." },
    counter: "Counter",
    manager: "Manager",
    away: (since) => `Hub not reachable since ${since}; showing the last known tickets.`,
    awayAtStart: "Hub not reachable.",
    awayAdvice: "Answers wait until it is back. This page comes back by itself.",
    dismiss: "Close this note",
  },
  fr: {
    title: "Rattrapage - The Q",
    heading: "Rattrapage",
    loading: "Chargement des billets…",
    toGo: (n) => `${n} à voir`,
    ofAll: (done, all) => `${done} sur ${all} ${counted("fr", done, "réglé", "réglés")}`,
    absence: (from, to) => `Le serveur était absent de ${from} à ${to}`,
    lead: "Qu’est devenu chaque billet qui attendait pendant ce temps?",
    who: "Qui fait ce geste",
    chooseWho: "Choisissez votre nom",
    whoFirst: "Choisissez d’abord votre nom : chaque réponse est conservée avec lui.",
    answers: { served: "Servi", waiting: "Attend encore", left: "Parti", seen: "Vu" },
    keys: { served: "S", waiting: "A", left: "P", seen: "V" },
    arrows: "Les flèches passent d’un billet à l’autre",
    said: { served: "servi", waiting: "attend encore", left: "parti", seen: "vu", elsewhere: "réglé ailleurs" },
    saidOf: (number, said) => `${number} : ${said}`,
    openAgain: (number) => `${number} est de nouveau à régler.`,
    saidHeading: "Réponses données",
    list: "Billets à passer en revue",
    tookAt: (time) => `Arrivée à ${time}`,
    ago: (duration) => `il y a ${duration}`,
    ofDay: (day) => day,
    uncertain: "heure incertaine",
    noService: "Ne sait pas quel service demander",
    calledByVoice: "Appelé de vive voix",
    languageNames: { en: "anglais", fr: "français" },
    apart: {
      late: {
        heading: "Arrivés après la fermeture de leur journée",
        lead: "Leur borne n’a pas pu les signaler à temps. Ils ne sont plus dans aucune file.",
      },
      samePerson: {
        heading: "Saisis et appelés avant d’être signalés par leur borne",
        lead: "C’est sans doute la même personne. Si quelqu’un d’autre a ce numéro, remettez-lui un nouveau billet.",
      },
    },
    done: {
      heading: "Tout est réglé",
      lead: (served, waiting, left) =>
        `${served} ${counted("fr", served, "servi", "servis")}, ${waiting} ${counted("fr", waiting, "attend encore", "attendent encore")}, ${left} ${counted("fr", left, "parti", "partis")}.`,
    },
    nothing: { heading: "Rien à passer en revue", lead: "Aucun billet n’a attendu pendant une absence du serveur." },
    counter: "Comptoir",
    manager: "Gestion",
    away: (since) => `Serveur du bureau injoignable depuis ${since}; voici les derniers billets connus.`,
    awayAtStart: "Serveur du bureau injoignable.",
    awayAdvice: "Les réponses attendent son retour. Cette page se rétablira d’elle-même.",
    dismiss: "Fermer cette note",
  },
};
