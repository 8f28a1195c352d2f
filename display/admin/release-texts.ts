/** The words of releases on the page of machines, English and French. */
import type { NextRelease } from "#shared/update/device-release.ts";
import type { ReleaseAct } from "#shared/update/office-releases.ts";
import { type Catalogues, counted } from "../base/texts.ts";

type Kind = Exclude<NextRelease["kind"], "none">;
type Words = Readonly<Record<ReleaseAct, string>>;

export interface ReleaseTexts {
  readonly release: string;
  readonly runs: (version: string | null) => string;
  readonly next: Readonly<Record<Kind, (version: string, when: string) => string>>;
  readonly underWay: (version: string) => string;
  readonly have: (count: number, of: number) => string;
  readonly act: Words;
  readonly asking: string;
  readonly done: Words;
  readonly resumeQuestion: (version: string) => string;
  readonly withdrawQuestion: (version: string) => string;
  /** `when`: the others would get it after that; null while no device has kept it. */
  readonly hurryQuestion: (version: string, when: string | null) => string;
}

export const releaseTexts: Catalogues<ReleaseTexts> = {
  en: {
    release: "Release",
    runs: (version) => (version === null ? "not heard yet" : `runs ${version}`),
    next: {
      trying: (version) => `tries ${version} now`,
      taking: (version) => `takes ${version} now`,
      quiet: (version) => `gets ${version} when the office closes`,
      "after-first": (version) => `gets ${version} after another device has kept it`,
      "in-turn": (version) => `gets ${version} in its turn, when the office closes`,
      later: (version, when) => `gets ${version} after ${when}`,
      failed: (version) => `halted: ${version} did not go well here`,
      "passed-over": (version) => `stays without ${version}, which did not go well here`,
      halted: (version) => `halted: ${version} did not go well on another device`,
      withdrawn: (version) => `${version} was taken back`,
      paused: (version) => `waits with ${version}, which did not go well in other offices`,
    },
    underWay: (version) => `Release ${version}`,
    have: (count, of) => counted("en", count, `1 device of ${of} has it.`, `${count} devices of ${of} have it.`),
    act: { resume: "Let the others follow", withdraw: "Take the release back", hurry: "End the waiting" },
    asking: "Asking the hub.",
    done: {
      resume: "The others follow, each in its turn.",
      withdraw: "It goes to no more devices.",
      hurry: "The others wait no longer.",
    },
    resumeQuestion: (version) =>
      `Let the others follow with ${version}? Each gets it in its turn, when the office closes. A device where it did not go well stays without it.`,
    withdrawQuestion: (version) =>
      `Take ${version} back? No more devices get it. Those that have it keep it, and one that has begun with it goes on.`,
    hurryQuestion: (version, when) =>
      when === null
        ? `End the waiting for ${version}? The others get it as soon as the first device has kept it, each in its turn, when the office closes.`
        : `End the waiting for ${version}? The others get it from now on, not only after ${when}, each in its turn, when the office closes.`,
  },
  fr: {
    release: "Version",
    runs: (version) => (version === null ? "pas encore de nouvelles" : `fonctionne avec la ${version}`),
    next: {
      trying: (version) => `essaie la ${version}`,
      taking: (version) => `prend la ${version}`,
      quiet: (version) => `recevra la ${version} à la fermeture du bureau`,
      "after-first": (version) => `recevra la ${version} quand un autre appareil l'aura gardée`,
      "in-turn": (version) => `recevra la ${version} à son tour, à la fermeture du bureau`,
      later: (version, when) => `recevra la ${version} après le ${when}`,
      failed: (version) => `arrêt : la ${version} n'a pas fonctionné ici`,
      "passed-over": (version) => `reste sans la ${version}, qui n'a pas fonctionné ici`,
      halted: (version) => `arrêt : la ${version} n'a pas fonctionné sur un autre appareil`,
      withdrawn: (version) => `la ${version} a été retirée`,
      paused: (version) => `attend avec la ${version}, qui a mal fini dans d'autres bureaux`,
    },
    underWay: (version) => `Version ${version}`,
    have: (count, of) => counted("fr", count, `${count} appareil sur ${of} l'a.`, `${count} appareils sur ${of} l'ont.`),
    act: { resume: "Laisser suivre les autres", withdraw: "Retirer la version", hurry: "Mettre fin à l'attente" },
    asking: "Demande au serveur en cours.",
    done: {
      resume: "Les autres suivent, chacun à son tour.",
      withdraw: "Aucun autre appareil ne la recevra.",
      hurry: "Les autres n'attendent plus.",
    },
    resumeQuestion: (version) =>
      `Laisser suivre les autres avec la ${version}? Chacun la reçoit à son tour, à la fermeture du bureau. Un appareil où elle n'a pas fonctionné reste sans elle.`,
    withdrawQuestion: (version) =>
      `Retirer la ${version}? Aucun autre appareil ne la recevra. Ceux qui l'ont la gardent, et celui qui a commencé continue.`,
    hurryQuestion: (version, when) =>
      when === null
        ? `Mettre fin à l'attente de la ${version}? Les autres la reçoivent dès que le premier appareil l'a gardée, chacun à son tour, à la fermeture du bureau.`
        : `Mettre fin à l'attente de la ${version}? Les autres la reçoivent dès maintenant, et non après le ${when}, chacun à son tour, à la fermeture du bureau.`,
  },
};
