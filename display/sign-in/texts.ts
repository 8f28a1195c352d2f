/** What the sign-in page says. */
import type { Language } from "#shared/texts/language.ts";

export interface SignInTexts {
  readonly title: string;
  readonly heading: string;
  readonly language: string;
  readonly loading: string;
  readonly ended: string;
  readonly endedAdvice: string;
  readonly person: string;
  readonly personHint: string;
  readonly pin: string;
  readonly go: string;
  readonly going: string;
  readonly toCode: string;
  readonly codeHeading: string;
  readonly codeLead: string;
  readonly code: string;
  readonly newPin: string;
  readonly newPinHint: string;
  readonly setPin: string;
  readonly toPin: string;
  readonly elsewhere: string;
  readonly back: string;
  readonly missing: Readonly<Record<"person" | "code" | "pin", string>>;
  readonly notYours: (name: string) => string;
  readonly yours: string;
  readonly signOut: string;
  readonly pages: Readonly<Record<string, string>>;
  /** What cannot be told better: what happened, what to do. */
  readonly otherwise: readonly [string, string];
  readonly away: readonly [string, string];
}

export const signInPageTexts: Readonly<Record<Language, SignInTexts>> = {
  en: {
    title: "Sign in - The Q",
    heading: "Sign in",
    language: "Language",
    loading: "Looking for the hub…",
    ended: "You were signed out.",
    endedAdvice: "Nothing was pressed for a while, or your sign-in was ended. Sign in and go on where you were: nothing is lost.",
    person: "Name",
    personHint: "Your user name in this office, or your number",
    pin: "PIN",
    go: "Sign in",
    going: "One moment…",
    toCode: "I have a code for a new PIN",
    codeHeading: "Set your PIN",
    codeLead: "A manager or IT gave you a code. It is good once.",
    code: "Code",
    newPin: "New PIN",
    newPinHint: "6 to 12 digits: not all alike, not in a row",
    setPin: "Set PIN and sign in",
    toPin: "I have a PIN",
    elsewhere: "Sign in with your organization’s account",
    back: "Back",
    missing: { person: "Type your name first.", code: "Type the code first.", pin: "Type the PIN first." },
    notYours: (name) => `${name}, this page is not part of your role.`,
    yours: "Go on with one of yours, or sign out and let somebody else sign in.",
    signOut: "Sign out",
    pages: {
      counter: "Counter",
      reception: "Reception",
      "catch-up": "Catch up",
      "visit-life": "A ticket’s story",
      manager: "Manager",
      admin: "Administration",
    },
    otherwise: ["The hub could not do this.", "Try again. If it stays so, call IT."],
    away: ["The hub does not answer.", "Check the network cable, then try again. If it stays so, call IT."],
  },
  fr: {
    title: "Connexion - The Q",
    heading: "Connexion",
    language: "Langue",
    loading: "Recherche du serveur…",
    ended: "Votre session est terminée.",
    endedAdvice:
      "Aucune touche n'a été pressée depuis un moment, ou la session a été fermée. Reconnectez-vous et continuez où vous étiez : rien n'est perdu.",
    person: "Nom",
    personHint: "Votre nom d'utilisateur dans ce bureau, ou votre numéro",
    pin: "NIP",
    go: "Se connecter",
    going: "Un instant…",
    toCode: "J'ai un code pour un nouveau NIP",
    codeHeading: "Choisir votre NIP",
    codeLead: "Un gestionnaire ou l'informatique vous a donné un code. Il sert une fois.",
    code: "Code",
    newPin: "Nouveau NIP",
    newPinHint: "De 6 à 12 chiffres : ni tous pareils, ni à la suite",
    setPin: "Choisir ce NIP et se connecter",
    toPin: "J'ai un NIP",
    elsewhere: "Se connecter avec le compte de votre organisation",
    back: "Retour",
    missing: { person: "Saisissez d'abord votre nom.", code: "Saisissez d'abord le code.", pin: "Saisissez d'abord le NIP." },
    notYours: (name) => `${name}, cette page ne fait pas partie de votre rôle.`,
    yours: "Continuez avec l'une des vôtres, ou déconnectez-vous pour laisser la place.",
    signOut: "Se déconnecter",
    pages: {
      counter: "Guichet",
      reception: "Accueil",
      "catch-up": "Rattrapage",
      "visit-life": "L’histoire d’un billet",
      manager: "Gestion",
      admin: "Administration",
    },
    otherwise: ["Le serveur n'a pas pu le faire.", "Réessayez. Si cela persiste, appelez l'informatique."],
    away: ["Le serveur ne répond pas.", "Vérifiez le câble du réseau, puis réessayez. Si cela persiste, appelez l'informatique."],
  },
};
