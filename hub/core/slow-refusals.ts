/** Why the slow, obvious queue refuses a command: every rule once more, in plain words. */
import {
  type Asked,
  counterTypes,
  isAtCounter,
  isOpen,
  present,
  type SlowCounter,
  type SlowOffice,
  type SlowSegment,
  type SlowVisit,
  services,
} from "./slow-office.ts";

const minute = 60_000;
const undoMs = minute;
const returnMs = 45 * minute;
const parkMaxMinutes = 240;
const awayMinutes = [15, 30];
const segmentsMax = 8;
const agents = [21, 22];

/** "done", or why not; and it is done. */
export function answerOf(office: SlowOffice, asked: Asked): string {
  const refused = refusal(office, asked);
  if (refused === null) office.carryOut(asked);
  return refused ?? "done";
}

/** Why not; null when it is done. The checks stand in the order in which the hub makes them. */
function refusal(office: SlowOffice, asked: Asked): string | null {
  const { name, agent, step } = asked;
  if (!agents.includes(agent)) return "unknown-agent";
  const desk = asked.counter === null ? undefined : office.counters.get(asked.counter);
  if (asked.counter !== null && !desk) return "unknown-counter";
  if (ofOffice.has(name)) return officeRefusal(office, asked);
  if (ofCounter.has(name)) {
    if (!desk) return "unknown-counter";
    if (desk.step > step) return "changed-meanwhile";
    if (name !== "sign-in" && desk.agent !== agent) return "not-signed-in";
    return counterRefusal(office, asked, desk);
  }
  if (desk && desk.agent !== agent) return "not-signed-in";
  if (name === "intake") return intakeRefusal(office, asked, desk);
  const visit = office.visits.find((each) => each.id === asked.visit);
  if (!visit) return "unknown-visit";
  if (!isOpen(visit) && name !== "undo" && name !== "return-no-show") return "already-ended";
  if ((office.steps.get(visit.id) ?? 0) > step) return "changed-meanwhile";
  if (!desk && !atTheDoor.has(name)) return "unknown-counter";
  return visitRefusal(office, asked, visit, desk);
}

function officeRefusal(office: SlowOffice, { name, service = "" }: Asked): string | null {
  if (name === "set-counter") return office.isOpen ? null : "day-not-open";
  if (name === "stop-service") return notOffered(office, service);
  return office.stopped.has(service) ? null : "service-not-stopped";
}

function counterRefusal(office: SlowOffice, { name, agent, counter }: Asked, desk: SlowCounter): string | null {
  const isBusy = office.holding(counter) !== undefined;
  switch (name) {
    case "sign-in":
      if (desk.agent !== null) return "counter-taken";
      return [...office.counters.values()].some((each) => each.agent === agent) ? "already-signed-in" : null;
    case "sign-out":
      return isBusy ? "counter-busy" : null;
    case "take-break":
      return isBusy ? "counter-busy" : desk.isOnBreak ? "on-break" : null;
    case "end-break":
      return desk.isOnBreak ? null : "not-on-break";
    default:
      if (!office.isOpen) return "day-not-open";
      if (isBusy) return "counter-busy";
      if (desk.isOnBreak) return "on-break";
      return office.next(counter as string) ? null : "nobody-waiting";
  }
}

function intakeRefusal(
  office: SlowOffice,
  { counter, step, serve, services: wanted = [] }: Asked,
  desk: SlowCounter | undefined,
): string | null {
  if (!office.isOpen) return "day-not-open";
  if (serve) {
    if (!desk) return "not-signed-in";
    if (desk.step > step) return "changed-meanwhile";
    if (office.holding(counter)) return "counter-busy";
    if (desk.isOnBreak) return "on-break";
  }
  if (new Set(wanted).size < wanted.length) return "same-service";
  return wanted.map((each) => notOffered(office, each)).find((each) => each !== null) ?? null;
}

function notOffered(office: SlowOffice, service: string): string | null {
  if (!Object.hasOwn(services, service)) return "unknown-service";
  return office.stopped.has(service) ? "service-stopped" : null;
}

function visitRefusal(office: SlowOffice, asked: Asked, visit: SlowVisit, desk: SlowCounter | undefined): string | null {
  const { counter, name } = asked;
  const isElsewhere = isAtCounter(visit) && visit.counter !== counter;
  const notFree = () => (office.holding(counter) ? "counter-busy" : desk?.isOnBreak ? "on-break" : null);
  const segment = asked.segment === undefined ? undefined : visit.segments[asked.segment - 1];
  switch (name) {
    case "call-from-list":
      if (visit.stage !== "waiting" && visit.stage !== "parked") return "not-waiting";
      if (visit.away !== null) return "stepped-away";
      return notFree();
    case "recall":
      if (visit.stage !== "called") return "not-called";
      return isElsewhere ? "wrong-counter" : null;
    case "begin":
    case "no-show":
      return isElsewhere ? "wrong-counter" : visit.stage === "called" ? null : "not-called";
    case "finish":
      return isElsewhere ? "wrong-counter" : visit.stage === "serving" ? null : "not-serving";
    case "left":
      return isElsewhere ? "wrong-counter" : null;
    case "park":
      if (isElsewhere) return "wrong-counter";
      if (visit.stage !== "serving") return "not-serving";
      return (asked.minutes ?? 0) > parkMaxMinutes ? "park-too-long" : null;
    case "resume":
      return visit.stage === "parked" ? notFree() : "not-parked";
    case "return-to-line":
      return isElsewhere ? "wrong-counter" : visit.stage === "waiting" ? "not-called" : null;
    case "add-service":
      if (visit.stage === "parked") return "not-serving";
      if (isElsewhere) return "wrong-counter";
      return visit.segments.length >= segmentsMax ? "too-many-services" : notOffered(office, asked.service ?? "");
    case "switch-service":
      if (isElsewhere) return "wrong-counter";
      if (visit.stage !== "serving") return "not-serving";
      if (!segment) return "unknown-segment";
      if (asked.segment === visit.present) return "segment-present";
      return segment.state === "stopped" || segment.state === "waiting" ? null : "segment-over";
    case "change-service":
      return segment ? changeRefusal(office, segment, asked.service ?? "", isElsewhere) : "unknown-segment";
    case "correct-service":
      return changeRefusal(office, present(visit), asked.service ?? "", isElsewhere);
    case "set-quantity":
      if (isElsewhere) return "wrong-counter";
      if (visit.stage !== "serving" && visit.stage !== "parked") return "not-serving";
      if (!segment) return "unknown-segment";
      if (segment.state === "dropped") return "segment-over";
      return segment.quantity === asked.quantity ? "nothing-to-change" : null;
    case "transfer":
      return isElsewhere ? "wrong-counter" : transferRefusal(office, asked, visit, desk);
    case "step-away":
      if (visit.stage !== "waiting") return "not-waiting";
      if (visit.away !== null) return "stepped-away";
      return awayMinutes.includes(asked.minutes ?? 0) ? null : "away-not-offered";
    case "come-back":
      return visit.away === null ? "not-away" : null;
    case "return-no-show":
      if (visit.stage !== "no-show") return "not-no-show";
      if (office.now > visit.since + returnMs) return "return-too-late";
      return visit.returns >= 1 ? "returned-before" : null;
    case "set-needs":
      return asked.language === visit.language && asked.people === visit.people ? "nothing-to-change" : null;
    default:
      return undoRefusal(office, asked, visit, desk);
  }
}

function changeRefusal(office: SlowOffice, segment: SlowSegment, service: string, isElsewhere: boolean): string | null {
  if (isElsewhere) return "wrong-counter";
  if (segment.state === "done" || segment.state === "dropped") return "segment-over";
  return segment.service === service ? "same-service" : notOffered(office, service);
}

function transferRefusal(office: SlowOffice, { to, counter }: Asked, visit: SlowVisit, desk: SlowCounter | undefined): string | null {
  if (!to) return null;
  if (to.kind === "service") return present(visit).service === to.id ? "same-service" : notOffered(office, String(to.id));
  if (visit.stage === "waiting" && visit.target?.kind === to.kind && visit.target.id === to.id) return "target-present";
  if (to.kind === "counter-type") return Object.values(counterTypes).includes(String(to.id)) ? null : "unknown-counter-type";
  const isMine = desk !== undefined && office.holding(counter) === visit;
  if (to.kind === "counter") {
    const there = office.counters.get(String(to.id));
    if (!there) return "unknown-counter";
    if (isMine && to.id === counter) return "target-present";
    return there.agent === null ? "target-not-there" : null;
  }
  if (!agents.includes(Number(to.id))) return "unknown-agent";
  if (isMine && desk.agent === to.id) return "target-present";
  return [...office.counters.values()].some((each) => each.agent === to.id) ? null : "target-not-there";
}

function undoRefusal(office: SlowOffice, { agent, counter }: Asked, visit: SlowVisit, desk: SlowCounter | undefined): string | null {
  const found = office.undos.get(visit.id);
  if (!found || found.step !== office.steps.get(visit.id)) return "nothing-to-undo";
  if (office.now - found.at >= undoMs) return "undo-too-late";
  if (found.agent !== agent || found.counter !== counter) return "undo-not-yours";
  return desk && desk.step > found.step ? "nothing-to-undo" : null;
}

const ofOffice = new Set(["set-counter", "stop-service", "resume-service"]);
const ofCounter = new Set(["sign-in", "sign-out", "take-break", "end-break", "call-next"]);
const atTheDoor = new Set([
  ...["left", "add-service", "correct-service", "transfer", "step-away", "come-back", "return-no-show", "set-needs", "undo"],
]);
