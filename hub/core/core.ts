/** The hub's program: one pure step over everything that reaches it. */
import { fault } from "#shared/faults/fault.ts";
import type { Identity } from "#shared/log/event-log.ts";
import type { Core, Stepped } from "#shared/log/program.ts";
import type { Digest, Moment } from "#shared/log/record.ts";
import { rulesOf } from "#shared/office/rules.ts";
import { openingByHours } from "#shared/queue/day.ts";
import { decide } from "#shared/queue/decide.ts";
import type { HubEvent } from "#shared/queue/events.ts";
import { evolve } from "#shared/queue/evolve.ts";
import { devicesCured } from "#shared/queue/moves/going.ts";
import { emptyState, foldVersion, type OfficeState, sourceKey, stateFromText, stateText } from "#shared/queue/state.ts";
import { acceptLog } from "./accept.ts";
import { importAppointments, ticketsWithAppointments } from "./appointments.ts";
import { answerAsk } from "./ask.ts";
import { citizenAsked } from "./citizen-asked.ts";
import { configure } from "./configure.ts";
import type { CheckInDesk, HubEffect, HubInput, Presence } from "./contract.ts";
import { draftOf } from "./draft.ts";
import type { History } from "./history.ts";
import { lookingRound } from "./look-round.ts";
import { personalNoted } from "./notes.ts";
import { staffPageAbsence } from "./staff-page.ts";
import { starting } from "./starting.ts";

export function createHubCore(
  identity: Identity,
  presence: Presence,
  digest: Digest,
  history: History,
  desk: CheckInDesk = nobodyAtTheDesk,
): Core<OfficeState, HubInput, HubEffect> {
  return {
    foldVersion,
    empty: emptyState,
    toText: stateText,
    fromText: stateFromText,
    evolve,
    step: (state, input, now) => step(state, input, now, { identity, presence, digest, history, desk }),
    // A command or a question has a person waiting; a log has waited already.
    isUrgent: (input) =>
      ["command", "ask", "personal-noted"].includes(input.kind) || (input.kind === "configure" && input.token !== undefined),
    // The next input must be told the time by the clock that this one sets.
    endsCommit: (input) => input.kind === "clock-drift" || (input.kind === "command" && input.command.name === "trust-clock"),
    refuse: (input, why) => {
      if ("token" in input && input.token !== undefined) return [{ kind: "reply", token: input.token, answer: fault(why) }];
      if (input.kind !== "ask") return [];
      const { id } = input.message;
      return [{ kind: "answer", device: input.device, message: { id, generation: 0, kind: "refused", fault: fault(why) } }];
    },
  };
}

interface Ports {
  readonly identity: Identity;
  readonly presence: Presence;
  readonly digest: Digest;
  readonly history: History;
  readonly desk: CheckInDesk;
}

function step(state: OfficeState, input: HubInput, now: Moment, { identity, presence, digest, history, desk }: Ports): Stepped<HubEffect> {
  switch (input.kind) {
    case "start":
      return events(starting(state, input, now));
    case "configure":
      return configure(state, input, now, identity.epoch);
    case "open-day-by-hours": {
      const { date, key } = input;
      const last = state.day?.date ?? state.lastDate;
      if (last !== null && date <= last) return nothing;
      const actor = { kind: "system", part: "hours" } as const;
      return events(openingByHours(state, date, key, actor, rulesOf(state.configuration).carryOvernight));
    }
    case "command": {
      const { command, token } = input;
      const { driftMs = 0 } = input;
      const speaker = (zone: string) => presence.speaker(zone);
      const decision = decide(state, command, { at: now.at, ...identity, driftMs, speaker });
      if (decision.kind === "refused") return { drafts: [], effects: [{ kind: "reply", token, answer: decision.fault }] };
      const { epoch } = identity;
      if (decision.kind === "repeated") {
        const { offset, visit } = decision.before;
        return { drafts: [], effects: [{ kind: "reply", token, answer: { done: true, epoch, offset, visit, repeated: true } }] };
      }
      const offset = state.n + decision.events.length;
      const answer = { done: true, epoch, offset, visit: decision.visit, repeated: false } as const;
      const setClock = command.name === "trust-clock" ? [{ kind: "set-clock", driftMs } as const] : [];
      return { drafts: decision.events.map(draftOf), effects: [...setClock, { kind: "reply", token, answer }] };
    }
    case "log": {
      const { drafts, effects } = acceptLog(state, input.device, input.message, now, digest);
      const more = [...ticketsWithAppointments(state, drafts, now, desk), ...staffPageAbsence(state, drafts, input.message, now)];
      return { drafts: [...drafts, ...more], effects };
    }
    case "citizen-asks":
      return citizenAsked(state, input, now, identity.epoch);
    case "import-appointments":
      return importAppointments(state, input, identity.epoch);
    case "personal-noted":
      return personalNoted(state, input, identity.epoch);
    case "personal-deleted":
      return events([{ kind: "personal-deleted", version: 1, body: input.body }]);
    case "ask": {
      const context = { at: now.at, ...identity, driftMs: 0, speaker: (zone: string) => presence.speaker(zone) };
      return answerAsk(state, input.device, input.message, now, identity.epoch, { history, desk, context });
    }
    case "devices-cured":
      return events(devicesCured(state, input.cured));
    case "look-round":
      return events(lookingRound(state, now.at));
    case "backlog-stalled": {
      const { device, epoch, next } = input;
      const source = state.sources.get(sourceKey(device, epoch));
      if (!source?.backlog || source.next !== next) return nothing;
      return events([{ kind: "backlog-ended", version: 1, body: { source: device, epoch, why: "stalled" } }]);
    }
    case "clock-drift": {
      const to = now.at + input.driftMs;
      const { drafts } = events([{ kind: "clock-set", version: 1, body: { from: now.at, to: Math.max(0, to), why: "synchronised" } }]);
      return { drafts, effects: [{ kind: "set-clock", driftMs: input.driftMs }] };
    }
    case "clock-doubt": {
      if (state.calendar.doubt !== null) return nothing;
      return events([{ kind: "clock-doubted", version: 1, body: { wall: input.wall, why: input.why } }]);
    }
  }
}

/** Of a hub without a side table: nobody is found. */
const nobodyAtTheDesk: CheckInDesk = { fitting: () => [], withCodeDigest: () => undefined, pausedFor: () => 0, missed: () => {} };

const nothing: Stepped<HubEffect> = { drafts: [], effects: [] };

function events(made: readonly HubEvent[]): Stepped<HubEffect> {
  return { drafts: made.map(draftOf), effects: [] };
}
