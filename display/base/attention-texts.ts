/** The words around what needs a person on the spot. */
import type { Catalogues } from "./texts.ts";

interface AttentionTexts {
  readonly heading: string;
  readonly where: (place: string) => string;
  readonly since: (time: string) => string;
  readonly go: string;
  readonly cannot: string;
  readonly cannotAbout: (device: string) => string;
  readonly goes: (agent: string) => string;
  readonly youGo: string;
  readonly clearsItself: string;
  /** They said "I go", and it is not cured. */
  readonly went: (agent: string, time: string) => string;
  readonly youWent: (time: string) => string;
  readonly someone: string;
  readonly more: (n: number) => string;
  readonly escalated: {
    readonly heading: string;
    readonly nobody: (time: string) => string;
    readonly went: (agent: string, time: string) => string;
    readonly asked: (names: string) => string;
    readonly nobodyThere: string;
  };
}

export const attentionTexts: Catalogues<AttentionTexts> = {
  en: {
    heading: "Needs somebody on the spot",
    where: (place) => `In: ${place}`,
    since: (time) => `since ${time}`,
    go: "I go",
    cannot: "I cannot",
    cannotAbout: (device) => `I cannot: ${device}. Somebody else is asked.`,
    goes: (agent) => `${agent} goes`,
    youGo: "You go",
    clearsItself: "This goes away by itself when it is done.",
    went: (agent, time) => `${agent} went at ${time}; it is not done yet`,
    youWent: (time) => `You went at ${time}; it is not done yet`,
    someone: "Somebody",
    more: (n) => `and ${n} more`,
    escalated: {
      heading: "Needs you: nobody has put it right in five minutes",
      nobody: (time) => `Nobody has gone; staff have been asked since ${time}`,
      went: (agent, time) => `${agent} went at ${time}, and it is not done`,
      asked: (names) => `Asked: reception, and at the counters ${names}`,
      nobodyThere: "Asked: reception; nobody is at a counter",
    },
  },
  fr: {
    heading: "Quelqu’un doit y aller",
    where: (place) => `Lieu : ${place}`,
    since: (time) => `depuis ${time}`,
    go: "J’y vais",
    cannot: "Je ne peux pas",
    cannotAbout: (device) => `Je ne peux pas : ${device}. On demande à quelqu’un d’autre.`,
    goes: (agent) => `${agent} y va`,
    youGo: "Vous y allez",
    clearsItself: "Ceci disparaît de soi-même quand c’est fait.",
    went: (agent, time) => `${agent} y est depuis ${time}; ce n’est pas encore réglé`,
    youWent: (time) => `Vous y êtes depuis ${time}; ce n’est pas encore réglé`,
    someone: "Quelqu’un",
    more: (n) => `et ${n} de plus`,
    escalated: {
      heading: "À vous de voir : rien n’est réglé après cinq minutes",
      nobody: (time) => `Personne n’y est allé; le personnel est prévenu depuis ${time}`,
      went: (agent, time) => `${agent} y est depuis ${time}, et ce n’est pas réglé`,
      asked: (names) => `Prévenus : l’accueil et, aux comptoirs, ${names}`,
      nobodyThere: "Prévenu : l’accueil; personne n’est à un comptoir",
    },
  },
};
