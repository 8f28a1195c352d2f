/** Asking the hub for a letter once, and deciding when it answers quickly enough to ask it for numbers again. */
import { enrolDeadlineMs, probeDeadlineMs, probesNeeded, retryMs } from "./contract.ts";
import { type KioskScene, type KioskStep, nothing } from "./scene.ts";

export function enrol(scene: KioskScene): KioskStep {
  const { session, identity } = scene;
  session.enrolment = nextAsk(scene);
  const message = { id: session.enrolment, kind: "enrol", epoch: identity.epoch } as const;
  return { drafts: [], effects: [{ kind: "ask", message, deadlineMs: enrolDeadlineMs }] };
}

export function enrolled(scene: KioskScene, id: string, letter: string): KioskStep {
  const { session, state } = scene;
  if (id !== session.enrolment) return nothing;
  session.enrolment = null;
  if (state.letter !== null) return nothing;
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

export function acknowledged(scene: KioskScene, seq: number): KioskStep {
  scene.session.stored = seq;
  returnToReservations(scene);
  return nothing;
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
