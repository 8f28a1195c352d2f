/** What is to be said because time has passed, or because devices say that what somebody went for is over. Nothing when there is nothing. */
import { cured } from "#shared/attention/attention.ts";
import type { OfficeState } from "#shared/queue/state.ts";
import type { HubInput } from "./core/contract.ts";
import { lookingRound } from "./core/look-round.ts";
import type { DevicePresence } from "./presence.ts";

export function dueNow(state: OfficeState, presence: DevicePresence, at: number): HubInput[] {
  const over = cured(state.goings.values(), (id) => presence.entries.get(`device/${id}`));
  const inputs: HubInput[] = over.length > 0 ? [{ kind: "devices-cured", cured: over }] : [];
  return lookingRound(state, at).length > 0 ? [...inputs, { kind: "look-round" }] : inputs;
}
