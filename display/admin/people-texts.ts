/** The words of who may sign in, and of codes for new PINs, English and French. */
import type { PeopleRole } from "#shared/identity/people-roles.ts";
import type { PersonEntry } from "#shared/wire/people.ts";
import type { Catalogues } from "../base/texts.ts";

export interface PeopleTexts {
  readonly intro: string;
  /** Where the staff's pages are for the hub's own machine alone. */
  readonly off: string;
  readonly role: Readonly<Record<PeopleRole | "none", string>>;
  readonly pin: Readonly<Record<PersonEntry["pin"], string>>;
  readonly pausedUntil: (when: string) => string;
  readonly codeUntil: (when: string) => string;
  readonly signedIn: string;
  readonly make: string;
  readonly makeFor: (name: string) => string;
  readonly codeOf: (name: string) => string;
  readonly once: (when: string) => string;
  readonly asking: string;
}

export const peopleTexts: Catalogues<PeopleTexts> = {
  en: {
    intro:
      "Who may sign in to the staff's pages. With a code a person sets a new PIN: make one for whoever is new, forgot the PIN or is paused after wrong tries, and hand it over in person.",
    off: "Nobody signs in here: the staff's pages are for the hub's own machine alone.",
    role: { agent: "Agent", manager: "Manager", it: "IT", none: "No page" },
    pin: { none: "No PIN yet", set: "Has a PIN", spent: "So many wrong tries that only a new code helps" },
    pausedUntil: (when) => `Paused after wrong tries until ${when}`,
    codeUntil: (when) => `A code is good until ${when}`,
    signedIn: "Signed in",
    make: "Make a code",
    makeFor: (name) => `Make a code for ${name}`,
    codeOf: (name) => `Code for ${name}`,
    once: (when) =>
      `Good once, until ${when}, on the sign-in page under "I have a code for a new PIN". It is not shown again; another code for this person ends it.`,
    asking: "Asking the hub.",
  },
  fr: {
    intro:
      "Qui peut se connecter aux pages du personnel. Avec un code, une personne choisit un nouveau NIP : créez-en un pour qui est nouveau, a oublié son NIP ou doit attendre après des essais erronés, et remettez-le en main propre.",
    off: "Personne ne se connecte ici : les pages du personnel ne s'ouvrent que sur la machine du serveur.",
    role: { agent: "Agent", manager: "Gestionnaire", it: "Soutien technique", none: "Aucune page" },
    pin: { none: "Pas encore de NIP", set: "A un NIP", spent: "Tant d'essais erronés que seul un nouveau code aide" },
    pausedUntil: (when) => `En pause après des essais erronés jusqu'au ${when}`,
    codeUntil: (when) => `Un code est valable jusqu'au ${when}`,
    signedIn: "Connecté",
    make: "Créer un code",
    makeFor: (name) => `Créer un code pour ${name}`,
    codeOf: (name) => `Code pour ${name}`,
    once: (when) =>
      `Valable une fois, jusqu'au ${when}, sur la page de connexion sous « J'ai un code pour un nouveau NIP ». Il n'est plus affiché ensuite; un autre code pour cette personne y met fin.`,
    asking: "Le serveur est interrogé.",
  },
};
