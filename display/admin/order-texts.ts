/** The words of what can be asked of a device, English and French. */
import { type Catalogues, counted } from "../base/texts.ts";

export interface OrderTexts {
  readonly button: Readonly<Record<"identify" | "restart" | "logs", string>>;
  readonly asking: string;
  readonly done: Readonly<Record<"identify" | "restart" | "replace", string>>;
  readonly restartQuestion: (name: string) => string;
  readonly restartYes: string;
  readonly cancel: string;
  readonly replaceWith: (spare: string) => string;
  readonly replaceQuestion: (name: string, spare: string) => string;
  readonly replaceYes: string;
  readonly logOf: (name: string) => string;
  readonly logEmpty: string;
}

export const orderTexts: Catalogues<OrderTexts> = {
  en: {
    button: { identify: "Which one is it?", restart: "Restart", logs: "Show its log" },
    asking: "Asking the device.",
    done: {
      identify: "It shows its name for 30 seconds.",
      restart: "It is starting again. That takes a few seconds.",
      replace: "The spare is taking its place. That takes a few seconds.",
    },
    restartQuestion: (name) => `Restart ${name}? It finishes its ticket or call first, and is away for a few seconds.`,
    restartYes: "Restart",
    cancel: "Leave it",
    replaceWith: (spare) => `Put ${spare} in its place`,
    replaceQuestion: (name, spare) =>
      `Put ${spare} in the place of ${name}? The old device is shut out for good: only a new card lets it back.`,
    replaceYes: "Replace",
    logOf: (name) => `Log of ${name}`,
    logEmpty: "It has logged nothing.",
  },
  fr: {
    button: { identify: "Lequel est-ce?", restart: "Redémarrer", logs: "Voir son journal" },
    asking: "Demande à l'appareil en cours.",
    done: {
      identify: "Il affiche son nom pendant 30 secondes.",
      restart: "Il redémarre. Cela prend quelques secondes.",
      replace: "L'appareil de réserve prend sa place. Cela prend quelques secondes.",
    },
    restartQuestion: (name) => `Redémarrer ${name}? L'appareil termine d'abord son billet ou son appel, puis s'absente quelques secondes.`,
    restartYes: "Redémarrer",
    cancel: "Ne rien faire",
    replaceWith: (spare) => `Mettre ${spare} à sa place`,
    replaceQuestion: (name, spare) =>
      `Mettre ${spare} à la place de ${name}? L'ancien appareil est exclu pour de bon : seule une nouvelle carte le fera revenir.`,
    replaceYes: "Remplacer",
    logOf: (name) => `Journal de ${name}`,
    logEmpty: "Il n'a rien noté.",
  },
};

/** Of what can be asked of several devices at once. */
export interface GroupTexts {
  readonly heading: string;
  readonly which: string;
  readonly all: string;
  readonly kiosks: string;
  readonly boards: string;
  readonly spares: string;
  readonly asking: string;
  readonly wentWell: (count: number, of: number) => string;
  readonly restartQuestion: (which: string) => string;
}

export const groupTexts: Catalogues<GroupTexts> = {
  en: {
    heading: "Several at once",
    which: "Which devices",
    all: "All devices",
    kiosks: "All kiosks",
    boards: "All boards",
    spares: "All spares",
    asking: "Asking the devices. A restart of several takes up to two minutes.",
    wentWell: (count, of) => counted("en", count, `It went well with 1 of ${of}.`, `It went well with ${count} of ${of}.`),
    restartQuestion: (which) =>
      `Restart “${which}”? Of a room's kiosks, or boards, half restart first; the others when those are back. One that is alone is away for a few seconds.`,
  },
  fr: {
    heading: "Plusieurs à la fois",
    which: "Quels appareils",
    all: "Tous les appareils",
    kiosks: "Toutes les bornes",
    boards: "Tous les tableaux",
    spares: "Tous les appareils de réserve",
    asking: "Demande aux appareils en cours. Redémarrer plusieurs appareils prend jusqu'à deux minutes.",
    wentWell: (count, of) => counted("fr", count, `Réussi pour ${count} appareil sur ${of}.`, `Réussi pour ${count} appareils sur ${of}.`),
    restartQuestion: (which) =>
      `Redémarrer « ${which} »? Dans chaque salle, la moitié des bornes, ou des tableaux, redémarre d'abord; les autres quand ceux-ci sont revenus. Un appareil seul s'absente quelques secondes.`,
  },
};
