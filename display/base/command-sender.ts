/**
 * How one press becomes one command: sent with a key drawn at the press, and sent again with the same key when the network
 * lost it, so that the hub does it once. Pure; the caller posts, waits and draws keys.
 */
import { type Fault, fault, isFault } from "#shared/faults/fault.ts";
import type { Command, CommandDone } from "#shared/queue/commands.ts";
import type { CommandAnswer, StaffEntry } from "#shared/wire/staff.ts";

/** After this many tries the page says that the hub is away; the next press is a new command. */
export const triesMax = 5;
const waitsMs = [300, 700, 1_500, 3_000] as const;

export type SenderState =
  | { readonly kind: "idle" }
  | { readonly kind: "sending"; readonly command: Command; readonly tries: number }
  | { readonly kind: "waiting"; readonly command: Command; readonly tries: number };

export type SenderInput =
  | { readonly kind: "press"; readonly command: Command }
  /** What the hub answered: the status, and the body as far as it was JSON. */
  | { readonly kind: "answer"; readonly status: number; readonly body: unknown }
  | { readonly kind: "lost" }
  | { readonly kind: "waited" };

export type SenderEffect =
  | { readonly kind: "post"; readonly command: Command }
  | { readonly kind: "wait"; readonly ms: number }
  | { readonly kind: "outcome"; readonly command: Command; readonly outcome: Outcome };

export type Outcome =
  | { readonly kind: "done"; readonly done: CommandDone }
  /** With the present truth of what it was about, where the hub told it. */
  | { readonly kind: "refused"; readonly fault: Fault; readonly present: Readonly<Record<string, StaffEntry>> }
  /** Nobody knows whether the hub did it: its live view will show. */
  | { readonly kind: "unknown"; readonly fault: Fault };

export const idle: SenderState = { kind: "idle" };

export function sendStep(
  state: SenderState,
  input: SenderInput,
): { readonly state: SenderState; readonly effects: readonly SenderEffect[] } {
  switch (input.kind) {
    case "press":
      // A second press while one is under way is the same hand: one command at a time.
      if (state.kind !== "idle") return { state, effects: [] };
      return { state: { kind: "sending", command: input.command, tries: 1 }, effects: [{ kind: "post", command: input.command }] };
    case "answer":
      if (state.kind !== "sending") return { state, effects: [] };
      if (isDone(input.body)) return end(state.command, { kind: "done", done: input.body });
      if (isFault(input.body)) return end(state.command, { kind: "refused", fault: input.body, present: presentOf(input.body) });
      if (input.status >= 500) return again(state);
      return end(state.command, { kind: "refused", fault: fault("bad-request", { status: input.status }), present: {} });
    case "lost":
      return state.kind === "sending" ? again(state) : { state, effects: [] };
    case "waited":
      if (state.kind !== "waiting") return { state, effects: [] };
      return {
        state: { kind: "sending", command: state.command, tries: state.tries + 1 },
        effects: [{ kind: "post", command: state.command }],
      };
  }
}

function again(state: SenderState & { kind: "sending" }): ReturnType<typeof sendStep> {
  if (state.tries >= triesMax) return end(state.command, { kind: "unknown", fault: fault("hub-away") });
  return { state: { ...state, kind: "waiting" }, effects: [{ kind: "wait", ms: waitsMs[state.tries - 1] ?? 3_000 }] };
}

function end(command: Command, outcome: Outcome): ReturnType<typeof sendStep> {
  return { state: idle, effects: [{ kind: "outcome", command, outcome }] };
}

function isDone(body: unknown): body is CommandDone {
  return typeof body === "object" && body !== null && "done" in body && body.done === true;
}

function presentOf(answer: Exclude<CommandAnswer, CommandDone>): Readonly<Record<string, StaffEntry>> {
  return answer.present ?? {};
}
