/** What the staff's page on a kiosk says, by language. */
import { type Catalogues, counted } from "../base/texts.ts";

export interface KioskStaffTexts {
  readonly title: string;
  readonly pinHeading: string;
  readonly pinLead: string;
  readonly typed: (count: number) => string;
  readonly pad: string;
  readonly erase: string;
  readonly enter: string;
  readonly checking: string;
  readonly back: string;
  readonly leave: string;
  readonly heading: string;
  readonly waiting: (count: number) => string;
  readonly called: (count: number) => string;
  readonly away: string;
  readonly awayAdvice: string;
  readonly present: string;
  readonly presentAdvice: string;
  readonly heardAt: (time: string) => string;
  readonly neverHeard: string;
  readonly since: (time: string) => string;
  readonly noService: string;
  readonly languageNames: Readonly<Record<"en" | "fr", string>>;
  readonly known: Readonly<Record<"kiosk" | "hub", string>>;
  readonly call: string;
  readonly marking: string;
  /** Above the time. */
  readonly calledAbove: string;
  readonly print: string;
  readonly printing: Readonly<Record<"no" | "asked" | "printed" | "failed" | "new-roll", string>>;
  readonly newRoll: string;
  readonly nobody: string;
  readonly nobodyAdvice: string;
  readonly page: (page: number, pages: number) => string;
  readonly pageBefore: string;
  readonly pageNext: string;
  readonly lost: string;
  readonly lostAdvice: string;
}

export const texts: Catalogues<KioskStaffTexts> = {
  en: {
    title: "Staff page",
    pinHeading: "For staff",
    pinLead: "Enter the PIN of this office.",
    typed: (count) => `${count} ${counted("en", count, "digit", "digits")} entered`,
    pad: "Digits",
    erase: "Delete the last digit",
    enter: "OK",
    checking: "Checking…",
    back: "Back to tickets",
    leave: "Leave",
    heading: "Who is waiting",
    waiting: (count) => `${count} waiting`,
    called: (count) => `${count} called by voice`,
    away: "The hub cannot be reached.",
    awayAdvice: "Call by voice in this order, and mark each one here.",
    present: "The hub answers.",
    presentAdvice: "Counters call as usual. This list is for when they cannot.",
    heardAt: (time) => `Last heard from the hub at ${time}`,
    neverHeard: "This kiosk has not heard who waits at others",
    since: (time) => `since ${time}`,
    noService: "Not sure what they need",
    languageNames: { en: "English", fr: "French" },
    known: { kiosk: "Only here", hub: "Hub knows too" },
    call: "Call by voice",
    marking: "One moment…",
    calledAbove: "Called",
    print: "Print the list",
    printing: {
      no: "",
      asked: "The list is printing…",
      printed: "The list is printed.",
      failed: "The list was not printed.",
      "new-roll": "The paper is counted from a full roll now.",
    },
    newRoll: "New paper roll",
    nobody: "Nobody is waiting",
    nobodyAdvice: "Tickets of this kiosk appear here in order of arrival.",
    page: (page, pages) => `Page ${page} of ${pages}`,
    pageBefore: "Previous page",
    pageNext: "Next page",
    lost: "This kiosk’s program does not answer.",
    lostAdvice: "Wait a moment. If it goes on, switch the kiosk off and on; no ticket is lost.",
  },
  fr: {
    title: "Page du personnel",
    pinHeading: "Pour le personnel",
    pinLead: "Entrez le NIP du bureau.",
    typed: (count) => `${count} ${counted("fr", count, "chiffre entré", "chiffres entrés")}`,
    pad: "Chiffres",
    erase: "Supprimer le dernier chiffre",
    enter: "OK",
    checking: "Vérification…",
    back: "Retour aux billets",
    leave: "Quitter",
    heading: "Qui attend",
    waiting: (count) => `${count} en attente`,
    called: (count) => `${count} ${counted("fr", count, "appelé", "appelés")} de vive voix`,
    away: "Le serveur du bureau est injoignable.",
    awayAdvice: "Appelez de vive voix dans cet ordre et marquez chaque appel ici.",
    present: "Le serveur du bureau répond.",
    presentAdvice: "Les comptoirs appellent comme d’habitude. Cette liste sert quand ils ne le peuvent pas.",
    heardAt: (time) => `Dernières nouvelles du serveur à ${time}`,
    neverHeard: "Cette borne ne sait pas qui attend aux autres",
    since: (time) => `depuis ${time}`,
    noService: "Ne sait pas quel service demander",
    languageNames: { en: "anglais", fr: "français" },
    known: { kiosk: "Ici seulement", hub: "Serveur aussi" },
    call: "Appeler",
    marking: "Un instant…",
    calledAbove: "Appelé",
    print: "Imprimer la liste",
    printing: {
      no: "",
      asked: "La liste s’imprime…",
      printed: "La liste est imprimée.",
      failed: "La liste n’a pas été imprimée.",
      "new-roll": "Le papier est maintenant compté à partir d’un rouleau plein.",
    },
    newRoll: "Nouveau rouleau",
    nobody: "Personne n’attend",
    nobodyAdvice: "Les billets de cette borne apparaissent ici par ordre d’arrivée.",
    page: (page, pages) => `Page ${page} de ${pages}`,
    pageBefore: "Page précédente",
    pageNext: "Page suivante",
    lost: "Le programme de cette borne ne répond pas.",
    lostAdvice: "Attendez un instant. Si cela dure, éteignez puis rallumez la borne; aucun billet n’est perdu.",
  },
};
