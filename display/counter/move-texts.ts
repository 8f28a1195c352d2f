/** What the counter page says of the moves beside the main one, by language. */
import type { Channel, Outcome, ParkReason, Priority } from "#shared/queue/schemas/words.ts";
import { type Catalogues, counted } from "../base/texts.ts";
import type { SideMove } from "./side-moves.ts";

export interface MoveTexts {
  readonly more: string;
  readonly moves: Readonly<Record<SideMove, string>>;
  readonly keys: Readonly<Record<SideMove | "undo" | "break" | "back-to-work" | "new-visit", string>>;
  readonly park: {
    readonly heading: (number: string) => string;
    readonly lead: string;
    readonly reasons: Readonly<Record<ParkReason, string>>;
    readonly back: string;
    readonly minutes: (minutes: number) => string;
  };
  readonly back: {
    readonly heading: (number: string) => string;
    readonly lead: string;
    readonly keep: string;
    readonly keepAbout: string;
    readonly end: string;
    readonly endAbout: string;
  };
  readonly transfer: {
    readonly heading: (number: string) => string;
    readonly lead: string;
    readonly counter: (label: string, agent: string) => string;
    readonly type: (type: string) => string;
    /** Types of counter as The Q names them, in the page's language; others are told as they are. */
    readonly types: Readonly<Record<string, string>>;
    readonly service: string;
    readonly serviceAbout: string;
    readonly nobody: string;
  };
  readonly finishAs: {
    readonly heading: (number: string) => string;
    readonly lead: string;
    readonly outcomes: Readonly<Record<Outcome, string>>;
  };
  readonly elsewhere: {
    readonly heading: (number: string) => string;
    readonly lead: string;
  };
  readonly close: string;
  readonly services: {
    readonly heading: (n: number) => string;
    readonly now: string;
    readonly stopped: string;
    readonly waiting: string;
    readonly done: string;
    readonly dropped: string;
    readonly go: string;
    readonly goOf: (service: string) => string;
    readonly change: string;
  };
  readonly people: (n: number) => string;
  readonly channels: Readonly<Record<Channel, string>>;
  readonly priorities: Readonly<Record<Priority, string>>;
  readonly returned: string;
  readonly forYou: string;
  readonly awayUntil: (time: string) => string;
  readonly isBack: string;
  readonly isBackOf: (number: string) => string;
  readonly stepAway: string;
  readonly undo: string;
  readonly seconds: (n: number) => string;
  readonly undone: (number: string) => string;
  readonly aside: {
    readonly tab: (n: number) => string;
    readonly parked: string;
    readonly noShows: string;
    readonly nobody: string;
    readonly resume: string;
    readonly toLine: string;
    readonly isHere: string;
    readonly due: (time: string) => string;
    readonly overdue: (time: string) => string;
    readonly since: (time: string) => string;
    readonly declared: (time: string) => string;
  };
  readonly break: { readonly take: string; readonly heading: string; readonly lead: (since: string) => string; readonly end: string };
  readonly practice: { readonly mark: string; readonly banner: string };
  readonly newVisit: {
    readonly open: string;
    readonly heading: string;
    readonly lead: string;
    readonly channel: string;
    readonly serve: string;
    readonly line: string;
    readonly joined: (number: string) => string;
    readonly served: (number: string) => string;
  };
  readonly addService: { readonly heading: (number: string) => string; readonly lead: string };
  readonly changeService: { readonly heading: (number: string) => string; readonly lead: string };
  readonly transferService: { readonly heading: (number: string) => string; readonly lead: string };
  readonly done: Readonly<
    Record<
      | ("park" | "resume" | "return-to-line" | "transfer" | "add-service" | "switch-service" | "change-service" | "correct-service")
      | ("step-away" | "come-back" | "return-no-show" | "set-quantity"),
      (number: string) => string
    >
  >;
}

export const moveTexts: Catalogues<MoveTexts> = {
  en: {
    more: "More moves",
    moves: { park: "Put aside", back: "Back to line", transfer: "Send to…", "add-service": "Add service", "finish-as": "Finish as…" },
    keys: {
      park: "P",
      back: "K",
      transfer: "T",
      "add-service": "A",
      "finish-as": "E",
      undo: "U",
      break: "O",
      "back-to-work": "O",
      "new-visit": "W",
    },
    park: {
      heading: (number) => `Why is ${number} put aside?`,
      lead: "Your counter is free meanwhile. Any counter can go on with them.",
      reasons: {
        form: "Fills in a form",
        documents: "Fetches papers",
        payment: "Pays elsewhere",
        photo: "Has a photo taken",
        test: "Takes a test",
        "other-office": "Another office must answer",
        system: "A system does not answer",
        other: "Something else",
      },
      back: "Means to be back in",
      minutes: (minutes) => (minutes === 0 ? "not said" : `${minutes} min`),
    },
    back: {
      heading: (number) => `Where does ${number} wait again?`,
      lead: "What they have waited already is kept.",
      keep: "At their place",
      keepAbout: "As early as their ticket says",
      end: "At the end",
      endAbout: "Behind everybody who waits now",
    },
    transfer: {
      heading: (number) => `Who takes ${number}?`,
      lead: "They keep their place; what they have waited counts on.",
      counter: (label, agent) => `Counter ${label}: ${agent}`,
      type: (type) => `Any counter of the type “${type}”`,
      types: { Counter: "general", "Quick Trans": "quick" },
      service: "Whoever does another service…",
      serviceAbout: "Choose the service; they keep their place",
      nobody: "Nobody else is signed in.",
    },
    finishAs: {
      heading: (number) => `How did it end for ${number}?`,
      lead: "“Done” is Finish itself. This is for the days it was not.",
      outcomes: {
        done: "Done",
        "papers-missing": "Papers were missing",
        "wrong-office": "Wrong place: sent elsewhere",
        "system-down": "An outside system was down",
        "to-be-continued": "To be continued another day",
      },
    },
    elsewhere: {
      heading: (number) => `Where was ${number} sent?`,
      lead: "Choose the nearest that fits.",
    },
    close: "Close",
    services: {
      heading: (n) => `${n} services on this ticket`,
      now: "Now",
      stopped: "Begun, stopped",
      waiting: "To do",
      done: "Done",
      dropped: "Dropped",
      go: "Go on with it",
      goOf: (service) => `Go on with it: ${service}`,
      change: "Change the service",
    },
    people: (n) => `${n} people`,
    channels: {
      "in-person": "In person",
      phone: "By telephone",
      sms: "By text message",
      "back-office": "Back office",
      "email-fax-mail": "By e-mail, fax or mail",
      "cats-assist": "CATS assistance",
      "mobile-assist": "Mobile assistance",
    },
    priorities: { high: "Goes first", default: "Usual", low: "Can wait" },
    returned: "Came back after a no-show",
    forYou: "Sent to you",
    awayUntil: (time) => `Stepped away until ${time}`,
    isBack: "Is back",
    isBackOf: (number) => `${number} is back`,
    stepAway: "Steps away",
    undo: "Undo",
    seconds: (n) => `${n} s`,
    undone: (number) => `Undone. ${number} is where it was.`,
    aside: {
      tab: (n) => `Aside (${n})`,
      parked: "Put aside",
      noShows: "No-shows who may still come back",
      nobody: "Nobody is put aside.",
      resume: "Go on",
      toLine: "To line",
      isHere: "Is here",
      due: (time) => `back at ${time}`,
      overdue: (time) => `was due at ${time}`,
      since: (time) => `since ${time}`,
      declared: (time) => `no-show at ${time}`,
    },
    break: {
      take: "Take a break",
      heading: "You are on a break",
      lead: (since) => `Since ${since}. Nobody is called to this counter; whoever was sent to you can be taken by others.`,
      end: "Back to work",
    },
    practice: { mark: "PRACTICE / EXERCICE", banner: "Only practice tickets are called here; nothing counts." },
    newVisit: {
      open: "Visit without a ticket",
      heading: "What is it about?",
      lead: "For somebody at your counter or on the telephone, or for work behind the counter.",
      channel: "How they reached us",
      serve: "Serve now",
      line: "Add to the line",
      joined: (number) => `${number} is in line.`,
      served: (number) => `${number} is with you.`,
    },
    addService: {
      heading: (number) => `What else does ${number} need?`,
      lead: "It begins now; the present service can be gone on with afterwards.",
    },
    changeService: { heading: (number) => `What is ${number} really about?`, lead: "The clock runs on; only the service changes." },
    transferService: { heading: (number) => `What does ${number} need instead?`, lead: "They wait, at their place, for whoever does it." },
    done: {
      park: (number) => `${number} is put aside.`,
      resume: (number) => `${number} is with you again.`,
      "return-to-line": (number) => `${number} waits again.`,
      transfer: (number) => `${number} is sent on.`,
      "add-service": (number) => `${number} has one more service.`,
      "switch-service": (number) => `${number}: the other service goes on.`,
      "change-service": (number) => `The service of ${number} is changed.`,
      "correct-service": (number) => `The service of ${number} is changed.`,
      "step-away": (number) => `${number} may step away.`,
      "come-back": (number) => `${number} is back and can be called.`,
      "return-no-show": (number) => `${number} waits again.`,
      "set-quantity": (number) => `The quantity of ${number} is set.`,
    },
  },
  fr: {
    more: "Autres actions",
    moves: {
      park: "Mettre de côté",
      back: "Remettre en file",
      transfer: "Envoyer à…",
      "add-service": "Autre service",
      "finish-as": "Terminer : motif…",
    },
    keys: {
      park: "M",
      back: "K",
      transfer: "E",
      "add-service": "A",
      "finish-as": "F",
      undo: "Z",
      break: "O",
      "back-to-work": "O",
      "new-visit": "V",
    },
    park: {
      heading: (number) => `Pourquoi mettre ${number} de côté?`,
      lead: "Votre comptoir est libre entre-temps. Tout comptoir peut reprendre cette personne.",
      reasons: {
        form: "Remplit un formulaire",
        documents: "Va chercher des papiers",
        payment: "Paie ailleurs",
        photo: "Se fait photographier",
        test: "Passe un examen",
        "other-office": "Un autre bureau doit répondre",
        system: "Un système ne répond pas",
        other: "Autre chose",
      },
      back: "Pense revenir dans",
      minutes: (minutes) => (minutes === 0 ? "non précisé" : `${minutes} min`),
    },
    back: {
      heading: (number) => `Où ${number} attend-il de nouveau?`,
      lead: "L’attente déjà faite est conservée.",
      keep: "À sa place",
      keepAbout: "Selon l’heure de son billet",
      end: "À la fin",
      endAbout: "Derrière tous ceux qui attendent",
    },
    transfer: {
      heading: (number) => `Qui prend ${number}?`,
      lead: "La place est gardée; l’attente continue de compter.",
      counter: (label, agent) => `Comptoir ${label} : ${agent}`,
      type: (type) => `Tout comptoir de type « ${type} »`,
      types: { Counter: "ordinaire", "Quick Trans": "rapide" },
      service: "Qui offre un autre service…",
      serviceAbout: "Choisissez le service; la place est gardée",
      nobody: "Aucun autre comptoir n’est occupé.",
    },
    finishAs: {
      heading: (number) => `Comment cela a-t-il fini pour ${number}?`,
      lead: "« Fait » se dit par Terminer. Ceci est pour les autres jours.",
      outcomes: {
        done: "Fait",
        "papers-missing": "Il manquait des papiers",
        "wrong-office": "Mauvais endroit : envoyé ailleurs",
        "system-down": "Un système externe était en panne",
        "to-be-continued": "À poursuivre un autre jour",
      },
    },
    elsewhere: {
      heading: (number) => `Où ${number} a-t-il été envoyé?`,
      lead: "Choisissez ce qui s’en rapproche le plus.",
    },
    close: "Fermer",
    services: {
      heading: (n) => `${n} services sur ce billet`,
      now: "En cours",
      stopped: "Commencé, interrompu",
      waiting: "À faire",
      done: "Fait",
      dropped: "Abandonné",
      go: "Le reprendre",
      goOf: (service) => `Le reprendre : ${service}`,
      change: "Changer le service",
    },
    people: (n) => `${n} ${counted("fr", n, "personne", "personnes")}`,
    channels: {
      "in-person": "En personne",
      phone: "Par téléphone",
      sms: "Par message texte",
      "back-office": "Travail de bureau",
      "email-fax-mail": "Par courriel, télécopie ou poste",
      "cats-assist": "Assistance CATS",
      "mobile-assist": "Assistance mobile",
    },
    priorities: { high: "Passe d’abord", default: "Habituel", low: "Peut attendre" },
    returned: "Revenu après une absence",
    forYou: "Envoyé à vous",
    awayUntil: (time) => `Sorti jusqu’à ${time}`,
    isBack: "De retour",
    isBackOf: (number) => `${number} est de retour`,
    stepAway: "S’absente",
    undo: "Annuler",
    seconds: (n) => `${n} s`,
    undone: (number) => `Annulé. ${number} est là où il était.`,
    aside: {
      tab: (n) => `De côté (${n})`,
      parked: "Mis de côté",
      noShows: "Absents qui peuvent encore revenir",
      nobody: "Personne n’est mis de côté.",
      resume: "Reprendre",
      toLine: "En file",
      isHere: "Est là",
      due: (time) => `de retour à ${time}`,
      overdue: (time) => `attendu à ${time}`,
      since: (time) => `depuis ${time}`,
      declared: (time) => `absent à ${time}`,
    },
    break: {
      take: "Prendre une pause",
      heading: "Vous êtes en pause",
      lead: (since) => `Depuis ${since}. Personne n’est appelé à ce comptoir; qui vous était envoyé peut être pris ailleurs.`,
      end: "Reprendre le travail",
    },
    practice: {
      mark: "EXERCICE / PRACTICE",
      banner: "Seuls les billets d’exercice sont appelés ici; rien ne compte.",
    },
    newVisit: {
      open: "Visite sans billet",
      heading: "De quoi s’agit-il?",
      lead: "Pour une personne à votre comptoir ou au téléphone, ou pour le travail de bureau.",
      channel: "Comment la personne nous a joints",
      serve: "Servir maintenant",
      line: "Mettre en file",
      joined: (number) => `${number} est en file.`,
      served: (number) => `${number} est avec vous.`,
    },
    addService: {
      heading: (number) => `De quoi ${number} a-t-il aussi besoin?`,
      lead: "Ce service commence maintenant; l’autre pourra être repris ensuite.",
    },
    changeService: {
      heading: (number) => `De quoi s’agit-il vraiment pour ${number}?`,
      lead: "La durée continue; seul le service change.",
    },
    transferService: {
      heading: (number) => `De quoi ${number} a-t-il plutôt besoin?`,
      lead: "La personne attend, à sa place, qui l’offre.",
    },
    done: {
      park: (number) => `${number} est mis de côté.`,
      resume: (number) => `${number} est de nouveau avec vous.`,
      "return-to-line": (number) => `${number} attend de nouveau.`,
      transfer: (number) => `${number} est envoyé ailleurs.`,
      "add-service": (number) => `${number} a un service de plus.`,
      "switch-service": (number) => `${number} : l’autre service reprend.`,
      "change-service": (number) => `Le service de ${number} est changé.`,
      "correct-service": (number) => `Le service de ${number} est changé.`,
      "step-away": (number) => `${number} peut s’absenter.`,
      "come-back": (number) => `${number} est de retour et peut être appelé.`,
      "return-no-show": (number) => `${number} attend de nouveau.`,
      "set-quantity": (number) => `La quantité de ${number} est notée.`,
    },
  },
};
