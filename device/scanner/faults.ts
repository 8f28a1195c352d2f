/** What stands in the way of a scanner, as faults for the hub. Pure. */
import { type Fault, fault } from "#shared/faults/fault.ts";
import type { ScannerTroubles } from "./scanner.ts";

export function scannerFaults(device: string, { path, unreachable, isGarbled }: ScannerTroubles): Fault[] {
  if (unreachable !== null) return [fault("scanner-unreachable", { device, line: `${path}: ${unreachable}` })];
  return isGarbled ? [fault("scanner-garbled", { device, path })] : [];
}
