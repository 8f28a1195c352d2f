/** What the counter page says, by language: a missing key is a type error. */
import type { Need } from "#shared/office/configuration.ts";
import type { Language } from "#shared/texts/language.ts";
import type { Announcement, Move } from "./scene.ts";
import type { MainMove } from "./shortcuts.ts";

export interface CounterTexts {
  readonly title: (counter: string) => string;
  readonly counter: (label: string) => string;
  readonly counters: string;
  readonly signIn: {
    readonly heading: string;
    readonly lead: string;
    readonly counter: string;
    readonly agent: string;
    readonly chooseCounter: string;
    readonly chooseAgent: string;
    readonly takenBy: (agent: string) => string;
    readonly free: string;
    readonly go: string;
    readonly takes: (queues: string) => string;
    readonly takesAll: string;
    readonly elsewhere: (agent: string) => string;
  };
  readonly signOut: string;
  readonly leave: string;
  readonly loading: string;
  readonly live: string;
  readonly shortcuts: { readonly label: string; readonly on: string; readonly off: string };
  /** One letter for each move: the first of its word where that is free. */
  readonly keys: Readonly<Record<MainMove, string>>;
  readonly moves: Readonly<Record<Move, string>>;
  readonly moveAbout: Readonly<Record<"no-show" | "left", string>>;
  readonly stage: { readonly free: string; readonly break: string; readonly called: string; readonly serving: string };
  readonly nowHeading: string;
  readonly announcement: Readonly<Record<Announcement, string>>;
  readonly notAnnouncedAdvice: string;
  readonly noService: string;
  readonly citizenLanguage: (language: string) => string;
  readonly languageNames: Readonly<Record<Language, string>>;
  readonly needs: Readonly<Record<Need, string>>;
  readonly needsHeading: string;
  readonly practice: string;
  readonly waited: string;
  readonly waiting: string;
  readonly withYou: string;
  readonly sinceCall: string;
  readonly calledTimes: string;
  readonly timeUncertain: string;
  readonly notPrinted: string;
  readonly quantity: string;
  readonly quantityAbout: string;
  readonly fewer: string;
  readonly more: string;
  readonly timeNotAccurate: string;
  readonly empty: { readonly heading: string; readonly lead: string; readonly others: (n: number) => string };
  readonly dayClosed: { readonly heading: string; readonly lead: string };
  readonly doorsShut: { readonly heading: string; readonly lead: string };
  readonly nextUp: string;
  readonly line: {
    readonly heading: (n: number) => string;
    readonly mine: (n: number) => string;
    readonly all: (n: number) => string;
    readonly show: string;
    readonly nobody: string;
    readonly call: string;
    readonly left: string;
    readonly assign: string;
    readonly assignOf: (number: string) => string;
    readonly otherQueue: string;
    readonly more: (n: number) => string;
  };
  readonly assign: {
    readonly heading: (number: string) => string;
    readonly lead: string;
    readonly field: string;
    readonly hint: string;
    readonly nothing: (query: string) => string;
    readonly often: string;
    readonly found: (n: number) => string;
    readonly close: string;
  };
  readonly done: Readonly<
    Record<"sign-in" | "sign-out" | "call" | Exclude<Move, "call-next" | "end-break"> | "assign-service", (number: string) => string>
  >;
  readonly away: (since: string) => string;
  readonly awayAtStart: string;
  readonly awayAdvice: string;
  readonly sending: string;
  readonly retrying: string;
  readonly dismiss: string;
  readonly devices: string;
}

const en: CounterTexts = {
  title: (counter) => `${counter === "" ? "Counters" : `Counter ${counter}`} - The Q`,
  counter: (label) => `Counter ${label}`,
  counters: "Counters",
  signIn: {
    heading: "Where do you work today?",
    lead: "Choose your counter and your name. You can change both at any time.",
    counter: "Counter",
    agent: "Your name",
    chooseCounter: "Choose a counter",
    chooseAgent: "Choose your name",
    takenBy: (agent) => `${agent} is here`,
    free: "Free",
    go: "Start at this counter",
    takes: (queues) => `Takes ${queues}`,
    takesAll: "Takes every queue",
    elsewhere: (agent) => `${agent} is signed in at another counter. Sign out there first.`,
  },
  signOut: "Sign out",
  leave: "Leave counter",
  loading: "Fetching the line from the hub…",
  live: "Live",
  shortcuts: { label: "Keyboard shortcuts", on: "on", off: "off" },
  keys: { "call-next": "N", recall: "R", begin: "B", "no-show": "X", left: "L", finish: "F", "end-break": "O", "assign-service": "A" },
  moves: {
    "call-next": "Call next",
    recall: "Recall",
    begin: "Begin service",
    "no-show": "No-show",
    left: "Left",
    finish: "Finish",
    "end-break": "Back to work",
  },
  moveAbout: { "no-show": "Did not come to the counter", left: "Came or said so, and left without service" },
  stage: { free: "Counter is free", break: "On a break", called: "Called, on the way to you", serving: "With you now" },
  nowHeading: "Your counter",
  announcement: { announced: "Announced", announcing: "Announcing…", "not-announced": "Not announced", "by-voice": "Call the number out" },
  notAnnouncedAdvice: "The waiting room may not have heard this call. Recall, or call the number out.",
  noService: "Not sure what they need",
  citizenLanguage: (language) => `Served in ${language}`,
  languageNames: { en: "English", fr: "French" },
  needs: {
    "come-and-get-me": "Go and get them",
    "step-free": "Step-free way",
    hearing: "Hard of hearing",
    interpreter: "Interpreter",
    "more-time": "More time",
  },
  needsHeading: "Needs",
  practice: "Practice",
  waited: "Waited",
  waiting: "Waiting",
  withYou: "With you",
  sinceCall: "Since the call",
  calledTimes: "Times called",
  timeUncertain: "The time of arrival is not certain",
  notPrinted: "The paper did not print: the number was shown on the screen only",
  quantity: "Quantity",
  quantityAbout: "How many of this service",
  fewer: "One fewer",
  more: "One more",
  timeNotAccurate: "Time not accurate",
  empty: {
    heading: "Nobody is waiting for you",
    lead: "The next person for your queues appears here by itself.",
    others: (n) => (n === 1 ? "1 person waits for another queue." : `${n} people wait for other queues.`),
  },
  dayClosed: { heading: "The day is not open", lead: "A manager opens it on the manager's page. Then you can call." },
  doorsShut: {
    heading: "The doors are not open yet",
    lead: "The line forms outside and at the kiosk; everybody keeps their place. You call as soon as a manager opens the doors.",
  },
  nextUp: "Next for you",
  line: {
    heading: (n) => (n === 1 ? "1 waiting" : `${n} waiting`),
    mine: (n) => `My queues (${n})`,
    all: (n) => `All (${n})`,
    show: "Show",
    nobody: "The line is empty. Well done.",
    call: "Call",
    left: "Left",
    assign: "Choose service",
    assignOf: (number) => `of ${number}`,
    otherQueue: "Other queue",
    more: (n) => `${n} more behind them`,
  },
  assign: {
    heading: (number) => `What does ${number} need?`,
    lead: "Type a word or two as the person says it.",
    field: "Find a service",
    hint: "such as licence, rent, birth",
    nothing: (query) => `No service answers to “${query}”. Try another word.`,
    often: "Services at this office",
    found: (n) => (n === 1 ? "1 service found" : `${n} services found`),
    close: "Close",
  },
  done: {
    "sign-in": () => "You are signed in.",
    "sign-out": () => "You are signed out.",
    call: (number) => `${number} is called.`,
    recall: (number) => `${number} is called again.`,
    begin: (number) => `Service of ${number} begins.`,
    finish: (number) => `${number} is finished.`,
    "no-show": (number) => `${number} is marked as no-show.`,
    left: (number) => `${number} is marked as left.`,
    "assign-service": (number) => `The service of ${number} is set.`,
  },
  away: (since) => `Hub not reachable since ${since}; showing the last known line.`,
  awayAtStart: "Hub not reachable.",
  awayAdvice: "Go on with the person in front of you. Kiosks keep giving tickets; this page comes back by itself.",
  sending: "Sending…",
  retrying: "The network lost it; sending again…",
  dismiss: "Close this note",
  devices: "Devices that need someone",
};

const fr: CounterTexts = {
  title: (counter) => `${counter === "" ? "Comptoirs" : `Comptoir ${counter}`} - The Q`,
  counter: (label) => `Comptoir ${label}`,
  counters: "Comptoirs",
  signIn: {
    heading: "Où travaillez-vous aujourd’hui?",
    lead: "Choisissez votre comptoir et votre nom. Vous pourrez changer en tout temps.",
    counter: "Comptoir",
    agent: "Votre nom",
    chooseCounter: "Choisissez un comptoir",
    chooseAgent: "Choisissez votre nom",
    takenBy: (agent) => `${agent} y est déjà`,
    free: "Libre",
    go: "Commencer à ce comptoir",
    takes: (queues) => `Sert ${queues}`,
    takesAll: "Sert toutes les files",
    elsewhere: (agent) => `La session de ${agent} est ouverte à un autre comptoir. Fermez-la d’abord là-bas.`,
  },
  signOut: "Fermer la session",
  leave: "Quitter le guichet",
  loading: "Chargement de la file d’attente…",
  live: "En direct",
  shortcuts: { label: "Raccourcis clavier", on: "activés", off: "désactivés" },
  keys: { "call-next": "S", recall: "R", begin: "C", "no-show": "X", left: "P", finish: "T", "end-break": "O", "assign-service": "A" },
  moves: {
    "call-next": "Appeler le suivant",
    recall: "Rappeler",
    begin: "Commencer le service",
    "no-show": "Absent",
    left: "Parti",
    finish: "Terminer",
    "end-break": "Reprendre le travail",
  },
  moveAbout: { "no-show": "Ne s’est pas présenté au comptoir", left: "Est reparti sans avoir été servi" },
  stage: { free: "Le comptoir est libre", break: "En pause", called: "Appelé, en route vers vous", serving: "Avec vous en ce moment" },
  nowHeading: "Votre comptoir",
  announcement: {
    announced: "Annoncé",
    announcing: "Annonce en cours…",
    "not-announced": "Non annoncé",
    "by-voice": "Dites le numéro à voix haute",
  },
  notAnnouncedAdvice: "La salle d’attente n’a peut-être pas entendu cet appel. Rappelez le numéro ou dites-le à voix haute.",
  noService: "Ne sait pas quel service demander",
  citizenLanguage: (language) => `À servir en ${language}`,
  languageNames: { en: "anglais", fr: "français" },
  needs: {
    "come-and-get-me": "À aller chercher",
    "step-free": "Accès sans marches",
    hearing: "Entend difficilement",
    interpreter: "Interprète",
    "more-time": "Plus de temps",
  },
  needsHeading: "Besoins",
  practice: "Exercice",
  waited: "Attente",
  waiting: "En attente",
  withYou: "Avec vous",
  sinceCall: "Depuis l’appel",
  calledTimes: "Nombre d’appels",
  timeUncertain: "L’heure d’arrivée est incertaine",
  notPrinted: "Le billet n’a pas été imprimé : le numéro a seulement été affiché à l’écran",
  quantity: "Quantité",
  quantityAbout: "Nombre de fois que ce service a été rendu",
  fewer: "Un de moins",
  more: "Un de plus",
  timeNotAccurate: "Durée inexacte",
  empty: {
    heading: "Personne n’attend à votre comptoir",
    lead: "La prochaine personne pour vos files apparaîtra ici d’elle-même.",
    others: (n) => (n === 1 ? "1 personne attend dans une autre file." : `${n} personnes attendent dans d’autres files.`),
  },
  dayClosed: { heading: "La journée n’est pas ouverte", lead: "Un gestionnaire l’ouvre dans sa page. Vous pourrez ensuite appeler." },
  doorsShut: {
    heading: "Les portes ne sont pas encore ouvertes",
    lead: "La file se forme dehors et à la borne; chacun garde sa place. Vous appelez dès qu’un gestionnaire ouvre les portes.",
  },
  nextUp: "Le suivant pour vous",
  line: {
    heading: (n) => `${n} en attente`,
    mine: (n) => `Mes files (${n})`,
    all: (n) => `Toutes (${n})`,
    show: "Afficher",
    nobody: "La file est vide. Beau travail!",
    call: "Appeler",
    left: "Parti",
    assign: "Choisir le service",
    assignOf: (number) => `de ${number}`,
    otherQueue: "Autre file",
    more: (n) => `${n} autres derrière`,
  },
  assign: {
    heading: (number) => `De quoi ${number} a-t-il besoin?`,
    lead: "Tapez un mot ou deux, comme la personne le dit.",
    field: "Trouver un service",
    hint: "par exemple permis, loyer, naissance",
    nothing: (query) => `Aucun service ne correspond à « ${query} ». Essayez un autre mot.`,
    often: "Services de ce bureau",
    found: (n) => (n === 1 ? "1 service trouvé" : `${n} services trouvés`),
    close: "Fermer",
  },
  done: {
    "sign-in": () => "Votre session est ouverte.",
    "sign-out": () => "Votre session est fermée.",
    call: (number) => `${number} est appelé.`,
    recall: (number) => `${number} est appelé de nouveau.`,
    begin: (number) => `Le service de ${number} commence.`,
    finish: (number) => `${number} est terminé.`,
    "no-show": (number) => `${number} est noté absent.`,
    left: (number) => `${number} est noté parti.`,
    "assign-service": (number) => `Le service de ${number} est choisi.`,
  },
  away: (since) => `Serveur du bureau injoignable depuis ${since}; voici la dernière file connue.`,
  awayAtStart: "Serveur du bureau injoignable.",
  awayAdvice: "Continuez avec la personne devant vous. Les bornes remettent toujours des billets; cette page se rétablira d’elle-même.",
  sending: "Envoi…",
  retrying: "Le réseau a perdu l’envoi; nouvel essai…",
  dismiss: "Fermer cette note",
  devices: "Appareils qui ont besoin de quelqu’un",
};

export const counterTexts: Readonly<Record<Language, CounterTexts>> = { en, fr };
