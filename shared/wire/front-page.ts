/**
 * What the front page of the virtual office and its parent process say to each other, on loopback:
 * `GET /api/front/live` (server-sent `front`: FrontLive, always whole), `GET /api/front/papers/<n>.svg`,
 * `POST /api/front/printer` (switches), `POST /api/front/hub` {plugged}, `POST /api/front/collector` {answering},
 * `POST /api/front/network` {kiosk?, internet?} (connected), `POST /api/front/panel` {press} or {plugged?, frozen?}, `POST /api/front/scanner` {scan} or {plugged?, garbled?}, `POST /api/front/sign` {plugged}, `POST /api/front/keypad` {press} or {plugged?, frozen?}, `POST /api/front/card` (a new card in the kiosk).
 */
import * as v from "valibot";
import type { Localized } from "../office/configuration.ts";
import { type KeypadMove, keypadMoves } from "./keypads.ts";

export interface FrontLive {
  readonly pages: {
    readonly kiosk: string;
    readonly board: string;
    readonly counter: string;
    readonly reception: string;
    readonly manager: string;
  };
  /** Each null while its process cannot be asked. */
  readonly counts: {
    readonly papers: number | null;
    readonly hub: number | null;
    readonly central: number | null;
    readonly collector: number | null;
  };
  /**
   * Which card is in the kiosk, from 1; and papers of earlier cards that the hub never got: their records are lost with the card, and a counter
   * admits them by hand. Null when the hub could not be asked as the card was replaced.
   */
  readonly card: { readonly n: number; readonly lost: number | null };
  /** What each count is behind the papers, in plain arithmetic; never "wrong" while something is on its way. */
  readonly agree: boolean;
  readonly processes: readonly {
    readonly name: string;
    readonly state: "starting" | "running" | "stopped" | "failed";
    readonly about: string;
  }[];
  readonly printer: { readonly status: string; readonly switches: PrinterSwitches } | null;
  /** The kiosk's panel of buttons; null on a made-up day, which has none, and while its program cannot be asked. */
  readonly panel: FrontPanel | null;
  /** The kiosk's scanner; null as the panel is. */
  readonly scanner: FrontScanner | null;
  /** The sign beside the board; null as the panel is. */
  readonly sign: FrontSign | null;
  /** The keys of a counter; null as the panel is. */
  readonly keypad: FrontKeypad | null;
  readonly hubPlugged: boolean;
  readonly collectorAnswering: boolean;
  /** Whether the kiosk reaches the hub, and the hub what lies outside the office. */
  readonly kioskConnected: boolean;
  readonly internetConnected: boolean;
  /** What each count is behind the papers; 0 when it agrees, null while it cannot be asked. */
  readonly behind: { readonly hub: number | null; readonly central: number | null; readonly collector: number | null };
  /**
   * The latest papers, newest first; at most 6. `page`: what a phone opens that scans the ticket's code; null where it is no page.
   * `code`: what a scanner reads of it; null on paper without one.
   */
  readonly papers: readonly {
    readonly n: number;
    readonly address: string;
    readonly lines: readonly string[];
    readonly page: string | null;
    readonly code: string | null;
  }[];
  /** The nearest appointments, by time; at most 6. Empty on a made-up day. */
  readonly appointments: readonly FrontAppointment[];
  /** The office's, for the times of those. */
  readonly timeZone: string;
  readonly speed: number;
  readonly now: number;
}

/** An appointment of the virtual office, for whoever wants to check in for one. The people are made up. */
export interface FrontAppointment {
  readonly code: string;
  /** The last digits of the phone number. */
  readonly digits: string;
  readonly at: number;
  readonly service: Localized;
}

export interface FrontPanel {
  readonly plugged: boolean;
  /** Its board stands still: its lamps stay as they are, and it says nothing. */
  readonly frozen: boolean;
  readonly beacon: FrontLamp;
  /** The digits on its housing: what they show, or showed last while they were lit. */
  readonly number: FrontNumber;
  readonly buttons: readonly { readonly service: string; readonly name: Localized; readonly lamp: FrontLamp }[];
}

export interface FrontNumber {
  readonly lit: FrontLamp;
  /** As a person reads it, such as `A.12`. */
  readonly text: string;
  /** Of each digit from the left the segments that are lit, `a` to `g` as every data sheet names them, `p` the point. */
  readonly segments: readonly string[];
}

export interface FrontScanner {
  readonly plugged: boolean;
  /** Set to another line speed: what it sends is noise. */
  readonly garbled: boolean;
}

export interface FrontSign {
  readonly plugged: boolean;
  /** What it shows, such as `A12 3`; empty while it is dark. Without its cable it goes on showing what it was told last. */
  readonly text: string;
  readonly flashing: boolean;
}

export interface FrontKeypad {
  readonly plugged: boolean;
  /** As a panel's. */
  readonly frozen: boolean;
  readonly counter: Localized;
  readonly keys: readonly { readonly does: KeypadMove; readonly lamp: FrontLamp }[];
}

export type FrontLamp = "off" | "on" | "blinks";

export interface PrinterSwitches {
  readonly paperLow: boolean;
  readonly paperOut: boolean;
  readonly coverOpen: boolean;
  readonly off: boolean;
  readonly blocked: boolean;
}

export const printerSwitches = v.partial(
  v.strictObject({ paperLow: v.boolean(), paperOut: v.boolean(), coverOpen: v.boolean(), off: v.boolean(), blocked: v.boolean() }),
);
export const panelWish = v.union([
  v.strictObject({ press: v.pipe(v.string(), v.minLength(1), v.maxLength(40)) }),
  v.strictObject({ plugged: v.optional(v.boolean()), frozen: v.optional(v.boolean()) }),
]);
export const keypadWish = v.union([
  v.strictObject({ press: v.picklist(keypadMoves) }),
  v.strictObject({ plugged: v.optional(v.boolean()), frozen: v.optional(v.boolean()) }),
]);
export type KeypadWish = v.InferOutput<typeof keypadWish>;
export type PanelWish = v.InferOutput<typeof panelWish>;
export const scannerWish = v.union([
  v.strictObject({ scan: v.pipe(v.string(), v.regex(/^[\x20-\x7e]{1,320}$/, "a code is printable ASCII")) }),
  v.strictObject({ plugged: v.optional(v.boolean()), garbled: v.optional(v.boolean()) }),
]);
export type ScannerWish = v.InferOutput<typeof scannerWish>;
export type FrontScannerSwitches = Exclude<ScannerWish, { readonly scan: string }>;
export type FrontPanelSwitches = Exclude<PanelWish, { readonly press: string }>;
export const signPlug = v.strictObject({ plugged: v.boolean() });
export type SignPlug = v.InferOutput<typeof signPlug>;
export const hubPlug = v.strictObject({ plugged: v.boolean() });
export const networkSwitches = v.partial(v.strictObject({ kiosk: v.boolean(), internet: v.boolean() }));
export const collectorSwitch = v.strictObject({ answering: v.boolean() });
