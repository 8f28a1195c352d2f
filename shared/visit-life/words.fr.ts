/** What happened to a visit, in Canadian French. */
import type { PassedReason } from "../routing/reason.ts";
import { whySentence } from "../routing/sentence.ts";
import { isCitizen, type Marks, type Who } from "./facts.ts";
import type { LifeNames, LifeWords } from "./names.ts";

const needWords: Readonly<Record<string, string>> = {
  "come-and-get-me": "demande qu’on vienne la chercher",
  "step-free": "a besoin d’un accès sans marche",
  hearing: "entend mal",
  interpreter: "a besoin d’un interprète",
  "more-time": "a besoin de plus de temps",
};
const channelWords: Readonly<Record<string, string>> = {
  "in-person": "en personne",
  phone: "par téléphone",
  sms: "par texto",
  "back-office": "comme travail de bureau",
  "email-fax-mail": "par courriel, télécopie ou courrier",
  "cats-assist": "par CATS Assist",
  "mobile-assist": "par Mobile Assist",
};
const parkWords: Readonly<Record<string, string>> = {
  form: "la personne remplit un formulaire",
  documents: "la personne va chercher des documents",
  payment: "la personne paie ailleurs",
  photo: "on prend une photo",
  test: "la personne passe un examen",
  "other-office": "on consulte un autre bureau",
  system: "on attend un système",
  other: "pour une autre raison",
};
const outcomeWords: Readonly<Record<string, string>> = {
  done: "tout a été fait",
  "papers-missing": "il manquait des papiers",
  "wrong-office": "c’était le mauvais bureau",
  "system-down": "un système hors du bureau était en panne",
  "to-be-continued": "à suivre",
};
const moveWords: Readonly<Record<string, string>> = {
  "visit-called": "l’appel",
  "service-begun": "le début du service",
  "visit-finished": "la fin du service",
  "visit-no-show": "l’absence déclarée",
  "visit-left": "le départ",
  "visit-parked": "la mise en attente",
  "visit-resumed": "la reprise",
  "visit-returned": "le retour dans la file",
  "visit-transferred": "le transfert",
  "segment-finished": "la fin d’un service",
};
const priorityWords: Readonly<Record<string, string>> = {
  high: "marqué comme urgent",
  low: "marqué comme pouvant attendre",
  default: "de priorité ordinaire",
};
const partWords: Readonly<Record<string, string>> = { hours: "Selon l’horaire du bureau,", "stepped-away": "Selon la règle du bureau," };

export const lifeWordsFr: LifeWords = {
  "number-reserved": ({ device }, names) => `Le serveur a réservé le numéro pour ${names.device(device)}.`,
  "ticket-taken": ({ device, service, marks, alone }, names) =>
    `La personne a pris le billet ${names.number} à ${names.device(device)} pour : ${serviceName(service, names)}${marked(marks)}.${alone ? " Le serveur était injoignable à ce moment." : ""}`,
  "taken-in": ({ who, services, channel, marks, served }, names) =>
    `${by(who, names)} a accueilli la personne ${channelWords[channel] ?? channel} sous le numéro ${names.number} pour : ${list(services.map((each) => names.service(each)))}${marked(marks)}${served ? ", et a commencé tout de suite" : ""}.`,
  admitted: ({ who, scanned, service }, names) =>
    `${by(who, names)} a admis le papier ${names.number}, que le serveur ne connaissait pas encore (${scanned ? "code lu" : "saisi"}), pour : ${serviceName(service, names)}.`,
  "record-came": ({ device, takenAt }, names) =>
    `L’enregistrement de ce billet est arrivé de ${names.device(device)} : la personne l’avait pris à ${names.time(takenAt)}.`,
  "came-late": () => "L’enregistrement est arrivé après la fermeture de la journée.",
  "errands-stated": ({ services, people }, names) =>
    services.length === 0
      ? `La personne a indiqué que ${people} personnes viennent avec ce billet.`
      : `La personne a d’autres démarches : ${list(services.map((each) => names.service(each)))}${people > 1 ? `; ${people} personnes sont venues` : ""}.`,
  appointment: ({ who }, names) =>
    who ? `${by(who, names)} a enregistré l’arrivée pour un rendez-vous.` : "La personne a signalé son arrivée pour un rendez-vous.",
  "appointment-taken-off": ({ who }, names) => `${by(who, names)} a retiré le rendez-vous de ce billet.`,
  "appointment-due": () => "L’heure du rendez-vous est venue : à partir d’ici, il compte.",
  "appointment-said": () => "La personne dit avoir un rendez-vous.",
  printed: ({ copy, outcome }) =>
    outcome === "printed"
      ? copy === 1
        ? "Le billet a été imprimé."
        : "Un papier a été imprimé de nouveau."
      : outcome === "failed"
        ? "L’impression a échoué; le numéro était à l’écran."
        : "On ne sait pas si le billet a été imprimé; le numéro était à l’écran.",
  "print-asked": ({ who, device, paper }, names) =>
    `${by(who, names)} a demandé ${paper === "return-slip" ? "un papier pour revenir un autre jour" : paper === "reprint" ? "une copie" : "le billet"} à ${names.device(device)}.`,
  "paper-lapsed": () => "La borne n’a pas pris ce papier à temps.",
  called: ({ who, counter, because: reason }, names) => {
    const className = reason.class === undefined ? undefined : names.className(reason.class);
    return `${by(who, names)} a appelé le billet au comptoir ${names.counter(counter)}. ${whySentence(reason, { number: names.number, className }, "fr")}`;
  },
  recalled: ({ who, counter }, names) => `${by(who, names)} l’a rappelé au comptoir ${names.counter(counter)}.`,
  announced: ({ how, device }, names) =>
    ({
      spoken: `${sentenceStart(names.device(device))} a affiché et prononcé l’appel.`,
      "chime-only": `${sentenceStart(names.device(device))} a affiché l’appel avec un carillon.`,
      "shown-only": `${sentenceStart(names.device(device))} a affiché l’appel sans son.`,
      failed: `${sentenceStart(names.device(device))} n’a pas pu annoncer l’appel.`,
    })[how],
  "called-by-voice": ({ device }, names) =>
    `Pendant l’absence du serveur, le personnel l’a appelé de vive voix, à partir de la liste de ${names.device(device)}.`,
  "passed-over": ({ by: numbers, total, whys }) => {
    const who = total === 1 ? "1 autre billet a été appelé" : `${total} autres billets ont été appelés`;
    const which = numbers.length > 0 ? ` (${list(numbers)}${total > numbers.length ? " et d’autres" : ""})` : "";
    return `Entre-temps, ${who} avant lui${which}${because(whys, total)}.`;
  },
  begun: ({ who, counter }, names) => `${by(who, names)} a commencé le service au comptoir ${names.counter(counter)}.`,
  "service-given": ({ who, service, from }, names) =>
    from === null
      ? `${by(who, names)} a noté le service : ${names.service(service)}.`
      : `${by(who, names)} a changé le service : ${names.service(service)} au lieu de ${names.service(from)}.`,
  "service-added": ({ who, service, begun }, names) =>
    `${by(who, names)} a ajouté le service ${names.service(service)}${begun ? " et l’a commencé" : " pour plus tard"}.`,
  "service-switched": ({ who, segment }, names) => `${by(who, names)} a continué avec le service ${segment} de la visite.`,
  "quantity-set": ({ who, quantity }, names) => `${by(who, names)} a fixé la quantité à ${quantity}.`,
  "errand-done": ({ who, counter }, names) =>
    `${by(who, names)} a terminé une démarche au comptoir ${names.counter(counter)}; le billet attend la suivante.`,
  parked: ({ who, reason, until }, names) =>
    `${by(who, names)} a mis la visite en attente : ${parkWords[reason] ?? reason}${until === null ? "" : `, jusque vers ${names.time(until)}`}.`,
  resumed: ({ who, counter }, names) => `${by(who, names)} a repris la visite au comptoir ${names.counter(counter)}.`,
  "returned-to-line": ({ who, place }, names) =>
    `${by(who, names)} a remis le billet dans la file, ${place === "end" ? "à la fin" : "à sa place"}.`,
  transferred: ({ who, to, service }, names) =>
    to === null
      ? `${by(who, names)} a envoyé le billet ${service === null ? "dans la file ordinaire" : `au service ${names.service(service)}`}; il a gardé sa place.`
      : `${by(who, names)} a envoyé le billet ${targetName(to, names)}; il a gardé sa place.`,
  "stepped-away": ({ who, minutes }, names) =>
    who && !isCitizen(who)
      ? `${by(who, names)} a noté que la personne s’absente ${minutes} minutes.`
      : `La personne s’est absentée pour ${minutes} minutes et a gardé sa place${who ? ", ce qu’elle a indiqué à la page du billet" : ""}.`,
  "came-back": ({ who }, names) =>
    who && !isCitizen(who)
      ? `${by(who, names)} a noté le retour de la personne.`
      : `La personne a indiqué ${who ? "à la page du billet" : "à une borne"} qu’elle est de retour.`,
  "no-show-returned": ({ who, place }, names) =>
    `${by(who, names)} a repris le billet après l’appel manqué, ${place === "next" ? "comme prochain" : place === "keep" ? "à sa place" : "à la fin"}.`,
  marked: ({ who, marks }, names) => `${by(who, names)} a noté${marked(marks, " : ")}.`,
  noted: ({ who, note, kept }, names) =>
    `${by(who, names)} a ${kept ? "conservé" : "supprimé"} ${noteWords[note] ?? note} à côté du journal.`,
  finished: ({ who, counter, outcome, elsewhere, timeNotAccurate }, names) =>
    `${by(who, names)} a terminé au comptoir ${names.counter(counter)}${outcome === null ? "" : ` : ${outcomeWords[outcome] ?? outcome}`}${elsewhere === null ? "" : ` (envoyé à ${elsewhere})`}.${timeNotAccurate ? " Le temps a été marqué comme inexact." : ""}`,
  "no-show": ({ who, counter }, names) =>
    `Personne n’est venu au comptoir ${names.counter(counter)} : ${by(who, names, false)} a déclaré une absence.`,
  left: ({ who, from, why }, names) =>
    why === "stayed-away"
      ? "La personne n’est pas revenue à temps et compte comme partie, selon la règle du bureau."
      : `${by(who, names)} a noté que la personne est partie ${leftFrom[from] ?? ""}.`,
  "day-closed": ({ date }, names) => `La journée du ${names.date(date)} a été fermée, et la visite avec elle.`,
  "caught-up": ({ who, how }, names) =>
    ({
      served: `${by(who, names)} a indiqué que le billet a été servi pendant l’absence du serveur.`,
      waiting: `${by(who, names)} a indiqué que le billet attend toujours.`,
      left: `${by(who, names)} a indiqué que la personne était partie.`,
      seen: `${by(who, names)} a vu l’avis sur ce billet.`,
    })[how],
  "hub-away": ({ from, to }, names) =>
    `Le serveur était absent de ${names.time(from)} à ${names.time(to)}; ensuite, le billet n’est pas appelé sans qu’on ait demandé.`,
  undone: ({ who, move }, names) => `${by(who, names)} a annulé ${moveWords[move] ?? "le dernier geste"} : c’est comme si de rien n’était.`,
  "return-promised": ({ who, date, from, to }, names) =>
    `${by(who, names)} a prié la personne de revenir le ${names.date(date)} entre ${names.minuteOfDay(from)} et ${names.minuteOfDay(to)}, pour passer d’abord.`,
  "promise-due": () => "L’heure promise a commencé : à partir d’ici, le billet passe d’abord.",
  "clock-set": ({ byMs }) => `L’heure du serveur a été corrigée de ${seconds(byMs)}; les heures précédentes étaient à l’ancienne.`,
  viewed: ({ who }, names) => `${by(who, names)} a consulté cette page.`,
};

/** Why others were called past it. */
const passedWords: Readonly<Record<PassedReason, string>> = {
  away: "la personne s’était absentée",
  "other-service": "ces comptoirs n’offrent pas son service",
  skill: "personne n’y était formé pour son service",
  transferred: "il attendait un comptoir ou un agent précis",
  "step-free": "il lui faut un comptoir sans marche",
  interpreter: "il lui faut un interprète",
  "own-line": "ces comptoirs appellent d’abord leur propre file",
  errands: "un autre comptoir fait toutes ses démarches",
  language: "quelqu’un d’autre parle sa langue",
  "let-forward": "le bureau en laisse passer quelques-uns devant chaque personne",
  chosen: "un agent a choisi dans la liste",
};

function because(whys: { readonly [K in PassedReason]?: number }, total: number): string {
  const counts = Object.entries(whys) as [PassedReason, number][];
  if (counts.length === 0) return "";
  if (counts.length === 1 && counts[0]?.[1] === total) return ` : ${passedWords[counts[0][0]]}`;
  return ` : ${counts.map(([why, count]) => `${count} car ${passedWords[why]}`).join(", ")}`;
}

const leftFrom: Readonly<Record<string, string>> = {
  waiting: "pendant l’attente",
  called: "après l’appel",
  serving: "pendant le service",
  parked: "pendant la mise en attente",
};
const noteWords: Readonly<Record<string, string>> = { comment: "un commentaire", contact: "une coordonnée", name: "un nom" };

function by(who: Who, names: LifeNames, atStart = true): string {
  if ("agent" in who) return names.agent(who.agent);
  const part = partWords[who.part];
  if (part === undefined) return atStart ? "Le serveur" : "le serveur";
  return `${part} le serveur`;
}

function serviceName(service: string | null, names: LifeNames): string {
  return service === null ? "autre chose (pas certain)" : names.service(service);
}

function targetName(to: { readonly kind: string; readonly id: string | number }, names: LifeNames): string {
  if (to.kind === "counter") return `au comptoir ${names.counter(String(to.id))}`;
  return to.kind === "agent" ? `à ${names.agent(Number(to.id))}` : `aux comptoirs de type ${to.id}`;
}

function marked({ language, needs, people, priority, counterType }: Marks, first = "; "): string {
  const parts = [
    ...(language === undefined ? [] : [language === "fr" ? "en français" : "en anglais"]),
    ...(needs ?? []).map((need) => needWords[need] ?? need),
    ...(needs !== undefined && needs.length === 0 ? ["aucun besoin"] : []),
    ...(people === undefined ? [] : [people === 1 ? "1 personne" : `${people} personnes`]),
    ...(priority === undefined ? [] : [priorityWords[priority] ?? priority]),
    ...(counterType === undefined ? [] : [counterType === null ? "pour tout comptoir" : `pour ${counterType}`]),
  ];
  return parts.length === 0 ? "" : `${first}${parts.join(", ")}`;
}

function list(items: readonly string[]): string {
  return items.length < 2 ? (items[0] ?? "") : `${items.slice(0, -1).join(", ")} et ${items.at(-1)}`;
}

function seconds(byMs: number): string {
  const whole = Math.abs(Math.round(byMs / 1_000));
  return whole < 120 ? `${whole} secondes` : `${Math.round(whole / 60)} minutes`;
}

function sentenceStart(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
