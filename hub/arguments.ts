/** What `node hub/main.ts` was asked to do. Pure. */
import { parseArgs } from "node:util";

export type Asked =
  | { readonly kind: "help" }
  /** Make the kiosks' staff PIN, read from standard input, fit for the configuration. */
  | { readonly kind: "pin" }
  | { readonly kind: "run"; readonly config: string }
  | { readonly kind: "import"; readonly config: string; readonly file: string }
  | { readonly kind: "backup"; readonly config: string; readonly folder: string }
  /** Make a key that opens sealed backups. */
  | { readonly kind: "backup-key"; readonly file: string }
  /** Put a backup into an empty data folder. */
  | { readonly kind: "restore"; readonly config: string; readonly file: string; readonly key: string | null }
  /** Permit this follower to hold what devices need to come to it. */
  | { readonly kind: "handover-key"; readonly config: string }
  /** Keep a copy of another hub's log. */
  | { readonly kind: "follow"; readonly config: string }
  /** Make this folder's copy the hub, and run it. */
  | { readonly kind: "promote"; readonly config: string }
  | { readonly kind: "wrong"; readonly what: string };

export const usage = `The office's hub: runs the queue, keeps its log, speaks to devices and staff pages.

  node hub/main.ts --config FILE                  run the hub
  node hub/main.ts --config FILE --import OFFICE  show what a configuration changes, and take it
  node hub/main.ts --config FILE --backup FOLDER  copy the storage of a hub, running or not, into FOLDER, and check the copy
  node hub/main.ts --backup-key FILE              make a key that opens sealed backups, and say its public part, a "recipient"
  node hub/main.ts --config FILE --restore BACKUP [--key KEYFILE]
                                                  put a backup into the empty data folder, each row checked; then --promote
  node hub/main.ts --config FILE --follow         keep a copy of the log of the hub whose file names this one in "followers"
  node hub/main.ts --config FILE --handover-key   permit this follower to hold the registry of devices and the authority's key, and
                                                  say the public key that the hub's file names in "handover"
  node hub/main.ts --config FILE --promote --old-hub-is-off
                                                  make that copy, or a backup put into the data folder as hub.sqlite, the hub
  node hub/main.ts --pin                          read a PIN (4 to 12 digits) from standard input and print it as the
                                                  configuration's "staffPin": it opens the staff page of the office's kiosks
  node hub/main.ts --help

FILE is JSON:
  office        the office's name in topics, such as "victoria"
  data          the folder of its log, such as "/var/lib/the-q/hub"
  host          "127.0.0.1"; devices beyond this machine come in at "devices"
  httpPort      the port of the staff's pages; 0 takes any free one
  broker        {"kind": "embedded", "port": 1883}, or {"kind": "external", "url": "mqtt://127.0.0.1:1883"}
                with "devices", "mosquitto": {"folder", "pidFile"} writes and reloads what a Mosquitto beside the hub reads
  seed          the office's configuration, read once by an empty hub (optional)
  openByItself  true: opens each date by itself, as a virtual office does (optional)
  collector     the address of a Snowplow collector, or null (optional)
  central       the address of the central service, or null (optional)
  followers     addresses of standby hubs, such as ["http://127.0.0.1:8090"] (optional)
  handover      [{"to": ADDRESS, "recipient": "age1..."}]: followers that get the registry of devices and the authority's key, sealed
                for the key that was made there by --handover-key (optional; with "devices")
  archive       the folder that old records go to before they are deleted; without it nothing is deleted (optional)
  backup        {"folder", "everyHours", "keep"}: backups by itself, the newest 14 or "keep" of them (optional);
                "recipients": ["age1..."] seals them for the holders of those keys (--backup-key);
                "offSite": {"to", "nightHour", "keep", "rclone"} sends the newest away once a night by rclone
  devices       {"host": "0.0.0.0", "mqttsPort": 8883, "enrolPort": 8443}: takes devices from the network, each with its certificate;
                "authority": {"certificates", "key"} names an intermediate, "approve": true asks a person each time,
                "certificateDays" is 30, "announce": false: no device is told by mDNS where the hub is
                (optional; without it devices are on this machine only)
  people        {"host": "0.0.0.0", "port": 8444, "certificate": FILE, "key": FILE, "names": ["q.office.example"]}: the staff's pages
                for computers of the office, by HTTPS; each person signs in (npm run provision -- people --help);
                "idleMinutes" is 30, "hours" 12; "openId": {"issuer", "clientId", "secret", "roles"} has them sign in at a provider
                (hub/people/README.md), and by PIN only while it is away (optional; without it they are on this machine only)
  framedBy      addresses of pages that may show the staff's pages in a frame (optional)
  securityContact  whom to tell of a weakness, such as "mailto:it@office.example": in /.well-known/security.txt (optional)
  time          {"speed", "businessStart", "realStart"}: an office that runs faster (optional)

When it is ready it prints one line of JSON with its ports; its log goes to standard error.
Then look at http://127.0.0.1:<httpPort>/counter/ and /health.`;

const oldHubMustBeOff = `Is the old hub off? Two hubs at once give two people the same number and call both. Switch the old one off, or take it
off the network for good, and say so: --promote --old-hub-is-off.`;

export function readArguments(args: readonly string[]): Asked {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        config: { type: "string" },
        import: { type: "string" },
        backup: { type: "string" },
        "backup-key": { type: "string" },
        restore: { type: "string" },
        key: { type: "string" },
        "handover-key": { type: "boolean", default: false },
        follow: { type: "boolean", default: false },
        promote: { type: "boolean", default: false },
        "old-hub-is-off": { type: "boolean", default: false },
        help: { type: "boolean", default: false },
        pin: { type: "boolean", default: false },
      },
    });
    if (values.help) return { kind: "help" };
    if (values.pin) return { kind: "pin" };
    if (values["backup-key"] !== undefined) return { kind: "backup-key", file: values["backup-key"] };
    if (!values.config) return { kind: "wrong", what: "--config FILE is missing." };
    const { config } = values;
    const { restore, key } = values;
    const given = [
      values.import !== undefined,
      values.backup !== undefined,
      restore !== undefined,
      values.follow,
      values.promote,
      values["handover-key"],
    ];
    if (given.filter(Boolean).length > 1)
      return { kind: "wrong", what: "--import, --backup, --restore, --handover-key, --follow and --promote exclude each other." };
    if (key !== undefined && restore === undefined) return { kind: "wrong", what: "--key belongs to --restore." };
    if (restore !== undefined) return { kind: "restore", config, file: restore, key: key ?? null };
    if (values.import !== undefined) return { kind: "import", config, file: values.import };
    if (values.backup !== undefined) return { kind: "backup", config, folder: values.backup };
    if (values["handover-key"]) return { kind: "handover-key", config };
    if (values.follow) return { kind: "follow", config };
    if (values.promote) return values["old-hub-is-off"] ? { kind: "promote", config } : { kind: "wrong", what: oldHubMustBeOff };
    return { kind: "run", config: values.config };
  } catch (error) {
    return { kind: "wrong", what: error instanceof Error ? error.message : String(error) };
  }
}
