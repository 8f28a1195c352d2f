/**
 * Who would be lost if the office were another from now on: people at a counter, tickets that wait, are parked, have a return slip or an
 * errand for later, and appointments. A service that is only switched off loses nobody: what was given or promised for it is served.
 */
import type { Appointment } from "#shared/appointments/appointment.ts";
import { type Fault, fault } from "#shared/faults/fault.ts";
import type { OfficeConfiguration } from "#shared/office/configuration.ts";
import type { OfficeState } from "#shared/queue/state.ts";
import type { Visit } from "#shared/queue/visit.ts";
import { type Plan, planOf, takesWork, type Work } from "#shared/routing/plan.ts";
import { paperNumber } from "#shared/ticket/number.ts";

/** Tickets named in a refusal; of more it says how many. */
export const ticketsNamedMax = 6;

/** What is at work, waits or is expected now and would be gone. Nothing while there is no configuration yet. */
export function lostBy(state: OfficeState, after: OfficeConfiguration): Fault | undefined {
  const before = state.configuration;
  if (!before) return undefined;
  return (
    counterInUse(state, before, after) ??
    agentInUse(state, before, after) ??
    ticketsOfNobody(state, before, after) ??
    ticketsOfNoService(state, after) ??
    appointmentsOfNobody(state, before, after)
  );
}

function counterInUse(state: OfficeState, before: OfficeConfiguration, after: OfficeConfiguration): Fault | undefined {
  const kept = idsOf(after.counters);
  const lost = before.counters.find(({ id }) => {
    const counter = state.counters.get(id);
    return !kept.has(id) && counter !== undefined && (counter.agent !== null || counter.holding !== null);
  });
  return lost && fault("counter-in-use", { counter: lost.label });
}

function agentInUse(state: OfficeState, before: OfficeConfiguration, after: OfficeConfiguration): Fault | undefined {
  const kept = new Set(after.agents.map(({ number }) => number));
  const signedIn = new Set([...state.counters.values()].map(({ agent }) => agent));
  const lost = before.agents.find(({ number }) => signedIn.has(number) && !kept.has(number));
  return lost && fault("agent-in-use", { agent: lost.displayName });
}

/** Tickets for work that somebody can do today and nobody could then: no counter takes it, or nobody there has the skill. */
function ticketsOfNobody(state: OfficeState, before: OfficeConfiguration, after: OfficeConfiguration): Fault | undefined {
  const [today, then] = [planOf(before), planOf(after)];
  const queues = new Map<string, Visit[]>();
  const skills = new Map<string, Visit[]>();
  for (const { visit, work } of workAhead(state)) {
    // What nobody does anyway is no reason to keep an office as it is.
    if (!isDone(today, work) || isDone(then, work)) continue;
    const { service, queue } = work;
    if (service === null || !isTaken(then, work)) gather(queues, queue, visit);
    else gather(skills, service, visit);
  }
  const [line] = queues;
  if (line) return fault("queue-in-use", { queue: line[0], ...told(line[1]) });
  const [work] = skills;
  return work && fault("skill-in-use", { service: work[0], ...told(work[1]) });
}

function ticketsOfNoService(state: OfficeState, after: OfficeConfiguration): Fault | undefined {
  const kept = idsOf(after.services);
  const open = new Map<string, Visit[]>();
  for (const { visit, work } of workAhead(state)) {
    if (work.service !== null && !kept.has(work.service)) gather(open, work.service, visit);
  }
  const [lost] = open;
  return lost && fault("service-in-use", { service: lost[0], ...told(lost[1]) });
}

/** Who comes for them takes a ticket for their service. Those of people who are here already are tickets. */
function appointmentsOfNobody(state: OfficeState, before: OfficeConfiguration, after: OfficeConfiguration): Fault | undefined {
  const [today, then] = [planOf(before), planOf(after)];
  const booked = new Map<string, Appointment[]>();
  for (const each of state.appointments.values()) {
    const { service, stage } = each;
    if (service === null || stage.kind !== "booked") continue;
    const [known, kept] = [today.services.get(service), then.services.get(service)];
    if (!known || !isDone(today, { service, queue: known.queue })) continue;
    if (!kept || !isDone(then, { service, queue: kept.queue })) gather(booked, service, each);
  }
  const [lost] = booked;
  if (!lost) return undefined;
  const [service, appointments] = lost;
  const first = appointments.map(({ date }) => date).sort()[0] ?? "";
  return fault("appointments-in-use", { service, appointments: appointments.length, date: first });
}

/** What open visits are here for: the present errand, and each that was not begun or was put aside for another. */
function* workAhead({ visits }: OfficeState): Generator<{ visit: Visit; work: Work }> {
  for (const visit of visits.values()) {
    if (visit.stage.kind === "ended") continue;
    yield { visit, work: visit };
    for (const each of visit.segments) {
      if (each.n !== visit.segment && (each.state === "waiting" || each.state === "stopped")) yield { visit, work: each };
    }
  }
}

function isTaken(plan: Plan, work: Work): boolean {
  return [...plan.counters.values()].some((counter) => takesWork(plan, counter, counter.takes, work));
}

/** A counter takes it, and some agent has there what it asks for. */
function isDone(plan: Plan, work: Work): boolean {
  const asked = (work.service === null ? undefined : plan.services.get(work.service)?.skills) ?? [];
  const agents = [undefined, ...plan.agents.values()];
  return [...plan.counters.values()].some(
    (counter) =>
      takesWork(plan, counter, counter.takes, work) &&
      agents.some((agent) => asked.every((skill) => counter.skills?.includes(skill) || agent?.skills?.includes(skill))),
  );
}

function gather<T>(into: Map<string, T[]>, name: string, each: T): void {
  const found = into.get(name);
  if (!found) into.set(name, [each]);
  else if (!found.includes(each)) found.push(each);
}

function told(visits: readonly Visit[]): { readonly waiting: number; readonly tickets: string } {
  const named = visits.slice(0, ticketsNamedMax).map(({ number }) => paperNumber(number));
  return { waiting: visits.length, tickets: `${named.join(", ")}${visits.length > ticketsNamedMax ? " …" : ""}` };
}

function idsOf(items: readonly { readonly id: string }[]): ReadonlySet<string> {
  return new Set(items.map(({ id }) => id));
}
