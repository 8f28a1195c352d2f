/** The words of releases on the page of machines, English and French. */
import type { NextRelease } from "#shared/update/device-release.ts";
import { type Catalogues, counted } from "../base/texts.ts";

type Kind = Exclude<NextRelease["kind"], "none">;

export interface ReleaseTexts {
  readonly release: string;
  readonly runs: (version: string | null) => string;
  readonly next: Readonly<Record<Kind, (version: string, when: string) => string>>;
  readonly underWay: (version: string) => string;
  readonly have: (count: number, of: number) => string;
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
    },
    underWay: (version) => `Release ${version}`,
    have: (count, of) => counted("en", count, `1 device of ${of} has it.`, `${count} devices of ${of} have it.`),
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
    },
    underWay: (version) => `Version ${version}`,
    have: (count, of) => counted("fr", count, `${count} appareil sur ${of} l'a.`, `${count} appareils sur ${of} l'ont.`),
  },
};
