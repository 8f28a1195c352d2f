/** What the manager's page says, by language. */
import { type Catalogues, counted } from "../base/texts.ts";
import type { DayAsked, DayMove, SteerMove } from "./day-asked.ts";

export interface ManagerTexts {
  readonly title: string;
  readonly heading: string;
  readonly loading: string;
  /** The way to the page that tells what happened to a ticket. */
  readonly story: string;
  readonly sentence: {
    readonly nobody: string;
    readonly waiting: (n: number, longest: string) => string;
    readonly serving: (serving: number, staffed: number) => string;
    readonly nobodyStaffed: string;
    readonly closed: string;
  };
  readonly dayOpen: (day: string) => string;
  readonly dayClosed: (last: string) => string;
  readonly dayMoves: Readonly<Record<DayMove, string>>;
  readonly formAbout: (day: string) => string;
  readonly openAbout: (day: string) => string;
  readonly againAbout: string;
  readonly lastAbout: string;
  readonly closingAbout: string;
  readonly closesAt: string;
  readonly carryHeading: string;
  readonly carry: { readonly over: string; readonly end: string };
  readonly closeAbout: (waiting: number, held: number) => string;
  readonly doubted: (shown: string) => string;
  readonly doubtedAdvice: string;
  readonly trustAbout: (shown: string) => string;
  readonly correctAbout: (day: string) => string;
  readonly correctTo: string;
  readonly correctWhyHeading: string;
  readonly correctWhy: Readonly<Record<DayAsked["why"], string>>;
  readonly who: string;
  readonly chooseWho: string;
  readonly cancel: string;
  /** What came of a command, by its name. */
  readonly done: Readonly<Record<DayMove | SteerMove, string>>;
  readonly faults: string;
  readonly allWell: string;
  readonly counters: string;
  readonly counterClosed: string;
  readonly counterFree: string;
  readonly called: string;
  readonly serving: string;
  readonly queues: string;
  readonly queue: string;
  readonly waiting: string;
  readonly longest: string;
  readonly takenBy: string;
  readonly noneTakes: string;
  readonly devices: string;
  readonly healthy: string;
  readonly notHealthy: (n: number) => string;
  readonly offline: string;
  readonly today: string;
  readonly asOf: (time: string) => string;
  readonly joined: string;
  readonly calledCount: string;
  readonly finished: string;
  readonly noShow: string;
  readonly left: string;
  readonly waitMedian: string;
  readonly waitNine: string;
  readonly serviceMedian: string;
  readonly serviceNine: string;
  readonly chartTitle: string;
  readonly chartSummary: (joined: number, wait: string, nine: string) => string;
  readonly chartEmpty: string;
  readonly legend: { readonly joined: string; readonly median: string; readonly nine: string };
  readonly people: string;
  readonly minutes: string;
  readonly byService: string;
  readonly byQuarter: string;
  readonly service: string;
  readonly noService: string;
  readonly from: string;
  readonly away: (since: string) => string;
  readonly awayAtStart: string;
  readonly awayAdvice: string;
  readonly dismiss: string;
  readonly none: string;
}

export const managerTexts: Catalogues<ManagerTexts> = {
  en: {
    title: "Manager - The Q",
    heading: "The office now",
    loading: "Fetching the office from the hub…",
    story: "A ticket’s story",
    sentence: {
      nobody: "Nobody is waiting",
      waiting: (n, longest) => `${n} waiting, longest ${longest}`,
      serving: (serving, staffed) => `${serving} of ${staffed} ${counted("en", staffed, "counter", "counters")} serving`,
      nobodyStaffed: "no counter is staffed",
      closed: "The day is not open",
    },
    dayOpen: (day) => `Open for ${day}`,
    dayClosed: (last) => (last === "" ? "No day was opened yet." : `The last day was ${last}.`),
    dayMoves: {
      "form-line": "Let the line form",
      "open-doors": "Open the doors",
      "close-doors": "Last tickets",
      "set-closing": "Change closing time",
      "close-day": "Close the day",
      "trust-clock": "The time is right",
      "correct-day": "Correct the date",
    },
    formAbout: (day) => `Begins ${day}. Kiosks and reception give numbers; nobody is called before the doors are open.`,
    openAbout: (day) => `Opens ${day}. Counters can call. Whoever is outside already keeps their place; practice ends.`,
    againAbout: "Kiosks give tickets again. Whoever waits keeps their place.",
    lastAbout: "Kiosks and reception give no more tickets today. Whoever waits is still called.",
    closingAbout: "Today only. Boards, kiosks and the sum of who is reached go by it; doors and day are still closed by a person.",
    closesAt: "Closes today at",
    closeAbout: (waiting, held) =>
      waiting + held === 0
        ? "Nobody is in the office. Calling stops until the doors are opened again."
        : `${waiting} ${counted("en", waiting, "person still waits", "people still wait")} and ${held} ${counted("en", held, "is", "are")} at a counter. Calling stops until the doors are opened again.`,
    carryHeading: "Those who still wait",
    carry: { over: "Keep their places for the next day", end: "Their visits end now" },
    doubted: (shown) => `Is it really ${shown}?`,
    doubtedAdvice:
      "The hub’s machine started with a time that cannot be right. Tickets and calls go on; no day opens by itself. Set the machine’s clock, then say so here.",
    trustAbout: (shown) => `The hub takes this time for right: ${shown}. Days open by the office’s hours again.`,
    correctAbout: (day) => `The open day is called ${day}. Tickets and counts keep their places; only its name changes.`,
    correctTo: "The right date",
    correctWhyHeading: "How it came about",
    correctWhy: { "wrong-clock": "The clock was wrong", mistake: "A mistake" },
    who: "Who does this",
    chooseWho: "Choose your name",
    cancel: "Cancel",
    done: {
      "form-line": "The line may form.",
      "open-doors": "The doors are open.",
      "close-doors": "No more tickets are given.",
      "set-closing": "Today closes at another time.",
      "close-day": "The day is closed.",
      "trust-clock": "The time is confirmed.",
      "correct-day": "The date is corrected.",
      "stop-service": "The service gives no more tickets today.",
      "resume-service": "The service gives tickets again.",
      "set-counter": "The counter is changed for today.",
      "post-notice": "The notice is up on every kiosk and board.",
      "withdraw-notice": "The notice is taken down.",
      "promise-returns": "The return slips are promised.",
      "start-practice": "Practice has begun.",
      "end-practice": "Practice is over; nothing of it is left.",
    },
    faults: "Needs someone now",
    allWell: "All devices and the hub are well.",
    counters: "Counters",
    counterClosed: "Nobody here",
    counterFree: "Free",
    called: "Called",
    serving: "Serving",
    queues: "The line by queue",
    queue: "Queue",
    waiting: "Waiting",
    longest: "Longest",
    takenBy: "Counters on it",
    noneTakes: "none",
    devices: "Devices",
    healthy: "Well",
    notHealthy: (n) => `${n} ${counted("en", n, "fault", "faults")}`,
    offline: "Not reachable",
    today: "Today",
    asOf: (time) => `as of ${time}`,
    joined: "Joined",
    calledCount: "Called",
    finished: "Served",
    noShow: "No-shows",
    left: "Left",
    waitMedian: "Half waited less than",
    waitNine: "9 of 10 waited less than",
    serviceMedian: "Half were served within",
    serviceNine: "9 of 10 served within",
    chartTitle: "People who joined and their wait, by quarter of an hour",
    chartSummary: (joined, wait, nine) => `${joined} joined so far. Half waited less than ${wait}, 9 of 10 less than ${nine}.`,
    chartEmpty: "The first tickets of the day draw this picture.",
    legend: { joined: "joined", median: "half waited less than", nine: "9 of 10 waited less than" },
    people: "people",
    minutes: "minutes",
    byService: "By service",
    byQuarter: "By quarter of an hour",
    service: "Service",
    noService: "Not known yet",
    from: "From",
    away: (since) => `Hub not reachable since ${since}; showing the last known state.`,
    awayAtStart: "Hub not reachable.",
    awayAdvice: "Kiosks keep giving tickets. This page comes back by itself.",
    dismiss: "Close this note",
    none: "–",
  },
  fr: {
    title: "Gestion - The Q",
    heading: "Le bureau en ce moment",
    loading: "Chargement de l’état du bureau…",
    story: "L’histoire d’un billet",
    sentence: {
      nobody: "Personne n’attend",
      waiting: (n, longest) => `${n} en attente, ${longest} au plus`,
      serving: (serving, staffed) => `${serving} ${counted("fr", serving, "comptoir", "comptoirs")} sur ${staffed} en service`,
      nobodyStaffed: "aucun comptoir n’est occupé",
      closed: "La journée n’est pas ouverte",
    },
    dayOpen: (day) => `Ouvert pour le ${day}`,
    dayClosed: (last) => (last === "" ? "Aucune journée n’a encore été ouverte." : `La dernière journée était le ${last}.`),
    dayMoves: {
      "form-line": "Laisser la file se former",
      "open-doors": "Ouvrir les portes",
      "close-doors": "Derniers billets",
      "set-closing": "Changer l’heure de fermeture",
      "close-day": "Fermer la journée",
      "trust-clock": "L’heure est juste",
      "correct-day": "Corriger la date",
    },
    formAbout: (day) =>
      `Commence le ${day}. Les bornes et l’accueil remettent des numéros; personne n’est appelé avant l’ouverture des portes.`,
    openAbout: (day) => `Ouvre le ${day}. Les comptoirs peuvent appeler. Qui est déjà dehors garde sa place; l’exercice prend fin.`,
    againAbout: "Les bornes remettent de nouveau des billets. Qui attend garde sa place.",
    lastAbout: "Les bornes et l’accueil ne remettent plus de billets aujourd’hui. Qui attend sera encore appelé.",
    closingAbout:
      "Aujourd’hui seulement. Les tableaux, les bornes et le calcul de qui sera servi en tiennent compte; portes et journée sont toujours fermées par quelqu’un.",
    closesAt: "Ferme aujourd’hui à",
    closeAbout: (waiting, held) =>
      waiting + held === 0
        ? "Il n’y a personne au bureau. Les appels cessent jusqu’à la prochaine ouverture des portes."
        : `${waiting} ${counted("fr", waiting, "personne attend", "personnes attendent")} encore et ${held} ${counted("fr", held, "est", "sont")} au comptoir. Les appels cessent jusqu’à la prochaine ouverture des portes.`,
    carryHeading: "Qui attend encore",
    carry: { over: "Garde sa place pour la prochaine journée", end: "Sa visite prend fin maintenant" },
    doubted: (shown) => `Sommes-nous vraiment le ${shown}?`,
    doubtedAdvice:
      "L’ordinateur du serveur a démarré avec une heure qui ne peut pas être juste. Les billets et les appels continuent; aucune journée ne s’ouvre d’elle-même. Réglez son horloge, puis confirmez ici.",
    trustAbout: (shown) =>
      `Le serveur tient cette heure pour juste : ${shown}. Les journées s’ouvriront de nouveau selon l’horaire du bureau.`,
    correctAbout: (day) => `La journée ouverte porte le nom du ${day}. Les billets et les comptes gardent leur place; seul son nom change.`,
    correctTo: "La bonne date",
    correctWhyHeading: "D’où vient l’erreur",
    correctWhy: { "wrong-clock": "L’horloge était fausse", mistake: "Une faute de saisie" },
    who: "Qui fait ce geste",
    chooseWho: "Choisissez votre nom",
    cancel: "Annuler",
    done: {
      "form-line": "La file peut se former.",
      "open-doors": "Les portes sont ouvertes.",
      "close-doors": "On ne remet plus de billets.",
      "set-closing": "L’heure de fermeture d’aujourd’hui est changée.",
      "close-day": "La journée est fermée.",
      "trust-clock": "L’heure est confirmée.",
      "correct-day": "La date est corrigée.",
      "stop-service": "Le service ne donne plus de billets aujourd’hui.",
      "resume-service": "Le service donne de nouveau des billets.",
      "set-counter": "Le comptoir est changé pour aujourd’hui.",
      "post-notice": "L’avis est affiché sur toutes les bornes et tous les tableaux.",
      "withdraw-notice": "L’avis est retiré.",
      "promise-returns": "Les billets de retour sont promis.",
      "start-practice": "L’exercice a commencé.",
      "end-practice": "L’exercice est terminé; il n’en reste rien.",
    },
    faults: "Demande une intervention",
    allWell: "Tous les appareils et le serveur fonctionnent bien.",
    counters: "Comptoirs",
    counterClosed: "Personne ici",
    counterFree: "Libre",
    called: "Appelé",
    serving: "En service",
    queues: "L’attente par file",
    queue: "File",
    waiting: "En attente",
    longest: "La plus longue",
    takenBy: "Comptoirs affectés",
    noneTakes: "aucun",
    devices: "Appareils",
    healthy: "En ordre",
    notHealthy: (n) => `${n} ${counted("fr", n, "panne", "pannes")}`,
    offline: "Injoignable",
    today: "Aujourd’hui",
    asOf: (time) => `à ${time}`,
    joined: "Arrivées",
    calledCount: "Appels",
    finished: "Services rendus",
    noShow: "Absences",
    left: "Départs",
    waitMedian: "La moitié a attendu moins de",
    waitNine: "9 sur 10 ont attendu moins de",
    serviceMedian: "La moitié servie en moins de",
    serviceNine: "9 sur 10 servies en moins de",
    chartTitle: "Arrivées et attente, par quart d’heure",
    chartSummary: (joined, wait, nine) =>
      `${joined} ${counted("fr", joined, "arrivée", "arrivées")} jusqu’ici. La moitié a attendu moins de ${wait}, 9 sur 10 moins de ${nine}.`,
    chartEmpty: "Les premiers billets de la journée traceront cette image.",
    legend: { joined: "arrivées", median: "la moitié a attendu moins de", nine: "9 sur 10 ont attendu moins de" },
    people: "personnes",
    minutes: "minutes d’attente",
    byService: "Par service",
    byQuarter: "Par quart d’heure",
    service: "Service",
    noService: "Pas encore connu",
    from: "Dès",
    away: (since) => `Serveur du bureau injoignable depuis ${since}; voici le dernier état connu.`,
    awayAtStart: "Serveur du bureau injoignable.",
    awayAdvice: "Les bornes remettent toujours des billets. Cette page se rétablira d’elle-même.",
    dismiss: "Fermer cette note",
    none: "–",
  },
};
