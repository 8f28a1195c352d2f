/** What goes into the board's core and what comes out. */
import type { PublicOffice } from "#shared/office/public.ts";
import type { Language } from "#shared/texts/language.ts";
import type { AnswerMessage, AskMessage, BoardView, CallMessage } from "#shared/wire/payloads.ts";

export type BoardInput =
  /** The first input of every start. */
  | { readonly kind: "start"; readonly software: string }
  | { readonly kind: "link"; readonly up: boolean }
  /** A heartbeat of the hub, or its will. `at` is the hub's time. */
  | { readonly kind: "hub-heard"; readonly alive: boolean; readonly at: number }
  | { readonly kind: "view"; readonly view: BoardView }
  | { readonly kind: "call"; readonly call: CallMessage }
  | { readonly kind: "answer"; readonly message: AnswerMessage }
  /** The deadline of an ask passed, or a wake that was asked for. */
  | { readonly kind: "due"; readonly id: string }
  | { readonly kind: "desired"; readonly version: number; readonly office: PublicOffice }
  /** How many pages of this board are connected. */
  | { readonly kind: "pages"; readonly connected: number }
  | { readonly kind: "played"; readonly call: string; readonly how: "spoken" | "chime-only" | "failed" }
  | { readonly kind: "forked" }
  | { readonly kind: "storage"; readonly trouble: "storage-full" | "storage-failed" | null }
  | { readonly kind: "voice"; readonly present: boolean };

export type BoardEffect =
  | { readonly kind: "ask"; readonly message: AskMessage; readonly deadlineMs: number }
  | { readonly kind: "wake"; readonly id: string; readonly afterMs: number }
  /** Play the chime and these texts, once. Its intent is on record. */
  | {
      readonly kind: "announce";
      readonly call: string;
      readonly number: string;
      readonly label: string;
      readonly texts: readonly { readonly language: Language; readonly text: string }[];
    };

/** A call older than this is shown, not spoken. Real time, as are the others. */
export const spokenAgeMaxMs = 10_000;
/** A page that has not said within this time that it played a call has failed. */
export const playedDeadlineMs = 15_000;
export const resumeDeadlineMs = 2_000;
export const hubSilentMs = 12_000;
/** Calls that may wait for their turn to be spoken; with more than `fullFormMax` waiting the short form is used. */
export const queueMax = 10;
export const fullFormMax = 2;
