/** What stands in the way of a panel, as faults for the hub. Pure. */
import { type Fault, fault } from "#shared/faults/fault.ts";
import type { BoardCondition } from "./life.ts";

export interface PanelTroubles {
  /** Of its serial line; empty where it has none. */
  readonly path: string;
  readonly condition: BoardCondition;
  /** The tamper switch is open: the housing, or a wire. */
  readonly isOpened: boolean;
  /** Services whose button is down for so long that nobody can be pressing it. */
  readonly stuck: readonly string[];
  /** Buttons of services that the office does not have. */
  readonly unknownServices: readonly string[];
}

export function panelFaults(device: string, { path, condition, isOpened, stuck, unknownServices }: PanelTroubles): Fault[] {
  const faults: Fault[] = [];
  if (condition.kind === "unreachable") faults.push(fault("panel-unreachable", { device, line: `${path}: ${condition.cause}` }));
  if (condition.kind === "silent") faults.push(fault("panel-silent", { device, path }));
  if (condition.kind === "wrong") faults.push(fault("panel-wrong", { device, path }));
  if (condition.kind === "no-chip") faults.push(fault("panel-chip-missing", { device, line: condition.cause }));
  if (condition.kind === "taken") faults.push(fault("panel-pin-taken", { device, line: condition.by }));
  if (isOpened) faults.push(fault("panel-opened", { device }));
  if (stuck.length > 0) faults.push(fault("panel-stuck", { device, service: stuck.join(", ") }));
  if (unknownServices.length > 0) faults.push(fault("panel-service-unknown", { device, service: unknownServices.join(", ") }));
  return faults;
}
