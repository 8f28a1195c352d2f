/**
 * The configuration file of one program, and the line it prints when it is ready: how programs of an office are started,
 * by systemd on a device or by the parent of a virtual office.
 */
import * as v from "valibot";
import { contactForm } from "../security/security-text.ts";
import { keypad } from "./keypads.ts";
import { panel } from "./panels.ts";
import { scanner } from "./scanners.ts";
import { signLines } from "./signs.ts";
import { speaker } from "./speakers.ts";

const port = v.pipe(v.number(), v.integer(), v.minValue(0, "a port is 0 (any free one) to 65535"), v.maxValue(65_535));
const id = v.pipe(
  v.string(),
  v.regex(/^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/, "use 1 to 40 lower-case letters, digits and inner hyphens"),
);
const address = v.pipe(v.string(), v.url());
const folder = v.pipe(v.string(), v.minLength(1));
const filePath = v.pipe(v.string(), v.minLength(1), v.maxLength(1_000));
/** A virtual office may run faster: business time = start + elapsed x speed. */
const time = v.strictObject({
  speed: v.pipe(v.number(), v.minValue(1), v.maxValue(500)),
  businessStart: v.number(),
  realStart: v.number(),
});
/** Who may show the pages in a frame: the front page of a virtual office. */
const framedBy = v.array(address);
const host = v.optional(v.pipe(v.string(), v.minLength(1)), "127.0.0.1");

/** Printer models that a device knows the ways of. */
export const printerProfileNames = [
  "epson-tm-t20iii",
  "epson-tm-t88",
  "epson-tm-m30",
  "generic-80mm",
  "generic-58mm",
  "star-escpos",
  "custom-kiosk",
  "nippon-np-2511",
  "nippon-np-3511",
] as const;
export type PrinterProfileName = (typeof printerProfileNames)[number];
/** `auto`: the printer is asked who it is. */
const profile = v.optional(v.picklist([...printerProfileNames, "auto"]), "auto");
const deviceFilePath = v.pipe(v.string(), v.regex(/^\/dev\/.+/, "name a device, such as /dev/usb/lp0 or /dev/ttyUSB0"));

/** The rolls that this office buys; absent: those that the printer's model is sold for. Sizes in millimetres. */
const roll = v.optional(
  v.strictObject({
    lengthMm: v.optional(v.pipe(v.number(), v.minValue(5_000), v.maxValue(500_000))),
    thicknessMm: v.optional(v.pipe(v.number(), v.minValue(0.03), v.maxValue(0.2))),
    /** Of the core, outside, and of the roll when the near-end sensor first sees it. */
    coreMm: v.optional(v.pipe(v.number(), v.minValue(5), v.maxValue(80))),
    nearEndMm: v.optional(v.pipe(v.number(), v.minValue(6), v.maxValue(120))),
  }),
);

/** A picture for the top of tickets, kept in the printer's own memory: a PNG file on this device; absent: none. */
const logo = v.optional(v.pipe(v.string(), v.regex(/^\/.+\.png$/i, "name a PNG picture by its whole path, such as /etc/the-q/logo.png")));

/** How a printer is connected. */
const printer = v.variant("kind", [
  v.strictObject({ kind: v.literal("tcp"), host: v.string(), port, profile, roll, logo }),
  /** The kernel's USB printer driver. */
  v.strictObject({ kind: v.literal("usb"), path: v.optional(deviceFilePath, "/dev/usb/lp0"), profile, roll, logo }),
  v.strictObject({
    kind: v.literal("serial"),
    path: deviceFilePath,
    /** Bits per second, as the printer is set. 8 data bits, no parity, 1 stop bit. */
    baudRate: v.optional(v.picklist([9_600, 19_200, 38_400, 57_600, 115_200]), 38_400),
    /** Whether the wires RTS and CTS are connected and used. */
    flowControl: v.optional(v.boolean(), false),
    profile,
    roll,
    logo,
  }),
]);

const kept = (usual: number) => v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1_000)), usual);

const ageRecipient = v.pipe(v.string(), v.regex(/^age1[02-9ac-hj-np-z]{58}$/, "name a public key of age, age1..."));

/** A hub's copies of its storage, in its file and in the plan of an office. */
export const backup = v.pipe(
  v.strictObject({
    folder,
    everyHours: v.pipe(v.number(), v.minValue(0.01), v.maxValue(168)),
    keep: kept(14),
    /** Public keys of age: each of them can open the backups, and nobody else. Absent: they are not sealed. */
    recipients: v.optional(v.pipe(v.array(ageRecipient), v.maxLength(8)), []),
    /** Where the newest goes once a night, by rclone: a folder, or `remote:path`. */
    offSite: v.optional(
      v.strictObject({
        to: v.pipe(v.string(), v.regex(/^[^-\s][^\r\n\0]{0,400}$/, "name a folder, or remote:path as rclone has it")),
        nightHour: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(23)), 2),
        keep: kept(30),
        /** rclone's own configuration, where it is not in its usual place. */
        rclone: v.optional(filePath),
      }),
    ),
  }),
  v.check(({ offSite, recipients }) => offSite === undefined || recipients.length > 0, "what leaves the office is sealed: name recipients"),
);

/** A name in a certificate, or an address. */
const hostName = v.pipe(
  v.string(),
  v.regex(
    /^(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*$/,
    "lower-case letters, digits, dots, hyphens",
  ),
);

const claim = v.pipe(v.string(), v.minLength(1), v.maxLength(120));
const claimValues = v.optional(v.pipe(v.array(claim), v.maxLength(20)), []);

/** A provider at which people sign in; then a PIN opens only while it is away. */
const openId = v.strictObject({
  issuer: v.pipe(
    address,
    v.regex(/^(?:https:|http:\/\/(?:127\.0\.0\.1|localhost|\[::1\])(?=[:/]|$))/, "use https (http on this machine only)"),
  ),
  clientId: claim,
  /** The file of the client's secret; absent: a public client. */
  secret: v.optional(filePath),
  scope: v.optional(v.pipe(v.string(), v.regex(/^openid(?: [\w.:/-]+)*$/, "begin with openid")), "openid profile"),
  /** The claim that names the agent: the id or the number in the configuration. */
  personClaim: v.optional(claim, "preferred_username"),
  /** The claim with the roles, such as `roles`, or `realm_access.roles` for a member of a member. */
  rolesClaim: v.optional(claim, "roles"),
  /** Which of its values give which role. A person's role in the configuration must be among those given. */
  roles: v.strictObject({ agent: claimValues, manager: claimValues, it: claimValues }),
  clockToleranceSeconds: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(300)), 60),
});

/** The staff's pages beyond the hub's machine: HTTPS, and nobody gets in who has not signed in. In the hub's file and in the plan of an office. */
export const people = v.strictObject({
  /** The address to listen on, such as 0.0.0.0. */
  host: v.pipe(v.string(), v.minLength(1), v.maxLength(255)),
  port: v.optional(port, 8_444),
  /** PEM: the certificate, then what signed it; and its key. Read again when they change. */
  certificate: filePath,
  key: filePath,
  /** Under which the office's computers reach it; the certificate bears each. */
  names: v.pipe(v.array(hostName), v.minLength(1, "name at least one"), v.maxLength(8)),
  /** Whoever presses nothing for so long is signed out. */
  idleMinutes: v.optional(v.pipe(v.number(), v.minValue(1), v.maxValue(720)), 30),
  /** A session is never longer. */
  hours: v.optional(v.pipe(v.number(), v.minValue(0.1), v.maxValue(12)), 12),
  openId: v.optional(openId),
});

export const securityContact = v.pipe(v.string(), v.regex(contactForm, "write mailto:, https:// or tel: and the rest"));

export const hubFile = v.strictObject({
  office: id,
  data: folder,
  host,
  httpPort: port,
  broker: v.variant("kind", [
    v.strictObject({ kind: v.literal("embedded"), port }),
    v.strictObject({
      kind: v.literal("external"),
      url: address,
      /** A Mosquitto on this machine: with `devices`, the hub writes its configuration, permissions and revocation list into `folder`. */
      mosquitto: v.optional(v.strictObject({ folder, pidFile: filePath })),
    }),
  ]),
  /** Seeds an empty hub; on a hub that has a configuration a different file is only a notice. */
  seed: v.optional(v.string()),
  /** Open today's date by itself when none is open: the virtual office. */
  openByItself: v.optional(v.boolean(), false),
  /** Standby hubs that keep a copy of this hub's log. */
  followers: v.optional(v.pipe(v.array(address), v.maxLength(4))),
  /** Which of them may hold the registry of devices and the authority's key: the address, and the public key that was made there. */
  handover: v.optional(
    v.pipe(
      v.array(v.strictObject({ to: address, recipient: ageRecipient })),
      v.minLength(1, "name at least one, or leave it out"),
      v.maxLength(4),
    ),
  ),
  /** Calendars that are read again and again: a file, or an address on this network. */
  appointments: v.optional(
    v.pipe(
      v.array(
        v.strictObject({
          source: id,
          from: v.pipe(v.string(), v.minLength(1), v.maxLength(1_000)),
          everyMinutes: v.optional(v.pipe(v.number(), v.minValue(0.05), v.maxValue(1_440)), 5),
        }),
      ),
      v.maxLength(4),
    ),
  ),
  /** Where old rows go before they are deleted; without it nothing is deleted. */
  archive: v.optional(folder),
  /** Copies of the whole storage, made while the hub runs; the newest `keep` stay. */
  backup: v.optional(backup),
  collector: v.optional(v.nullable(address), null),
  central: v.optional(v.nullable(address), null),
  /** Below which folder the machine tells of itself; as in a device's file. */
  machine: v.optional(filePath),
  framedBy: v.optional(framedBy, []),
  /** Who is told of a weakness first, before the project: in `/.well-known/security.txt`. */
  securityContact: v.optional(securityContact),
  time: v.optional(time),
  /** Where devices that are not on this machine come in, each with its certificate. Without it every listener is on loopback. */
  devices: v.optional(
    v.strictObject({
      /** The address to listen on, such as 0.0.0.0. */
      host: v.pipe(v.string(), v.minLength(1), v.maxLength(255)),
      /** MQTT over TLS, of the embedded broker. */
      mqttsPort: v.optional(port, 8_883),
      /** HTTPS for setting devices up and for renewal, and for nothing else. */
      enrolPort: v.optional(port, 8_443),
      /** An intermediate that the province made for this office. Without it the hub makes its own root in `<data>/authority`. */
      authority: v.optional(v.strictObject({ certificates: filePath, key: filePath })),
      /** Whether a person compares a code on the device's screen before it gets its certificate. */
      approve: v.optional(v.boolean(), false),
      /** Whether devices that miss the hub may ask the network where it is (mDNS). Absent: yes, unless `host` is of this machine alone. */
      announce: v.optional(v.boolean()),
      certificateDays: v.optional(v.pipe(v.number(), v.minValue(1), v.maxValue(365)), 30),
      /** Releases that the hub gives to these devices, one after the other. */
      releases: v.optional(
        v.strictObject({
          folder,
          /** Where the province publishes them; without it they are brought by hand. */
          from: v.optional(v.nullable(address), null),
          /** How long the first device has kept a release before the others may have it. */
          soakHours: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(720)), 24),
          /** How often each device asks. */
          askSeconds: v.optional(v.pipe(v.number(), v.minValue(0.5), v.maxValue(3_600)), 300),
        }),
      ),
    }),
  ),
  people: v.optional(people),
});

export const deviceFile = v.strictObject({
  office: id,
  id,
  data: folder,
  host,
  /** `mqtt://` for a hub on this machine, `mqtts://` for one beyond it: then this device has a certificate. */
  hub: v.strictObject({ mqtt: address }),
  /** Where the card's file is put that brings the token for the certificate; absent: `enrolment.json` beside the data folder. */
  identity: v.optional(v.strictObject({ enrolment: filePath })),
  /** The serials of the board and of the card it started from. Absent: read from the machine, where it tells them. */
  hardware: v.optional(v.strictObject({ board: v.pipe(v.string(), v.maxLength(120)), card: v.pipe(v.string(), v.maxLength(120)) })),
  /**
   * Below which folder the machine tells of its heat, power, storage, memory and clock. Absent: `/`. A device without a machine of its own has
   * an empty one.
   */
  machine: v.optional(filePath),
  framedBy: v.optional(framedBy, []),
  time: v.optional(time),
  role: v.variant("kind", [
    v.strictObject({
      kind: v.literal("kiosk"),
      zone: id,
      httpPort: port,
      printer: v.nullable(printer),
      /** Buttons that give tickets without a screen. */
      panel: v.optional(panel),
      scanner: v.optional(scanner),
    }),
    /** Signs hang on a board; one without a screen is a board whose page nobody opens. */
    v.strictObject({
      kind: v.literal("board"),
      zone: id,
      httpPort: port,
      signs: v.optional(signLines),
      /** Keys of the counter that the office's configuration names for this device. */
      keypad: v.optional(keypad),
      speaker: v.optional(speaker),
      /** Recorded voices: a folder with one folder for each, whose `pack.json` names its words. Absent: espeak-ng says everything. */
      voices: v.optional(folder),
    }),
  ]),
});

export type HubFile = v.InferOutput<typeof hubFile>;
export type DeviceFile = v.InferOutput<typeof deviceFile>;

/** One line of JSON on standard output when a program is ready to work. */
export interface ReadyLine {
  readonly ready: "hub" | "follower" | "device" | "printer" | "sign" | "panel" | "scanner" | "collector" | "central";
  readonly id?: string;
  readonly port?: number;
  readonly httpPort?: number;
  readonly mqttPort?: number;
  /** For devices beyond this machine, where the hub takes any. */
  readonly mqttsPort?: number;
  readonly enrolPort?: number;
  /** The staff's pages beyond this machine, where the hub has any; 0 while they cannot be served. */
  readonly peoplePort?: number;
  readonly controlPort?: number;
  /** Where citizens see how their tickets stand. */
  readonly citizensPort?: number;
}
