/** A kiosk's staff page was opened while the hub was away from it: people may have been served by voice since then. */
import type { Draft } from "#shared/log/program.ts";
import type { Moment } from "#shared/log/record.ts";
import type { DeviceEventBody } from "#shared/queue/events.ts";
import { type OfficeState, sourceKey } from "#shared/queue/state.ts";
import type { LogMessage } from "#shared/wire/payloads.ts";
import { draftOf } from "./draft.ts";

/** The absence that a batch of a kiosk's rows tells of; none when one that is known already ended after the page was opened. */
export function staffPageAbsence(state: OfficeState, drafts: readonly Draft[], message: LogMessage, now: Moment): Draft[] {
  const opened = drafts.filter((draft) => draft.kind === "staff-page-opened" && draft.origin && isAway(draft));
  const told = opened.map((draft) => openedAt(state, draft, message, now)).filter((at) => at >= (state.absence?.to ?? 0));
  if (told.length === 0) return [];
  return [draftOf({ kind: "absence-ended", version: 1, body: { from: Math.min(...told), to: now.at, because: "staff-page" } })];
}

function isAway(draft: Draft): boolean {
  return (draft.body as DeviceEventBody<"staff-page-opened">).hub === "away";
}

/** By the row's age within the sender's boot; of an earlier boot, no earlier than what the kiosk had told before. */
function openedAt(state: OfficeState, { origin, arrivedAt }: Draft, { sent }: LogMessage, now: Moment): number {
  if (arrivedAt !== undefined) return Math.min(arrivedAt, now.at);
  if (origin?.boot === sent.boot) return now.at - Math.max(0, sent.mono - origin.mono);
  const source = origin && state.sources.get(sourceKey(origin.source, origin.epoch));
  return Math.min(now.at, source?.lastArrivedAt || now.at);
}
