/**
 * Between the page of one ticket and whoever serves it for the province. The secret stands in the page's address behind `#` and travels in the
 * header `authorization: Bearer <secret>`, so that it is in no log of addresses.
 *
 * `GET api/ticket` answers `CitizenTold`, with an `etag`; 304 while nothing has changed, 404 for a ticket that nobody knows (any more).
 * `POST api/ticket` ({ask: CitizenAsk}) answers 202 `{asked: true}`: what becomes of it is seen in what is told next; 404 as above, 409 with
 * `{why}` while another ask of the ticket is under way or the office is not heard.
 */
import * as v from "valibot";
import { type CitizenState, citizenAsk } from "../citizen/schema.ts";
import type { Localized } from "../office/configuration.ts";
import type { Language } from "../texts/language.ts";

export interface CitizenTold {
  readonly office: { readonly name: Localized; readonly timeZone: string; readonly languages: readonly Language[] };
  readonly ticket: CitizenState;
  /** The office is not heard at present: what is told was so when it was last heard. */
  readonly isOld: boolean;
  /** An ask is on its way to the office; or the code of the fault that the last one met, for a minute. */
  readonly asking: boolean;
  readonly refused: string | null;
}

export const citizenAsking = v.strictObject({ ask: citizenAsk });

export type AskRefusal = "asking" | "office-not-heard" | "too-many";
