/** What a person may write after `npm run doctor --`, read strictly. */
import { parseArgs } from "node:util";

export const usage = `Checks a hub's storage: the chains of its log and of its audit, its snapshots, its timings. Reads only.

  npm run doctor -- --data FOLDER --office NAME [--archive FOLDER]
  npm run doctor -- --backup FILE [--key KEYFILE] --office NAME
  npm run doctor -- --data FOLDER --office NAME --quarantined
  npm run doctor -- --data FOLDER --office NAME --adopt OFFSET [--as FILE]
  npm run doctor -- --from-pc URL

FOLDER is the hub's data folder, such as .data/office/hub, and NAME the office's name, such as victoria.

--config FILE  the hub's file, in place of --data, --office and --archive; on a hub of the package "sudo the-q doctor" names it
--archive      also checks the files of the rows that the hub has deleted, and the state with them
--backup       tries a backup: restores it into a folder of its own, checks it as a hub's storage, and deletes the folder
--key          the key that opens a sealed one
--quarantined  lists the records that nobody could read and nobody has taken since
--from-pc      looks at the staff's pages as a computer of the office does, such as https://q.office.example:8444: whether this machine
               trusts the certificate, its names and its end, that older TLS is refused, that nobody gets in who has not signed in
--adopt        takes one of them after all: it counts from then on, with the time at which it arrived. The hub must be stopped
--as FILE      the record put right, as JSON; without it the record is read as it came`;

/** Of a hub's file. */
export interface Place {
  readonly data: string;
  readonly office: string;
  readonly archive?: string | undefined;
}

export type DoctorAsked =
  | { readonly kind: "help" }
  | { readonly kind: "from-pc"; readonly address: string }
  | { readonly kind: "backup"; readonly file: string; readonly key: string | null; readonly office: string }
  | ({ readonly kind: "examine"; readonly releases: string | null } & Place)
  | ({ readonly kind: "list" } & Place)
  | ({ readonly kind: "adopt"; readonly offset: number; readonly as: string | null } & Place)
  | { readonly kind: "wrong"; readonly what: string };

const text = { type: "string" } as const;
const flag = { type: "boolean" } as const;
const options = {
  ...{ config: text, data: text, office: text, archive: text, releases: text, backup: text, key: text, adopt: text, "from-pc": text },
  ...{ as: text, quarantined: flag, help: flag },
};

/** `placeIn` reads a hub's file, and throws when it is none. */
export function readArguments(args: readonly string[], placeIn: (file: string) => Place): DoctorAsked {
  let values: ReturnType<typeof parseArgs<{ args: string[]; options: typeof options; strict: true }>>["values"];
  try {
    ({ values } = parseArgs({ args: [...args], options, strict: true, allowPositionals: false }));
  } catch (error) {
    return { kind: "wrong", what: error instanceof Error ? error.message : String(error) };
  }
  if (values.help) return { kind: "help" };
  const { backup, key, adopt, as } = values;
  if (values["from-pc"] !== undefined) return { kind: "from-pc", address: values["from-pc"] };
  if (key !== undefined && backup === undefined) return { kind: "wrong", what: "--key belongs to --backup." };
  if (as !== undefined && adopt === undefined) return { kind: "wrong", what: "--as belongs to --adopt." };
  const place = values.config === undefined ? undefined : placeIn(values.config);
  const office = values.office ?? place?.office;
  if (office === undefined) return { kind: "wrong", what: "--office NAME is missing: whose storage it is, such as victoria." };
  if (backup !== undefined) return { kind: "backup", file: backup, key: key ?? null, office };
  const data = values.data ?? place?.data;
  if (data === undefined)
    return { kind: "wrong", what: "--data FOLDER is missing: the hub's data folder. Or name a copy with --backup FILE." };
  const at = { data, office, archive: values.archive ?? place?.archive };
  if (adopt !== undefined) return { kind: "adopt", offset: Number(adopt), as: as ?? null, ...at };
  if (values.quarantined) return { kind: "list", ...at };
  return { kind: "examine", releases: values.releases ?? null, ...at };
}
