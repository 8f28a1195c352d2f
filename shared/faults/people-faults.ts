/**
 * The faults of people who sign in. Few of them can meet a page other than the sign-in page, so only those stand in the table that every
 * page loads; the rest are in `sign-in-texts.ts`.
 */

interface FaultText {
  readonly what: string;
  readonly advice: string;
}

/** Whoever works on a staff page can meet these, and so can IT. */
export const peopleFaultCodes = ["signed-out", "not-your-role", "not-your-name", "staff-pages-unwell"] as const;

type Texts = Readonly<Record<(typeof peopleFaultCodes)[number], FaultText>>;

export const peopleTextsEn: Texts = {
  "signed-out": { what: "You are signed out.", advice: "Sign in again. Your work is where you left it." },
  "not-your-role": { what: "This is not part of your role.", advice: "Ask a manager or IT to do it." },
  "not-your-name": { what: "This was asked in somebody else's name.", advice: "Load the page again and sign in as yourself." },
  "staff-pages-unwell": {
    what: "The staff's pages on the network are not well[: {file}][: {what}].",
    advice: "Put it right. The hub looks again every minute.",
  },
};

export const peopleTextsFr: Texts = {
  "signed-out": { what: "Votre session est terminée.", advice: "Reconnectez-vous. Votre travail est resté où il était." },
  "not-your-role": { what: "Cela ne fait pas partie de votre rôle.", advice: "Demandez-le à un gestionnaire ou à l'informatique." },
  "not-your-name": {
    what: "La demande porte le nom de quelqu'un d'autre.",
    advice: "Rechargez la page et connectez-vous à votre nom.",
  },
  "staff-pages-unwell": {
    what: "Les pages du personnel sur le réseau ne vont pas bien[ : {file}][ : {what}].",
    advice: "Corrigez cela. Le serveur regarde chaque minute.",
  },
};
