/** What a kiosk says to those who have an appointment, by language. Loaded with the screens that say it. */
import type { Arrival, askStaffReasons } from "#shared/appointments/wire.ts";
import type { Catalogues } from "../base/texts.ts";

type Why = (typeof askStaffReasons)[number];

export interface CheckInTexts {
  readonly heading: string;
  readonly byCode: string;
  readonly byCodeHint: string;
  readonly byPhone: (digits: number) => string;
  readonly byPhoneHint: string;
  readonly typeCode: string;
  readonly typePhone: (digits: number) => string;
  readonly codeField: string;
  readonly phoneField: string;
  readonly codeHint: string;
  readonly find: string;
  readonly looking: string;
  readonly isThisIt: string;
  readonly itIs: string;
  readonly arrival: Readonly<Record<Arrival, (time: string) => string>>;
  readonly unknownService: string;
  readonly checkMeIn: string;
  readonly notMine: string;
  readonly alreadyIn: string;
  readonly alreadyInAdvice: string;
  readonly notFound: string;
  readonly notFoundAdvice: string;
  readonly away: string;
  readonly awayAdvice: string;
  readonly staff: Readonly<Record<Why, (when: string) => string>>;
  readonly staffAdvice: Readonly<Record<Why, string>>;
  readonly tryAgain: string;
  readonly ticketInstead: string;
  readonly told: string;
}

export const checkInTexts: Catalogues<CheckInTexts> = {
  en: {
    heading: "Check in for your appointment",
    byCode: "With my code",
    byCodeHint: "From your letter, e-mail or text message: type it or scan it",
    byPhone: (digits) => `With the last ${digits} digits of my phone number`,
    byPhoneHint: "Of the number you gave when you booked",
    typeCode: "Type or scan your code",
    typePhone: (digits) => `The last ${digits} digits of your phone number`,
    codeField: "Your code",
    phoneField: "Last digits of your phone number",
    codeHint: "Such as: K7M4PX",
    find: "Find my appointment",
    looking: "Looking for your appointment",
    isThisIt: "Is this your appointment?",
    itIs: "Your appointment",
    arrival: {
      early: (time) => `You are early, that is fine. Around ${time} we will call you.`,
      "on-time": () => "You are on time. We will call you soon.",
      late: () => "You are later than planned. We will serve you in the order of arrival.",
    },
    unknownService: "Our staff know what it is about",
    checkMeIn: "Yes, take my ticket",
    notMine: "No, this is not mine",
    alreadyIn: "You are checked in already",
    alreadyInAdvice: "This is your number. Please have a seat and watch the board.",
    notFound: "We did not find it",
    notFoundAdvice: "Please check what you typed and try again. Or take a ticket: our staff will find your appointment.",
    away: "We cannot look it up just now",
    awayAdvice: "Please take a ticket and choose what it is about. Our staff will find your appointment.",
    staff: {
      several: () => "More than one appointment has these digits",
      expired: (when) => `Your appointment was at ${when}`,
      cancelled: () => "This appointment was called off",
      "other-date": (when) => `Your appointment is on ${when}`,
      "checked-in": () => "Somebody with these digits is checked in already",
    },
    staffAdvice: {
      several: "Please use your code. Or take a ticket: our staff will find your appointment.",
      expired: "It is too late to check in for it here. Take a ticket, and our staff will see what can be done.",
      cancelled: "If that is a surprise, take a ticket or speak to a member of our staff.",
      "other-date": "You can come then, or take a ticket for today and wait in line.",
      "checked-in": "If that was not you, take a ticket: our staff will find your appointment.",
    },
    tryAgain: "Try again",
    ticketInstead: "Take a ticket",
    told: "I have an appointment",
  },
  fr: {
    heading: "Votre arrivée pour un rendez-vous",
    byCode: "Avec mon code",
    byCodeHint: "Par lettre, courriel ou texto\u00a0: à taper ou à scanner",
    byPhone: (digits) => `Les ${digits} derniers chiffres de mon téléphone`,
    byPhoneHint: "Du numéro donné au moment de réserver",
    typeCode: "Tapez votre code ou présentez-le",
    typePhone: (digits) => `Les ${digits} derniers chiffres de votre téléphone`,
    codeField: "Votre code",
    phoneField: "Derniers chiffres de votre téléphone",
    codeHint: "Comme\u00a0: K7M4PX",
    find: "Trouver mon rendez-vous",
    looking: "Nous cherchons votre rendez-vous",
    isThisIt: "Est-ce votre rendez-vous?",
    itIs: "Votre rendez-vous",
    arrival: {
      early: (time) => `Vous êtes en avance, c’est très bien. Vers ${time}, nous vous appellerons.`,
      "on-time": () => "Vous êtes à l’heure. Nous vous appellerons bientôt.",
      late: () => "L’heure est passée. Nous vous servirons dans l’ordre d’arrivée.",
    },
    unknownService: "Notre personnel sait de quoi il s’agit",
    checkMeIn: "Oui, prendre mon billet",
    notMine: "Non, ce n’est pas le mien",
    alreadyIn: "Votre arrivée est déjà notée",
    alreadyInAdvice: "Voici votre numéro. Assoyez-vous et surveillez le tableau.",
    notFound: "Nous ne l’avons pas trouvé",
    notFoundAdvice: "Vérifiez ce que vous avez tapé et réessayez. Ou prenez un billet\u00a0: le personnel trouvera votre rendez-vous.",
    away: "Nous ne pouvons pas le chercher pour l’instant",
    awayAdvice: "Prenez un billet en choisissant de quoi il s’agit. Le personnel trouvera votre rendez-vous.",
    staff: {
      several: () => "Plus d’un rendez-vous a ces chiffres",
      expired: (when) => `Votre rendez-vous était à ${when}`,
      cancelled: () => "Ce rendez-vous a été annulé",
      "other-date": (when) => `Votre rendez-vous est le ${when}`,
      "checked-in": () => "Quelqu’un avec ces chiffres est déjà arrivé",
    },
    staffAdvice: {
      several: "Utilisez votre code. Ou prenez un billet\u00a0: le personnel trouvera votre rendez-vous.",
      expired: "Il est trop tard pour noter votre arrivée ici. Prenez un billet, et le personnel verra ce qui est possible.",
      cancelled: "Si cela vous surprend, prenez un billet ou adressez-vous au personnel.",
      "other-date": "Revenez à ce moment, ou prenez un billet pour aujourd’hui et attendez dans la file.",
      "checked-in": "Si ce n’est pas vous, prenez un billet\u00a0: le personnel trouvera votre rendez-vous.",
    },
    tryAgain: "Réessayer",
    ticketInstead: "Prendre un billet",
    told: "J’ai un rendez-vous",
  },
};
