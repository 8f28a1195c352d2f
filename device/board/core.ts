/**
 * The board's program: it shows what the hub says, and speaks a call when it is the device named, the call is fresh, and its
 * intent is on record. A call is spoken at most once, through restarts and repeated messages.
 */
import type { Identity } from "#shared/log/event-log.ts";
import type { Core, Stepped } from "#shared/log/program.ts";
import type { Moment } from "#shared/log/record.ts";
import type { DeviceEvent } from "#shared/queue/events.ts";
import { paperNumber } from "#shared/ticket/number.ts";
import { spoken, spokenLanguages, spokenParts } from "#shared/voice/spoken.ts";
import { volumeAt } from "#shared/voice/volume.ts";
import type { AnswerMessage, CallMessage } from "#shared/wire/payloads.ts";
import { isKeypadAnswer } from "../keypad/troubles.ts";
import {
  type BoardEffect,
  type BoardInput,
  fullFormMax,
  keypadDeadlineMs,
  playedDeadlineLetters,
  playedDeadlineMs,
  queueMax,
  resumeDeadlineMs,
  spokenAgeMaxMs,
  spokenLetterMs,
} from "./contract.ts";
import type { BoardSession, HeldCall } from "./session.ts";
import { type BoardState, emptyState, evolve, foldVersion, stateFromText, stateText } from "./state.ts";

interface Scene {
  readonly identity: Identity;
  readonly zone: string;
  readonly state: BoardState;
  readonly session: BoardSession;
  readonly now: Moment;
  readonly speed: number;
}

type Step = Stepped<BoardEffect>;
const nothing: Step = { drafts: [], effects: [] };

/** `speed` is that of the office: ages and deadlines are real time. */
export function createBoardCore(
  identity: Identity,
  zone: string,
  session: BoardSession,
  speed: number,
): Core<BoardState, BoardInput, BoardEffect> {
  return {
    foldVersion,
    empty: emptyState,
    toText: stateText,
    fromText: stateFromText,
    evolve,
    step: (state, input, now) => step({ identity, zone: session.zone ?? zone, state, session, now, speed }, input),
    refuse: () => {
      // What could not be recorded must not sound; the calls stay on the screen.
      session.speaking = null;
      session.queue = [];
      return [];
    },
  };
}

function step(scene: Scene, input: BoardInput): Step {
  const { session } = scene;
  switch (input.kind) {
    case "start":
      return started(scene, input.software);
    case "link":
      return linked(scene, input.up);
    case "hub-heard":
      session.hubAlive = input.alive;
      return input.alive ? heard(scene, input.at) : nothing;
    case "view":
      session.view = input.view;
      session.viewHeard = true;
      return measure(scene, input.view.at);
    case "call":
      return callHeard(scene, input.call);
    case "answer":
      return answered(scene, input.message);
    case "due":
      return due(scene, input.id);
    case "desired":
      session.office = input.office;
      if (input.zone !== undefined && input.zone !== scene.zone) {
        // Another room: what was shown and waited to be spoken belongs to the one before.
        Object.assign(session, { zone: input.zone, view: null, viewHeard: false, queue: [], held: null });
      }
      return nothing;
    case "pages":
      session.pages = input.connected;
      return nothing;
    case "played":
      return input.call === session.speaking ? ended(scene, input.call, input.how) : nothing;
    case "unable":
      session.unable = input.why;
      return nothing;
    case "storage":
      session.storage = input.trouble;
      // What was asked in the turn that the storage refused was not sent, and its deadline was not set.
      return input.trouble === null && session.linkUp && session.resume !== null ? resume(scene) : nothing;
    case "voice":
      session.voice = input.present;
      return nothing;
    case "output":
      session.outputTrouble = input.cause;
      return nothing;
    case "signs":
      session.signs = input.troubles;
      return nothing;
    case "keypad":
      session.keypad = input.troubles;
      return nothing;
    case "keypad-asks":
      return { drafts: [], effects: [{ kind: "ask", message: input.message, deadlineMs: keypadDeadlineMs }] };
  }
}

/** A sound that nobody saw end may have been heard: it is not made again, and the counter is told. */
function started(scene: Scene, software: string): Step {
  const drafts: DeviceEvent[] = [{ kind: "device-started", version: 1, body: { boot: scene.now.boot, software } }];
  for (const [call, stands] of scene.state.calls) if (stands === "intended") drafts.push(made(call, "failed"));
  return { drafts, effects: [] };
}

function linked(scene: Scene, up: boolean): Step {
  const { session } = scene;
  const unjudged = session.held ?? [];
  session.linkUp = up;
  session.offset = null;
  session.held = null;
  session.resume = null;
  const { drafts } = together(unjudged.map(({ call }) => called(scene, call, null)));
  if (!up) return { drafts, effects: [] };
  session.hubAlive = true;
  session.heardAtMs = scene.now.mono / scene.speed;
  session.heardAt = scene.now.at;
  return { drafts, effects: resume(scene).effects };
}

function resume(scene: Scene): Step {
  const { session, now, zone } = scene;
  session.asks += 1;
  const id = `${now.boot}.${session.asks}`;
  session.resume = { id, askedAtMono: now.mono };
  return { drafts: [], effects: [{ kind: "ask", message: { id, kind: "resume", zone }, deadlineMs: resumeDeadlineMs }] };
}

function heard(scene: Scene, at: number): Step {
  const { session, now } = scene;
  session.heardAtMs = now.mono / scene.speed;
  session.heardAt = now.at;
  const measured = measure(scene, at);
  return seemsOld(scene, at) ? resume(scene) : measured;
}

/**
 * A heartbeat is sent fresh. When it seems old, the network is slow, or the hub's clock was set back, and then every call would seem
 * old and none would be spoken: the hub is asked, and its answer measures anew.
 */
function seemsOld({ session, now, speed }: Scene, hubAt: number): boolean {
  return session.offset !== null && session.resume === null && (now.mono - hubAt - session.offset) / speed > resumeDeadlineMs;
}

/**
 * An answer of the hub is no older than its deadline, so a message that seems younger by more than that is of a clock that was set
 * forward meanwhile. Such a message may be of any age itself, as behind a link that stood still: the hub is asked again.
 */
function measure(scene: Scene, hubAt: number): Step {
  const { session, now, speed } = scene;
  if (session.offset === null) return nothing;
  const seen = now.mono - hubAt;
  if ((session.offset - seen) / speed > resumeDeadlineMs) {
    session.offset = null;
    session.held = [];
    return resume(scene);
  }
  session.offset = Math.min(session.offset, seen);
  return nothing;
}

function callHeard(scene: Scene, call: CallMessage): Step {
  const { session } = scene;
  const measured = measure(scene, call.at);
  if (session.held === null || session.held.length >= queueMax) return called(scene, call, ageOf(scene, call));
  if (!session.held.some((each) => each.call.call === call.call)) session.held.push({ call, heardAtMono: scene.now.mono });
  return measured;
}

function ageOf({ session, now }: Scene, call: CallMessage): number | null {
  return session.offset === null ? null : now.mono - session.offset - call.at;
}

/**
 * A call is at least as old as the time it has waited here, and an answer shows it younger by no more than it was itself on its way.
 * When it seems younger than that, the hub's clock was set back meanwhile, and nobody can tell how long the call was on its way.
 */
function ageOfHeld(scene: Scene, { call, heardAtMono }: HeldCall, sinceAsked: number): number | null {
  const age = ageOf(scene, call);
  const waited = scene.now.mono - heardAtMono;
  return age === null || age < waited - sinceAsked ? null : Math.max(age, waited);
}

function answered(scene: Scene, message: AnswerMessage): Step {
  const { session, now } = scene;
  if (isKeypadAnswer(message, now.boot)) return { drafts: [], effects: [{ kind: "keypad-heard", message }] };
  if (message.kind !== "resumed" || message.id !== session.resume?.id) return nothing;
  const sinceAsked = now.mono - session.resume.askedAtMono;
  // What lay here while this program stood still measures nothing.
  if (sinceAsked / scene.speed > resumeDeadlineMs) return resume(scene);
  session.resume = null;
  session.offset = now.mono - message.at;
  const held = session.held ?? [];
  session.held = null;
  return together([
    ...held.map((each) => called(scene, each.call, ageOfHeld(scene, each, sinceAsked))),
    ...message.calls.map(({ ageMs, ...call }) => called(scene, call, ageMs + sinceAsked)),
  ]);
}

function together(steps: readonly Step[]): Step {
  return { drafts: steps.flatMap((each) => each.drafts), effects: steps.flatMap((each) => each.effects) };
}

/** `age` is in the office's milliseconds; null when it cannot be known. */
function called(scene: Scene, call: CallMessage, age: number | null): Step {
  const { identity, session, state } = scene;
  if (call.speaks !== null) session.silent = call.speaks !== identity.source;
  if (call.speaks !== identity.source || state.calls.has(call.call) || isUnderWay(session, call.call)) return nothing;
  if (session.storage) return nothing;
  const volume = volumeNow(scene);
  const isOld = age === null || age / scene.speed > spokenAgeMaxMs;
  if (isOld || volume === 0) return { drafts: [made(call.call, "shown-only")], effects: [] };
  const languages = spokenLanguages(call.language, session.office?.languages ?? [call.language]);
  const intent: DeviceEvent = { kind: "announcement-intended", version: 1, body: { call: call.call, languages } };
  if ((session.pages === 0 && session.speaker === null) || session.queue.length >= queueMax)
    return { drafts: [intent, made(call.call, "failed")], effects: [] };
  session.queue.push({ call, volume });
  return { drafts: [intent], effects: session.speaking === null ? speakNext(scene) : [] };
}

/** The room's, or the office's. A call that waits for its turn keeps the volume with which it came. */
function volumeNow({ session: { office }, zone, now }: Scene): number {
  const own = office?.zones.find(({ id }) => id === zone)?.volume;
  return office ? volumeAt(own ?? office.volume, now.at, office.timeZone) : 100;
}

function isUnderWay(session: BoardSession, call: string): boolean {
  return session.speaking === call || session.queue.some((each) => each.call.call === call);
}

/** One at a time: calls never sound over each other. */
function speakNext(scene: Scene): BoardEffect[] {
  const { session } = scene;
  const waiting = session.queue.length;
  const next = session.queue.shift();
  session.speaking = next?.call.call ?? null;
  if (!next) return [];
  const { call, volume } = next;
  const { label, direction } = call.counter;
  const number = { letter: call.letter, count: call.count };
  const length = waiting > fullFormMax ? "short" : "full";
  const languages = spokenLanguages(call.language, session.office?.languages ?? [call.language]);
  const said = { number, label, direction };
  const texts = languages.map((language) => ({
    language,
    text: spoken(said, language, length),
    parts: spokenParts(said, call.counter.id, language, length),
  }));
  return [
    { kind: "announce", call: call.call, number: paperNumber(number), label, volume, texts },
    { kind: "wake", id: `played:${call.call}`, afterMs: playedWithinMs(texts) },
  ];
}

function playedWithinMs(texts: readonly { readonly text: string }[]): number {
  const letters = texts.reduce((sum, { text }) => sum + text.length, 0);
  return playedDeadlineMs + Math.max(0, letters - playedDeadlineLetters) * spokenLetterMs;
}

function ended(scene: Scene, call: string, how: "spoken" | "chime-only" | "failed"): Step {
  return { drafts: [made(call, how)], effects: speakNext(scene) };
}

function due(scene: Scene, id: string): Step {
  const { session } = scene;
  if (id === session.resume?.id) return session.linkUp ? resume(scene) : nothing;
  return session.speaking !== null && id === `played:${session.speaking}` ? ended(scene, session.speaking, "failed") : nothing;
}

function made(call: string, how: "spoken" | "chime-only" | "shown-only" | "failed"): DeviceEvent {
  return { kind: "announcement-made", version: 1, body: { call, how } };
}
