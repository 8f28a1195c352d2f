/** What the list of appointments and the note of a visit say, by language. */

import type { Catalogues } from "../base/texts.ts";
import type { BookedMove, BookedState } from "./booked.ts";
import type { NoteField } from "./note.ts";
import { commentMax, contactMax, nameMax } from "./note.ts";

export interface BookedTexts {
  readonly expected: string;
  readonly here: string;
  readonly over: string;
  readonly find: string;
  readonly findHint: string;
  readonly nobody: string;
  readonly nothing: (asked: string) => string;
  readonly noNames: string;
  readonly noName: string;
  readonly digits: (digits: string) => string;
  readonly keysHint: (keys: Readonly<Record<BookedMove, string>>) => string;
  readonly states: Readonly<Record<BookedState, string>>;
  readonly moves: Readonly<Record<BookedMove, string>>;
  readonly keys: Readonly<Record<BookedMove, string>>;
  readonly alsoBy: (number: string) => string;
  readonly ticket: {
    readonly heading: (time: string) => string;
    readonly lead: string;
    readonly held: (number: string) => string;
    readonly says: (number: string) => string;
    readonly fresh: string;
    readonly freshAbout: string;
  };
  readonly note: {
    readonly open: string;
    readonly heading: (number: string) => string;
    readonly lead: string;
    readonly fields: Readonly<Record<NoteField, string>>;
    readonly left: (n: number) => string;
    readonly save: string;
    readonly saving: string;
    readonly saved: string;
    readonly close: string;
    readonly loading: string;
    readonly guest: (name: string, time: string) => string;
  };
}

export const maxOf: Readonly<Record<NoteField, number>> = { name: nameMax, contact: contactMax, comment: commentMax };

export const bookedTexts: Catalogues<BookedTexts> = {
  en: {
    expected: "Expected",
    here: "Here",
    over: "Over",
    find: "Find by name or ticket",
    findHint: "such as Tremblay, A12",
    nobody: "There are no appointments today.",
    nothing: (asked) => `Nobody fits “${asked}”.`,
    noNames: "Names cannot be shown now. Times and services are right.",
    noName: "No name given",
    digits: (digits) => `phone … ${digits}`,
    keysHint: (keys) =>
      `In the list: arrow keys, then ${keys["check-in"]} checks in, ${keys["appointment-missed"]} misses, ${keys["undo-check-in"]} undoes.`,
    states: {
      expected: "Expected",
      due: "It is time",
      late: "Late",
      expired: "Not expected any more",
      "here-early": "Here, early",
      here: "Here",
      "here-late": "Here, late",
      "with-staff": "At a counter",
      over: "Done",
      missed: "Missed",
      cancelled: "Called off",
    },
    moves: { "check-in": "Check in", "undo-check-in": "Undo check-in", "appointment-missed": "Missed" },
    keys: { "check-in": "I", "undo-check-in": "U", "appointment-missed": "X" },
    alsoBy: (number) => `${number} was checked in for it too`,
    ticket: {
      heading: (time) => `Which ticket has the appointment of ${time}?`,
      lead: "Somebody here may have a ticket already.",
      held: (number) => `${number}, at your counter`,
      says: (number) => `${number}, says it has an appointment`,
      fresh: "No ticket yet",
      freshAbout: "One is given now. Tell them the number.",
    },
    note: {
      open: "Note",
      heading: (number) => `Note about ${number}`,
      lead: "Only staff of this office see it. It is deleted with the day, as the office’s rule says.",
      fields: { name: "Name", contact: "Phone or e-mail", comment: "Comment" },
      left: (n) => (n === 1 ? "1 character left" : `${n} characters left`),
      save: "Save",
      saving: "Saving…",
      saved: "The note is saved.",
      close: "Close without saving",
      loading: "Fetching the note…",
      guest: (name, time) => `${name}, appointment at ${time}`,
    },
  },
  fr: {
    expected: "Attendus",
    here: "Arrivés",
    over: "Passés",
    find: "Trouver par nom ou billet",
    findHint: "par exemple Tremblay, A12",
    nobody: "Il n’y a aucun rendez-vous aujourd’hui.",
    nothing: (asked) => `Personne ne correspond à « ${asked} ».`,
    noNames: "Les noms ne peuvent pas être affichés en ce moment. Les heures et les services sont exacts.",
    noName: "Aucun nom donné",
    digits: (digits) => `tél. … ${digits}`,
    keysHint: (keys) =>
      `Dans la liste : flèches, puis ${keys["check-in"]} note l’arrivée, ${keys["appointment-missed"]} note manqué, ${keys["undo-check-in"]} annule.`,
    states: {
      expected: "Attendu",
      due: "C’est l’heure",
      late: "En retard",
      expired: "N’est plus attendu",
      "here-early": "Arrivé, en avance",
      here: "Arrivé",
      "here-late": "Arrivé, en retard",
      "with-staff": "À un comptoir",
      over: "Terminé",
      missed: "Manqué",
      cancelled: "Annulé",
    },
    moves: { "check-in": "Noter l’arrivée", "undo-check-in": "Annuler l’arrivée", "appointment-missed": "Manqué" },
    keys: { "check-in": "I", "undo-check-in": "Z", "appointment-missed": "X" },
    alsoBy: (number) => `${number} l’a pris aussi`,
    ticket: {
      heading: (time) => `Quel billet a le rendez-vous de ${time}?`,
      lead: "Quelqu’un ici a peut-être déjà un billet.",
      held: (number) => `${number}, à votre comptoir`,
      says: (number) => `${number}, dit avoir un rendez-vous`,
      fresh: "Pas encore de billet",
      freshAbout: "Un billet est donné maintenant. Dites le numéro.",
    },
    note: {
      open: "Note",
      heading: (number) => `Note au sujet de ${number}`,
      lead: "Seul le personnel de ce bureau la voit. Elle est effacée avec la journée, selon la règle du bureau.",
      fields: { name: "Nom", contact: "Téléphone ou courriel", comment: "Commentaire" },
      left: (n) => (n < 2 ? `Encore ${n} caractère` : `Encore ${n} caractères`),
      save: "Enregistrer",
      saving: "Enregistrement…",
      saved: "La note est enregistrée.",
      close: "Fermer sans enregistrer",
      loading: "Chargement de la note…",
      guest: (name, time) => `${name}, rendez-vous à ${time}`,
    },
  },
};
