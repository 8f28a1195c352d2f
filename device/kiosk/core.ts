/**
 * The kiosk's program: one pure step over everything that reaches it. A number comes from the hub's shared series while the hub
 * answers in time, else from this storage's own; paper and answer follow only after the row that issued the ticket is stored.
 */
import { type Fault, fault } from "#shared/faults/fault.ts";
import type { LogIdentity } from "#shared/log/event-log.ts";
import type { Core } from "#shared/log/program.ts";
import type { Digest } from "#shared/log/record.ts";
import type { DeviceEvent } from "#shared/queue/events.ts";
import { hubIsPresent, hubSilentMs } from "../runtime/hub-presence.ts";
import { appointmentAnswered, findAppointment, forgetLookup, giveLookupsUp, lookupFailed } from "./check-in.ts";
import type { KioskEffect, KioskInput } from "./contract.ts";
import { comeBack, deskLookupFailed, findTicket, forgetDeskLookup, giveDeskLookupsUp, stepAway, ticketAnswered } from "./desk.ts";
import { paperAsked, paperEnded, papersLost } from "./paper.ts";
import { acknowledged, askAgain, enrol, enrolled, probed, probeNext, probeOverdue, wakeToProbe } from "./presence.ts";
import { printEnded, reprint } from "./printing.ts";
import { join, type KioskScene, type KioskStep, nothing } from "./scene.ts";
import type { KioskSession } from "./session.ts";
import { callByVoice, staffOpened } from "./staff.ts";
import { emptyState, evolve, foldVersion, type KioskState, liftState, stateFromText, stateText } from "./state.ts";
import { forgetTap, reserved, reserveFailed, tap, useOwnSeries } from "./tap.ts";
import { jobId, visitOf } from "./ticket.ts";
import { keepUnrecorded, takeUnrecorded } from "./unrecorded.ts";

export function createKioskCore(
  identity: LogIdentity,
  session: KioskSession,
  digest: Digest,
  speed: number,
): Core<KioskState, KioskInput, KioskEffect> {
  return {
    foldVersion,
    empty: emptyState,
    toText: stateText,
    fromText: stateFromText,
    lift: liftState,
    evolve,
    step: (state, input, now) => step({ identity, state, session, now, realMs: now.mono / speed, digest }, input),
    refuse: (input, why) => refuse(session, input, fault(why)),
  };
}

function step(scene: KioskScene, input: KioskInput): KioskStep {
  const { session } = scene;
  switch (input.kind) {
    case "start":
      return started(scene, input.software);
    case "tap":
      return tap(scene, input.request, input.token);
    case "find-appointment":
      return findAppointment(scene, input.by, input.token);
    case "find-ticket":
      return findTicket(scene, input.ticket, input.token);
    case "step-away":
      return stepAway(scene, input.paper, input.minutes, input.token);
    case "come-back":
      return comeBack(scene, input.paper, input.token);
    case "reprint":
      return reprint(scene, input.visit, input.token);
    case "link":
      return linked(scene, input.up);
    case "hub-heard":
      if (!input.alive) return hubLost(scene, hubIsPresent(session, scene.realMs));
      session.hubAlive = true;
      session.heardAtMs = scene.realMs;
      session.lostAtMs = null;
      if (session.line) session.line.heardAt = scene.now.at;
      return nothing;
    case "answer":
      return answered(scene, input.message);
    case "due":
      return due(scene, input.id);
    case "desired":
      session.office = {
        ...{ version: input.version, office: input.office, staffPin: input.staffPin ?? null },
        ...{ citizenPage: input.citizenPage ?? null, today: input.today ?? null },
      };
      return nothing;
    case "line":
      session.open = input.open;
      session.waiting = input.waiting;
      return nothing;
    case "calls":
      session.calls = input.view;
      return nothing;
    case "line-told":
      session.line = { message: input.message, heardAt: scene.now.at };
      return nothing;
    case "staff-opened":
      return staffOpened(scene, input.token);
    case "call-by-voice":
      return callByVoice(scene, input.visit, input.token);
    case "stored":
      return acknowledged(scene, input.seq);
    case "unable":
      session.unable = input.why;
      return nothing;
    case "printer":
      session.printer = input.condition;
      return nothing;
    case "printer-trouble":
      session.printerTrouble = input.trouble;
      return nothing;
    case "panel":
      session.panel = input.troubles;
      return nothing;
    case "scanner":
      session.scanner = input.troubles;
      return nothing;
    case "paper-outlook":
      session.paper = { tickets: input.tickets, isLow: input.isLow };
      return nothing;
    case "print-ended":
      return printEnded(scene, input);
    case "paper-asked":
      return paperAsked(scene, input.message);
    case "paper-ended":
      return paperEnded(scene, input);
    case "storage":
      session.storage = input.trouble;
      return input.trouble ? nothing : join(...takeUnrecorded(session).map((each) => step(scene, each)), askAgain(scene));
    case "tick":
      return session.hubAlive && session.linkUp && scene.realMs - session.heardAtMs > hubSilentMs ? hubLost(scene, false) : nothing;
  }
}

/** A ticket whose print nobody saw end is `unknown`: it may lie in a pocket already, so it is not printed again by itself. */
function started(scene: KioskScene, software: string): KioskStep {
  const { identity, state, session, now } = scene;
  const drafts: DeviceEvent[] = [{ kind: "device-started", version: 1, body: { boot: now.boot, software } }];
  for (const [tap, { seq, printed }] of state.tickets) {
    // Of this run's own prints the end is still to come, when the start itself had to wait for room.
    if (printed !== "pending" || session.shown.includes(tap)) continue;
    const body = { visit: visitOf(identity, seq), job: jobId(seq, 1), copy: 1, outcome: "unknown", fault: "print-unknown" } as const;
    drafts.push({ kind: "ticket-printed", version: 1, body });
  }
  return { drafts: [...drafts, ...papersLost(scene)], effects: [] };
}

function linked(scene: KioskScene, up: boolean): KioskStep {
  const { session, state } = scene;
  const wasPresent = hubIsPresent(session, scene.realMs);
  session.linkUp = up;
  session.probe = null;
  session.enrolment = null;
  session.stored = null;
  // The hub says it again at once, and it may have changed.
  session.calls = null;
  if (!up) return hubLost(scene, wasPresent);
  session.hubAlive = true;
  session.heardAtMs = scene.realMs;
  return state.letter === null ? nothing : probeNext(scene);
}

/** Nobody at the kiosk waits for a hub that is known to be away. */
function hubLost(scene: KioskScene, wasPresent: boolean): KioskStep {
  const { session } = scene;
  // One that had been silent for long was away already.
  if (wasPresent) session.lostAtMs ??= scene.realMs;
  session.reserving = false;
  session.probesInTime = 0;
  session.hubAlive = false;
  const issued = join(useOwnSeries(scene, [...session.pending.values()]), giveLookupsUp(scene), giveDeskLookupsUp(scene));
  return session.linkUp ? join(issued, wakeToProbe) : issued;
}

function answered(scene: KioskScene, message: Extract<KioskInput, { kind: "answer" }>["message"]): KioskStep {
  switch (message.kind) {
    case "reserved":
      return reserved(scene, message);
    case "enrolled":
      return enrolled(scene, message.id, message.letter);
    case "probed":
      return probed(scene, message.id);
    case "resumed":
    case "compared":
    case "keypad":
    case "pressed":
      return nothing;
    case "appointment":
      return appointmentAnswered(scene, message);
    case "ticket":
      return ticketAnswered(scene, message);
    case "refused":
      return (
        lookupFailed(scene, message.id, message.fault) ??
        deskLookupFailed(scene, message.id) ??
        reserveFailed(scene, message.id, message.fault)
      );
  }
}

function due(scene: KioskScene, id: string): KioskStep {
  const { session } = scene;
  if (id === "enrol-again" || id === session.enrolment?.ask) {
    return session.linkUp && scene.state.letter === null ? enrol(scene) : nothing;
  }
  if (id === "probe-again") return probeNext(scene);
  if (id === session.probe) return probeOverdue(scene);
  return lookupFailed(scene, id, null) ?? deskLookupFailed(scene, id) ?? reserveFailed(scene, id, null);
}

function refuse(session: KioskSession, input: KioskInput, why: Fault): readonly KioskEffect[] {
  keepUnrecorded(session, input);
  if (input.kind === "tap") forgetTap(session, input.token);
  if (input.kind === "tap" || input.kind === "reprint") return [{ kind: "reply", token: input.token, answer: why }];
  if (input.kind === "find-appointment") forgetLookup(session, input.token);
  if (input.kind === "find-appointment") return [{ kind: "appointment-reply", token: input.token, answer: why }];
  if (input.kind === "find-ticket") forgetDeskLookup(session, input.token);
  if (input.kind === "find-ticket" || input.kind === "step-away" || input.kind === "come-back") {
    return [{ kind: "desk-reply", token: input.token, answer: why }];
  }
  if (input.kind === "staff-opened" || input.kind === "call-by-voice") {
    return [{ kind: "staff-reply", token: input.token, answer: why }];
  }
  const id = input.kind === "answer" ? input.message.id : input.kind === "due" ? input.id : input.kind === "link" ? "link" : undefined;
  const waiting = session.issuing.filter((each) => each.ask === id).flatMap((each) => each.tokens);
  return waiting.map((token) => ({ kind: "reply", token, answer: why }));
}
