/** Groups of an office's devices that one order goes to, and which device is in which. Pure. */
import * as v from "valibot";
import type { Fault } from "../faults/fault.ts";

/** More is no office's; one order goes to no more devices than that. */
export const groupMax = 40;

const beginning = "[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?";
/** `all` but spares, `kiosks`, `boards`, `spares`; `zone:main`, of one zone; `front-*`, whose names begin so: an office's own groups. */
export const deviceGroup = v.pipe(
  v.string(),
  v.maxLength(50),
  v.regex(
    new RegExp(`^(?:all|kiosks|boards|spares|zone:${beginning}|${beginning}-?\\*)$`),
    "say all, kiosks, boards, spares, zone:main or front-*",
  ),
);

export interface GroupDevice {
  readonly id: string;
  readonly role: "kiosk" | "board";
  /** Null: a spare. */
  readonly zone: string | null;
}

/** `group`: as `deviceGroup` reads it. */
export function isInGroup(group: string, { id, role, zone }: GroupDevice): boolean {
  const isSpare = zone === null;
  if (group === "spares") return isSpare;
  if (group.endsWith("*")) return id.startsWith(group.slice(0, -1));
  if (isSpare) return false;
  if (group.startsWith("zone:")) return zone === group.slice("zone:".length);
  return group === "all" || group === `${role}s`;
}

/** `POST /api/v1/fleet/group/identify`, `/restart`, `/logs`. */
export const groupOrder = v.strictObject({ group: deviceGroup, by: v.pipe(v.string(), v.minLength(1), v.maxLength(80)) });

/** How it went with one device. `fault` null: done, and `text` is what it said, of `logs` its lines. */
export interface GroupResult {
  readonly device: string;
  readonly fault: Fault | null;
  readonly text: string;
}

/** What each of them answers. */
export interface GroupDone {
  readonly kind: "done";
  readonly results: readonly GroupResult[];
}
