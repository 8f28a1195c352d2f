/** The hub's program: one pure step over everything that reaches it. */
import { fault } from "#shared/faults/fault.ts";
import type { Identity } from "#shared/log/event-log.ts";
import type { Core, Stepped } from "#shared/log/program.ts";
import type { Digest, Moment } from "#shared/log/record.ts";
import { closing } from "#shared/queue/day.ts";
import { decide } from "#shared/queue/decide.ts";
import type { HubEvent } from "#shared/queue/events.ts";
import { evolve } from "#shared/queue/evolve.ts";
import { emptyState, foldVersion, type OfficeState, stateFromText, stateText } from "#shared/queue/state.ts";
import { acceptLog } from "./accept.ts";
import { answerAsk } from "./ask.ts";
import type { HubEffect, HubInput, Presence } from "./contract.ts";
import { draftOf } from "./draft.ts";
import { openSharedSeries } from "./series.ts";

export function createHubCore(identity: Identity, presence: Presence, digest: Digest): Core<OfficeState, HubInput, HubEffect> {
  return {
    foldVersion,
    empty: emptyState,
    toText: stateText,
    fromText: stateFromText,
    evolve,
    step: (state, input, now) => step(state, input, now, identity, presence, digest),
    refuse: (input, why) => {
      if (input.kind === "command") return [{ kind: "reply", token: input.token, answer: fault(why) }];
      if (input.kind !== "ask") return [];
      const { id } = input.message;
      return [{ kind: "answer", device: input.device, message: { id, generation: 0, kind: "refused", fault: fault(why) } }];
    },
  };
}

function step(
  state: OfficeState,
  input: HubInput,
  now: Moment,
  identity: Identity,
  presence: Presence,
  digest: Digest,
): Stepped<HubEffect> {
  switch (input.kind) {
    case "start":
      return events([
        {
          kind: "hub-started",
          version: 1,
          body: { boot: now.boot, generation: Math.max(1, state.generation), timeZoneData: input.timeZoneData },
        },
      ]);
    case "configure": {
      if (state.commandsDone.has(input.key)) return nothing;
      const actor = { kind: "system", part: "configuration" } as const;
      const { key, configuration } = input;
      return events([{ kind: "configuration-changed", version: 1, body: { key, actor, configuration } }, ...openSharedSeries(state)]);
    }
    case "open-day-by-hours": {
      const { date, key } = input;
      const last = state.day?.date ?? state.lastDate;
      if (last !== null && date <= last) return nothing;
      const actor = { kind: "system", part: "hours" } as const;
      const closed = state.day ? closing(state, state.day.date, `${key}-closing`, actor) : [];
      return events([...closed, { kind: "day-opened", version: 1, body: { date, key, actor } }]);
    }
    case "command": {
      const { command, token } = input;
      const decision = decide(state, command, { at: now.at, epoch: identity.epoch, speaker: (zone) => presence.speaker(zone) });
      if (decision.kind === "refused") return { drafts: [], effects: [{ kind: "reply", token, answer: decision.fault }] };
      const { epoch } = identity;
      if (decision.kind === "repeated") {
        const { offset, visit } = decision.before;
        return { drafts: [], effects: [{ kind: "reply", token, answer: { done: true, epoch, offset, visit, repeated: true } }] };
      }
      const offset = state.n + decision.events.length;
      const answer = { done: true, epoch, offset, visit: decision.visit, repeated: false } as const;
      return { drafts: decision.events.map(draftOf), effects: [{ kind: "reply", token, answer }] };
    }
    case "log":
      return acceptLog(state, input.device, input.message, now, digest);
    case "ask":
      return answerAsk(state, input.device, input.message, now, identity.epoch);
    case "clock-drift": {
      const to = now.at + input.driftMs;
      const { drafts } = events([{ kind: "clock-set", version: 1, body: { from: now.at, to: Math.max(0, to), why: "synchronised" } }]);
      return { drafts, effects: [{ kind: "set-clock", driftMs: input.driftMs }] };
    }
  }
}

const nothing: Stepped<HubEffect> = { drafts: [], effects: [] };

function events(made: readonly HubEvent[]): Stepped<HubEffect> {
  return { drafts: made.map(draftOf), effects: [] };
}
