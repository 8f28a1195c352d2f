/** What the kiosk says to citizens, in plain words, by language: a missing key is a type error. */
import type { NotOfferedWhy } from "#shared/day/offers.ts";
import type { Need } from "#shared/office/configuration.ts";
import { type Catalogues, counted } from "../base/texts.ts";

export interface KioskTexts {
  readonly title: string;
  readonly welcome: string;
  readonly takeTicket: string;
  readonly waiting: (count: number) => string;
  /** The doors are not open yet, and numbers are given. */
  readonly forming: (opens: string | null) => string;
  readonly practice: string;
  readonly noticesMore: string;
  readonly topics: string;
  readonly topicsMore: string;
  readonly booked: string;
  readonly hasTicket: string;
  readonly onTicket: (services: string) => string;
  readonly withMore: (service: string, more: number) => string;
  readonly programmes: string;
  readonly services: string;
  readonly searchOpen: string;
  readonly search: string;
  readonly searchField: string;
  readonly searchHint: string;
  readonly searchOften: string;
  readonly searchNothing: string;
  readonly searchFound: (count: number) => string;
  readonly clear: string;
  readonly deleteLetter: string;
  readonly space: string;
  readonly keyboard: string;
  readonly notSure: string;
  readonly notSureHint: string;
  readonly back: string;
  readonly help: string;
  readonly helpChosen: (count: number) => string;
  readonly helpHeading: string;
  readonly helpLead: string;
  readonly helpAsk: string;
  readonly helpDone: string;
  readonly needs: Readonly<Record<Need, string>>;
  readonly page: (page: number, pages: number) => string;
  readonly pageBefore: string;
  readonly pageNext: string;
  readonly confirm: string;
  readonly confirmNotSure: string;
  readonly anythingElse: string;
  readonly addErrand: string;
  readonly dropErrand: (service: string) => string;
  readonly people: string;
  readonly peopleCount: (count: number) => string;
  readonly personMore: string;
  readonly personLess: string;
  readonly bring: string;
  readonly notHere: string;
  readonly notHereStill: string;
  readonly notToday: Readonly<Record<NotOfferedWhy, (figure: string) => string>>;
  readonly nextSteps: string;
  readonly steps: readonly [string, string, string];
  readonly needsTold: string;
  readonly issuing: string;
  readonly refused: string;
  readonly refusedAdvice: string;
  readonly tryAgain: string;
  readonly yourNumber: string;
  readonly whatNow: string;
  /** While the boards stand still and staff call by voice. */
  readonly whatNowSlow: string;
  readonly lettersDiffer: string;
  readonly slow: string;
  readonly paperPrinting: string;
  readonly paperTake: string;
  readonly paperNone: string;
  readonly paperNoneAdvice: string;
  readonly paperPicture: string;
  readonly printAgain: string;
  readonly printedAgain: string;
  readonly done: string;
  readonly closesIn: (seconds: number) => string;
  readonly moreTime: string;
  readonly idle: string;
  readonly idleAdvice: (seconds: number) => string;
  readonly idleStay: string;
  readonly idleLeave: string;
  readonly starting: string;
  readonly startingAdvice: string;
  readonly notReady: string;
  readonly notReadyAdvice: string;
  readonly closed: string;
  readonly closedAdvice: string;
  readonly opensAgain: (day: string, time: string | null) => string;
  readonly outOfService: string;
  readonly outOfServiceAdvice: string;
}

export const texts: Catalogues<KioskTexts> = {
  en: {
    title: "Take a ticket",
    welcome: "Welcome",
    takeTicket: "Touch here to take a ticket",
    waiting: (count) => (count === 0 ? "Nobody is waiting" : `${count} ${counted("en", count, "person", "people")} waiting`),
    forming: (opens) => `You can take your ticket now. ${opens ? `We open at ${opens}` : "We open shortly"}`,
    practice: "Staff training. Please take your ticket when we are open.",
    noticesMore: "More notices",
    topics: "What can we help you with?",
    topicsMore: "What else can we help you with?",
    booked: "I have an appointment or a ticket",
    hasTicket: "I have a ticket",
    onTicket: (services) => `On your ticket: ${services}`,
    withMore: (service, more) => (more > 0 ? `${service} and ${more} more` : service),
    programmes: "Which of these is it about?",
    services: "What do you need?",
    searchOpen: "Say it in your own words",
    search: "Tell us in your own words",
    searchField: "Your words",
    searchHint: "Such as: I lost my licence",
    searchOften: "Often asked for",
    searchNothing: "Nothing found yet. Try another word, or choose “Something else”.",
    searchFound: (count) => `${count} ${counted("en", count, "service", "services")} found`,
    clear: "Clear",
    deleteLetter: "Delete the last letter",
    space: "space",
    keyboard: "Keyboard",
    notSure: "Something else, or I am not sure",
    notSureHint: "We will find out together at the counter",
    back: "Back",
    help: "I need assistance",
    helpChosen: (count) => `Assistance (${count})`,
    helpHeading: "How can we help?",
    helpLead: "Touch all that apply. Our staff will see it when they call you.",
    helpAsk: "Please speak to any member of our staff. They are glad to help.",
    helpDone: "Continue",
    needs: {
      "come-and-get-me": "Come and get me when it is my turn",
      "step-free": "I need a way without steps",
      hearing: "I am Deaf or hard of hearing",
      interpreter: "I would like an interpreter",
      "more-time": "I need more time",
    },
    page: (page, pages) => `Page ${page} of ${pages}`,
    pageBefore: "Previous page",
    pageNext: "More choices",
    confirm: "Your ticket is for",
    confirmNotSure: "Something else, or not sure yet",
    anythingElse: "Anything else today?",
    addErrand: "Add it to this ticket",
    dropErrand: (service) => `Remove: ${service}`,
    people: "For how many people?",
    peopleCount: (count) => `${count} ${counted("en", count, "person", "people")}`,
    personMore: "One more person",
    personLess: "One person fewer",
    bring: "Please have with you",
    notHere: "This is not done at this office",
    notHereStill: "If you would like to speak with us about it, you can still take a ticket.",
    notToday: {
      stopped: () => "Not available today",
      limit: (figure) => `All ${figure} tickets for today are taken`,
      "last-ticket": (time) => `The last ticket for today was at ${time}`,
    },
    nextSteps: "What happens next",
    steps: ["Take your ticket", "Have a seat and watch the board", "Go to the counter shown with your number"],
    needsTold: "We will tell our staff:",
    issuing: "Getting your number",
    refused: "We could not get you a number",
    refusedAdvice: "Please try once more, or speak to a member of our staff.",
    tryAgain: "Try again",
    yourNumber: "Your number",
    whatNow: "Please have a seat and watch the board. It shows your number and the counter to go to.",
    whatNowSlow: "Please have a seat nearby. Calling may be slow, and our staff may call your number by voice.",
    lettersDiffer: "Letters may differ; your place in line is safe.",
    slow: "Calling may be a little slow just now",
    paperPrinting: "Your ticket is printing",
    paperTake: "Please take your ticket below",
    paperNone: "Your number is on this screen",
    paperNoneAdvice: "No paper this time. Please write your number down or take a photo. Your place in line is safe.",
    paperPicture: "Your ticket",
    printAgain: "Print again",
    printedAgain: "One more copy is on its way",
    done: "Done",
    closesIn: (seconds) => `This screen closes in ${seconds} s`,
    moreTime: "More time",
    idle: "Are you still there?",
    idleAdvice: (seconds) => `We will start over in ${seconds} ${counted("en", seconds, "second", "seconds")}.`,
    idleStay: "Yes, continue",
    idleLeave: "Start over",
    starting: "One moment, please",
    startingAdvice: "This kiosk will be ready shortly.",
    notReady: "This kiosk is not ready yet",
    notReadyAdvice: "Please use another kiosk, or speak to a member of our staff.",
    closed: "We are closed right now",
    closedAdvice: "Tickets are given out while the office is open.",
    opensAgain: (day, time) => `We open again on ${day}${time ? ` at ${time}` : ""}`,
    outOfService: "This kiosk is not available right now",
    outOfServiceAdvice: "Please speak to a member of our staff. They will give you a ticket.",
  },
  fr: {
    title: "Prendre un billet",
    welcome: "Bienvenue",
    takeTicket: "Touchez ici pour prendre un billet",
    waiting: (count) => (count === 0 ? "Personne n’attend" : `${count} ${counted("fr", count, "personne attend", "personnes attendent")}`),
    forming: (opens) => `Vous pouvez déjà prendre votre billet. ${opens ? `Nous ouvrons à ${opens}` : "Nous ouvrons bientôt"}`,
    practice: "Formation du personnel. Prenez votre billet à l’ouverture.",
    noticesMore: "Autres avis",
    topics: "Comment peut‑on vous aider?",
    topicsMore: "Que pouvons-nous faire d’autre pour vous?",
    booked: "J’ai un rendez-vous ou un billet",
    hasTicket: "J’ai un billet",
    onTicket: (services) => `Sur votre billet\u00a0: ${services}`,
    withMore: (service, more) => (more > 0 ? `${service} et ${more} de plus` : service),
    programmes: "De quoi s’agit-il?",
    services: "De quoi avez-vous besoin?",
    searchOpen: "Dites-le dans vos mots",
    search: "Dites-le dans vos propres mots",
    searchField: "Vos mots",
    searchHint: "Comme\u00a0: j’ai perdu mon permis",
    searchOften: "Souvent demandés",
    searchNothing: "Rien pour l’instant. Essayez un autre mot ou choisissez « Autre chose ».",
    searchFound: (count) => `${count} ${counted("fr", count, "service trouvé", "services trouvés")}`,
    clear: "Effacer",
    deleteLetter: "Supprimer la dernière lettre",
    space: "espace",
    keyboard: "Clavier",
    notSure: "Autre chose, ou je ne sais pas",
    notSureHint: "Nous verrons cela ensemble au comptoir",
    back: "Retour",
    help: "J’ai besoin d’aide",
    helpChosen: (count) => `Aide demandée (${count})`,
    helpHeading: "De quelle aide avez-vous besoin?",
    helpLead: "Touchez tout ce qui s’applique. Notre personnel le verra au moment de vous appeler.",
    helpAsk: "Adressez-vous à un membre du personnel, qui se fera un plaisir de vous aider.",
    helpDone: "Continuer",
    needs: {
      "come-and-get-me": "Venez me chercher quand ce sera mon tour",
      "step-free": "Il me faut un accès sans marches",
      hearing: "Je suis une personne sourde ou malentendante",
      interpreter: "J’aimerais avoir un interprète",
      "more-time": "J’ai besoin de plus de temps",
    },
    page: (page, pages) => `Page ${page} de ${pages}`,
    pageBefore: "Page précédente",
    pageNext: "Autres choix",
    confirm: "Votre billet est pour",
    confirmNotSure: "Autre chose, ou à préciser",
    anythingElse: "Autre chose aujourd’hui?",
    addErrand: "L’ajouter au même billet",
    dropErrand: (service) => `Retirer\u00a0: ${service}`,
    people: "Pour combien de personnes?",
    peopleCount: (count) => `${count} ${counted("fr", count, "personne", "personnes")}`,
    personMore: "Une personne de plus",
    personLess: "Une personne de moins",
    bring: "Ayez avec vous",
    notHere: "Ce service n’est pas offert à ce bureau",
    notHereStill: "Si vous souhaitez nous en parler, vous pouvez quand même prendre un billet.",
    notToday: {
      stopped: () => "Pas offert aujourd’hui",
      limit: (figure) => `Les ${figure} billets du jour sont tous donnés`,
      "last-ticket": (time) => `Le dernier billet du jour était à ${time}`,
    },
    nextSteps: "Et ensuite",
    steps: ["Prenez votre billet", "Assoyez-vous et surveillez le tableau", "Allez au comptoir affiché avec votre numéro"],
    needsTold: "Nous le dirons à notre personnel\u00a0:",
    issuing: "Nous préparons votre numéro",
    refused: "Nous n’avons pas pu vous donner de numéro",
    refusedAdvice: "Essayez encore une fois ou adressez-vous à un membre du personnel.",
    tryAgain: "Réessayer",
    yourNumber: "Votre numéro",
    whatNow: "Assoyez-vous et surveillez le tableau. Il affichera votre numéro et le comptoir où aller.",
    whatNowSlow: "Assoyez-vous à proximité. L’appel peut tarder et se faire à voix haute.",
    lettersDiffer: "Les lettres peuvent différer; votre place est assurée.",
    slow: "Les appels peuvent tarder un peu",
    paperPrinting: "Votre billet s’imprime",
    paperTake: "Prenez votre billet ci‑dessous",
    paperNone: "Votre numéro est à l’écran",
    paperNoneAdvice: "Pas de papier cette fois-ci. Notez votre numéro ou prenez-le en photo. Votre place dans la file est assurée.",
    paperPicture: "Votre billet",
    printAgain: "Imprimer de nouveau",
    printedAgain: "Une autre copie s’en vient",
    done: "Terminé",
    closesIn: (seconds) => `Cet écran se fermera dans ${seconds}\u00a0s`,
    moreTime: "Plus de temps",
    idle: "Êtes-vous toujours là?",
    idleAdvice: (seconds) => `Nous recommencerons au début dans ${seconds} ${counted("fr", seconds, "seconde", "secondes")}.`,
    idleStay: "Oui, continuer",
    idleLeave: "Recommencer",
    starting: "Un instant, s’il vous plaît",
    startingAdvice: "Cette borne sera prête sous peu.",
    notReady: "Cette borne n’est pas encore prête",
    notReadyAdvice: "Utilisez une autre borne ou adressez-vous à un membre du personnel.",
    closed: "Nous sommes fermés pour le moment",
    closedAdvice: "Les billets sont remis pendant les heures d’ouverture du bureau.",
    opensAgain: (day, time) => `Nous rouvrons le ${day}${time ? ` à ${time}` : ""}`,
    outOfService: "Cette borne n’est pas disponible pour le moment",
    outOfServiceAdvice: "Adressez-vous à un membre du personnel, qui vous remettra un billet.",
  },
};
