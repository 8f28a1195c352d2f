/**
 * What a board's page and its device say to each other, on loopback: `GET /api/board/live` (server-sent `board`: BoardLive, always whole;
 * `announce`: BoardAnnounce), `GET /api/board/sounds/<id>.wav?volume=<percent>`, `POST /api/board/played`.
 */
import * as v from "valibot";
import type { PublicOffice } from "../office/public.ts";
import type { Language } from "../texts/language.ts";
import type { BoardView } from "./payloads.ts";

export interface BoardLive {
  readonly office: Pick<PublicOffice, "name" | "timeZone" | "languages" | "screen" | "unreviewed"> | null;
  readonly zoneName: { readonly en: string; readonly fr: string } | null;
  readonly view: BoardView | null;
  /** Since when the hub has not been heard; null while it is present. */
  readonly hubAwaySince: number | null;
  /** `voice`: speech and chime; `chime-only`: no espeak-ng here; `silent`: another device speaks in this zone. */
  readonly sound: "voice" | "chime-only" | "silent";
  readonly now: number;
}

/** Play these, in order, once: the chime, then the speech in each language. Then POST `/api/board/played` with the call. */
export interface BoardAnnounce {
  readonly call: string;
  readonly number: string;
  readonly label: string;
  readonly sounds: readonly { readonly address: string; readonly language: Language | null; readonly text: string }[];
}

/** How loud a sound is wanted, in percent. */
export const soundQuery = v.strictObject({
  volume: v.optional(v.pipe(v.string(), v.regex(/^(?:\d{1,2}|100)$/), v.transform(Number)), "100"),
});

export const playedRequest = v.strictObject({
  call: v.pipe(v.string(), v.minLength(1), v.maxLength(120)),
  how: v.picklist(["spoken", "chime-only", "failed"]),
});
