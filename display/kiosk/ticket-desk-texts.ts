/** What a kiosk says to those who come back with a ticket, by language. Loaded with the screen that says it. */
import type { TicketStands } from "#shared/wire/kiosk-desk.ts";
import type { Catalogues } from "../base/texts.ts";

export interface TicketDeskTexts {
  readonly way: string;
  readonly wayHint: string;
  readonly type: string;
  readonly field: string;
  readonly hint: string;
  readonly find: string;
  readonly looking: string;
  readonly stands: Readonly<Record<TicketStands, string>>;
  readonly advice: Readonly<Record<TicketStands, string>>;
  readonly comeOn: (day: string, from: string, to: string) => string;
  readonly first: (from: string, to: string) => string;
  readonly goTo: (counter: string) => string;
  readonly noted: string;
  readonly notedAdvice: string;
  readonly none: string;
  readonly noneAdvice: string;
  readonly otherOffice: string;
  readonly away: string;
  readonly awayAdvice: string;
  readonly amHere: string;
  readonly again: string;
}

export const ticketDeskTexts: Catalogues<TicketDeskTexts> = {
  en: {
    way: "With a ticket or a return slip",
    wayHint: "You stepped out, missed your call, or come back another day",
    type: "Type or scan your ticket",
    field: "Your number",
    hint: "Such as: A12",
    find: "Find my ticket",
    looking: "One moment, please",
    stands: {
      waiting: "You are in line",
      away: "Your place is kept",
      called: "You are called now",
      "at-counter": "You are at a counter",
      "may-return": "You can come back in line",
      "too-late": "This ticket is too old",
      "return-today": "Your return slip is for today",
      "return-later": "Your return slip is for another day",
      over: "This ticket is over",
    },
    advice: {
      waiting: "Please watch the board for your number.",
      away: "Tell us when you are back.",
      called: "Please go there now.",
      "at-counter": "Please go back to your counter.",
      "may-return": "Tell us that you are here, and we call you again.",
      "too-late": "Please take a new ticket, or speak to our staff.",
      "return-today": "Tell us that you are here, and you are in line.",
      "return-later": "Keep your slip: it stays good.",
      over: "Please take a new ticket.",
    },
    comeOn: (day, from, to) => `Please come on ${day}, from ${from} to ${to}. You go first then.`,
    first: (from, to) => `From ${from} to ${to} you go first.`,
    goTo: (counter) => `Go to ${counter}.`,
    noted: "Welcome back",
    notedAdvice: "You are in line. Please watch the board for your number.",
    none: "We did not find this ticket",
    noneAdvice: "Please check the number, or speak to our staff.",
    otherOffice: "This ticket is from another office",
    away: "We cannot look it up just now",
    awayAdvice: "You can still tell us that you are here: it counts as soon as we know.",
    amHere: "I am here",
    again: "Try again",
  },
  fr: {
    way: "Avec un billet ou un billet de retour",
    wayHint: "Vous étiez sorti, avez manqué l’appel ou revenez un autre jour",
    type: "Tapez ou balayez votre billet",
    field: "Votre numéro",
    hint: "Par exemple : A12",
    find: "Trouver mon billet",
    looking: "Un instant",
    stands: {
      waiting: "Vous êtes dans la file",
      away: "Votre place est gardée",
      called: "On vous appelle maintenant",
      "at-counter": "Vous êtes à un comptoir",
      "may-return": "Vous pouvez revenir dans la file",
      "too-late": "Ce billet est trop ancien",
      "return-today": "Votre billet de retour est pour aujourd’hui",
      "return-later": "Votre billet de retour est pour un autre jour",
      over: "Ce billet n’est plus valable",
    },
    advice: {
      waiting: "Surveillez votre numéro au tableau.",
      away: "Dites-nous quand vous êtes de retour.",
      called: "Allez-y maintenant.",
      "at-counter": "Retournez à votre comptoir.",
      "may-return": "Dites que vous êtes là, et nous vous rappellerons.",
      "too-late": "Prenez un nouveau billet ou adressez-vous au personnel.",
      "return-today": "Dites que vous êtes là, et vous serez dans la file.",
      "return-later": "Gardez votre billet : il reste bon.",
      over: "Prenez un nouveau billet.",
    },
    comeOn: (day, from, to) => `Venez le ${day}, de ${from} à ${to}. Vous passerez alors en premier.`,
    first: (from, to) => `De ${from} à ${to}, vous passez en premier.`,
    goTo: (counter) => `Allez au ${counter.toLocaleLowerCase("fr")}.`,
    noted: "Bon retour",
    notedAdvice: "Vous êtes dans la file. Surveillez votre numéro au tableau.",
    none: "Nous n’avons pas trouvé ce billet",
    noneAdvice: "Vérifiez le numéro ou adressez-vous au personnel.",
    otherOffice: "Ce billet vient d’un autre bureau",
    away: "Nous ne pouvons pas le chercher en ce moment",
    awayAdvice: "Vous pouvez quand même dire que vous êtes là : cela comptera dès que nous le saurons.",
    amHere: "Je suis là",
    again: "Réessayer",
  },
};
