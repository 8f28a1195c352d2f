/** The words of a device that leaves this office, English and French. */
import type { Catalogues } from "../base/texts.ts";

export interface LeaveTexts {
  readonly heading: string;
  readonly pass: string;
  readonly noPass: string;
  readonly erase: string;
  readonly moveQuestion: (name: string, office: string, as: string) => string;
  readonly eraseQuestion: (name: string) => string;
  readonly yes: Readonly<Record<"move" | "erase", string>>;
  readonly cancel: string;
  readonly asking: string;
  readonly done: Readonly<Record<"move" | "erase", string>>;
}

export const leaveTexts: Catalogues<LeaveTexts> = {
  en: {
    heading: "It leaves this office",
    pass: "To another office, with the pass that its hub gave",
    noPass: "This file is no pass. At the other office's hub, devices --token NAME --role ROLE --pass FILE writes one.",
    erase: "For good: delete all it keeps",
    moveQuestion: (name, office, as) =>
      `Send ${name} to ${office}, as ${as}? Once this hub has all that it wrote, it deletes what it keeps, and is shut out here.`,
    eraseQuestion: (name) =>
      `Delete all that ${name} keeps? It is shut out for good: only a new card makes it a device again. While this hub lacks any of its records, nothing is deleted.`,
    yes: { move: "Send it there", erase: "Delete" },
    cancel: "Leave it",
    asking: "Asking the device.",
    done: {
      move: "It is on its way. Its screen says how far it is. Take it out of this office's devices.",
      erase: "It has deleted what it kept. Take it out of this office's devices.",
    },
  },
  fr: {
    heading: "L'appareil quitte ce bureau",
    pass: "Vers un autre bureau, avec le laissez-passer de son serveur",
    noPass:
      "Ce fichier n'est pas un laissez-passer. Au serveur de l'autre bureau, devices --token NOM --role ROLE --pass FICHIER en écrit un.",
    erase: "Pour de bon : effacer tout",
    moveQuestion: (name, office, as) =>
      `Envoyer ${name} à ${office}, sous le nom ${as}? Dès que le serveur d'ici a tout ce que l'appareil a noté, celui-ci efface ce qu'il garde et est exclu d'ici.`,
    eraseQuestion: (name) =>
      `Effacer tout ce que ${name} garde? L'appareil est exclu pour de bon : seule une nouvelle carte en refait un appareil. Tant qu'il manque de ses données au serveur d'ici, rien n'est effacé.`,
    yes: { move: "L'y envoyer", erase: "Effacer" },
    cancel: "Ne rien faire",
    asking: "Demande à l'appareil en cours.",
    done: {
      move: "L'appareil est en route. Son écran dit où il en est. Retirez-le des appareils de ce bureau.",
      erase: "L'appareil a effacé ce qu'il gardait. Retirez-le des appareils de ce bureau.",
    },
  },
};
