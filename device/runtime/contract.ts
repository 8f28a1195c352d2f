/** What the core of every role understands and asks for: the runtime makes these inputs and carries these effects out. */
import type { CitizenPage } from "#shared/citizen/page.ts";
import type { OfficeToday } from "#shared/day/wire.ts";
import type { PublicOffice } from "#shared/office/public.ts";
import type { AnswerMessage, AskMessage } from "#shared/wire/payloads.ts";

export type CommonInput =
  /** The first input of every start. */
  | { readonly kind: "start"; readonly software: string }
  | { readonly kind: "link"; readonly up: boolean }
  | { readonly kind: "answer"; readonly message: AnswerMessage }
  /** The deadline of an ask passed, or a wake that was asked for. */
  | { readonly kind: "due"; readonly id: string }
  | {
      readonly kind: "desired";
      readonly version: number;
      /** Where the device stands, as the office says. */
      readonly zone?: string;
      readonly office: PublicOffice;
      readonly staffPin?: string | null;
      readonly citizenPage?: CitizenPage | null;
      readonly today?: OfficeToday | null;
    }
  /** The device may issue and write nothing for now; null: it may again. */
  | { readonly kind: "unable"; readonly why: "log-too-long" | "hub-too-old" | null }
  | { readonly kind: "storage"; readonly trouble: "storage-full" | "storage-failed" | null };

export type CommonEffect =
  /** Publish the question; after `deadlineMs` of real time comes `due` with its id. */
  | { readonly kind: "ask"; readonly message: AskMessage; readonly deadlineMs: number }
  | { readonly kind: "wake"; readonly id: string; readonly afterMs: number };

export function isCommon(effect: { readonly kind: string }): effect is CommonEffect {
  return effect.kind === "ask" || effect.kind === "wake";
}
