/** What stands in the way of signs, as faults for the hub: one of each kind, naming every sign it is true of. Pure. */
import { type Fault, fault } from "#shared/faults/fault.ts";
import type { LineCondition } from "./line.ts";

export interface SignTroubles {
  /** Lines that are not there, each with its signs. */
  readonly unreachable: readonly { readonly path: string; readonly cause: string; readonly signs: readonly string[] }[];
  readonly silent: readonly string[];
  readonly refusing: readonly string[];
}

export const noTroubles: SignTroubles = { unreachable: [], silent: [], refusing: [] };

export function troublesOf(lines: readonly { readonly path: string; readonly condition: LineCondition }[]): SignTroubles {
  const ids = ({ signs }: LineCondition) => signs.map(({ id }) => id);
  const those = (is: string) =>
    lines.flatMap(({ condition }) => condition.signs.filter((sign) => sign.condition === is).map(({ id }) => id));
  return {
    unreachable: lines.flatMap(({ path, condition }) =>
      condition.unreachable === null ? [] : [{ path, cause: condition.unreachable, signs: ids(condition) }],
    ),
    silent: those("silent"),
    refusing: those("refusing"),
  };
}

export function signFaults(device: string, { unreachable, silent, refusing }: SignTroubles): Fault[] {
  const faults: Fault[] = [];
  if (unreachable.length > 0) {
    const signs = unreachable.flatMap((line) => line.signs).join(", ");
    const line = unreachable.map(({ path, cause }) => `${path}: ${cause}`).join(", ");
    faults.push(fault("sign-unreachable", { device, signs, line }));
  }
  if (silent.length > 0) faults.push(fault("sign-silent", { device, signs: silent.join(", ") }));
  if (refusing.length > 0) faults.push(fault("sign-refuses", { device, signs: refusing.join(", ") }));
  return faults;
}
