/**
 * The kiosk's program: one pure step over everything that reaches it. A number comes from the hub's shared series while the hub
 * answers in time, else from this storage's own; paper and answer follow only after the row that issued the ticket is stored.
 */
import { type Fault, fault } from "#shared/faults/fault.ts";
import type { Identity } from "#shared/log/event-log.ts";
import type { Core } from "#shared/log/program.ts";
import type { Digest } from "#shared/log/record.ts";
import type { DeviceEvent } from "#shared/queue/events.ts";
import { hubSilentMs } from "../runtime/hub-presence.ts";
import type { KioskEffect, KioskInput } from "./contract.ts";
import { acknowledged, enrol, enrolled, probed, probeNext, probeOverdue, wakeToProbe } from "./presence.ts";
import { printEnded, reprint } from "./printing.ts";
import { join, type KioskScene, type KioskStep, nothing } from "./scene.ts";
import type { KioskSession } from "./session.ts";
import { emptyState, evolve, foldVersion, type KioskState, stateFromText, stateText } from "./state.ts";
import { reserved, reserveFailed, tap, useOwnSeries } from "./tap.ts";
import { jobId, visitOf } from "./ticket.ts";

export function createKioskCore(
  identity: Identity,
  session: KioskSession,
  digest: Digest,
  speed: number,
): Core<KioskState, KioskInput, KioskEffect> {
  return {
    foldVersion,
    empty: emptyState,
    toText: stateText,
    fromText: stateFromText,
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
    case "reprint":
      return reprint(scene, input.visit, input.token);
    case "link":
      return linked(scene, input.up);
    case "hub-heard":
      session.hubAlive = input.alive;
      session.heardAtMs = scene.realMs;
      return input.alive ? nothing : hubLost(scene);
    case "answer":
      return answered(scene, input.message);
    case "due":
      return due(scene, input.id);
    case "desired":
      session.office = { version: input.version, office: input.office };
      return nothing;
    case "line":
      session.open = input.open;
      session.waiting = input.waiting;
      return nothing;
    case "stored":
      return acknowledged(scene, input.seq);
    case "forked":
      session.forked = true;
      return nothing;
    case "printer":
      session.printer = input.condition;
      return nothing;
    case "print-ended":
      return printEnded(scene, input);
    case "storage":
      session.storage = input.trouble;
      return nothing;
    case "tick":
      return session.hubAlive && session.linkUp && scene.realMs - session.heardAtMs > hubSilentMs ? hubLost(scene) : nothing;
  }
}

/** A ticket whose print nobody saw end is `unknown`: it may lie in a pocket already, so it is not printed again by itself. */
function started(scene: KioskScene, software: string): KioskStep {
  const { identity, state, now } = scene;
  const drafts: DeviceEvent[] = [{ kind: "device-started", version: 1, body: { boot: now.boot, software } }];
  for (const { seq, printed } of state.tickets.values()) {
    if (printed !== "pending") continue;
    const body = { visit: visitOf(identity, seq), job: jobId(seq, 1), copy: 1, outcome: "unknown", fault: "print-unknown" } as const;
    drafts.push({ kind: "ticket-printed", version: 1, body });
  }
  return { drafts, effects: [] };
}

function linked(scene: KioskScene, up: boolean): KioskStep {
  const { session, state } = scene;
  session.linkUp = up;
  session.probe = null;
  session.enrolment = null;
  session.stored = null;
  session.open = null;
  if (!up) return hubLost(scene);
  session.hubAlive = true;
  session.heardAtMs = scene.realMs;
  return state.letter === null ? enrol(scene) : probeNext(scene);
}

/** Nobody at the kiosk waits for a hub that is known to be away. */
function hubLost(scene: KioskScene): KioskStep {
  const { session } = scene;
  session.reserving = false;
  session.probesInTime = 0;
  session.hubAlive = false;
  session.waiting = null;
  const issued = useOwnSeries(scene, [...session.pending.values()]);
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
      return nothing;
    case "refused":
      return reserveFailed(scene, message.id, message.fault);
  }
}

function due(scene: KioskScene, id: string): KioskStep {
  const { session } = scene;
  if (id === "enrol-again" || id === session.enrolment) {
    return session.linkUp && scene.state.letter === null ? enrol(scene) : nothing;
  }
  if (id === "probe-again") return probeNext(scene);
  if (id === session.probe) return probeOverdue(scene);
  return reserveFailed(scene, id, null);
}

function refuse(session: KioskSession, input: KioskInput, why: Fault): readonly KioskEffect[] {
  if (input.kind === "tap" || input.kind === "reprint") return [{ kind: "reply", token: input.token, answer: why }];
  const id = input.kind === "answer" ? input.message.id : input.kind === "due" ? input.id : input.kind === "link" ? "link" : undefined;
  const waiting = session.issuing.filter((each) => each.ask === id).flatMap((each) => each.tokens);
  return waiting.map((token) => ({ kind: "reply", token, answer: why }));
}
