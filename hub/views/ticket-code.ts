/** What the square of a ticket says, for a screen of staff that shows it: as its paper would. Pure. */
import { codeOnTicket } from "#shared/citizen/page.ts";
import type { Digest } from "#shared/log/record.ts";
import { type OfficeState, visitOf } from "#shared/queue/state.ts";
import { citizenPageOf } from "./desired.ts";

/** Undefined for a visit that is not here. */
export function ticketCodeOf(state: OfficeState, visit: string, digest: Digest): string | undefined {
  const { configuration } = state;
  const found = visitOf(state, visit);
  if (!configuration || !found) return undefined;
  const { id, number, date, practice } = found;
  const page = practice ? null : citizenPageOf(configuration);
  return codeOnTicket(digest, page, { office: configuration.office.id, number, date, visit: id });
}
