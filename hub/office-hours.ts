/** Which inputs a hub gives itself: the seed of an empty hub, and the date that a virtual office opens by itself. Pure. */
import type { OfficeConfiguration } from "#shared/office/configuration.ts";
import { differences } from "#shared/office/difference.ts";
import type { OfficeState } from "#shared/queue/state.ts";
import { localDate } from "#shared/time/zone.ts";
import { withCitizenKey } from "./citizen-key.ts";
import type { HubInput } from "./core/contract.ts";
import type { Surroundings } from "./surroundings.ts";

/** The input that seeds an empty hub; `differs` when the hub has another configuration, which counts. */
export function seedOf(
  state: OfficeState,
  seed: OfficeConfiguration,
  { digest, drawCitizenKey }: SeedPorts,
): HubInput | "same" | "differs" {
  const key = `seed-${digest(JSON.stringify(seed))}`;
  const configuration = withCitizenKey(seed, state.configuration, drawCitizenKey);
  if (!state.configuration) return { kind: "configure", configuration, key };
  return differences(state.configuration, configuration).length === 0 ? "same" : "differs";
}

type SeedPorts = Pick<Surroundings, "digest" | "drawCitizenKey">;

/**
 * Opens today's date when it is later than the last; a date that was closed stays closed. A date that is still open ends only when the
 * hub starts on a later one: an office that is at work past midnight keeps its date until a person closes it. A doubted clock opens none.
 */
export function openingOf(state: OfficeState, timeZone: string | undefined, at: number, when: "start" | "running"): HubInput | undefined {
  if (timeZone === undefined || state.calendar.doubt !== null || (state.day && when === "running")) return undefined;
  const date = localDate(at, timeZone);
  const last = state.day?.date ?? state.lastDate;
  return last !== null && date <= last ? undefined : { kind: "open-day-by-hours", date, key: `open-${date}` };
}
