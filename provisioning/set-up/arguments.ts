/** What a person may write after `npm run provision -- office`, read strictly. */
import { hubAsked, hubUsually, readOptions } from "../options.ts";

export interface OfficeAsked {
  readonly kind: "office";
  readonly office: string;
  readonly plan: string;
  readonly to: string;
  /** From where the fingerprint and the tokens come, once the hub has started: from files, or from the hub itself. Null: not yet. */
  readonly given: { readonly ca: string; readonly tokens: string } | { readonly hub: string } | null;
  readonly package: string | null;
  readonly wifiFile: string | null;
  readonly sshKey: string | null;
}

export const officeUsage = `Writes everything for an office into one folder: cards (the hub's first), labels, a parts list, a network sheet, and what to do.

  npm run provision -- office --office FILE --plan PLAN --to FOLDER
  npm run provision -- office --office FILE --plan PLAN --to FOLDER --at-hub [--hub URL]

  --office FILE      the office's configuration
  --plan PLAN        what stands where (provisioning/README.md shows one)
  --to FOLDER        a new folder, or one that this command filled before
  --at-hub           the kiosks' and boards' cards too: their tokens are made at the hub, which runs already. Devices that have
                     their certificate, and cards whose token still waits, are left as they are
  --hub URL          its pages (${hubUsually})
  --ca, --tokens     the same without reaching the hub: the fingerprint, and a file with one "name token" a line for each
                     device of the plan, both from npm run provision -- devices at the hub
  --package FILE     our package the-q_<version>_arm64.deb, copied to each card
  --wifi-file FILE   the pass phrase of the plan's Wi-Fi (otherwise it is asked)
  --ssh-key FILE     a public key that may sign in as q-care

Start with the page start-here.html in the folder.`;

const options = {
  office: { type: "string" },
  plan: { type: "string" },
  to: { type: "string" },
  "at-hub": { type: "boolean" },
  hub: { type: "string" },
  ca: { type: "string" },
  tokens: { type: "string" },
  package: { type: "string" },
  "wifi-file": { type: "string" },
  "ssh-key": { type: "string" },
  help: { type: "boolean" },
} as const;

export function readOfficeArguments(args: readonly string[]): OfficeAsked | { readonly kind: "help" } | { readonly wrong: string } {
  const values = readOptions(args, options);
  if ("wrong" in values) return values;
  if (values.help) return { kind: "help" };
  const { office, plan, to, ca, tokens } = values;
  if (!office) return { wrong: "--office FILE is missing." };
  if (!plan) return { wrong: "--plan FILE is missing." };
  if (!to) return { wrong: "--to FOLDER is missing." };
  if ((ca === undefined) !== (tokens === undefined)) return { wrong: "--ca and --tokens belong together: the hub tells both." };
  const atHub = values["at-hub"] ?? false;
  if (atHub && ca !== undefined) return { wrong: "--at-hub, and --ca with --tokens, exclude each other." };
  if (values.hub !== undefined && !atHub) return { wrong: "--hub belongs to --at-hub." };
  const asked = hubAsked({ hub: values.hub });
  if ("wrong" in asked) return asked;
  const given = atHub ? { hub: asked.hub } : ca && tokens ? { ca, tokens } : null;
  if (ca !== undefined && given === null) return { wrong: "--ca needs the fingerprint and --tokens a file." };
  const files = { package: values.package ?? null, wifiFile: values["wifi-file"] ?? null, sshKey: values["ssh-key"] ?? null };
  return { kind: "office", office, plan, to, given, ...files };
}
