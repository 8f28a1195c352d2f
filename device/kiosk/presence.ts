/** Asking the hub for a letter once, and deciding when it answers quickly enough to ask it for numbers again. */
import { enrolDeadlineMs, probeDeadlineMs, probesNeeded, retryMs } from "./contract.ts";
import { type KioskScene, type KioskStep, nothing } from "./scene.ts";

export function enrol(scene: KioskScene): KioskStep {
  const { session, identity } = scene;
  const { epoch } = identity;
  const id = nextAsk(scene);
  session.enrolment = { ask: id, epoch };
  const message = { id, kind: "enrol", epoch } as const;
  return { drafts: [], effects: [{ kind: "ask", message, deadlineMs: enrolDeadlineMs }] };
}

export function enrolled(scene: KioskScene, id: string, letter: string): KioskStep {
  const { session, state, identity } = scene;
  const asked = session.enrolment;
  if (id !== asked?.ask) return nothing;
  session.enrolment = null;
  // An epoch that was begun meanwhile must ask for a letter of its own.
  if (state.letter !== null || asked.epoch !== identity.epoch) return nothing;
  const { effects } = probeNext(scene);
  return { drafts: [{ kind: "series-received", version: 1, body: { letter } }], effects };
}

export function probeNext(scene: KioskScene): KioskStep {
  const { session } = scene;
  if (!session.linkUp || session.reserving || session.probe !== null) return nothing;
  session.probe = nextAsk(scene);
  return { drafts: [], effects: [{ kind: "ask", message: { id: session.probe, kind: "probe" }, deadlineMs: probeDeadlineMs }] };
}

export function probed(scene: KioskScene, id: string): KioskStep {
  const { session } = scene;
  if (id !== session.probe) return nothing;
  session.probe = null;
  session.probesInTime += 1;
  if (session.probesInTime < probesNeeded) return probeNext(scene);
  return returnToReservations(scene) ? nothing : wakeToProbe;
}

export function probeOverdue(scene: KioskScene): KioskStep {
  scene.session.probe = null;
  scene.session.probesInTime = 0;
  return wakeToProbe;
}

/**
 * The hub has taken this log as its own: only now is a letter asked for. Before, the hub may hold a longer history of it, as after an
 * older image of the card, and would name the letter whose numbers that history has given.
 */
export function acknowledged(scene: KioskScene, seq: number): KioskStep {
  const { session, state } = scene;
  session.stored = seq;
  if (state.letter === null && session.enrolment?.epoch !== scene.identity.epoch) return enrol(scene);
  returnToReservations(scene);
  return nothing;
}

/** What was asked while a commit failed was never sent, and no deadline for it ever comes: with room again the asking begins anew. */
export function askAgain(scene: KioskScene): KioskStep {
  const { session, state } = scene;
  session.probe = null;
  session.probesInTime = 0;
  session.enrolment = null;
  if (!session.linkUp) return nothing;
  if (state.letter !== null) return probeNext(scene);
  return session.stored === null ? nothing : enrol(scene);
}

/** Only when the hub has answered quickly several times and holds everything this kiosk wrote while it was alone. */
function returnToReservations(scene: KioskScene): boolean {
  const { session, state } = scene;
  if (session.linkUp && session.probesInTime >= probesNeeded && session.stored === state.n) session.reserving = true;
  return session.reserving;
}

function nextAsk(scene: KioskScene): string {
  scene.session.asks += 1;
  return `${scene.now.boot}.${scene.session.asks}`;
}

export const wakeToProbe: KioskStep = { drafts: [], effects: [{ kind: "wake", id: "probe-again", afterMs: retryMs }] };
