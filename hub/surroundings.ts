/**
 * What a hub stands in: its open storage, its broker, its HTTP, chance, and the turn of the event loop. Here are the real ones; a
 * simulation gives others.
 */
import { randomBytes, randomUUID } from "node:crypto";
import { fault, isFault } from "#shared/faults/fault.ts";
import type { Digest } from "#shared/log/record.ts";
import type { HubFile, ReadyLine } from "#shared/wire/process.ts";
import { EmbeddedBroker } from "./broker/embedded.ts";
import { ExternalBroker } from "./broker/external.ts";
import { KeptMosquitto } from "./broker/kept-mosquitto.ts";
import type { BrokerPort, BrokerUser, Publication } from "./broker/port.ts";
import type { SecureDoor } from "./broker/secure-listener.ts";
import { drawCitizenKey } from "./citizen-key.ts";
import { every, systemTime } from "./clock.ts";
import { createHubCore } from "./core/core.ts";
import { CentralPoster } from "./forward/central-poster.ts";
import { type HttpPorts, HttpServer } from "./http/server.ts";
import { DeviceIdentities, type DevicesFile } from "./identity/device-identities.ts";
import type { Journal } from "./journal.ts";
import { People, type PeopleFile } from "./people/people.ts";
import { PeopleServer } from "./people/people-server.ts";
import { openPersonal, type PersonalStorage } from "./personal/storage.ts";
import { pinHash } from "./pin.ts";
import { Refusal } from "./refusal.ts";
import { openReleases, type ReleasesPorts } from "./releases/open.ts";
import { drawEpoch, openStorage, type Storage, sha256 } from "./storage.ts";

export interface BrokerNeeds {
  readonly user: BrokerUser;
  /** A device's zone; null for one that the configuration does not know. */
  readonly zoneOf: (device: string) => string | null;
  /** What is said for the hub when it is lost. */
  readonly will: () => Publication;
}

/** The way in for staff, as the hub holds it. */
export interface HttpPort {
  /** 0 until it listens. */
  readonly port: number;
  /** Throws a `Refusal` when the port is taken. */
  listen(host: string, port: number): Promise<void>;
  close(): Promise<void>;
}

export interface Surroundings {
  readonly storage: Storage;
  readonly personal: PersonalStorage;
  readonly digest: Digest;
  /** `salt:hash` of a PIN, with a salt drawn anew. */
  readonly hashPin: (pin: string) => string;
  readonly drawCitizenKey: () => string;
  /** Of this start of the program. */
  readonly boot: string;
  /** The epoch of the storage, should it be new. */
  readonly newEpoch: string;
  /** Of an order to a device. */
  readonly drawId: () => string;
  /** Runs after the present turn of the event loop. */
  readonly soon: (run: () => void) => void;
  readonly core: typeof createHubCore;
  readonly broker: (needs: BrokerNeeds) => BrokerPort;
  readonly http: (ports: HttpPorts) => HttpPort;
  /** Who devices beyond this machine are; absent where there are none. */
  readonly identities?: DeviceIdentities;
  /** Where devices and people beyond this machine come in, once they can. */
  readonly networkPorts?: () => Pick<ReadyLine, "mqttsPort" | "enrolPort" | "peoplePort">;
}

/** Throws a `Refusal` when the storage cannot be opened. */
export function realSurroundings(file: HubFile): Surroundings {
  refuseUnkept(file);
  const storage = openStorage(file.data);
  const identity = file.devices && identityOf(file, file.devices, storage);
  let staff: PeopleServer | undefined;
  return {
    storage,
    personal: openPersonal(file.data),
    digest: sha256,
    hashPin: (pin) => pinHash(pin, randomBytes(16)) ?? "",
    drawCitizenKey,
    boot: randomUUID(),
    newEpoch: drawEpoch(),
    drawId: randomUUID,
    soon: (run) => void setImmediate(run),
    core: createHubCore,
    broker: (needs) => realBroker(file, needs, identity),
    http: (ports) => {
      const releases = identity?.file.releases && openReleases(identity.file.releases, releasesPorts(file, identity, ports, storage));
      const known: HttpPorts = { ...ports, devices: identity, releases: releases?.desk };
      staff = file.people && staffServer(file.office, file.people, known, storage);
      const people = staff && { people: staff.people, staffCertificateUntil: () => staff?.certificateUntil ?? null };
      return withNetwork(new HttpServer({ ...known, ...people }), ports.journal, { identity, releases, staff });
    },
    ...(identity ? { identities: identity } : {}),
    networkPorts: () => ({ ...(identity && portsOf(identity)), ...(staff && { peoplePort: staff.port }) }),
  };
}

/** There is no authority to hand over where no device comes in. And: Mosquitto tells devices apart by the name in a certificate alone: under a root of several offices one could come as another's. */
function refuseUnkept({ broker, devices, handover }: HubFile): void {
  if (handover && !devices) throw new Refusal(fault("bad-configuration", { path: "handover", what: 'it needs "devices" beside it' }));
  if (broker.kind !== "external" || !devices) return;
  const path = "devices";
  if (!broker.mosquitto) throw new Refusal(fault("bad-configuration", { path, what: 'an external broker needs "mosquitto" for them' }));
  if (devices.authority) throw new Refusal(fault("bad-configuration", { path, what: "Mosquitto needs an authority of this office alone" }));
}

function realBroker(
  { office, host, broker }: HubFile,
  { user, zoneOf, will }: BrokerNeeds,
  identity: DeviceIdentities | undefined,
): BrokerPort {
  if (broker.kind === "external") {
    const external = new ExternalBroker({ office, url: broker.url, will: will() }, user);
    const { mosquitto } = broker;
    return identity && mosquitto ? new KeptMosquitto(external, { office, url: broker.url, ...mosquitto, identity, zoneOf }) : external;
  }
  return new EmbeddedBroker({ office, host, port: broker.port, zoneOf, secure: identity && secureDoor(identity) }, user);
}

function identityOf({ office, data }: HubFile, file: DevicesFile, { database }: Storage): DeviceIdentities {
  return new DeviceIdentities({ office, data, file, database, digest: sha256, ...systemTime, every });
}

function staffServer(office: string, file: PeopleFile, http: HttpPorts, { database }: Storage): PeopleServer {
  const agents = () => http.state().configuration?.agents ?? [];
  const { wall, mono } = systemTime;
  return new PeopleServer({ file, people: new People({ office, file, database, digest: sha256, agents, wall }), http, mono });
}

function releasesPorts({ central, office }: HubFile, identity: DeviceIdentities, http: HttpPorts, { database }: Storage): ReleasesPorts {
  const poster = central === null ? null : new CentralPoster(central, office);
  const tellCentral = poster?.postReleases.bind(poster) ?? null;
  return { ...http, ...systemTime, identity, database, random01: Math.random, tellCentral };
}

interface Network {
  readonly identity: DeviceIdentities | undefined;
  readonly releases: ReturnType<typeof openReleases> | undefined;
  readonly staff: PeopleServer | undefined;
}

/** The doors to the network open with the hub's pages, before the broker, which asks one of them who comes. */
function withNetwork(server: HttpServer, journal: Journal, { identity, releases, staff }: Network): HttpPort {
  return {
    get port() {
      return server.port;
    },
    listen: async (host, port) => {
      await identity?.start(journal);
      await server.listen(host, port);
      releases?.start();
      await staff?.start();
    },
    close: async () => {
      await staff?.stop();
      releases?.stop();
      await identity?.stop();
      await server.close();
    },
  };
}

function secureDoor(identity: DeviceIdentities): SecureDoor {
  return {
    host: identity.file.host,
    port: identity.file.mqttsPort,
    credentials: () => ({ ...identity.credentials, ca: identity.authority.chain }),
    admit: (fingerprint) => {
      const admitted = identity.admit(fingerprint);
      return isFault(admitted) ? undefined : admitted.name;
    },
    onChange: (run) => identity.onChange(run),
    opened: (port) => {
      identity.mqttsPort = port;
    },
    connected: (device) => identity.tell("connected", device),
    cut: (device) => identity.tell("session-cut", device),
  };
}

function portsOf({ enrolPort, mqttsPort }: DeviceIdentities): Pick<ReadyLine, "mqttsPort" | "enrolPort"> {
  return { enrolPort, ...(mqttsPort === null ? {} : { mqttsPort }) };
}
