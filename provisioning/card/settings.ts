/** What the program of a role reads when it starts: written to the card beside cloud-init's files, taken to its place by `first-boot.sh`. */
import * as v from "valibot";
import { enrolmentFile } from "#shared/identity/enrolment.ts";
import type { OfficeConfiguration } from "#shared/office/configuration.ts";
import type { KeypadSettings } from "#shared/wire/keypads.ts";
import type { PanelSettings } from "#shared/wire/panels.ts";
import { type DeviceFile, deviceFile, type HubFile, hubFile } from "#shared/wire/process.ts";
import type { ScannerSettings } from "#shared/wire/scanners.ts";
import type { SignLineSettings } from "#shared/wire/signs.ts";
import type { SpeakerSettings } from "#shared/wire/speakers.ts";
import { Failure } from "../office/failure.ts";
import type { CardAsked } from "./arguments.ts";
import { logoPath } from "./logo.ts";
import type { NamedOffice } from "./office-file.ts";
import type { CardFile } from "./order.ts";

/** The ports in every office that is set up by cards; the network sheet names them. Pages are for the machine itself. */
export const ports = { pages: 8_080, localBroker: 1_883, secureBroker: 8_883, enrolment: 8_443 } as const;

export interface DeviceAsked extends Pick<CardAsked, "role" | "name" | "zone" | "hub" | "ca" | "token" | "printer"> {
  /** Whether a kiosk's card brings the office's logo. */
  readonly hasLogo?: boolean;
  /** The lines of a board's signs. */
  readonly signs?: readonly SignLineSettings[];
  /** A board's loudspeaker, and where its recorded voices will lie. */
  readonly speaker?: SpeakerSettings | null;
  readonly voices?: string | null;
  /** A kiosk's buttons. */
  readonly panel?: PanelSettings;
  readonly keypad?: KeypadSettings;
  readonly scanner?: ScannerSettings | null;
}

export const enrolmentName = "enrolment.json";

/** `madeAt`: UTC milliseconds. Throws a Failure where what was asked for does not fit the office or is no token or fingerprint. */
export function deviceSettings(asked: DeviceAsked, office: NamedOffice, madeAt: number): CardFile[] {
  const { role, name, hub } = asked;
  if (role === "hub" || hub === null) throw new Error("a hub's card has no device's settings");
  const device: v.InferInput<typeof deviceFile> = {
    office: office.id,
    id: name,
    data: "/var/lib/the-q/device",
    hub: { mqtt: `mqtts://${hostOf(hub)}:${ports.secureBroker}` },
    role: roleOf(asked, zoneOf(asked, office)),
  };
  const enrolment = {
    ...{ version: 1, office: office.id, role, name, hub: `https://${hostOf(hub)}:${portOf(hub)}` },
    ...{ fingerprint: asked.ca, token: asked.token, madeAt },
  };
  return [json("device.json", checked(deviceFile, device)), json(enrolmentName, checked(enrolmentFile, enrolment))];
}

/** A hub's card needs nothing from another computer: its certificate authority is made at its first start. */
export function hubSettings(
  { id, configuration }: NamedOffice,
  { central, collector, backup, securityContact, people }: Pick<HubFile, "central" | "collector" | "backup" | "securityContact" | "people">,
): CardFile[] {
  const hub: v.InferInput<typeof hubFile> = {
    office: id,
    data: "/var/lib/the-q/hub",
    httpPort: ports.pages,
    broker: { kind: "embedded", port: ports.localBroker },
    devices: {
      ...{ host: "0.0.0.0", mqttsPort: ports.secureBroker, enrolPort: ports.enrolment },
      releases: { folder: "/var/lib/the-q/hub-releases" },
    },
    ...(configuration ? { seed: "/etc/the-q/office.json" } : {}),
    ...{ central, collector },
    ...(backup ? { backup } : {}),
    ...(securityContact ? { securityContact } : {}),
    ...(people ? { people } : {}),
  };
  return [json("hub.json", checked(hubFile, hub)), ...(configuration ? [json("office.json", withoutPin(configuration))] : [])];
}

/** A card gets lost. Four digits are soon found from their hash, so the staff's PIN does not travel on one: it is set at the hub. */
function withoutPin({ staffPin: _kept, ...rest }: OfficeConfiguration): Omit<OfficeConfiguration, "staffPin"> {
  return rest;
}

function zoneOf({ name, role, zone }: DeviceAsked, { id, configuration }: NamedOffice): string {
  if (configuration === null) {
    if (zone === null) throw new Failure("--zone is missing: without the office's configuration only you know where the device stands.");
    return zone;
  }
  const found = configuration.devices.find((device) => device.id === name);
  if (!found)
    throw new Failure(
      `The configuration of ${id} has no device "${name}". Add it to "devices" there, or correct --name. A spare has none: --office ${id} --zone ZONE in place of the file.`,
    );
  if (found.role !== role) throw new Failure(`In the configuration of ${id}, ${name} is a ${found.role}. Correct --role.`);
  if (zone !== null && !configuration.zones.some((each) => each.id === zone))
    throw new Failure(`The configuration of ${id} has no zone "${zone}".`);
  return zone ?? found.zone;
}

type Role = v.InferInput<typeof deviceFile>["role"];

function roleOf({ role, printer, hasLogo, signs = [], panel, keypad, scanner, speaker, voices }: DeviceAsked, zone: string): Role {
  const httpPort = ports.pages;
  if (role === "board") {
    const hung = { ...(speaker ? { speaker } : {}), ...(voices ? { voices } : {}), ...(keypad ? { keypad } : {}) };
    return { kind: "board", zone, httpPort, ...(signs.length > 0 ? { signs: [...signs] } : {}), ...hung };
  }
  const connection = connected(printer);
  const withLogo = connection && hasLogo ? { ...connection, logo: logoPath } : connection;
  return { kind: "kiosk", zone, httpPort, printer: withLogo, ...(panel ? { panel } : {}), ...(scanner ? { scanner } : {}) };
}

function connected(printer: DeviceAsked["printer"]): Extract<Role, { kind: "kiosk" }>["printer"] {
  if (printer === "none") return null;
  if (printer === "usb") return { kind: "usb" };
  if ("serial" in printer) return { kind: "serial", path: printer.serial };
  return { kind: "tcp", ...printer };
}

/** `hub.example`, `hub.example:8443`, `[fd00::1]:8443`. */
function hostOf(hub: string): string {
  return hub.replace(/:\d+$/, "");
}

function portOf(hub: string): number {
  const port = /:(\d+)$/.exec(hub)?.[1];
  return port === undefined || hub.endsWith("]") ? ports.enrolment : Number(port);
}

/** What we write is what the program will read: its own schema says so here, before the card is in the machine. */
function checked<T extends typeof deviceFile | typeof hubFile | typeof enrolmentFile>(shape: T, input: unknown): v.InferOutput<T> {
  const parsed = v.safeParse(shape, input);
  if (parsed.success) return parsed.output as v.InferOutput<T>;
  const [issue] = parsed.issues;
  throw new Failure(`${v.getDotPath(issue) ?? "the card"}: ${issue.message}.`);
}

function json(name: string, value: DeviceFile | HubFile | object): CardFile {
  return { name, text: `${JSON.stringify(value, null, 2)}\n` };
}
