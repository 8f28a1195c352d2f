/** The words of the "Steer the day" card. */
import { type Catalogues, counted } from "../base/texts.ts";

export const steerTabs = ["services", "counters", "notices", "slips", "practice"] as const;
export type SteerTab = (typeof steerTabs)[number];

export interface SteerTexts {
  readonly heading: string;
  readonly who: string;
  readonly chooseWho: string;
  readonly whoFirst: string;
  readonly tabs: Readonly<Record<SteerTab, string>>;
  readonly services: {
    readonly lead: string;
    readonly choose: string;
    readonly none: string;
    readonly stop: string;
    readonly resume: string;
    readonly why: Readonly<Record<"stopped" | "limit" | "last-ticket", (figure: string) => string>>;
    readonly given: (count: number, perDay: number) => string;
    readonly allOffered: string;
  };
  readonly counters: {
    readonly lead: string;
    readonly asUsual: string;
    readonly changed: string;
    readonly takes: (counter: string) => string;
  };
  readonly notices: {
    readonly lead: string;
    readonly english: string;
    readonly french: string;
    readonly until: string;
    readonly untils: Readonly<Record<"0" | "30" | "60" | "120" | "480", string>>;
    readonly post: string;
    readonly take: string;
    readonly takeOf: (text: string) => string;
    readonly none: string;
    readonly since: (from: string, until: string | null) => string;
  };
  readonly slips: {
    readonly lead: (day: string) => string;
    readonly noDay: string;
    readonly nobody: string;
    readonly unreached: (n: number) => string;
    readonly all: string;
    readonly clear: string;
    readonly missed: string;
    readonly comes: (from: string, to: string) => string;
    readonly printer: string;
    readonly noPaper: string;
    readonly print: (n: number) => string;
    readonly promised: (n: number) => string;
  };
  readonly practice: {
    readonly lead: string;
    readonly rules: readonly string[];
    readonly counters: string;
    readonly kiosks: string;
    readonly kiosksNot: string;
    readonly begin: string;
    readonly end: string;
    readonly runs: (since: string, counters: readonly string[], kiosks: boolean) => string;
    readonly nobody: string;
  };
}

export const steerTexts: Catalogues<SteerTexts> = {
  en: {
    heading: "Steer the day",
    who: "Who does this",
    chooseWho: "Choose your name",
    whoFirst: "Choose your name first; then every button here acts at once.",
    tabs: { services: "Services", counters: "Counters", notices: "Notices", slips: "Return slips", practice: "Practice" },
    services: {
      lead: "A service that is stopped gives no more tickets today. Whoever has one is still served.",
      choose: "Service",
      none: "Choose a service",
      stop: "Stop for today",
      resume: "Offer again",
      why: {
        stopped: () => "Stopped for today",
        limit: (figure) => `All ${figure} tickets of today are given`,
        "last-ticket": (figure) => `The last ticket was given at ${figure}`,
      },
      given: (count, perDay) => `${count} of ${perDay} tickets of today given`,
      allOffered: "Every service gives tickets.",
    },
    counters: {
      lead: "Press a line to have a counter take it, or not, for today. It counts from the next call on.",
      asUsual: "As usual",
      changed: "changed for today",
      takes: (counter) => `${counter} takes`,
    },
    notices: {
      lead: "Shown on every kiosk and board in both languages, and at the counters.",
      english: "In English",
      french: "In French",
      until: "For how long",
      untils: { "0": "Until it is taken down", "30": "30 minutes", "60": "1 hour", "120": "2 hours", "480": "8 hours" },
      post: "Show everywhere",
      take: "Take down",
      takeOf: (text) => `the notice “${text}”`,
      none: "No notice is up.",
      since: (from, until) => (until === null ? `since ${from}` : `since ${from}, until ${until}`),
    },
    slips: {
      lead: (day) => `Who gets a slip comes on ${day}, within the hour that is printed on it, and goes first.`,
      noDay: "No day is known on which the office opens next: enter its hours under Settings.",
      nobody: "Nobody waits.",
      unreached: (n) => `Choose the ${n} not reached`,
      all: "Choose all",
      clear: "Choose none",
      missed: "not reached today",
      comes: (from, to) => `${from} to ${to}`,
      printer: "Print at",
      noPaper: "No paper: tell them",
      print: (n) => `Give ${n} ${counted("en", n, "slip", "slips")}`,
      promised: (n) => `${n} ${counted("en", n, "ticket has", "tickets have")} a slip already.`,
    },
    practice: {
      lead: "Staff play with tickets that are marked PRACTICE / EXERCICE on paper and screens.",
      rules: [
        "Practice counters meet practice tickets only, and citizens never do.",
        "Nothing of it counts: no figures, no statistics, no reports.",
        "It ends by itself, with all its tickets, when the doors open.",
      ],
      counters: "Counters that practise",
      kiosks: "Kiosks give practice tickets",
      kiosksNot: "Kiosks practise only while the office is closed: citizens stand before them now.",
      begin: "Begin practice",
      end: "End practice",
      runs: (since, counters, kiosks) =>
        `Practice runs since ${since}${counters.length === 0 ? "" : ` at ${counted("en", counters.length, "counter", "counters")} ${counters.join(", ")}`}${kiosks ? ", with kiosks" : ""}.`,
      nobody: "Choose a counter, or the kiosks.",
    },
  },
  fr: {
    heading: "Conduire la journée",
    who: "Qui fait ce geste",
    chooseWho: "Choisissez votre nom",
    whoFirst: "Choisissez d’abord votre nom; ensuite, chaque bouton agit tout de suite.",
    tabs: { services: "Services", counters: "Comptoirs", notices: "Avis", slips: "Billets de retour", practice: "Exercice" },
    services: {
      lead: "Un service arrêté ne donne plus de billets aujourd’hui. Qui en a un sera encore servi.",
      choose: "Service",
      none: "Choisissez un service",
      stop: "Arrêter pour aujourd’hui",
      resume: "Offrir de nouveau",
      why: {
        stopped: () => "Arrêté pour aujourd’hui",
        limit: (figure) => `Les ${figure} billets du jour sont remis`,
        "last-ticket": (figure) => `Le dernier billet a été remis à ${figure}`,
      },
      given: (count, perDay) => `${count} billets du jour sur ${perDay} remis`,
      allOffered: "Tous les services donnent des billets.",
    },
    counters: {
      lead: "Appuyez sur une file pour qu’un comptoir la serve ou non aujourd’hui. Cela compte dès le prochain appel.",
      asUsual: "Comme d’habitude",
      changed: "changé pour aujourd’hui",
      takes: (counter) => `${counter} sert`,
    },
    notices: {
      lead: "Affiché sur toutes les bornes et tous les tableaux dans les deux langues, et aux comptoirs.",
      english: "En anglais",
      french: "En français",
      until: "Pour combien de temps",
      untils: { "0": "Jusqu’à son retrait", "30": "30 minutes", "60": "1 heure", "120": "2 heures", "480": "8 heures" },
      post: "Afficher partout",
      take: "Retirer",
      takeOf: (text) => `l’avis « ${text} »`,
      none: "Aucun avis n’est affiché.",
      since: (from, until) => (until === null ? `depuis ${from}` : `depuis ${from}, jusqu’à ${until}`),
    },
    slips: {
      lead: (day) => `Qui reçoit un billet de retour vient le ${day}, dans l’heure imprimée, et passe en premier.`,
      noDay: "On ne sait pas quel jour le bureau ouvre ensuite : inscrivez l’horaire dans les réglages.",
      nobody: "Personne n’attend.",
      unreached: (n) => `Choisir les ${n} non servis`,
      all: "Choisir tous",
      clear: "Ne choisir personne",
      missed: "pas servi aujourd’hui",
      comes: (from, to) => `${from} à ${to}`,
      printer: "Imprimer à",
      noPaper: "Sans papier : dites-le-leur",
      print: (n) => `Remettre ${n} ${counted("fr", n, "billet", "billets")}`,
      promised: (n) => `${n} ${counted("fr", n, "personne a", "personnes ont")} déjà un billet de retour.`,
    },
    practice: {
      lead: "Le personnel joue avec des billets marqués EXERCICE / PRACTICE sur papier et à l’écran.",
      rules: [
        "Les comptoirs en exercice ne reçoivent que des billets d’exercice, et jamais le public.",
        "Rien ne compte : ni chiffres, ni statistiques, ni rapports.",
        "L’exercice prend fin de lui-même, avec tous ses billets, à l’ouverture des portes.",
      ],
      counters: "Comptoirs en exercice",
      kiosks: "Les bornes remettent des billets d’exercice",
      kiosksNot: "Les bornes ne s’exercent que lorsque le bureau est fermé : le public est devant elles en ce moment.",
      begin: "Commencer l’exercice",
      end: "Terminer l’exercice",
      runs: (since, counters, kiosks) =>
        `L’exercice dure depuis ${since}${counters.length === 0 ? "" : ` ${counted("fr", counters.length, "au comptoir", "aux comptoirs")} ${counters.join(", ")}`}${kiosks ? ", avec les bornes" : ""}.`,
      nobody: "Choisissez un comptoir, ou les bornes.",
    },
  },
};
