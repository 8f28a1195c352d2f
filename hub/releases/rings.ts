/**
 * Who of an office's devices may take a release now, as a pure machine: first one that can be missed; after it has kept the release for a
 * stated time the others, never more of one kind and zone at once than leave the room a working one. Whatever does not end as it should halts
 * it all, until a person has looked. Times are of a clock that never jumps while this hub runs.
 */
import type { UpdateTarget } from "#shared/update/documents.ts";
import type { Outcome, ReleaseReport } from "#shared/update/office-releases.ts";
import type { ReleaseStanding } from "#shared/update/province-releases.ts";

/** A device that may have a release: enrolled, not revoked. */
export interface RingDevice {
  readonly name: string;
  readonly role: string;
  /** Null where the office's configuration does not know it. */
  readonly zone: string | null;
  /** By the broker's word. */
  readonly connected: boolean;
}

/** The last word of a device's keeper. */
export interface Heard {
  readonly at: number;
  readonly report: ReleaseReport;
}

export type Step =
  /** It was told that it may, and has not begun. */
  | { readonly kind: "may"; readonly since: number }
  /** It said that it begins, and has not said yet how that ended. */
  | { readonly kind: "taking"; readonly since: number }
  | { readonly kind: "kept" }
  | { readonly kind: "failed" }
  /** It failed, and a person let the others go on. */
  | { readonly kind: "passed-over" };

export interface Halt {
  readonly device: string;
  readonly how: "given-up" | "refused" | "silent";
  readonly why: string;
  readonly at: number;
}

/** One release on its way through an office. */
export interface Rollout {
  readonly number: number;
  readonly version: string;
  readonly targets: readonly UpdateTarget[];
  readonly begunAt: number;
  readonly mode: ReleaseStanding["mode"];
  readonly halt: Halt | null;
  /** Offices in which it did not end well, while it is paused for them. */
  readonly elsewhere: readonly string[];
  /** A person let it go on whatever other offices say. */
  readonly despite: boolean;
  /** A person said that the others need not wait for the first. */
  readonly hurried: boolean;
  /** Since when a device has kept it. */
  readonly keptSince: number | null;
  readonly steps: Readonly<Record<string, Step>>;
}

export interface RingTimes {
  /** So long the first has kept a release before the others may have it. */
  readonly soakMs: number;
  /** Between two words of a keeper. */
  readonly askMs: number;
}

/** So long a device may be silent that said it begins: three starts and a trial of five minutes fit in, with the restarts of a slow board. */
export const outcomeWithinMs = 15 * 60_000;
/** A device that has not asked for so many of its times is not reckoned with; it asks once in one to two of them. */
const missedAsksMax = 5;

export function begun(number: number, version: string, targets: readonly UpdateTarget[], now: number): Rollout {
  const untouched = { mode: "rolling", halt: null, elsewhere: [], despite: false, hurried: false, keptSince: null } as const;
  return { number, version, targets, begunAt: now, ...untouched, steps: {} };
}

/** Whoever could not tell the hub how it ended while the hub was away has its whole time again. */
export function restarted(rollout: Rollout, now: number): Rollout {
  const steps = Object.entries(rollout.steps).map(([name, step]) => [name, "since" in step ? { ...step, since: now } : step] as const);
  return { ...rollout, steps: Object.fromEntries(steps) };
}

/** What the device's report says of this release. */
export function reported(rollout: Rollout, device: string, { kept, trial, last }: ReleaseReport, now: number): Rollout {
  const step = rollout.steps[device];
  if (kept !== null && kept.number >= rollout.number) {
    if (step?.kind === "kept") return rollout;
    return { ...withStep(rollout, device, { kind: "kept" }), keptSince: rollout.keptSince ?? now };
  }
  if (step?.kind === "failed" || step?.kind === "passed-over" || last?.number !== rollout.number || trial === rollout.number)
    return rollout;
  return last.how === "kept" ? rollout : failed(rollout, device, last, now);
}

/** What has lasted too long. */
export function looked(rollout: Rollout, heard: ReadonlyMap<string, Heard>, times: RingTimes, now: number): Rollout {
  let after = rollout;
  for (const [device, step] of Object.entries(rollout.steps)) {
    if (step.kind === "taking" && now - step.since >= outcomeWithinMs) {
      after = halted(withStep(after, device, { kind: "failed" }), { device, how: "silent", why: "", at: now });
    }
    // It was switched off before it began: its turn goes to another, and it may ask again.
    if (step.kind === "may" && !isHeard(heard.get(device), times, now)) after = withoutStep(after, device);
  }
  return after;
}

export interface Office {
  readonly devices: readonly RingDevice[];
  readonly heard: ReadonlyMap<string, Heard>;
  readonly times: RingTimes;
}

/** The device asks: whether it may, and what is so afterwards. Its report has been taken already. */
export function asked(
  rollout: Rollout,
  device: string,
  taking: number | null,
  office: Office,
  now: number,
): { readonly rollout: Rollout; readonly may: boolean } {
  const no = { rollout, may: false };
  const step = rollout.steps[device];
  if (rollout.mode !== "rolling" || !isFor(rollout, office.heard.get(device)?.report)) return no;
  if (step && step.kind !== "may" && step.kind !== "taking") return no;
  if (taking !== rollout.number) {
    if (step) return { rollout, may: true };
    if (!mayBegin(rollout, device, office, now, busyIn(rollout, office, now))) return no;
    return { rollout: withStep(rollout, device, { kind: "may", since: now }), may: true };
  }
  // The same question again, after a power cut between the answer and the first byte.
  if (step?.kind === "taking") return { rollout, may: true };
  const busy = busyIn(rollout, office, now);
  const others = new Set([...busy].filter((name) => rollout.steps[name]?.kind !== "may"));
  if (!(step || mayBegin(rollout, device, office, now, busy)) || !hasRoom(device, office, others)) return no;
  return { rollout: withStep(rollout, device, { kind: "taking", since: now }), may: true };
}

export function resumed(rollout: Rollout): Rollout {
  const steps = Object.entries(rollout.steps).map(
    ([name, step]) => [name, step.kind === "failed" ? ({ kind: "passed-over" } as const) : step] as const,
  );
  const despite = rollout.despite || rollout.mode === "paused";
  return { ...rollout, mode: "rolling", halt: null, elsewhere: [], despite, steps: Object.fromEntries(steps) };
}

/** It did not end well in these offices: nobody new begins until it is well there, or a person here says so. None: nothing speaks against it. */
export function heardElsewhere(rollout: Rollout, offices: readonly string[]): Rollout {
  const { mode, elsewhere, despite } = rollout;
  if (offices.length === 0) return mode === "paused" ? { ...rollout, mode: "rolling", elsewhere: [] } : rollout;
  if (despite || (mode !== "rolling" && mode !== "paused")) return rollout;
  const isKnown = mode === "paused" && elsewhere.join(" ") === offices.join(" ");
  return isKnown ? rollout : { ...rollout, mode: "paused", elsewhere: offices };
}

export function withdrawn(rollout: Rollout): Rollout {
  return { ...rollout, mode: "withdrawn" };
}

export function hurried(rollout: Rollout): Rollout {
  return { ...rollout, hurried: true };
}

/** When the others may follow; null while none has kept it, or once they may. */
export function widensAt({ keptSince, hurried: isHurried }: Rollout, { soakMs }: RingTimes, now: number): number | null {
  if (keptSince === null || isHurried || now - keptSince >= soakMs) return null;
  return keptSince + soakMs;
}

function mayBegin(rollout: Rollout, device: string, office: Office, now: number, busy: ReadonlySet<string>): boolean {
  const { times } = office;
  if (rollout.keptSince === null) return busy.size === 0 && isFirst(rollout, device, office, now);
  return widensAt(rollout, times, now) === null && hasRoom(device, office, busy);
}

/** Who can be missed most, among all that have been heard; for those that were not there is a moment's waiting, once. */
function isFirst(rollout: Rollout, device: string, office: Office, now: number): boolean {
  const { devices, heard, times } = office;
  const isAwaited = devices.some(({ name }) => !isHeard(heard.get(name), times, now));
  if (isAwaited && now - rollout.begunAt < times.askMs * missedAsksMax) return false;
  const able = devices.filter(({ name }) => {
    const each = heard.get(name);
    return !rollout.steps[name] && isHeard(each, times, now) && isFor(rollout, each?.report);
  });
  const [first] = able.sort((one, other) => missed(one, office) - missed(other, office) || (one.name < other.name ? -1 : 1));
  return first?.name === device;
}

/** The less, the sooner it is missed by nobody. */
function missed(device: RingDevice, { devices }: Office): number {
  if (device.role === "spare" || device.zone === null) return 0;
  const hasAnother = devices.some((each) => each.name !== device.name && each.connected && isAlike(each, device));
  if (hasAnother) return device.role === "kiosk" ? 2 : 1;
  return device.role === "kiosk" ? 4 : 3;
}

/** At most half of a zone's kiosks, or boards, that work: one alone must, when the office is closed. */
function hasRoom(name: string, { devices }: Office, busy: ReadonlySet<string>): boolean {
  const device = devices.find((each) => each.name === name);
  if (!device) return false;
  const group = devices.filter((each) => isAlike(each, device) && (each.connected || busy.has(each.name) || each.name === name));
  const count = group.filter((each) => each.name !== name && busy.has(each.name)).length;
  return count + 1 <= Math.max(1, Math.floor(group.length / 2));
}

function isAlike(one: RingDevice, other: RingDevice): boolean {
  return one.role === other.role && one.zone === other.zone;
}

/** Also those that try another release at the moment. */
function busyIn({ steps }: Rollout, { heard, times }: Office, now: number): ReadonlySet<string> {
  const begun = Object.entries(steps).filter(([, { kind }]) => kind === "may" || kind === "taking");
  const trying = [...heard].filter(([, each]) => each.report.trial !== null && isHeard(each, times, now));
  return new Set([...begun, ...trying].map(([name]) => name));
}

function isFor({ number, targets }: Rollout, report: ReleaseReport | undefined): boolean {
  return report !== undefined && targets.includes(report.target) && report.trial === null && (report.kept?.number ?? 0) < number;
}

function isHeard(heard: Heard | undefined, { askMs }: RingTimes, now: number): boolean {
  return heard !== undefined && now - heard.at < askMs * missedAsksMax;
}

function failed(rollout: Rollout, device: string, last: Exclude<Outcome, { how: "kept" }>, now: number): Rollout {
  return halted(withStep(rollout, device, { kind: "failed" }), { device, how: last.how, why: last.why, at: now });
}

/** The first halt stands: what fell after it changes nothing. */
function halted(rollout: Rollout, halt: Halt): Rollout {
  return { ...rollout, mode: rollout.mode === "withdrawn" ? "withdrawn" : "halted", elsewhere: [], halt: rollout.halt ?? halt };
}

function withStep(rollout: Rollout, device: string, step: Step): Rollout {
  return { ...rollout, steps: { ...rollout.steps, [device]: step } };
}

function withoutStep(rollout: Rollout, device: string): Rollout {
  const { [device]: _gone, ...steps } = rollout.steps;
  return { ...rollout, steps };
}
