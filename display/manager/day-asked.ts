/** What a manager can ask about the day and the time. */
export interface DayAsked {
  readonly what: DayMove;
  readonly agent: number;
  /** Only of `correct-day`: the right date, and how the wrong one came about. */
  readonly to: string;
  readonly why: "wrong-clock" | "mistake";
  /** Only of `close-day`: those who wait keep their places for the next date. */
  readonly carry: boolean;
  /** Only of `set-closing`: when today closes, in minutes since midnight. */
  readonly closesAt: number;
}

export type DayMove = "form-line" | "open-doors" | "close-doors" | "set-closing" | "close-day" | "trust-clock" | "correct-day";

/** What a manager does for everybody, on the card that steers the day. */
export type SteerMove =
  | ("stop-service" | "resume-service" | "set-counter" | "post-notice" | "withdraw-notice")
  | ("promise-returns" | "start-practice" | "end-practice");
