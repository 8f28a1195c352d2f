/** What a ticket says, in each language. Short: paper is 80 mm wide, and people read it on their feet. */
import type { TicketTexts } from "../ticket/layout.ts";
import type { Language } from "./language.ts";

export const ticketTexts: Readonly<Record<Language, TicketTexts>> = {
  en: {
    yourNumber: "Your number",
    notSure: "Something else",
    watchTheBoard: "Please wait: the screen will show your number.",
    lettersNoOrder: "Letters do not show the order: several lines are called.",
    copy: "Copy",
    practice: "PRACTICE",
  },
  fr: {
    yourNumber: "Votre numéro",
    notSure: "Autre demande",
    watchTheBoard: "Patientez, l'écran affichera votre numéro.",
    lettersNoOrder: "Les lettres n'indiquent pas l'ordre : plusieurs files avancent.",
    copy: "Copie",
    practice: "EXERCICE",
  },
};
