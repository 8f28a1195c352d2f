/** The fleet as a hub has it. */
import type { HubPorts } from "../hub-ports.ts";
import { Audit } from "../identity/audit.ts";
import type { Surroundings } from "../surroundings.ts";
import { Fleet, type FleetPorts } from "./fleet.ts";

type Rest = Omit<FleetPorts, "every" | "journal" | "drawId" | "identities" | "audit">;

export function fleetOf(
  { storage, digest, drawId, identities }: Surroundings,
  { every, journal }: Pick<HubPorts, "every" | "journal">,
  rest: Rest,
): Fleet {
  let own: Audit | undefined;
  // Its table is made when there is something to write.
  const audit = () => {
    own ??= identities?.registry.audit ?? new Audit(storage.database, digest);
    return own;
  };
  return new Fleet({ every, journal, drawId, identities, audit, ...rest });
}
