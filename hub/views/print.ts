/** Paper that a kiosk is asked for, as it is said on the wire. Nothing of the citizen but what a ticket says. */
import type { PrintMessage } from "#shared/day/wire.ts";
import { publicName } from "#shared/office/public.ts";
import { type OfficeState, type Paper, visitOf } from "#shared/queue/state.ts";

/** Undefined when the visit is gone, or there is nothing to come back for. */
export function printMessage(state: OfficeState, { job, what, visit: id, at }: Paper, epoch: string): PrintMessage | undefined {
  const { generation, configuration } = state;
  const visit = visitOf(state, id);
  if (!visit || !configuration) return undefined;
  const { promised, number, date, language, people, practice, arrivedAt } = visit;
  if (what === "return-slip" && !promised) return undefined;
  const services = visit.segments.flatMap(({ service, state: stands }) => {
    const found = stands === "dropped" ? undefined : configuration.services.find((each) => each.id === service);
    return (found && publicName(found, configuration.office.languages)) ?? [];
  });
  const hour = what === "return-slip" && promised ? { date: promised.date, from: promised.from, to: promised.to } : null;
  const facts = { visit: visit.id, ...number, date, services, language, people, practice, at: what === "ticket" ? arrivedAt : at };
  return { generation, epoch, job, what, ...facts, hour };
}
