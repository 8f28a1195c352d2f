/** What every step of the kiosk reads, and the shape of what it gives back. */
import type { Fault } from "#shared/faults/fault.ts";
import type { LogIdentity } from "#shared/log/event-log.ts";
import type { Stepped } from "#shared/log/program.ts";
import type { Digest, Moment } from "#shared/log/record.ts";
import type { KioskTicket } from "#shared/wire/kiosk-page.ts";
import type { KioskEffect } from "./contract.ts";
import type { KioskSession } from "./session.ts";
import type { KioskState } from "./state.ts";

export interface KioskScene {
  readonly identity: LogIdentity;
  readonly state: KioskState;
  readonly session: KioskSession;
  readonly now: Moment;
  /** Real, monotonic milliseconds: a speeded-up office keeps real deadlines. */
  readonly realMs: number;
  readonly digest: Digest;
}

export type KioskStep = Stepped<KioskEffect>;

export const nothing: KioskStep = { drafts: [], effects: [] };

export function join(...steps: readonly KioskStep[]): KioskStep {
  return { drafts: steps.flatMap((each) => each.drafts), effects: steps.flatMap((each) => each.effects) };
}

export function replyTo(tokens: readonly number[], answer: KioskTicket | Fault): KioskStep {
  return { drafts: [], effects: tokens.map((token) => ({ kind: "reply", token, answer })) };
}
