/** The fleet's side of this device, made of what its program has. */
import type { Logger } from "pino";
import type { DeviceFile } from "#shared/wire/process.ts";
import type { DeviceIdentity } from "../identity/identity.ts";
import { isStorageFault, type Kept } from "../runtime/storage.ts";
import { realTimers } from "../runtime/timers.ts";
import { DeviceFleet } from "./device-fleet.ts";
import type { LogRing } from "./log-ring.ts";
import type { Placement } from "./placement.ts";

export interface FleetParts {
  readonly config: DeviceFile;
  readonly software: string;
  readonly speed: number;
  readonly realMs: () => number;
  readonly kept: Kept;
  readonly logger: Logger;
  readonly identity: DeviceIdentity | undefined;
  readonly drawId: () => string;
  readonly ring: LogRing;
  readonly placement: Placement;
  readonly end: (code: number) => void;
}

export function fleetOf({ config, kept, logger, identity, ring, drawId, ...rest }: FleetParts): DeviceFleet {
  return new DeviceFleet({
    ...{ ...rest, name: config.id, office: config.office, log: ring, timers: realTimers },
    wasSpare: kept.get("spare") === "yes",
    keepSpare: (isSpare) => {
      logger.info({ isSpare }, "device.spare");
      // What the hub says again every 5 s may be lost with a storage that fails, which is told elsewhere.
      try {
        kept.set("spare", isSpare ? "yes" : "no");
      } catch (error) {
        if (!isStorageFault(error)) throw error;
      }
    },
    wasNamed: () => kept.get("desired") !== undefined,
    cardFor: (order) => identity?.cardFor(order) ?? null,
    // Of letters that a folder's name may have.
    drawId: () => Buffer.from(drawId(), "base64url").toString("hex"),
    note: (what, facts) => logger.info(facts, what),
  });
}
