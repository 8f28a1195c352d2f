/** What a ticket says, in each language. Short: paper is 80 mm wide, and people read it on their feet. */
import type { TicketTexts } from "../ticket/layout.ts";
import type { Language } from "./language.ts";

export const ticketTexts: Readonly<Record<Language, TicketTexts>> = {
  en: {
    yourNumber: "Your number",
    notSure: "Something else",
    also: (service) => `Also: ${service}`,
    people: (count) => `${count} people`,
    watchTheBoard: "Please wait: the screen will show your number.",
    onYourPhone: "Your place in line, on your phone: scan this.",
    missedCall: ({ minutes, place, times }) =>
      times === 0
        ? "If you miss your call, please take a new ticket."
        : `Missed your call? Scan this at a kiosk within ${minutes} min: ${{ next: "you go next", keep: "you keep your place", end: "you join the end" }[place]}.`,
    lettersNoOrder: "Letters do not show the order.",
    copy: "Copy",
    practice: "PRACTICE",
  },
  fr: {
    yourNumber: "Votre numéro",
    notSure: "Autre demande",
    also: (service) => `Aussi : ${service}`,
    people: (count) => `${count} personnes`,
    watchTheBoard: "L'écran affichera votre numéro.",
    onYourPhone: "Votre place dans la file, sur votre téléphone : balayez ce code.",
    missedCall: ({ minutes, place, times }) =>
      times === 0
        ? "Si vous manquez votre appel, prenez un nouveau billet."
        : `Appel manqué? Présentez ce billet à une borne sous ${minutes} min : ${{ next: "vous passez ensuite", keep: "vous gardez votre place", end: "vous reprenez la file à la fin" }[place]}.`,
    lettersNoOrder: "Les lettres n'indiquent pas l'ordre.",
    copy: "Copie",
    practice: "EXERCICE",
  },
};
