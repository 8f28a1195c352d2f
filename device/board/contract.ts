/** What goes into the board's core and what comes out. */
import type { Language } from "#shared/texts/language.ts";
import type { SpokenPart } from "#shared/voice/pack.ts";
import type { AnswerMessage, BoardView, CallMessage } from "#shared/wire/payloads.ts";
import type { KeypadAsk } from "../keypad/keypad.ts";
import type { KeypadTroubles } from "../keypad/troubles.ts";
import type { CommonEffect, CommonInput } from "../runtime/contract.ts";
import type { SignTroubles } from "../sign/troubles.ts";

export type BoardInput = CommonInput | OwnInput;
export type BoardEffect = CommonEffect | OwnEffect;

export type OwnInput =
  /** A heartbeat of the hub, or its will. `at` is the hub's time. */
  | { readonly kind: "hub-heard"; readonly alive: boolean; readonly at: number }
  | { readonly kind: "view"; readonly view: BoardView }
  | { readonly kind: "call"; readonly call: CallMessage }
  /** How many pages of this board are connected. */
  | { readonly kind: "pages"; readonly connected: number }
  | { readonly kind: "played"; readonly call: string; readonly how: "spoken" | "chime-only" | "failed" }
  | { readonly kind: "voice"; readonly present: boolean }
  /** Why the board's own loudspeaker plays nothing; null: it plays. */
  | { readonly kind: "output"; readonly cause: string | null }
  | { readonly kind: "signs"; readonly troubles: SignTroubles }
  /** A question of the counter's keypad, and what stands in its way. */
  | { readonly kind: "keypad-asks"; readonly message: KeypadAsk }
  | { readonly kind: "keypad"; readonly troubles: KeypadTroubles };

export type OwnEffect =
  /** Play the chime and these texts, once. Its intent is on record. */
  | {
      readonly kind: "announce";
      readonly call: string;
      readonly number: string;
      readonly label: string;
      /** Percent, 1 to 100. */
      readonly volume: number;
      readonly texts: readonly {
        readonly language: Language;
        readonly text: string;
        /** The same, for a recorded voice. */
        readonly parts: readonly SpokenPart[];
      }[];
    }
  /** What the hub said to the keypad. */
  | { readonly kind: "keypad-heard"; readonly message: AnswerMessage };

/** A call older than this is shown, not spoken. Real time, as are the others. */
export const spokenAgeMaxMs = 10_000;
/** A page that has not said within this time that it played a call of so many letters has failed; each letter more gives it more. */
export const playedDeadlineMs = 15_000;
export const playedDeadlineLetters = 60;
export const spokenLetterMs = 120;
export const resumeDeadlineMs = 2_000;
/** The keypad waits for its answers by itself. */
export const keypadDeadlineMs = 5_000;
/** Calls that may wait for their turn to be spoken; with more than `fullFormMax` waiting the short form is used. */
export const queueMax = 10;
export const fullFormMax = 2;
