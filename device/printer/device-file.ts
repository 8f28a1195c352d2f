/** A printer's file under /dev: what it must be, and what it means when it cannot be had. Nothing here ever creates a file. */
import { access, constants, stat } from "node:fs/promises";
import { type Fault, fault } from "#shared/faults/fault.ts";

/** Null: it is there and may be used. `away`: nothing is there, as when the cable is out. Else what a person must put right. */
export async function deviceTrouble(path: string): Promise<Fault | "away" | null> {
  try {
    if (!(await stat(path)).isCharacterDevice()) return fault("printer-not-a-device", { path });
    await access(path, constants.R_OK | constants.W_OK);
    return null;
  } catch (error) {
    return troubleOf(error, path) ?? "away";
  }
}

/** Null where nobody can put it right but by plugging the printer in or switching it on. */
export function troubleOf(error: unknown, path: string): Fault | null {
  switch (error instanceof Error && "code" in error ? error.code : undefined) {
    case "EBUSY":
      return fault("printer-in-use", { path });
    case "EACCES":
    case "EPERM":
    case "EROFS":
      return fault("printer-not-allowed", { path });
    case "EISDIR":
    case "ENOTDIR":
    case "ELOOP":
    case "ENOTTY":
      return fault("printer-not-a-device", { path });
    default:
      return null;
  }
}
