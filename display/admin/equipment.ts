/** Every machine of the office as IT looks at it: those that need someone first, each with its faults and its figures. Pure. */
import type { ExpiringList } from "#shared/expiry/expiring.ts";
import type { Fault } from "#shared/faults/fault.ts";
import type { FleetList, Spare } from "#shared/fleet/orders.ts";
import type { DeviceIdentity, IdentityList } from "#shared/identity/registry.ts";
import type { Equipment, MachineFigures } from "#shared/wire/machine.ts";
import type { DeviceEntry } from "#shared/wire/staff.ts";
import { faultsOf } from "../base/device-faults.ts";

export interface Piece {
  /** `hub`, or the device's own name. */
  readonly id: string;
  /** Null: the hub. */
  readonly device: DeviceEntry | null;
  readonly faults: readonly Fault[];
  /** Undefined while it has not been heard, or not been asked for. */
  readonly software: string | undefined;
  readonly machine: MachineFigures | null;
  readonly certificate: DeviceIdentity | undefined;
}

export interface Told {
  readonly equipment: Equipment | null;
  readonly identity: IdentityList | null;
  readonly expiring: ExpiringList | null;
  readonly fleet: FleetList | null;
}

/** Those that can take a device's place now: it is away, they are connected, and of its kind. */
export function sparesFor({ online, role }: DeviceEntry, fleet: FleetList | null): readonly Spare[] {
  return online ? [] : (fleet?.spares ?? []).filter((spare) => spare.online && spare.role === role);
}

export function piecesOf(
  devices: readonly DeviceEntry[],
  hubFaults: readonly Fault[],
  { equipment, identity }: Pick<Told, "equipment" | "identity">,
): Piece[] {
  const certificates = identity?.kind === "on" ? identity.devices : [];
  const hub: Piece = {
    id: "hub",
    device: null,
    faults: hubFaults,
    software: equipment?.hub.software,
    machine: equipment?.hub.machine ?? null,
    certificate: undefined,
  };
  const others = devices.map((device): Piece => {
    const said = equipment?.devices.find(({ id }) => id === device.id);
    const certificate = certificates.find(({ name }) => name === device.id);
    return { id: device.id, device, faults: faultsOf(device), software: said?.software, machine: said?.machine ?? null, certificate };
  });
  const needy = (piece: Piece) => (piece.faults.length > 0 ? 0 : 1);
  return [hub, ...others].sort((one, other) => needy(one) - needy(other));
}
