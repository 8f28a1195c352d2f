/** Every machine of the office as IT looks at it: those that need someone first, each with its faults and its figures. Pure. */
import type { ExpiringList } from "#shared/expiry/expiring.ts";
import type { Fault } from "#shared/faults/fault.ts";
import type { FleetList, Spare } from "#shared/fleet/orders.ts";
import type { DeviceIdentity, IdentityList } from "#shared/identity/registry.ts";
import { type DeviceRelease, deviceReleases } from "#shared/update/device-release.ts";
import type { OfficeReleases, ReleaseAct } from "#shared/update/office-releases.ts";
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
  /** Undefined for the hub, and where the hub gives no releases. */
  readonly release: DeviceRelease | undefined;
}

export interface Told {
  readonly equipment: Equipment | null;
  readonly identity: IdentityList | null;
  readonly expiring: ExpiringList | null;
  readonly fleet: FleetList | null;
  readonly releases: OfficeReleases | null;
}

/** Those that can take a device's place now: it is away, they are connected, and of its kind. */
export function sparesFor({ online, role }: DeviceEntry, fleet: FleetList | null): readonly Spare[] {
  return online ? [] : (fleet?.spares ?? []).filter((spare) => spare.online && spare.role === role);
}

export type ReleaseUnderWay = NonNullable<Extract<OfficeReleases, { kind: "on" }>["rollout"]>;

/** What a person can say of a release as it stands. */
export function actsFor({ mode, hurried, widensAt, kept, of }: ReleaseUnderWay): readonly ReleaseAct[] {
  // A halt stands until somebody has looked, even where every device has the release by now.
  if (mode === "halted") return ["resume", "withdraw"];
  if (kept >= of) return [];
  if (mode === "withdrawn") return ["resume"];
  if (mode === "paused") return ["resume", "withdraw"];
  return !hurried && (kept === 0 || widensAt !== null) ? ["hurry", "withdraw"] : ["withdraw"];
}

export function piecesOf(
  devices: readonly DeviceEntry[],
  hubFaults: readonly Fault[],
  { equipment, identity, releases }: Pick<Told, "equipment" | "identity" | "releases">,
): Piece[] {
  const certificates = identity?.kind === "on" ? identity.devices : [];
  const ofDevices = releases?.kind === "on" ? deviceReleases(releases) : [];
  const hub: Piece = {
    id: "hub",
    device: null,
    faults: hubFaults,
    software: equipment?.hub.software,
    machine: equipment?.hub.machine ?? null,
    certificate: undefined,
    release: undefined,
  };
  const others = devices.map((device): Piece => {
    const said = equipment?.devices.find(({ id }) => id === device.id);
    const certificate = certificates.find(({ name }) => name === device.id);
    const release = ofDevices.find(({ name }) => name === device.id);
    const of = { device, software: said?.software, machine: said?.machine ?? null, certificate, release };
    return { id: device.id, faults: faultsOf(device), ...of };
  });
  const needy = ({ faults, release }: Piece) => (faults.length > 0 ? 0 : release?.next.kind === "failed" ? 1 : 2);
  return [hub, ...others].sort((one, other) => needy(one) - needy(other));
}
