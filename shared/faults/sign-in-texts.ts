/** What the faults of signing in say: only the sign-in page and IT's commands load it. */
import type { FaultText } from "./fault-text.ts";
import type { SignInFaultCode } from "./sign-in-faults.ts";

export type SignInTexts = Readonly<Record<SignInFaultCode, FaultText>>;

export const signInTextsEn: SignInTexts = {
  "sign-in-refused": {
    what: "The name and the PIN do not fit together.",
    advice: "Type both again. If you have no PIN yet, or forgot it, ask a manager or IT for a code.",
  },
  "sign-in-locked": {
    what: "There were too many wrong tries with this name.",
    advice: "[Try again in {minutes} min. ]A manager or IT can give you a code: with it you set a new PIN at once.",
  },
  "sign-in-paused": { what: "There were too many tries from this computer.", advice: "Wait a minute, then try again." },
  "code-refused": {
    what: "The code does not fit the name, was used, or has ended.",
    advice: "Type both again. A code is good once and for 72 hours; a manager or IT can make another.",
  },
  "pin-too-simple": {
    what: "This PIN cannot be used.",
    advice: "Take 6 to 12 digits that are not all alike, not in a row such as 123456, and not your number.",
  },
  "person-unknown": {
    what: "The office has no such person[: {person}].",
    advice: "Look at the agents on the administration page; the name is what stands there as id.",
  },
  "people-off": {
    what: "This hub has no pages on the network.",
    advice: 'Write "people" into the hub\'s file (hub/people/README.md), then start the hub again.',
  },
  "open-id-first": {
    what: "Your organization's sign-in answers: a PIN is only for when it does not.",
    advice: "Sign in with your organization's account.",
  },
  "open-id-away": {
    what: "Your organization's sign-in does not answer.",
    advice: "Sign in with your name and PIN meanwhile. If you have no PIN, ask a manager for a code.",
  },
  "open-id-refused": {
    what: "Your organization's sign-in did not come to its end.",
    advice: "Try again. If it stays so, call IT; a manager can give you a code meanwhile.",
  },
  "person-not-matched": {
    what: "You have an account, but this office does not know you.",
    advice: "Ask the manager to add you to the agents on the administration page, with your user name as id.",
  },
  "role-missing": {
    what: "Your account lacks the role for your work in this office.",
    advice: "Ask IT to give it to your account, or the manager whether your role in the office is right.",
  },
};

export const signInTextsFr: SignInTexts = {
  "sign-in-refused": {
    what: "Le nom et le NIP ne vont pas ensemble.",
    advice: "Saisissez-les de nouveau. Sans NIP, ou s'il est oublié, demandez un code à un gestionnaire ou à l'informatique.",
  },
  "sign-in-locked": {
    what: "Il y a eu trop d'essais erronés avec ce nom.",
    advice:
      "[Réessayez dans {minutes} min. ]Un gestionnaire ou l'informatique peut vous donner un code : il permet de choisir tout de suite un nouveau NIP.",
  },
  "sign-in-paused": { what: "Il y a eu trop d'essais depuis cet ordinateur.", advice: "Attendez une minute, puis réessayez." },
  "code-refused": {
    what: "Le code ne correspond pas au nom, a déjà servi ou n'est plus valable.",
    advice:
      "Saisissez-les de nouveau. Un code sert une fois et pendant 72 heures; un gestionnaire ou l'informatique peut en créer un autre.",
  },
  "pin-too-simple": {
    what: "Ce NIP ne peut pas être utilisé.",
    advice: "Choisissez de 6 à 12 chiffres, ni tous pareils, ni à la suite comme 123456, ni votre numéro.",
  },
  "person-unknown": {
    what: "Le bureau ne connaît pas cette personne[ : {person}].",
    advice: "Consultez les agents sur la page d'administration; le nom est celui qui y figure comme identifiant.",
  },
  "people-off": {
    what: "Ce serveur n'a pas de pages sur le réseau.",
    advice: "Ajoutez « people » au fichier du serveur (hub/people/README.md), puis redémarrez-le.",
  },
  "open-id-first": {
    what: "La connexion de votre organisation répond : le NIP ne sert que si elle ne répond pas.",
    advice: "Connectez-vous avec le compte de votre organisation.",
  },
  "open-id-away": {
    what: "La connexion de votre organisation ne répond pas.",
    advice: "En attendant, connectez-vous avec votre nom et votre NIP. Sans NIP, demandez un code à un gestionnaire.",
  },
  "open-id-refused": {
    what: "La connexion de votre organisation n'a pas abouti.",
    advice: "Réessayez. Si cela persiste, appelez l'informatique; un gestionnaire peut vous donner un code en attendant.",
  },
  "person-not-matched": {
    what: "Vous avez un compte, mais ce bureau ne vous connaît pas.",
    advice:
      "Demandez au gestionnaire de vous ajouter aux agents sur la page d'administration, avec votre nom d'utilisateur comme identifiant.",
  },
  "role-missing": {
    what: "Il manque à votre compte le rôle qui correspond à votre travail dans ce bureau.",
    advice: "Demandez à l'informatique de l'ajouter à votre compte, ou au gestionnaire si votre rôle dans le bureau est le bon.",
  },
};
