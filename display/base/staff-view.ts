/** The staff's live view on the page's side: a snapshot, the patches after it, and what pages read from them. Pure. */
import type { DayEntry } from "#shared/day/staff.ts";
import type {
  CounterEntry,
  DeviceEntry,
  FaultEntry,
  OfficeEntry,
  StaffEntry,
  StaffPatch,
  StaffSnapshot,
  VisitEntry,
} from "#shared/wire/staff.ts";

export interface StaffView {
  readonly generation: number;
  readonly epoch: string;
  readonly n: number;
  /** The hub's time of the last message. */
  readonly now: number;
  readonly entries: ReadonlyMap<string, StaffEntry>;
}

/** A hub of a lower generation was replaced by another: whoever has seen the newer one keeps it. */
export function takeSnapshot(before: StaffView | null, snapshot: StaffSnapshot): StaffView {
  if (before && snapshot.generation < before.generation) return before;
  const { generation, epoch, n, now, entries } = snapshot;
  return { generation, epoch, n, now, entries: new Map(Object.entries(entries)) };
}

/** Patches carry the offset they bring the view to; one from before the snapshot is dropped. */
export function applyPatch(view: StaffView, patch: StaffPatch): StaffView {
  if (patch.n < view.n) return view;
  const entries = new Map(view.entries);
  for (const key of patch.remove) entries.delete(key);
  for (const [key, entry] of Object.entries(patch.set)) entries.set(key, entry);
  return { ...view, n: patch.n, now: patch.now, entries };
}

/** The present truth that comes with a refusal, as a patch: a visit that has ended is in no view any more. */
export function presentPatch(view: StaffView, present: Readonly<Record<string, StaffEntry>>, now: number): StaffPatch {
  const hasEnded = ([, entry]: [string, StaffEntry]) => entry.kind === "visit" && entry.stage.kind === "ended";
  const entries = Object.entries(present);
  const set = Object.fromEntries(entries.filter((each) => !hasEnded(each)));
  return { n: view.n, now, set, remove: entries.filter(hasEnded).map(([key]) => key) };
}

export function officeIn(view: StaffView): OfficeEntry | undefined {
  const entry = view.entries.get("office");
  return entry?.kind === "office" ? entry : undefined;
}

export function dayIn(view: StaffView): DayEntry | undefined {
  const entry = view.entries.get("day");
  return entry?.kind === "day" ? entry : undefined;
}

/** Who waits and is here today, in the order of calling; ties by the order in which the hub took them. */
export function lineIn(view: StaffView): VisitEntry[] {
  return visitsIn(view)
    .filter(({ stage, promised }) => stage.kind === "waiting" && promised?.arrived !== null)
    .sort((a, b) => a.place - b.place || a.placedRow - b.placedRow);
}

export function visitsIn(view: StaffView): VisitEntry[] {
  return [...view.entries.values()].filter((entry) => entry.kind === "visit");
}

export function counterIn(view: StaffView, id: string): CounterEntry | undefined {
  const entry = view.entries.get(`counter/${id}`);
  return entry?.kind === "counter" ? entry : undefined;
}

export function visitIn(view: StaffView, id: string): VisitEntry | undefined {
  const entry = view.entries.get(`visit/${id}`);
  return entry?.kind === "visit" ? entry : undefined;
}

/** The visit a counter holds: called to it or served at it. */
export function heldAt(view: StaffView, counter: string): VisitEntry | undefined {
  const holding = counterIn(view, counter)?.holding;
  return holding === undefined || holding === null ? undefined : visitIn(view, holding);
}

export function devicesIn(view: StaffView): DeviceEntry[] {
  return [...view.entries.values()].filter((entry) => entry.kind === "device").sort((a, b) => a.id.localeCompare(b.id));
}

export function faultsIn(view: StaffView): FaultEntry[] {
  return [...view.entries.values()].filter((entry) => entry.kind === "fault").sort((a, b) => a.since - b.since);
}
