/** What the manager's page says, by language. */
import { type Catalogues, counted } from "../base/texts.ts";

export interface ManagerTexts {
  readonly title: string;
  readonly heading: string;
  readonly loading: string;
  readonly sentence: {
    readonly nobody: string;
    readonly waiting: (n: number, longest: string) => string;
    readonly serving: (serving: number, staffed: number) => string;
    readonly nobodyStaffed: string;
    readonly closed: string;
  };
  readonly dayOpen: (day: string) => string;
  readonly dayClosed: (last: string) => string;
  readonly openDay: string;
  readonly closeDay: string;
  readonly openAbout: (day: string) => string;
  readonly closeAbout: (waiting: number, held: number) => string;
  readonly who: string;
  readonly chooseWho: string;
  readonly cancel: string;
  readonly opened: string;
  readonly closed: string;
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
    sentence: {
      nobody: "Nobody is waiting",
      waiting: (n, longest) => `${n} waiting, longest ${longest}`,
      serving: (serving, staffed) => `${serving} of ${staffed} ${counted("en", staffed, "counter", "counters")} serving`,
      nobodyStaffed: "no counter is staffed",
      closed: "The day is not open",
    },
    dayOpen: (day) => `Open for ${day}`,
    dayClosed: (last) => (last === "" ? "No day was opened yet." : `The last day was ${last}.`),
    openDay: "Open the day",
    closeDay: "Close the day",
    openAbout: (day) => `Opens ${day}. Kiosks give numbers of the new day, and counters can call.`,
    closeAbout: (waiting, held) =>
      waiting + held === 0
        ? "Nobody is in the office. Calling stops until a day is opened again."
        : `${waiting} ${counted("en", waiting, "person still waits", "people still wait")} and ${held} ${counted("en", held, "is", "are")} at a counter: their visits end now. Calling stops until a day is opened again.`,
    who: "Who does this",
    chooseWho: "Choose your name",
    cancel: "Cancel",
    opened: "The day is open.",
    closed: "The day is closed.",
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
    sentence: {
      nobody: "Personne n’attend",
      waiting: (n, longest) => `${n} en attente, ${longest} au plus`,
      serving: (serving, staffed) => `${serving} ${counted("fr", serving, "comptoir", "comptoirs")} sur ${staffed} en service`,
      nobodyStaffed: "aucun comptoir n’est occupé",
      closed: "La journée n’est pas ouverte",
    },
    dayOpen: (day) => `Ouvert pour le ${day}`,
    dayClosed: (last) => (last === "" ? "Aucune journée n’a encore été ouverte." : `La dernière journée était le ${last}.`),
    openDay: "Ouvrir la journée",
    closeDay: "Fermer la journée",
    openAbout: (day) => `Ouvre le ${day}. Les bornes remettent les numéros de la nouvelle journée et les comptoirs peuvent appeler.`,
    closeAbout: (waiting, held) =>
      waiting + held === 0
        ? "Il n’y a personne au bureau. Les appels cessent jusqu’à l’ouverture d’une autre journée."
        : `${waiting} ${counted("fr", waiting, "personne attend", "personnes attendent")} encore et ${held} ${counted("fr", held, "est", "sont")} au comptoir : leurs visites prennent fin maintenant. Les appels cessent jusqu’à l’ouverture d’une autre journée.`,
    who: "Qui fait ce geste",
    chooseWho: "Choisissez votre nom",
    cancel: "Annuler",
    opened: "La journée est ouverte.",
    closed: "La journée est fermée.",
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
