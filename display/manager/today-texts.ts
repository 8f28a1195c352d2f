/** What is said of the office's day before anything is pressed: its stage, whether it is ready, and who is not reached. */
import type { DayStage } from "#shared/day/proposal.ts";
import type { ReadyCheck, Who } from "#shared/day/ready.ts";
import type { Catalogues } from "../base/texts.ts";

export interface TodayTexts {
  readonly stage: Readonly<Record<DayStage | "closing", string>>;
  readonly opensAt: (day: string | null, time: string) => string;
  readonly openSince: (time: string) => string;
  readonly closesAt: (time: string) => string;
  readonly closedAt: (time: string) => string;
  readonly practice: string;
  readonly ready: {
    readonly heading: Readonly<Record<ReadyCheck["state"], string>>;
    readonly opens: (time: string, minutes: number) => string;
    readonly past: (time: string) => string;
    readonly what: Readonly<Record<ReadyCheck["what"], (about: string) => string>>;
    readonly fine: string;
    readonly missing: Readonly<Record<"counters" | "queue", string>>;
    readonly who: Readonly<Record<Who, string>>;
  };
  readonly reach: {
    readonly some: (missed: number, waiting: number, time: string) => string;
    readonly all: (waiting: number, time: string) => string;
    readonly figures: (counters: number, left: string, work: string) => string;
    readonly slips: string;
  };
  readonly steer: { readonly open: string; readonly close: string };
  readonly settings: string;
}

export const todayTexts: Catalogues<TodayTexts> = {
  en: {
    stage: { closed: "Closed", forming: "The line forms", open: "Doors open", closing: "Closing soon", last: "Last tickets given" },
    opensAt: (day, time) => `Opens ${day === null ? "today" : day} at ${time}`,
    openSince: (time) => `since ${time}`,
    closesAt: (time) => `closes at ${time}`,
    closedAt: (time) => `closing time was ${time}`,
    practice: "PRACTICE / EXERCICE",
    ready: {
      heading: { ready: "Ready to open", warning: "Ready to open, with something to look at", "not-ready": "Not ready to open yet" },
      opens: (time, minutes) => `Opens at ${time}, in ${minutes}\u00a0min`,
      past: (time) => `It should be open since ${time}`,
      what: {
        kiosk: (about) => about,
        printer: (about) => `Printer of ${about}`,
        board: (about) => about,
        voice: (about) => `Voice of ${about}`,
        counters: () => "Counters",
        queue: (about) => `Line “${about}”`,
        storage: () => "Storage",
        clock: () => "Clock",
      },
      fine: "ready",
      missing: { counters: "Nobody is signed in at a counter.", queue: "No staffed counter takes it." },
      who: { front: "Somebody in the waiting room", agents: "The agents", manager: "You, on this page", it: "Office IT" },
    },
    reach: {
      some: (missed, waiting, time) => `By ${time}, about ${missed} of ${waiting} waiting will not be reached.`,
      all: (waiting, time) => `By ${time}, all ${waiting} waiting should be reached.`,
      figures: (counters, left, work) => `${counters} ${counters === 1 ? "counter" : "counters"}, ${left} left, ${work} of work in line.`,
      slips: "Return slips",
    },
    steer: { open: "Steer the day", close: "Hide" },
    settings: "Settings",
  },
  fr: {
    stage: {
      closed: "Fermé",
      forming: "La file se forme",
      open: "Portes ouvertes",
      closing: "Fermeture bientôt",
      last: "Derniers billets remis",
    },
    opensAt: (day, time) => `Ouvre ${day === null ? "aujourd’hui" : `le ${day}`} à ${time}`,
    openSince: (time) => `depuis ${time}`,
    closesAt: (time) => `ferme à ${time}`,
    closedAt: (time) => `l’heure de fermeture était ${time}`,
    practice: "EXERCICE / PRACTICE",
    ready: {
      heading: { ready: "Prêt à ouvrir", warning: "Prêt à ouvrir, avec un point à vérifier", "not-ready": "Pas encore prêt à ouvrir" },
      opens: (time, minutes) => `Ouvre à ${time}, dans ${minutes}\u00a0min`,
      past: (time) => `Devrait être ouvert depuis ${time}`,
      what: {
        kiosk: (about) => about,
        printer: (about) => `Imprimante, ${about}`,
        board: (about) => about,
        voice: (about) => `Voix, ${about}`,
        counters: () => "Comptoirs",
        queue: (about) => `File « ${about} »`,
        storage: () => "Stockage",
        clock: () => "Horloge",
      },
      fine: "prêt",
      missing: { counters: "Personne n’a ouvert de session à un comptoir.", queue: "Aucun comptoir occupé ne la sert." },
      who: {
        front: "Quelqu’un dans la salle d’attente",
        agents: "Les agents",
        manager: "Vous, sur cette page",
        it: "L’informatique du bureau",
      },
    },
    reach: {
      some: (missed, waiting, time) => `Environ ${missed} sur ${waiting} en attente ne seront pas servis avant ${time}.`,
      all: (waiting, time) => `Les ${waiting} en attente devraient être servis avant ${time}.`,
      figures: (counters, left, work) =>
        `${counters} ${counters < 2 ? "comptoir" : "comptoirs"}, encore ${left}, ${work} de travail dans la file.`,
      slips: "Billets de retour",
    },
    steer: { open: "Conduire la journée", close: "Masquer" },
    settings: "Réglages",
  },
};
