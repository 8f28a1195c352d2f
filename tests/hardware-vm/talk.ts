/** What the program in the machine and the one outside say to each other: a line of JSON each, over the second serial line. */

export type GuestSaying =
  | { readonly kind: "begun"; readonly id: number }
  /** One check, done. `why`: null when it passed. */
  | { readonly kind: "checked"; readonly check: string; readonly why: string | null; readonly ms: number }
  /** From here on nothing is said: the watchdog has to bite. */
  | { readonly kind: "blocked" }
  /** Every check that was asked for is done, and the watchdog's was not among them. */
  | { readonly kind: "over" }
  /** Something that the emulator shall do. */
  | { readonly kind: "emulator"; readonly id: number; readonly execute: string; readonly with: object }
  /** What the sign at the USB adapter shows. */
  | { readonly kind: "sign"; readonly id: number };

export interface HostAnswer {
  readonly id: number;
  readonly answer: unknown;
}

export interface SignShows {
  readonly text: string | null;
  readonly garbled: number;
}

/** The check that is judged from outside: the machine cannot say itself that it was reset. */
export const watchdogBites = "a program whose event loop stands still no longer feeds the watchdog, and the machine is reset";
