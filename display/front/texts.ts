/** What the front page of a virtual office says, by language. */
import type { FrontLamp, FrontLive, PrinterSwitches } from "#shared/wire/front-page.ts";
import type { KeypadMove } from "#shared/wire/keypads.ts";
import type { Catalogues } from "../base/texts.ts";
import type { CountName } from "./counts.ts";
import type { Turn } from "./scenes.ts";

export interface FrontTexts {
  readonly title: string;
  readonly heading: string;
  readonly about: string;
  readonly language: string;
  readonly speed: (speed: number) => string;
  readonly steps: readonly { readonly title: string; readonly how: string }[];
  readonly welcome: string;
  readonly counts: {
    readonly heading: string;
    readonly names: Readonly<Record<CountName, string>>;
    readonly agree: string;
    readonly onTheWay: string;
    readonly admit: (papers: number) => string;
    readonly equal: string;
    readonly behind: (by: number) => string;
    readonly silent: string;
  };
  readonly screens: Readonly<Record<"kiosk" | "board" | "counter" | "reception" | "manager" | "paper", string>>;
  readonly appointments: Readonly<Record<"open" | "heading" | "how" | "time" | "code" | "digits" | "service" | "close", string>>;
  readonly panel: Readonly<Record<"open" | "heading" | "how" | "plugged" | "frozen" | "close", string>> & {
    /** The digits on the kiosk's housing. */
    readonly number: (text: string, lit: FrontLamp) => string;
    readonly numberIs: string;
    readonly lamps: Readonly<Record<FrontLamp, string>>;
    readonly beacon: Readonly<Record<FrontLamp, string>>;
  };
  readonly scanner: Readonly<
    Record<"open" | "heading" | "how" | "other" | "scan" | "plugged" | "unplugged" | "garbled" | "close", string>
  > & {
    readonly ticket: (number: string) => string;
    readonly appointment: (time: string) => string;
  };
  readonly sign: Readonly<Record<"open" | "heading" | "how" | "plugged" | "unplugged" | "close", string>> & {
    readonly shows: (text: string, flashing: boolean) => string;
  };
  readonly keypad: Readonly<Record<"open" | "how" | "close", string>> & {
    readonly heading: (counter: string) => string;
    readonly moves: Readonly<Record<KeypadMove, string>>;
  };
  readonly fullScreen: string;
  readonly fullScreenOf: (screen: string) => string;
  readonly opening: (screen: string) => string;
  readonly staffPages: string;
  readonly noPaper: string;
  readonly onAPhone: string;
  readonly paper: (lines: string) => string;
  readonly printer: string;
  readonly printerAway: string;
  readonly switches: Readonly<Record<keyof PrinterSwitches, string>>;
  readonly behindScenes: string;
  readonly turns: Readonly<Record<Turn, string>>;
  readonly card: string;
  readonly cardAbout: string;
  readonly moment: string;
  /** What is different now, and what to try. */
  readonly hints: Readonly<Record<Exclude<Turn, "collector"> | "well", string>> & { readonly lost: (papers: number) => string };
  readonly allRunning: (n: number) => string;
  readonly running: (n: number) => string;
  readonly states: Readonly<Record<FrontLive["processes"][number]["state"], string>>;
  readonly programs: string;
  readonly programNames: Readonly<Record<string, string>>;
  readonly lost: string;
  readonly lostAdvice: string;
  readonly refused: string;
  readonly refusedAdvice: string;
  readonly dismiss: string;
}

export const frontTexts: Catalogues<FrontTexts> = {
  en: {
    title: "A whole office - The Q",
    heading: "The Q",
    about: "A whole service centre, running on this machine",
    language: "Language",
    speed: (speed) => `Time runs ${speed} times as fast`,
    welcome: "Try it in three steps",
    steps: [
      { title: "Take a ticket", how: "Touch the kiosk and choose a service." },
      { title: "Call it", how: "Sign in at a counter, then press Call next." },
      { title: "Watch the board", how: "The number and its counter appear." },
    ],
    counts: {
      heading: "Tickets counted four times, each on its own",
      names: { papers: "Papers", hub: "Hub", central: "Central", collector: "Collector" },
      agree: "All agree",
      onTheWay: "On the way",
      admit: (papers) => (papers === 1 ? "Admit 1 paper" : `Admit ${papers} papers`),
      equal: "up to date",
      behind: (by) => `behind by ${by}`,
      silent: "no answer",
    },
    screens: { kiosk: "Kiosk", board: "Board", counter: "Counter", reception: "Reception", manager: "Manager", paper: "Printer" },
    appointments: {
      open: "Appointments",
      heading: "Appointments to try",
      how: "At the kiosk, check in with a code or with the last digits of the phone number. These people are made up.",
      time: "Time",
      code: "Code",
      digits: "Phone ends in",
      service: "Service",
      close: "Close the list",
    },
    panel: {
      open: "Buttons",
      heading: "The kiosk's buttons",
      how: "Each gives a ticket while its lamp is on. Freeze the board or pull its cable: the manager's page tells of it, and no ticket comes by itself.",
      lamps: { off: "off", on: "on", blinks: "blinking" },
      beacon: {
        off: "The paper lamp is off: there is enough.",
        on: "The paper lamp is on: paper runs low.",
        blinks: "The paper lamp blinks: no ticket can be printed.",
      },
      numberIs: "Number on the kiosk:",
      number: (text, lit) => (lit === "off" ? "dark: nothing to show" : lit === "blinks" ? `${text}, blinking` : text),
      plugged: "Cable plugged in",
      frozen: "Board frozen",
      close: "Close the buttons",
    },
    scanner: {
      open: "Scanner",
      heading: "The kiosk's scanner",
      how: "Hold a ticket or an appointment under it and watch the kiosk. Pull its cable or set it to another speed: the manager's page tells of it.",
      ticket: (number) => `Ticket ${number}`,
      appointment: (time) => `Appointment, ${time}`,
      other: "Another code",
      scan: "Hold it under",
      unplugged: "It is not plugged in: nothing is read.",
      plugged: "Cable plugged in",
      garbled: "Set to another speed",
      close: "Close the scanner",
    },
    sign: {
      open: "Sign",
      heading: "The waiting room's sign",
      how: "It shows the newest call, and flashes while that is news. Pull its cable: the manager's page tells of it, and the sign keeps its old number until it is back.",
      shows: (text, flashing) => {
        if (text === "") return "It is dark: it has no number to show.";
        return flashing ? `It flashes ${text}.` : `It shows ${text}.`;
      },
      unplugged: "It is not plugged in: what it shows may be old.",
      plugged: "Cable plugged in",
      close: "Close the sign",
    },
    keypad: {
      open: "Keys",
      heading: (counter) => `${counter}: its keys`,
      how: "They do what the counter’s page does, for whoever is signed in there: a lit key works now. Freeze the board or pull its cable: the manager’s page tells of it, and no key does anything by itself.",
      moves: { call: "Call next", recall: "Recall", begin: "Begin service", "no-show": "No-show", finish: "Finish" },
      close: "Close the keys",
    },
    fullScreen: "Full screen",
    fullScreenOf: (screen) => `${screen}: open in full screen`,
    opening: (screen) => `${screen} is starting…`,
    staffPages: "Staff's pages",
    noPaper: "The paper comes out here.",
    onAPhone: "Open on a phone",
    paper: (lines) => `The latest paper: ${lines}`,
    printer: "Disturb the printer",
    printerAway: "The printer's program does not answer.",
    switches: { paperLow: "Paper low", paperOut: "Paper out", coverOpen: "Cover open", off: "Off", blocked: "Blocked" },
    behindScenes: "Behind the scenes",
    turns: { kiosk: "Kiosk’s network", internet: "Internet", hub: "Hub plugged in", collector: "Collector answers" },
    card: "Replace the kiosk’s card",
    cardAbout: "The new one is empty.",
    moment: "One moment…",
    hints: {
      well: "Switch something off and keep taking tickets.",
      hub: "The hub is off. The kiosk still gives tickets: try it.",
      kiosk: "The kiosk is cut off. It gives tickets of its own letter: try it.",
      internet: "Nothing leaves the office, and all goes on inside.",
      lost: (papers) =>
        papers === 1
          ? "1 paper was on the old card only: type it in at a counter."
          : `${papers} papers were on the old card only: type them in at a counter.`,
    },
    allRunning: (n) => `${n} programs running`,
    running: (n) => `${n} running`,
    states: { starting: "starting", running: "running", stopped: "stopped", failed: "failed" },
    programs: "Programs",
    programNames: {
      hub: "Hub",
      central: "Central",
      collector: "Collector",
      printer: "Printer",
      panel: "Buttons",
      scanner: "Scanner",
      sign: "Sign",
      keypad: "Keys",
      kiosk: "Kiosk",
      board: "Board",
    },
    lost: "The office’s parent program does not answer.",
    lostAdvice: "If it was stopped, start it again with npm start. This page comes back by itself.",
    refused: "That did not work.",
    refusedAdvice: "Try again; the programs’ logs tell more.",
    dismiss: "Close this note",
  },
  fr: {
    title: "Un bureau complet - The Q",
    heading: "The Q",
    about: "Un centre de services complet, sur cet ordinateur",
    language: "Langue",
    speed: (speed) => `Le temps passe ${speed} fois plus vite`,
    welcome: "Essayez en trois étapes",
    steps: [
      { title: "Prenez un billet", how: "Touchez la borne et choisissez un service." },
      { title: "Appelez-le", how: "Ouvrez une session à un comptoir, puis appelez le suivant." },
      { title: "Regardez le tableau", how: "Le numéro et son comptoir s’affichent." },
    ],
    counts: {
      heading: "Les billets comptés quatre fois, chacun de son côté",
      names: { papers: "Papiers", hub: "Serveur", central: "Province", collector: "Collecteur" },
      agree: "Tout concorde",
      onTheWay: "En chemin",
      admit: (papers) => (papers === 1 ? "1 billet à saisir" : `${papers} billets à saisir`),
      equal: "à jour",
      behind: (by) => `en retard de ${by}`,
      silent: "pas de réponse",
    },
    screens: { kiosk: "Borne", board: "Tableau", counter: "Comptoir", reception: "Accueil", manager: "Gestion", paper: "Imprimante" },
    appointments: {
      open: "Rendez-vous",
      heading: "Des rendez-vous à essayer",
      how: "À la borne, signalez l'arrivée par un code ou par les derniers chiffres du téléphone. Ces personnes sont inventées.",
      time: "Heure",
      code: "Code",
      digits: "Tél. finit par",
      service: "Service",
      close: "Fermer la liste",
    },
    panel: {
      open: "Boutons",
      heading: "Les boutons de la borne",
      how: "Chacun donne un billet tant que son voyant est allumé. Figez la carte ou débranchez son câble : la page de gestion le signale, et aucun billet ne sort tout seul.",
      lamps: { off: "éteint", on: "allumé", blinks: "clignote" },
      beacon: {
        off: "Le voyant du papier est éteint : il en reste assez.",
        on: "Le voyant du papier est allumé : il en reste peu.",
        blinks: "Le voyant du papier clignote : aucun billet ne peut être imprimé.",
      },
      numberIs: "Numéro sur la borne :",
      number: (text, lit) => (lit === "off" ? "éteint : rien à afficher" : lit === "blinks" ? `${text}, clignote` : text),
      plugged: "Câble branché",
      frozen: "Carte figée",
      close: "Fermer les boutons",
    },
    scanner: {
      open: "Lecteur",
      heading: "Le lecteur de la borne",
      how: "Placez-y un billet ou un rendez-vous et regardez la borne. Débranchez son câble ou réglez-le à une autre vitesse : la page de gestion le signale.",
      ticket: (number) => `Billet ${number}`,
      appointment: (time) => `Rendez-vous, ${time}`,
      other: "Un autre code",
      scan: "Placer dessous",
      unplugged: "Il n’est pas branché : rien n’est lu.",
      plugged: "Câble branché",
      garbled: "Réglé à une autre vitesse",
      close: "Fermer le lecteur",
    },
    sign: {
      open: "Afficheur",
      heading: "L’afficheur de la salle d’attente",
      how: "Il montre le dernier appel et clignote tant qu’il est nouveau. Débranchez son câble : la page de gestion le signale, et l’afficheur garde son ancien numéro jusqu’à son retour.",
      shows: (text, flashing) => {
        if (text === "") return "Il est éteint : il n’a aucun numéro à afficher.";
        return flashing ? `Il affiche ${text} et clignote.` : `Il affiche ${text}.`;
      },
      unplugged: "Il n’est pas branché : ce qu’il affiche n’est peut-être plus à jour.",
      plugged: "Câble branché",
      close: "Fermer l’afficheur",
    },
    keypad: {
      open: "Touches",
      heading: (counter) => `${counter} : ses touches`,
      how: "Elles font ce que fait la page du comptoir, pour la personne qui y a ouvert une session : une touche allumée est active. Figez la carte ou débranchez son câble : la page de gestion le signale, et aucune touche n’agit toute seule.",
      moves: {
        call: "Appeler le suivant",
        recall: "Rappeler",
        begin: "Commencer le service",
        "no-show": "Absent",
        finish: "Terminer",
      },
      close: "Fermer les touches",
    },
    fullScreen: "Plein écran",
    fullScreenOf: (screen) => `${screen} : ouvrir en plein écran`,
    opening: (screen) => `${screen} : démarrage…`,
    staffPages: "Pages du personnel",
    noPaper: "Le billet sortira ici.",
    onAPhone: "Ouvrir sur un téléphone",
    paper: (lines) => `Le dernier billet : ${lines}`,
    printer: "Dérangez l’imprimante",
    printerAway: "Le programme de l’imprimante ne répond pas.",
    switches: { paperLow: "Papier bas", paperOut: "Plus de papier", coverOpen: "Couvercle ouvert", off: "Éteinte", blocked: "Bloquée" },
    behindScenes: "En coulisses",
    turns: { kiosk: "Réseau de la borne", internet: "Internet", hub: "Serveur branché", collector: "Collecteur répond" },
    card: "Changer la carte de la borne",
    cardAbout: "La nouvelle est vierge.",
    moment: "Un instant…",
    hints: {
      well: "Coupez quelque chose et continuez à prendre des billets.",
      hub: "Le serveur est débranché. La borne remet encore des billets : essayez.",
      kiosk: "La borne est isolée. Elle remet des billets à sa propre lettre : essayez.",
      internet: "Rien ne sort du bureau, et tout continue à l’intérieur.",
      lost: (papers) =>
        papers === 1
          ? "1 billet n’était que sur l’ancienne carte : saisissez-le à un comptoir."
          : `${papers} billets n’étaient que sur l’ancienne carte : saisissez-les à un comptoir.`,
    },
    allRunning: (n) => `${n} programmes en marche`,
    running: (n) => `${n} en marche`,
    states: { starting: "démarre", running: "en marche", stopped: "arrêté", failed: "en panne" },
    programs: "Programmes",
    programNames: {
      hub: "Serveur",
      central: "Province",
      collector: "Collecteur",
      printer: "Imprimante",
      panel: "Boutons",
      scanner: "Lecteur",
      sign: "Afficheur",
      keypad: "Touches",
      kiosk: "Borne",
      board: "Tableau",
    },
    lost: "Le programme principal du bureau ne répond pas.",
    lostAdvice: "S’il a été arrêté, relancez-le avec npm start. Cette page se rétablira d’elle-même.",
    refused: "Cela n’a pas fonctionné.",
    refusedAdvice: "Réessayez; les journaux des programmes en disent plus.",
    dismiss: "Fermer cette note",
  },
};
