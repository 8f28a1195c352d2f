/** What the page of a ticket says, in each language. For somebody on their feet, with one hand free. */
import type { Language } from "#shared/texts/language.ts";

export interface CitizenTexts {
  readonly title: string;
  readonly yourNumber: string;
  readonly next: string;
  readonly before: (count: number) => string;
  readonly inLine: string;
  readonly mayChange: string;
  readonly noPlace: string;
  readonly away: (time: string) => string;
  readonly awayHint: string;
  readonly back: string;
  readonly called: (counter: string) => string;
  readonly calledAgain: string;
  readonly serving: (counter: string) => string;
  readonly parked: string;
  readonly parkedUntil: (time: string) => string;
  readonly parkedHint: string;
  readonly ended: Readonly<Record<"finished" | "no-show" | "left" | "day-closed", readonly [what: string, hint: string]>>;
  readonly stepOut: string;
  readonly stepOutHint: string;
  readonly backIn: (minutes: number) => string;
  readonly asking: string;
  readonly refused: string;
  readonly refusedCalled: string;
  readonly notHeard: string;
  readonly old: string;
  readonly lost: (time: string) => string;
  readonly unknown: string;
  readonly unknownHint: string;
  readonly noCode: string;
  readonly noCodeHint: string;
  readonly loading: string;
  readonly updated: (time: string) => string;
  readonly screensCount: string;
}

export const citizenTexts: Readonly<Record<Language, CitizenTexts>> = {
  en: {
    title: "Your ticket",
    yourNumber: "Your number",
    next: "You are next",
    before: (count) => (count === 1 ? "1 person before you" : `${count} people before you`),
    inLine: "You are in line",
    mayChange: "This can change: some people are called first, for example those with an appointment.",
    noPlace: "Your place cannot be told just now.",
    away: (time) => `Your place is kept until ${time}`,
    awayHint: "You are not called before you are back. Press when you are in the office again.",
    back: "I am back",
    called: (counter) => `Please go to counter ${counter}`,
    calledAgain: "You were called again.",
    serving: (counter) => `You are at counter ${counter}`,
    parked: "Your visit is on hold",
    parkedUntil: (time) => `Until about ${time}.`,
    parkedHint: "Staff go on with it; you keep your turn.",
    ended: {
      finished: ["Your visit is finished", "Thank you for coming."],
      "no-show": ["You were called and did not come", "Scan your ticket at a kiosk or show it to staff."],
      left: ["You are no longer in line", "If you still need us, take a new ticket or ask staff."],
      "day-closed": ["The office has closed", "Your ticket is no longer in line."],
    },
    stepOut: "Do you need to step out?",
    stepOutHint: "Your place is kept, and you are not called before you say that you are back.",
    backIn: (minutes) => `Back in ${minutes} minutes`,
    asking: "Telling the office…",
    refused: "That could not be done. Ask staff if you need help.",
    refusedCalled: "You were called meanwhile.",
    notHeard: "The office cannot be reached just now. Use a kiosk, or ask staff.",
    old: "We have lost contact with the office. This is what we knew last: watch the screens there.",
    lost: (time) => `No connection. This was so at ${time}: watch the screens in the office.`,
    unknown: "We do not find this ticket in today’s line",
    unknownHint:
      "It is finished, of another day, or the office has not told us of it yet. The paper counts: watch the screens or ask staff.",
    noCode: "Scan the square on your ticket",
    noCodeHint: "This page shows how your ticket stands once it was opened from there.",
    loading: "Looking for your ticket…",
    updated: (time) => `Updated ${time}`,
    screensCount: "If the screens in the office say something else, they are right.",
  },
  fr: {
    title: "Votre billet",
    yourNumber: "Votre numéro",
    next: "Vous êtes le prochain numéro",
    before: (count) => (count === 1 ? "1 personne avant vous" : `${count} personnes avant vous`),
    inLine: "Vous êtes dans la file",
    mayChange: "Cela peut changer : certaines personnes passent avant, par exemple avec un rendez-vous.",
    noPlace: "Votre place ne peut pas être indiquée en ce moment.",
    away: (time) => `Votre place est gardée jusqu’à ${time}`,
    awayHint: "Vous ne serez pas appelé avant votre retour. Appuyez ici une fois de retour au bureau.",
    back: "Je suis de retour",
    called: (counter) => `Veuillez vous rendre au comptoir ${counter}`,
    calledAgain: "Vous avez été appelé de nouveau.",
    serving: (counter) => `Vous êtes au comptoir ${counter}`,
    parked: "Votre visite est en attente",
    parkedUntil: (time) => `Jusqu’à environ ${time}.`,
    parkedHint: "Le personnel la reprendra; vous gardez votre tour.",
    ended: {
      finished: ["Votre visite est terminée", "Merci de votre visite."],
      "no-show": ["Vous n’étiez pas là à l’appel de votre numéro", "Présentez votre billet à une borne ou au personnel."],
      left: [
        "Vous n’êtes plus dans la file",
        "Si vous avez encore besoin de nous, prenez un nouveau billet ou adressez-vous au personnel.",
      ],
      "day-closed": ["Le bureau est fermé", "Votre billet n’est plus dans la file."],
    },
    stepOut: "Vous devez vous absenter?",
    stepOutHint: "Votre place est gardée, et vous ne serez pas appelé avant d’avoir indiqué votre retour.",
    backIn: (minutes) => `De retour dans ${minutes} minutes`,
    asking: "Le bureau est prévenu…",
    refused: "Cela n’a pas pu se faire. Adressez-vous au personnel au besoin.",
    refusedCalled: "Vous avez été appelé entre-temps.",
    notHeard: "Le bureau est injoignable en ce moment. Passez par une borne ou par le personnel.",
    old: "Nous avons perdu le contact avec le bureau. Voici ce que nous savions : regardez les écrans sur place.",
    lost: (time) => `Aucune connexion. Ceci était vrai à ${time} : regardez les écrans du bureau.`,
    unknown: "Ce billet n’est pas dans la file d’aujourd’hui",
    unknownHint:
      "Il est terminé, d’un autre jour, ou le bureau ne nous en a pas encore parlé. Le papier fait foi : regardez les écrans ou adressez-vous au personnel.",
    noCode: "Balayez le code de votre billet",
    noCodeHint: "Cette page montre où en est votre billet quand elle est ouverte à partir de là.",
    loading: "Recherche de votre billet…",
    updated: (time) => `Mis à jour à ${time}`,
    screensCount: "Si les écrans du bureau disent autre chose, ce sont eux qui font foi.",
  },
};
