/** Puts the releases of a hub together: the shelf, the desk, what devices come for at the door, and what is fetched from the province. */
import type { SqlDatabase } from "#shared/log/event-log.ts";
import type { OfficeState } from "#shared/queue/state.ts";
import type { CurrentFaults } from "../current-faults.ts";
import type { DeviceIdentities, DevicesFile } from "../identity/device-identities.ts";
import type { Journal } from "../journal.ts";
import type { DevicePresence } from "../presence.ts";
import { ReleaseDesk } from "./desk.ts";
import { addReleaseRoutes } from "./door-routes.ts";
import { Downloads } from "./downloads.ts";
import { Neighbours, type NeighboursPorts } from "./neighbours.ts";
import { Province } from "./province.ts";
import type { RingDevice } from "./rings.ts";
import { Shelf } from "./shelf.ts";

export interface ReleasesPorts {
  readonly office: string;
  readonly identity: DeviceIdentities;
  readonly database: SqlDatabase;
  readonly state: () => OfficeState;
  readonly presence: Pick<DevicePresence, "isOnline">;
  readonly currentFaults: Pick<CurrentFaults, "raise" | "clear">;
  readonly journal: Journal;
  readonly wall: () => number;
  readonly mono: () => number;
  readonly every: (ms: number, run: () => void) => () => void;
  readonly random01: () => number;
  /** Null: there is no central. */
  readonly tellCentral: NeighboursPorts["post"] | null;
}

export interface Releases {
  readonly desk: ReleaseDesk;
  start(): void;
  stop(): void;
}

const hourMs = 3_600_000;
const lookEveryMs = 5_000;

/** Throws where the folder cannot be used. */
export function openReleases(file: NonNullable<DevicesFile["releases"]>, ports: ReleasesPorts): Releases {
  const { office, identity, database, state, presence, currentFaults: faults, journal, wall, mono, every, random01 } = ports;
  const shelf = new Shelf(file.folder);
  const downloads = new Downloads();
  const begun = wall() - mono();
  const devices = (): RingDevice[] =>
    identity.registry.list(wall()).flatMap(({ name, role, state: stands }) => {
      if (stands !== "enrolled") return [];
      const zone = state().configuration?.devices.find(({ id }) => id === name)?.zone ?? null;
      return [{ name, role, zone, connected: presence.isOnline(name) }];
    });
  const times = { soakMs: file.soakHours * hourMs, askMs: file.askSeconds * 1_000 };
  const steady = () => begun + mono();
  const { audit } = identity.registry;
  let neighbours: Neighbours | undefined;
  const changed = () => void neighbours?.look();
  const desk = new ReleaseDesk({ database, audit, shelf, times, devices, faults, journal, wall, steady, changed });
  const post = ports.tellCentral;
  if (post) neighbours = new Neighbours({ post, desk, generation: () => state().generation, mono, random01, journal });
  identity.releases = (server, deviceOf) => addReleaseRoutes(server, deviceOf, { desk, downloads, mono });
  identity.onRevoked((device) => {
    downloads.cut(device);
    desk.look();
  });
  const province = file.from === null ? null : new Province(file.from, office, desk, { faults, journal, wall });
  const stops: (() => void)[] = [];
  return {
    desk,
    start: () => {
      const look = () => {
        desk.look();
        changed();
      };
      look();
      stops.push(every(lookEveryMs, look));
      if (!province) return;
      void province.look();
      stops.push(every(province.everyMs, () => void province.look()));
    },
    stop: () => {
      for (const stop of stops.splice(0)) stop();
      province?.stop();
      neighbours?.stop();
      downloads.stop();
    },
  };
}
