/** What staff keep of a visit beside the log, in the hub's step: the log says only that it is there, or no more. */
import { fault } from "#shared/faults/fault.ts";
import type { Stepped } from "#shared/log/program.ts";
import type { HubEvent } from "#shared/queue/events.ts";
import { type OfficeState, visitOf } from "#shared/queue/state.ts";
import type { HubEffect, HubInput } from "./contract.ts";
import { draftOf } from "./draft.ts";

/** Why a note may not be kept; undefined when it may. Asked before anything is written. */
export function noteRefusal(state: OfficeState, { visit, agent, counter }: Pick<NoteInput, "visit" | "agent" | "counter">) {
  if (!state.configuration) return fault("bad-configuration", {});
  if (!state.configuration.agents.some((each) => each.number === agent)) return fault("unknown-agent", { agent });
  if (counter !== null && state.counters.get(counter)?.agent !== agent) return fault("not-signed-in", { counter });
  return visitOf(state, visit) ? undefined : fault("unknown-visit", { visit });
}

type NoteInput = Extract<HubInput, { kind: "personal-noted" }>;

export function personalNoted(state: OfficeState, input: NoteInput, epoch: string): Stepped<HubEffect> {
  const { visit: id, agent, counter, key, changes, token } = input;
  const reply = (answer: Extract<HubEffect, { kind: "reply" }>["answer"]): HubEffect => ({ kind: "reply", token, answer });
  const refused = noteRefusal(state, input);
  if (refused) return { drafts: [], effects: [reply(refused)] };
  const visit = visitOf(state, id);
  if (!visit) return { drafts: [], effects: [reply(fault("unknown-visit", { visit: id }))] };
  const actor = { kind: "agent", agent, counter } as const;
  const events = changes.map(({ what, kept }): HubEvent => {
    return { kind: "personal-noted", version: 1, body: { visit: visit.id, key, actor, practice: visit.practice, what, kept } };
  });
  const offset = state.n + events.length;
  return { drafts: events.map(draftOf), effects: [reply({ done: true, epoch, offset, visit: visit.id, repeated: false })] };
}
