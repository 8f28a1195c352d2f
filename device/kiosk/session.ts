/**
 * What a kiosk knows only while it runs: the hub's presence, taps that wait for a number, the printer. Lost with the process, and
 * nothing that paper depends on. The core changes it in its steps; it has no clock and no I/O.
 */
import type { CitizenPage } from "#shared/citizen/page.ts";
import type { OfficeToday } from "#shared/day/wire.ts";
import type { Fault } from "#shared/faults/fault.ts";
import type { PublicOffice } from "#shared/office/public.ts";
import type { DeskPaper } from "#shared/wire/kiosk-desk.ts";
import type { TicketRequest } from "#shared/wire/kiosk-page.ts";
import type { BoardView, LineMessage } from "#shared/wire/payloads.ts";
import type { PanelTroubles } from "../panel/troubles.ts";
import type { PrinterCondition } from "../printer/condition.ts";
import { hubIsPresent } from "../runtime/hub-presence.ts";
import type { ScannerTroubles } from "../scanner/scanner.ts";
import type { KioskInput } from "./contract.ts";
import type { PaperOutlook } from "./paper-roll.ts";

export interface PendingTap {
  readonly ask: string;
  /** The reservation that was asked for. */
  readonly reservation: string;
  readonly request: TicketRequest;
  /** Staff practise: it gets a practice number, or none. */
  readonly practice: boolean;
  readonly tokens: number[];
}

/** Who waits, as the hub last said. */
export interface HeardLine {
  readonly message: LineMessage;
  /** By this kiosk's clock, when the hub was last there and so stood by it. */
  heardAt: number;
}

export interface KioskSession {
  office: {
    readonly version: number;
    readonly office: PublicOffice;
    readonly staffPin: string | null;
    readonly citizenPage: CitizenPage | null;
    readonly today: OfficeToday | null;
  } | null;
  linkUp: boolean;
  hubAlive: boolean;
  /** Real, monotonic time of the last heartbeat. */
  heardAtMs: number;
  /** Real, monotonic time at which the hub was lost; null while it is there, and when it was never heard. */
  lostAtMs: number | null;
  /** Null until the hub has said it. */
  open: boolean | null;
  waiting: number | null;
  line: HeardLine | null;
  /** Who is called and served, as the hub said on this connection. */
  calls: BoardView | null;
  /** Numbers are asked of the hub; otherwise the own series is used. */
  reserving: boolean;
  probesInTime: number;
  probe: string | null;
  /** A letter was asked for, for the rows of this epoch. */
  enrolment: { readonly ask: string; readonly epoch: string } | null;
  /** The last seq that the hub is known to hold on this connection. */
  stored: number | null;
  /** Why this kiosk may issue nothing for now. */
  unable: "log-too-long" | "hub-too-old" | null;
  /** By the tap's key. */
  readonly pending: Map<string, PendingTap>;
  /** Who waits for tickets that an answer, a deadline or a lost link has issued: told if that could not be recorded. Bounded. */
  issuing: readonly { readonly ask: string; readonly tokens: readonly number[] }[];
  /** Who waits to be told which appointment it is, by the question. */
  readonly lookups: Map<string, number>;
  /** The services of appointments that were found, newest last. */
  readonly found: Map<string, string | null>;
  /** Who waits to be told how a ticket stands, by the question. */
  readonly deskLookups: Map<string, { readonly token: number; readonly paper: DeskPaper }>;
  /** Null until the printer was first heard of. */
  printer: PrinterCondition | null;
  printerTrouble: Fault | null;
  /** Of the panel of buttons; null: it has none, or nothing was heard of it yet. */
  panel: PanelTroubles | null;
  /** Of the scanner, likewise. */
  scanner: ScannerTroubles | null;
  paper: PaperOutlook;
  storage: "storage-full" | "storage-failed" | null;
  /** What could not be recorded and must be, and what of it is being recorded now. Bounded. */
  unrecorded: readonly KioskInput[];
  recording: readonly KioskInput[];
  asks: number;
  /** Paper of the hub that this run is printing, by its job. */
  readonly papers: Set<string>;
  /** The tap keys of this run's tickets, newest first. */
  shown: string[];
}

export function newSession(): KioskSession {
  return {
    office: null,
    linkUp: false,
    hubAlive: false,
    heardAtMs: 0,
    lostAtMs: null,
    open: null,
    waiting: null,
    line: null,
    calls: null,
    reserving: false,
    probesInTime: 0,
    probe: null,
    enrolment: null,
    stored: null,
    unable: null,
    pending: new Map(),
    issuing: [],
    lookups: new Map(),
    found: new Map(),
    deskLookups: new Map(),
    printer: null,
    printerTrouble: null,
    panel: null,
    scanner: null,
    paper: { tickets: null, isLow: false },
    storage: null,
    unrecorded: [],
    recording: [],
    asks: 0,
    papers: new Set(),
    shown: [],
  };
}

/** A hub that was there until a moment ago is restarting: to whoever looks at the screen nothing has changed. */
const calmMs = 6_000;

/** Whether the hub seems present to people; what a tap does goes by `hubIsPresent`. */
export function hubSeemsPresent(session: KioskSession, realMs: number): boolean {
  return hubIsPresent(session, realMs) || (session.lostAtMs !== null && realMs - session.lostAtMs < calmMs);
}

/** Closed is only what a present hub says: a kiosk that is alone issues, and the hub sorts it out. */
export function isClosed(session: KioskSession, realMs: number): boolean {
  return session.open === false && hubIsPresent(session, realMs);
}
