/** Answers a device's question: a number reserved, a letter for a new storage, a probe, how a ticket stands, the keys of a counter, the calls a board may have missed. */
import { type Fault, fault, isFault } from "#shared/faults/fault.ts";
import type { Stepped } from "#shared/log/program.ts";
import type { Moment } from "#shared/log/record.ts";
import type { DecideContext } from "#shared/queue/decide.ts";
import type { HubEvent } from "#shared/queue/events.ts";
import { kiosksPractise, practiceDay } from "#shared/queue/moves/practice.ts";
import { seriesFor } from "#shared/queue/series.ts";
import type { OfficeState } from "#shared/queue/state.ts";
import { ticketRefusal } from "#shared/queue/ticket-limits.ts";
import type { AnswerMessage, AskMessage } from "#shared/wire/payloads.ts";
import { missedCalls } from "../views/calls.ts";
import { findAppointment } from "./appointments.ts";
import type { CheckInDesk, HubEffect } from "./contract.ts";
import { draftOf } from "./draft.ts";
import type { History } from "./history.ts";
import { keypadCan, pressed } from "./keypad.ts";
import { nextLetter, opened, ownSeries } from "./series.ts";
import { findTicket } from "./tickets.ts";

type Of<K extends AskMessage["kind"]> = Extract<AskMessage, { kind: K }>;

/** `epoch`: the hub's own. */
export function answerAsk(
  state: OfficeState,
  device: string,
  ask: AskMessage,
  now: Moment,
  epoch: string,
  { history, desk, context }: { readonly history: History; readonly desk: CheckInDesk; readonly context: DecideContext },
): Stepped<HubEffect> {
  const known = state.configuration?.devices.some((each) => each.id === device);
  if (!known) return refuse(state, device, ask, fault("not-enrolled", { device }));
  switch (ask.kind) {
    case "probe":
      return answer(device, [], { id: ask.id, generation: state.generation, kind: "probed", at: now.at });
    case "compare": {
      const hashes = ask.seqs.map((seq) => history.hashOf(device, ask.epoch, seq));
      return answer(device, [], { id: ask.id, generation: state.generation, kind: "compared", hashes });
    }
    case "enrol":
      return enrol(state, device, ask, now);
    case "reserve":
      return reserve(state, device, ask, now);
    case "find-appointment":
      return answer(device, [], findAppointment(state, device, ask, now, desk));
    case "find-ticket":
      return answer(device, [], findTicket(state, ask, now));
    case "keypad": {
      const can = keypadCan(state, device, context);
      if (isFault(can)) return refuse(state, device, ask, can);
      const { boot, mono } = now;
      return answer(device, [], { id: ask.id, generation: state.generation, kind: "keypad", can: [...can], now: { boot, mono } });
    }
    case "press": {
      const events = pressed(state, device, ask, now, context);
      if (isFault(events)) return refuse(state, device, ask, events);
      return answer(device, events, { id: ask.id, generation: state.generation, kind: "pressed", does: ask.does });
    }
    case "resume": {
      const calls = missedCalls(state, ask.zone, now.at, epoch);
      return answer(device, [], { id: ask.id, generation: state.generation, kind: "resumed", at: now.at, calls });
    }
  }
}

function enrol(state: OfficeState, device: string, ask: Of<"enrol">, now: Moment): Stepped<HubEffect> {
  const reply = (letter: string) => ({ id: ask.id, generation: state.generation, kind: "enrolled", letter, at: now.at }) as const;
  const before = ownSeries(state, device, ask.epoch);
  if (before) return answer(device, [], reply(before.letter));
  const letter = nextLetter(state);
  if (letter === undefined) return refuse(state, device, ask, fault("letters-exhausted"));
  return answer(device, [opened(letter, "own", device, ask.epoch)], reply(letter));
}

function reserve(state: OfficeState, device: string, ask: Of<"reserve">, now: Moment): Stepped<HubEffect> {
  const { id, request } = ask;
  const before = state.reservations.get(request);
  if (before) {
    const { letter, count, date, at } = before;
    return answer(device, [], { id, generation: state.generation, kind: "reserved", request, letter, count, date, at });
  }
  // The kiosk has taken a number of its own: its log was quicker than this question, and nobody waits for the answer.
  if (state.withdrawn.includes(request)) return { drafts: [], effects: [] };
  const { practice } = ask;
  const day = practice ? practiceDay(state, now.at) : state.day;
  if (practice && !kiosksPractise(state)) return refuse(state, device, ask, fault("practice-off"));
  if (!day) return refuse(state, device, ask, fault("day-not-open", { date: "" }));
  const notToday = practice || ask.isExpected ? undefined : ticketRefusal(state, ask.service ?? null, now.at);
  if (notToday) return refuse(state, device, ask, notToday);
  const series = seriesFor(state, practice ? "practice" : "shared", day);
  if (!series) return refuse(state, device, ask, fault("bad-configuration"));
  const { letter } = series;
  const count = series.count + 1;
  const { date } = day;
  const service = ask.service && !practice ? { service: ask.service } : {};
  const body = { request, device, epoch: ask.epoch, boot: ask.boot, letter, count, date, practice, ...service };
  const reply = { id, generation: state.generation, kind: "reserved", request, letter, count, date, at: now.at } as const;
  return answer(device, [{ kind: "number-reserved", version: 1, body }], reply);
}

function answer(device: string, events: readonly HubEvent[], message: AnswerMessage): Stepped<HubEffect> {
  return { drafts: events.map(draftOf), effects: [{ kind: "answer", device, message }] };
}

function refuse(state: OfficeState, device: string, ask: AskMessage, why: Fault): Stepped<HubEffect> {
  const facts = { ...why.facts };
  return answer(device, [], { id: ask.id, generation: state.generation, kind: "refused", fault: { fault: why.fault, facts } });
}
