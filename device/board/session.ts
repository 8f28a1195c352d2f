/** What a board knows only while it runs: what it shows, the hub's presence, and the calls whose sound is under way. */
import type { PublicOffice } from "#shared/office/public.ts";
import type { BoardView, CallMessage } from "#shared/wire/payloads.ts";
import type { KeypadTroubles } from "../keypad/troubles.ts";
import { noTroubles, type SignTroubles } from "../sign/troubles.ts";

export interface BoardSession {
  office: PublicOffice | null;
  /** The zone that the office moved it to while it ran; null: the one it began in. */
  zone: string | null;
  linkUp: boolean;
  hubAlive: boolean;
  /** When the hub was last heard: real monotonic, and by the clock. */
  heardAtMs: number;
  heardAt: number;
  /**
   * The smallest difference seen on this connection between our monotonic time and the hub's time in a message: what a message
   * without delay would show. Null until the hub has answered a question of ours, because retained messages may be of any age.
   */
  offset: number | null;
  /** Calls whose age is told once the hub's clock is measured anew, because it was set forward; null while nothing waits for that. */
  held: HeldCall[] | null;
  resume: { readonly id: string; readonly askedAtMono: number } | null;
  view: BoardView | null;
  /** The hub said this view to this run of the program, in this zone. */
  viewHeard: boolean;
  /** The call whose sound a page is playing, and those that wait for their turn. */
  speaking: string | null;
  queue: { readonly call: CallMessage; readonly volume: number }[];
  /** The last call of the zone named another device to speak. */
  silent: boolean;
  pages: number;
  voice: boolean;
  /** Its own loudspeaker, as ALSA calls it; null: its page plays what is announced. */
  speaker: string | null;
  outputTrouble: string | null;
  signs: SignTroubles;
  /** Of the counter's keypad; null: it has none, or nothing was heard of it yet. */
  keypad: KeypadTroubles | null;
  unable: "log-too-long" | "hub-too-old" | null;
  storage: "storage-full" | "storage-failed" | null;
  asks: number;
}

export interface HeldCall {
  readonly call: CallMessage;
  readonly heardAtMono: number;
}

/** What a board shows again after a start without the hub, and when the hub stood by it last, by the board's clock. */
export interface KeptView {
  readonly view: BoardView;
  readonly heardAt: number;
}

export function newSession(at: number, kept: KeptView | null = null): BoardSession {
  return {
    office: null,
    zone: null,
    linkUp: false,
    hubAlive: false,
    heardAtMs: 0,
    heardAt: kept?.heardAt ?? at,
    offset: null,
    held: null,
    resume: null,
    view: kept?.view ?? null,
    viewHeard: false,
    speaking: null,
    queue: [],
    silent: false,
    pages: 0,
    voice: true,
    speaker: null,
    outputTrouble: null,
    signs: noTroubles,
    keypad: null,
    unable: null,
    storage: null,
    asks: 0,
  };
}
