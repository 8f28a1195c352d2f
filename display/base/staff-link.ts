/** What a staff page knows of the hub: the view, the hub's clock, and whether the hub can be heard. Pure. */
import type { StaffPatch, StaffSnapshot } from "#shared/wire/staff.ts";
import { type HubClock, hubNow, startClock, tickClock } from "./hub-clock.ts";
import { applyPatch, type StaffView, takeSnapshot } from "./staff-view.ts";

export interface StaffLink {
  readonly view: StaffView | null;
  readonly clock: HubClock | null;
  /** The page's time of the last message, or of the page's start. */
  readonly heardAt: number;
  readonly lostAt: number | null;
  /** A hub that was replaced is speaking: nothing it says counts until the right one is back. */
  readonly oldHub: boolean;
}

export type LiveMessage =
  | { readonly kind: "snapshot"; readonly snapshot: StaffSnapshot }
  | { readonly kind: "patch"; readonly patch: StaffPatch }
  | { readonly kind: "beat"; readonly now: number };

export type LinkInput =
  | LiveMessage
  | { readonly kind: "lost" }
  /** This page is looked at again: its silence until now was its own. */
  | { readonly kind: "joining" };

export type Hearing =
  | { readonly kind: "connecting" }
  | { readonly kind: "live" }
  /** `since` by the hub's clock; null when it was never heard. */
  | { readonly kind: "away"; readonly since: number | null };

/** A stream that broke is often back at once; only then is it worth a banner. */
const lostGraceMs = 2_500;
/** The hub beats every 5 s: two missed beats and some network. */
export const silentAfterMs = 12_500;

export function startLink(pageAt: number): StaffLink {
  return { view: null, clock: null, heardAt: pageAt, lostAt: null, oldHub: false };
}

export function linkStep(link: StaffLink, input: LinkInput, pageAt: number): StaffLink {
  switch (input.kind) {
    case "snapshot": {
      const view = takeSnapshot(link.view, input.snapshot);
      if (view === link.view) return { ...link, oldHub: true };
      const clock = link.clock && link.view?.epoch === view.epoch ? tickClock(link.clock, view.now, pageAt) : startClock(view.now, pageAt);
      return { view, clock, heardAt: pageAt, lostAt: null, oldHub: false };
    }
    case "patch": {
      if (!link.view || !link.clock || link.oldHub) return link;
      return {
        ...link,
        view: applyPatch(link.view, input.patch),
        clock: tickClock(link.clock, input.patch.now, pageAt),
        heardAt: pageAt,
        lostAt: null,
      };
    }
    case "beat":
      return link.clock && !link.oldHub
        ? { ...link, clock: tickClock(link.clock, input.now, pageAt), heardAt: pageAt, lostAt: null }
        : link;
    case "joining":
      return { ...link, heardAt: pageAt, lostAt: null };
    case "lost":
      return { ...link, lostAt: link.lostAt ?? pageAt };
  }
}

export function hearing(link: StaffLink, pageAt: number): Hearing {
  const lost = link.lostAt !== null && pageAt - link.lostAt > lostGraceMs;
  if (lost || pageAt - link.heardAt > silentAfterMs) return { kind: "away", since: link.clock?.hubAt ?? null };
  return link.view ? { kind: "live" } : { kind: "connecting" };
}

/** The view as a snapshot again: what one tab gives another. */
export function snapshotOf(link: StaffLink, pageAt: number): StaffSnapshot | null {
  if (!link.view || !link.clock) return null;
  const { generation, epoch, n, entries } = link.view;
  return { generation, epoch, n, now: Math.round(hubNow(link.clock, pageAt)), entries: Object.fromEntries(entries) };
}
