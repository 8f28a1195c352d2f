/** What the host and the writer in the machine say to each other over the second serial line. */

export interface GuestOrder {
  /** Whose way of opening its storage is under test. */
  readonly opener: "hub" | "kiosk-1";
  /** Set in a control: what the writer's `synchronous` is lowered to. */
  readonly weaken: "NORMAL" | "OFF" | null;
  /** The chain hash after this row, or after the last one when the log ends before it, is stated. */
  readonly hashAt: number;
  readonly afterwards: "append" | "stop";
}

export interface GuestState {
  /** Whether the file system could be mounted only after a repair. */
  readonly repaired: boolean;
  readonly journalMode: string;
  /** 0 off, 1 normal, 2 full. */
  readonly synchronous: number;
  readonly last: number;
  readonly askedSeq: number;
  readonly askedHash: string;
  readonly brokenRow: number | null;
  readonly endsWithWholeBatch: boolean;
  readonly integrity: string;
}

export type GuestSaying =
  | { readonly kind: "ready" }
  | { readonly kind: "state"; readonly state: GuestState }
  | { readonly kind: "acknowledged"; readonly seq: number; readonly hash: string }
  /** The writer's own complaint: it cannot mount, open or append. */
  | { readonly kind: "failed"; readonly why: string };

/** Undefined for a line that the cut left unfinished, or that is none of the writer's. */
export function sayingOf(line: string): GuestSaying | undefined {
  const words = /^(READY|STATE|ACK|FAILED)(?: (.+))?$/.exec(line.trim());
  const rest = words?.[2] ?? "";
  switch (words?.[1]) {
    case "READY":
      return { kind: "ready" };
    case "STATE":
      return { kind: "state", state: JSON.parse(rest) as GuestState };
    case "FAILED":
      return { kind: "failed", why: JSON.parse(rest) as string };
    case "ACK": {
      const [seq, hash] = rest.split(" ");
      return seq && hash ? { kind: "acknowledged", seq: Number(seq), hash } : undefined;
    }
    default:
      return undefined;
  }
}
