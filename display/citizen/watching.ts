/** What the page knows of its ticket, and when it looks again. Pure: answers and presses in, what to show and what to do out. */
import type { CitizenTold } from "#shared/wire/citizen-page.ts";

/** Between two looks, and while an ask is on its way. Real time. */
export const lookEveryMs = 5_000;
export const lookSoonMs = 1_000;
/** The longest wait between looks that nobody answers. */
export const lookSeldomMs = 30_000;

export interface Watched {
  /** What was told last; null before the first answer. */
  readonly told: CitizenTold | null;
  /** Nobody knows the ticket (any more). */
  readonly isUnknown: boolean;
  /** By this machine's clock, when the last answer came. */
  readonly at: number | null;
  /** Looks since then that nobody answered. */
  readonly failures: number;
  /** A press that was not taken on. */
  readonly refused: string | null;
  /** A press that nobody has answered yet. */
  readonly sending: boolean;
}

export const nothingSeen: Watched = { told: null, isUnknown: false, at: null, failures: 0, refused: null, sending: false };

export type Heard =
  | { readonly kind: "told"; readonly told: CitizenTold; readonly at: number }
  | { readonly kind: "unchanged"; readonly at: number }
  | { readonly kind: "unknown"; readonly at: number }
  | { readonly kind: "failed" }
  | { readonly kind: "pressed" }
  /** `why`: null when it is on its way. */
  | { readonly kind: "answered"; readonly why: string | null };

export function heard(watched: Watched, input: Heard): Watched {
  switch (input.kind) {
    case "told":
      // What was refused is told until something else has become of the ticket.
      return { ...watched, told: input.told, isUnknown: false, at: input.at, failures: 0, refused: stays(watched, input.told) };
    case "unchanged":
      return { ...watched, isUnknown: false, at: input.at, failures: 0 };
    case "unknown":
      return { ...watched, told: null, isUnknown: true, at: input.at, failures: 0 };
    case "failed":
      return { ...watched, failures: watched.failures + 1 };
    case "pressed":
      return { ...watched, sending: true, refused: null };
    case "answered":
      return { ...watched, sending: false, refused: input.why };
  }
}

/** When to look again. */
export function lookAfterMs({ told, failures, sending }: Watched): number {
  if (failures > 0) return Math.min(lookEveryMs * 2 ** (failures - 1), lookSeldomMs);
  return sending || told?.asking ? lookSoonMs : lookEveryMs;
}

/** Two looks in a row without an answer: one may be a lift. */
export function isLost({ failures }: Watched): boolean {
  return failures > 1;
}

function stays({ told, refused }: Watched, next: CitizenTold): string | null {
  return told && told.ticket.stage.kind === next.ticket.stage.kind ? refused : null;
}
