/** What a person may write after `npm run provision -- card`, read strictly. */

import type { ScannerSettings } from "#shared/wire/scanners.ts";
import type { SpeakerSettings } from "#shared/wire/speakers.ts";
import { readOptions } from "../options.ts";
import { hardwareForms, scannerOf, speakerOf, voicesOf } from "./hardware.ts";
import { type CardRole, cardRoles } from "./order.ts";
import { isWifiName } from "./wifi.ts";

export interface CardAsked {
  readonly kind: "card";
  /** A file, or the office's id. */
  readonly office: string;
  readonly role: CardRole;
  readonly name: string;
  readonly zone: string | null;
  /** The hub's host name or address, with the port for enrolment where it is another. Null on a hub's own card. */
  readonly hub: string | null;
  readonly ca: string | null;
  readonly token: string | null;
  readonly printer: "usb" | "none" | { readonly host: string; readonly port: number } | { readonly serial: string };
  /** The file of the picture that its tickets begin with. */
  readonly logo: string | null;
  /** Of a kiosk. */
  readonly scanner: ScannerSettings | null;
  /** Of a board. */
  readonly speaker: SpeakerSettings | null;
  readonly voices: string | null;
  readonly wifi: { readonly name: string; readonly country: string; readonly passPhraseFile: string | null } | null;
  readonly timeZone: string | null;
  readonly locale: string | null;
  readonly timeServers: readonly string[];
  readonly sshKey: string | null;
  readonly readOnly: boolean;
  readonly package: string | null;
  readonly to: string;
  readonly replace: boolean;
}

export const cardUsage = `Writes what a device needs to set itself up onto its card: the boot partition of Raspberry Pi OS (64-bit, Trixie).

  npm run provision -- card --role hub --office FILE --name hub-1 --to WHERE
  npm run provision -- card --role kiosk --office FILE|ID --name kiosk-1 --hub ADDRESS --ca FINGERPRINT --token TOKEN --to WHERE

  --office FILE|ID   the office's configuration, or its id alone (then also --zone for a kiosk or board)
  --role             hub, kiosk or board
  --name             the device's name, as in the office's configuration
  --hub ADDRESS      the hub's name or address in the office's network, with :PORT if it enrols elsewhere than at 8443
  --ca FINGERPRINT   of the hub's certificate authority, as the hub shows it: the device trusts no other
  --token TOKEN      the one-time token that the hub gave for this device
  --zone ZONE        the room it stands in (default: as the configuration says)
  --printer P        of a kiosk: usb (default), serial:/dev/ttyUSB0, tcp:HOST[:9100] or none
  --logo FILE        of a kiosk: a PNG picture, dark on white, that its printer keeps and prints above each ticket (an Epson does)
  --scanner S        of a kiosk: serial:/dev/serial/by-id/...[@BAUD] or keyboard:/dev/input/by-id/...-event-kbd (default: none)
  --speaker S        of a board: alsa or alsa:OUTPUT, a loudspeaker on the device (default: none, the board's page plays calls)
  --voices FOLDER    of a board: recorded voices in this folder of the device, to be copied there (default: espeak-ng says everything)
  --wifi NAME        only if there is no cable. The pass phrase is asked, or read from --wifi-file FILE, never from the command line
  --country CC       whose rules the Wi-Fi's channels follow (default CA)
  --time-zone ZONE   default: the office's, else America/Vancouver
  --locale L         default en_CA.UTF-8
  --time-server HOST where its clock is set by; may be said up to 4 times
  --ssh-key FILE     a public key that may sign in as q-care; without it SSH stays off
  --read-only        the system's partition is not written to once the device is set up; what it keeps lies on one of its own
  --package FILE     our package the-q_<version>_arm64.deb, copied beside
  --to WHERE         the mounted boot partition, a folder, or an image (.img) of Raspberry Pi OS
  --replace          also where cloud-init files of somebody else lie

No password and no private key is written. The same order writes the same card again.`;

const options = {
  office: { type: "string" },
  role: { type: "string" },
  name: { type: "string" },
  zone: { type: "string" },
  hub: { type: "string" },
  ca: { type: "string" },
  token: { type: "string" },
  printer: { type: "string" },
  logo: { type: "string" },
  scanner: { type: "string" },
  speaker: { type: "string" },
  voices: { type: "string" },
  wifi: { type: "string" },
  "wifi-file": { type: "string" },
  country: { type: "string" },
  "time-zone": { type: "string" },
  locale: { type: "string" },
  "time-server": { type: "string", multiple: true },
  "ssh-key": { type: "string" },
  "read-only": { type: "boolean" },
  package: { type: "string" },
  to: { type: "string" },
  replace: { type: "boolean" },
  help: { type: "boolean" },
} as const;

const idPattern = /^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/;

/** The arguments, or a sentence that says which one is wrong and what would be right. */
export function readCardArguments(args: readonly string[]): CardAsked | { readonly kind: "help" } | { readonly wrong: string } {
  const values = readOptions(args, options);
  if ("wrong" in values) return values;
  if (values.help) return { kind: "help" };
  const { office, role, name, to } = values;
  if (!office) return { wrong: "--office FILE or the office's id is missing." };
  if (!isRole(role)) return { wrong: `--role must be ${cardRoles.join(", ")}.` };
  if (!name || !idPattern.test(name))
    return { wrong: "--name must be 1 to 40 lower-case letters, digits and inner hyphens, such as kiosk-1." };
  if (!to) return { wrong: "--to WHERE is missing: the boot partition, a folder, or an image." };
  if (values.zone !== undefined && !idPattern.test(values.zone))
    return { wrong: "--zone must be a zone's id, such as main: lower-case letters, digits and hyphens." };

  const hubOnly = role === "hub";
  for (const each of ["hub", "ca", "token", "zone", "printer", "logo", "scanner", "speaker", "voices"] as const) {
    if (hubOnly && values[each] !== undefined) return { wrong: `--${each} belongs to a kiosk or a board: the hub makes its own.` };
  }
  for (const each of ["printer", "logo", "scanner"] as const)
    if (role === "board" && values[each] !== undefined) return { wrong: `--${each} belongs to a kiosk.` };
  for (const each of ["speaker", "voices"] as const)
    if (role === "kiosk" && values[each] !== undefined) return { wrong: `--${each} belongs to a board.` };
  for (const each of ["hub", "ca", "token"] as const) {
    if (!hubOnly && !values[each]) return { wrong: `--${each} is missing: ${whereFrom[each]}` };
  }
  if (values.hub !== undefined && !isHostAndPort(values.hub))
    return { wrong: "--hub must be a host name or an address, such as hub.victoria.example, with :PORT only if it is not 8443." };

  const printer = printerOf(values.printer);
  if (printer === undefined) return { wrong: "--printer must be usb, none, serial:/dev/... or tcp:HOST[:PORT]." };
  if (values.logo !== undefined && printer === "none") return { wrong: "--logo needs a printer: without --printer none." };
  const hardware = {
    scanner: values.scanner === undefined ? null : scannerOf(values.scanner),
    speaker: values.speaker === undefined ? null : speakerOf(values.speaker),
    voices: values.voices === undefined ? null : voicesOf(values.voices),
  };
  for (const each of ["scanner", "speaker", "voices"] as const)
    if (hardware[each] === undefined) return { wrong: `--${each} must be ${hardwareForms[each]}.` };
  const { scanner = null, speaker = null, voices = null } = hardware;
  if (values.wifi !== undefined && !isWifiName(values.wifi)) return { wrong: "--wifi must be the network's name, 1 to 32 bytes." };
  for (const each of ["wifi-file", "country"] as const) {
    if (values[each] !== undefined && values.wifi === undefined) return { wrong: `--${each} belongs to --wifi NAME.` };
  }
  const country = values.country ?? "CA";
  if (!/^[A-Z]{2}$/.test(country)) return { wrong: "--country must be two capital letters, such as CA." };
  const timeZone = values["time-zone"] ?? null;
  if (timeZone !== null && !isTimeZone(timeZone)) return { wrong: "--time-zone must be a zone's name, such as America/Vancouver." };
  const locale = values.locale ?? null;
  if (locale !== null && !/^[a-z]{2,3}_[A-Z]{2}\.UTF-8$/.test(locale)) return { wrong: "--locale must be such as en_CA.UTF-8." };
  const timeServers = values["time-server"] ?? [];
  if (timeServers.length > 4 || !timeServers.every(isHost))
    return { wrong: "--time-server must be a host name or an address, 4 at the most." };
  const debFile = values.package ?? null;
  if (debFile !== null && !/(?:^|[\\/])the-q_[^\\/]+\.deb$/.test(debFile))
    return { wrong: "--package must be a file called the-q_<version>_<architecture>.deb." };
  const wifi = values.wifi === undefined ? null : { name: values.wifi, country, passPhraseFile: values["wifi-file"] ?? null };
  return {
    ...{ kind: "card", office, role, name, zone: values.zone ?? null, hub: values.hub ?? null, ca: values.ca ?? null },
    ...{
      token: values.token ?? null,
      printer,
      logo: values.logo ?? null,
      scanner,
      speaker,
      voices,
      wifi,
      timeZone,
      locale,
      timeServers,
      sshKey: values["ssh-key"] ?? null,
    },
    ...{ readOnly: values["read-only"] ?? false, package: debFile, to, replace: values.replace ?? false },
  };
}

const whereFrom = {
  hub: "the hub's name or address in the office's network.",
  ca: "the fingerprint stands on the hub's screen.",
  token: "the hub gives one for each device.",
} as const;

function isRole(text: string | undefined): text is CardRole {
  return (cardRoles as readonly (string | undefined)[]).includes(text);
}

function isHostAndPort(text: string): boolean {
  const [, host = "", port = "1"] = /^(.*?)(?::(\d{1,5}))?$/.exec(text) ?? [];
  return isHost(host) && Number(port) >= 1 && Number(port) <= 65_535;
}

/** A host name (RFC 1123), an IPv4 address, or an IPv6 address in brackets. */
export function isHost(text: string): boolean {
  if (text.length > 253) return false;
  if (/^\[[0-9a-fA-F:.]{2,45}\]$/.test(text)) return true;
  return text.split(".").every((label) => /^[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?$/.test(label));
}

function isTimeZone(text: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: text });
    return /^[A-Za-z_]+\/[A-Za-z0-9_/+-]+$/.test(text);
  } catch {
    return false;
  }
}

export function printerOf(text: string | undefined): CardAsked["printer"] | undefined {
  if (text === undefined || text === "usb") return "usb";
  if (text === "none") return "none";
  const serial = /^serial:(\/dev\/[\w./-]{1,100})$/.exec(text)?.[1];
  if (serial) return { serial };
  const [, host, port] = /^tcp:([^:]+)(?::(\d{1,5}))?$/.exec(text) ?? [];
  if (!host || !isHost(host)) return undefined;
  const number = port === undefined ? 9_100 : Number(port);
  return number >= 1 && number <= 65_535 ? { host, port: number } : undefined;
}
