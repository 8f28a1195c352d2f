/**
 * What a kiosk knows only while it runs: the hub's presence, taps that wait for a number, the printer. Lost with the process, and
 * nothing that paper depends on. The core changes it in its steps; it has no clock and no I/O.
 */
import type { PublicOffice } from "#shared/office/public.ts";
import type { TicketRequest } from "#shared/wire/kiosk-page.ts";
import type { PrinterCondition } from "../printer/condition.ts";
import { hubIsPresent } from "../runtime/hub-presence.ts";

export interface PendingTap {
  readonly ask: string;
  /** The reservation that was asked for. */
  readonly reservation: string;
  readonly request: TicketRequest;
  readonly tokens: number[];
}

export interface KioskSession {
  office: { readonly version: number; readonly office: PublicOffice } | null;
  linkUp: boolean;
  hubAlive: boolean;
  /** Real, monotonic time of the last heartbeat. */
  heardAtMs: number;
  /** Null until the hub has said it on this connection. */
  open: boolean | null;
  waiting: number | null;
  /** Numbers are asked of the hub; otherwise the own series is used. */
  reserving: boolean;
  probesInTime: number;
  probe: string | null;
  enrolment: string | null;
  /** The last seq that the hub is known to hold on this connection. */
  stored: number | null;
  forked: boolean;
  /** By the tap's key. */
  readonly pending: Map<string, PendingTap>;
  /** Who waits for tickets that an answer, a deadline or a lost link has issued: told if that could not be recorded. Bounded. */
  issuing: readonly { readonly ask: string; readonly tokens: readonly number[] }[];
  /** Null until the printer was first heard of. */
  printer: PrinterCondition | null;
  storage: "storage-full" | "storage-failed" | null;
  asks: number;
  /** The tap keys of this run's tickets, newest first. */
  shown: string[];
}

export function newSession(): KioskSession {
  return {
    office: null,
    linkUp: false,
    hubAlive: false,
    heardAtMs: 0,
    open: null,
    waiting: null,
    reserving: false,
    probesInTime: 0,
    probe: null,
    enrolment: null,
    stored: null,
    forked: false,
    pending: new Map(),
    issuing: [],
    printer: null,
    storage: null,
    asks: 0,
    shown: [],
  };
}

/** Closed is only what a present hub says: a kiosk that is alone issues, and the hub sorts it out. */
export function isClosed(session: KioskSession, realMs: number): boolean {
  return session.open === false && hubIsPresent(session, realMs);
}
