/**
 * A run of the hub begins with its start's rows, whatever its storage refused before: what was measured by the clock of an earlier run
 * must not be taken for a measurement by this one's.
 */
import type { Core } from "#shared/log/program.ts";
import type { OfficeState } from "#shared/queue/state.ts";
import type { HubEffect, HubInput } from "./core/contract.ts";

/** `last`: where the log ended when this run began. */
export function startFirst(
  core: Core<OfficeState, HubInput, HubEffect>,
  last: number,
  start: () => HubInput,
): Core<OfficeState, HubInput, HubEffect> {
  const hasStarted = (state: OfficeState) => state.calendar.started.n > last;
  return {
    ...core,
    before: (state) => (hasStarted(state) ? undefined : start()),
    // It may have been taken before an urgent input already.
    step: (state, input, now) => (input.kind === "start" && hasStarted(state) ? { drafts: [], effects: [] } : core.step(state, input, now)),
  };
}
