/** What a citizen asks on a ticket's page, carried out once however often the province says it. */
import { type Fault, fault, isFault } from "#shared/faults/fault.ts";
import type { Stepped } from "#shared/log/program.ts";
import type { Moment } from "#shared/log/record.ts";
import type { CommandDone } from "#shared/queue/commands.ts";
import { citizenAsks } from "#shared/queue/moves/away.ts";
import type { OfficeState } from "#shared/queue/state.ts";
import type { HubEffect, HubInput } from "./contract.ts";
import { draftOf } from "./draft.ts";

export function citizenAsked(
  state: OfficeState,
  { visit: id, ask, key, token }: Extract<HubInput, { kind: "citizen-asks" }>,
  now: Moment,
  epoch: string,
): Stepped<HubEffect> {
  const reply = (answer: CommandDone | Fault) => [{ kind: "reply", token, answer } as const];
  const before = state.commandsDone.get(key);
  if (before) return { drafts: [], effects: reply({ done: true, epoch, offset: before.offset, visit: before.visit, repeated: true }) };
  const visit = state.visits.get(id);
  // Nobody outside practises, and no page is of another day.
  if (!visit || visit.practice || visit.date === null || visit.date !== state.day?.date)
    return { drafts: [], effects: reply(fault("unknown-visit", { visit: id })) };
  const event = citizenAsks(state, visit, ask, key, now.at);
  if (isFault(event)) return { drafts: [], effects: reply(event) };
  return { drafts: [draftOf(event)], effects: reply({ done: true, epoch, offset: state.n + 1, visit: id, repeated: false }) };
}
