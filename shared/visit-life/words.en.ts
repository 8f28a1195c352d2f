/** What happened to a visit, in English. */
import type { PassedReason } from "../routing/reason.ts";
import { whySentence } from "../routing/sentence.ts";
import { isCitizen, type Marks, type Who } from "./facts.ts";
import type { LifeNames, LifeWords } from "./names.ts";

const needWords: Readonly<Record<string, string>> = {
  "come-and-get-me": "asks to be fetched",
  "step-free": "needs a way without steps",
  hearing: "hears poorly",
  interpreter: "needs an interpreter",
  "more-time": "needs more time",
};
const channelWords: Readonly<Record<string, string>> = {
  "in-person": "in person",
  phone: "by phone",
  sms: "by text message",
  "back-office": "as back-office work",
  "email-fax-mail": "by e-mail, fax or mail",
  "cats-assist": "through CATS Assist",
  "mobile-assist": "through Mobile Assist",
};
const parkWords: Readonly<Record<string, string>> = {
  form: "the citizen fills in a form",
  documents: "the citizen fetches documents",
  payment: "the citizen pays elsewhere",
  photo: "a photo is taken",
  test: "the citizen takes a test",
  "other-office": "another office is asked",
  system: "a system is waited for",
  other: "for another reason",
};
const outcomeWords: Readonly<Record<string, string>> = {
  done: "everything was done",
  "papers-missing": "papers were missing",
  "wrong-office": "it was the wrong office",
  "system-down": "a system outside the office was down",
  "to-be-continued": "it is to be continued",
};
const moveWords: Readonly<Record<string, string>> = {
  "visit-called": "the call",
  "service-begun": "the beginning of service",
  "visit-finished": "the finish",
  "visit-no-show": "the no-show",
  "visit-left": "the leaving",
  "visit-parked": "the parking",
  "visit-resumed": "the resuming",
  "visit-returned": "the return to the line",
  "visit-transferred": "the transfer",
  "segment-finished": "the end of a service",
};
const priorityWords: Readonly<Record<string, string>> = {
  high: "marked as urgent",
  low: "marked as able to wait",
  default: "of ordinary priority",
};
const partWords: Readonly<Record<string, string>> = { hours: "By the office's hours", "stepped-away": "By the office's rule" };

export const lifeWordsEn: LifeWords = {
  "number-reserved": ({ device }, names) => `The hub set the number aside for ${names.device(device)}.`,
  "ticket-taken": ({ device, service, marks, alone }, names) =>
    `The citizen took ticket ${names.number} at ${names.device(device)} for ${serviceName(service, names)}${marked(marks)}.${alone ? " The hub could not be reached just then." : ""}`,
  "taken-in": ({ who, services, channel, marks, served }, names) =>
    `${by(who, names)} took the citizen in ${channelWords[channel] ?? channel} as ${names.number} for ${list(services.map((each) => names.service(each)))}${marked(marks)}${served ? ", and began at once" : ""}.`,
  admitted: ({ who, scanned, service }, names) =>
    `${by(who, names)} admitted the paper ${names.number}, which the hub did not know yet (${scanned ? "scanned" : "typed in"}), for ${serviceName(service, names)}.`,
  "record-came": ({ device, takenAt }, names) =>
    `The record of this ticket arrived from ${names.device(device)}: the citizen had taken it at ${names.time(takenAt)}.`,
  "came-late": () => "The record arrived after the day was closed.",
  "errands-stated": ({ services, people }, names) =>
    services.length === 0
      ? `The citizen said that ${people} people came on this ticket.`
      : `The citizen has more errands: ${list(services.map((each) => names.service(each)))}${people > 1 ? `; ${people} people came` : ""}.`,
  appointment: ({ who }, names) =>
    who ? `${by(who, names)} checked the citizen in for an appointment.` : "The citizen checked in for an appointment.",
  "appointment-taken-off": ({ who }, names) => `${by(who, names)} took the appointment off this ticket.`,
  "appointment-due": () => "The time of the appointment has come: from here on it counts as one.",
  "appointment-said": () => "The citizen says that there is an appointment.",
  printed: ({ copy, outcome }) =>
    outcome === "printed"
      ? copy === 1
        ? "The ticket was printed."
        : "Paper was printed again."
      : outcome === "failed"
        ? "Printing failed; the number was on the screen."
        : "Nobody knows whether it was printed; the number was on the screen.",
  "print-asked": ({ who, device, paper }, names) =>
    `${by(who, names)} asked for ${paper === "return-slip" ? "a slip to come back another time" : paper === "reprint" ? "a second print" : "the ticket"} at ${names.device(device)}.`,
  "paper-lapsed": () => "The kiosk did not take this paper in time.",
  called: ({ who, counter, because: reason }, names) => {
    const className = reason.class === undefined ? undefined : names.className(reason.class);
    return `${by(who, names)} called the ticket to counter ${names.counter(counter)}. ${whySentence(reason, { number: names.number, className }, "en")}`;
  },
  recalled: ({ who, counter }, names) => `${by(who, names)} called it again to counter ${names.counter(counter)}.`,
  announced: ({ how, device }, names) =>
    ({
      spoken: `${sentenceStart(names.device(device))} showed and spoke the call.`,
      "chime-only": `${sentenceStart(names.device(device))} showed the call with a chime.`,
      "shown-only": `${sentenceStart(names.device(device))} showed the call without a sound.`,
      failed: `${sentenceStart(names.device(device))} could not announce the call.`,
    })[how],
  "called-by-voice": ({ device }, names) => `While the hub was away staff called it by voice, from the list at ${names.device(device)}.`,
  "passed-over": ({ by: numbers, total, whys }) => {
    const who = total === 1 ? "1 other ticket was" : `${total} other tickets were`;
    const which = numbers.length > 0 ? ` (${list(numbers)}${total > numbers.length ? " and others" : ""})` : "";
    return `Meanwhile ${who} called past it${which}${because(whys, total)}.`;
  },
  begun: ({ who, counter }, names) => `${by(who, names)} began service at counter ${names.counter(counter)}.`,
  "service-given": ({ who, service, from }, names) =>
    from === null
      ? `${by(who, names)} noted that it is about ${names.service(service)}.`
      : `${by(who, names)} changed the service from ${names.service(from)} to ${names.service(service)}.`,
  "service-added": ({ who, service, begun }, names) =>
    `${by(who, names)} added ${names.service(service)}${begun ? " and began it" : " for later"}.`,
  "service-switched": ({ who, segment }, names) => `${by(who, names)} went on with service ${segment} of the visit.`,
  "quantity-set": ({ who, quantity }, names) => `${by(who, names)} set the quantity to ${quantity}.`,
  "errand-done": ({ who, counter }, names) =>
    `${by(who, names)} finished one errand at counter ${names.counter(counter)}; the ticket waits for the next.`,
  parked: ({ who, reason, until }, names) =>
    `${by(who, names)} parked the visit: ${parkWords[reason] ?? reason}${until === null ? "" : `, until about ${names.time(until)}`}.`,
  resumed: ({ who, counter }, names) => `${by(who, names)} went on with the visit at counter ${names.counter(counter)}.`,
  "returned-to-line": ({ who, place }, names) =>
    `${by(who, names)} put the ticket back into the line, ${place === "end" ? "at the end" : "at its place"}.`,
  transferred: ({ who, to, service }, names) =>
    to === null
      ? `${by(who, names)} sent the ticket on${service === null ? " into the ordinary line" : ` for ${names.service(service)}`}; it kept its place.`
      : `${by(who, names)} sent the ticket on to ${targetName(to, names)}; it kept its place.`,
  "stepped-away": ({ who, minutes }, names) =>
    who && !isCitizen(who)
      ? `${by(who, names)} noted that the citizen steps away for ${minutes} minutes.`
      : `The citizen stepped away for ${minutes} minutes and kept the place${who ? ", and said so on the ticket's page" : ""}.`,
  "came-back": ({ who }, names) =>
    who && !isCitizen(who)
      ? `${by(who, names)} noted that the citizen is back.`
      : `The citizen said ${who ? "on the ticket's page" : "at a kiosk"}: I am back.`,
  "no-show-returned": ({ who, place }, names) =>
    `${by(who, names)} took the ticket back after its missed call, ${place === "next" ? "as the next one" : place === "keep" ? "at its place" : "at the end"}.`,
  marked: ({ who, marks }, names) => `${by(who, names)} noted${marked(marks, " ")}.`,
  noted: ({ who, note, kept }, names) => `${by(who, names)} ${kept ? "kept" : "deleted"} a ${note} beside the log.`,
  finished: ({ who, counter, outcome, elsewhere, timeNotAccurate }, names) =>
    `${by(who, names)} finished at counter ${names.counter(counter)}${outcome === null ? "" : `: ${outcomeWords[outcome] ?? outcome}`}${elsewhere === null ? "" : ` (sent to ${elsewhere})`}.${timeNotAccurate ? " The time was marked as not accurate." : ""}`,
  "no-show": ({ who, counter }, names) => `Nobody came to counter ${names.counter(counter)}: ${by(who, names, false)} declared a no-show.`,
  left: ({ who, from, why }, names) =>
    why === "stayed-away"
      ? "The citizen did not come back in time and counts as gone, as the office's rule says."
      : `${by(who, names)} noted that the citizen left ${leftFrom[from] ?? ""}.`,
  "day-closed": ({ date }, names) => `The day ${names.date(date)} was closed, and the visit with it.`,
  "caught-up": ({ who, how }, names) =>
    ({
      served: `${by(who, names)} said that it was served while the hub was away.`,
      waiting: `${by(who, names)} said that it still waits.`,
      left: `${by(who, names)} said that the citizen had left.`,
      seen: `${by(who, names)} saw the notice about this ticket.`,
    })[how],
  "hub-away": ({ from, to }, names) =>
    `The hub was away from ${names.time(from)} to ${names.time(to)}; the ticket is not called unasked after that.`,
  undone: ({ who, move }, names) => `${by(who, names)} took ${moveWords[move] ?? "the last move"} back: it never was.`,
  "return-promised": ({ who, date, from, to }, names) =>
    `${by(who, names)} asked the citizen to come back on ${names.date(date)} between ${names.minuteOfDay(from)} and ${names.minuteOfDay(to)}, and to go first then.`,
  "promise-due": () => "The promised hour began: from here on the ticket goes first.",
  "clock-set": ({ byMs }) => `The hub's clock was put right by ${seconds(byMs)}; times before that were told by the old one.`,
  viewed: ({ who }, names) => `${by(who, names)} looked at this page.`,
};

/** Why others were called past it. */
const passedWords: Readonly<Record<PassedReason, string>> = {
  away: "the citizen had stepped away",
  "other-service": "those counters do not do its service",
  skill: "nobody there was trained for its service",
  transferred: "it waited for a certain counter or agent",
  "step-free": "it needs a counter without steps",
  interpreter: "it needs an interpreter",
  "own-line": "those counters call their own line first",
  errands: "another counter does all its errands",
  language: "somebody else speaks its language",
  "let-forward": "the office lets a few go before each person",
  chosen: "an agent chose from the list",
};

function because(whys: { readonly [K in PassedReason]?: number }, total: number): string {
  const counts = Object.entries(whys) as [PassedReason, number][];
  if (counts.length === 0) return "";
  if (counts.length === 1 && counts[0]?.[1] === total) return `: ${passedWords[counts[0][0]]}`;
  return `: ${counts.map(([why, count]) => `${count} because ${passedWords[why]}`).join(", ")}`;
}

const leftFrom: Readonly<Record<string, string>> = {
  waiting: "while waiting",
  called: "after the call",
  serving: "during service",
  parked: "while the visit was parked",
};

function by(who: Who, names: LifeNames, atStart = true): string {
  if ("agent" in who) return names.agent(who.agent);
  const part = partWords[who.part];
  if (part === undefined) return atStart ? "The hub" : "the hub";
  return `${part} the hub`;
}

function serviceName(service: string | null, names: LifeNames): string {
  return service === null ? "something else (not sure)" : names.service(service);
}

function targetName(to: { readonly kind: string; readonly id: string | number }, names: LifeNames): string {
  if (to.kind === "counter") return `counter ${names.counter(String(to.id))}`;
  return to.kind === "agent" ? names.agent(Number(to.id)) : `the counters of type ${to.id}`;
}

function marked({ language, needs, people, priority, counterType }: Marks, first = "; "): string {
  const parts = [
    ...(language === undefined ? [] : [language === "fr" ? "in French" : "in English"]),
    ...(needs ?? []).map((need) => needWords[need] ?? need),
    ...(needs !== undefined && needs.length === 0 ? ["no needs"] : []),
    ...(people === undefined ? [] : [people === 1 ? "1 person" : `${people} people`]),
    ...(priority === undefined ? [] : [priorityWords[priority] ?? priority]),
    ...(counterType === undefined ? [] : [counterType === null ? "for any counter" : `for ${counterType}`]),
  ];
  return parts.length === 0 ? "" : `${first}${parts.join(", ")}`;
}

function list(items: readonly string[]): string {
  return items.length < 2 ? (items[0] ?? "") : `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`;
}

function seconds(byMs: number): string {
  const whole = Math.abs(Math.round(byMs / 1_000));
  return whole < 120 ? `${whole} seconds` : `${Math.round(whole / 60)} minutes`;
}

function sentenceStart(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
