/** From a backup to a storage that `--promote` makes the hub: opened, checked row by row, and only then in its place. */
import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fault } from "#shared/faults/fault.ts";
import { Refusal } from "../refusal.ts";
import { causeOf } from "../storage.ts";
import { checkedCopy } from "./backup.ts";
import { sealedSuffix, unseal } from "./seal.ts";

export interface Restored {
  readonly last: number;
  readonly epoch: string;
}

/** `keyFile`: null for a backup that is not sealed. Throws a `Refusal`; what is in the folder already stays as it is. */
export async function restoreBackup(file: string, keyFile: string | null, data: string, office: string): Promise<Restored> {
  const [place, part] = [join(data, "hub.sqlite"), join(data, "hub.sqlite.restoring")];
  if (existsSync(place)) throw refusal(`${data} has a hub.sqlite already: restore into an empty folder`);
  if (!existsSync(file)) throw refusal(`there is no ${file}`);
  const isSealed = file.endsWith(sealedSuffix);
  if (keyFile !== null && !existsSync(keyFile)) throw refusal(`there is no ${keyFile}`);
  if (isSealed && keyFile === null) throw refusal(`${file} is sealed: name its key with --key`);
  try {
    mkdirSync(data, { recursive: true, mode: 0o700 });
    rmSync(part, { force: true });
    if (isSealed) await unseal(file, part, keyFile as string);
    else copyFileSync(file, part);
    const restored = checkedCopy(part, office);
    renameSync(part, place);
    return restored;
  } catch (error) {
    rmSync(part, { force: true });
    throw error instanceof Refusal ? error : refusal(causeOf(error), error);
  }
}

function refusal(cause: string, error?: unknown): Refusal {
  return new Refusal(fault("restore-failed", { cause }), error);
}
