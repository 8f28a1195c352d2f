/** The file by which a device goes to another office: written at that one's hub, read where the device is. Whoever has it can enrol one device there, once. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import * as v from "valibot";
import { type MovePass, movePass } from "#shared/fleet/move.ts";
import type { TokenMade } from "#shared/identity/registry.ts";
import { tokenLifeMs } from "#shared/identity/token.ts";
import { Failure } from "../office/failure.ts";

/** `at`: the name or address under which devices find the hub that made the token. */
export function passOf({ office, role, name, fingerprint, token, expiresAt, enrolPort, mqttsPort }: TokenMade, at: string): MovePass {
  if (mqttsPort === null) throw new Failure("This hub's broker takes no devices from the network: see mqttsPort in its file.");
  const card = {
    version: 1 as const,
    office,
    role,
    name,
    hub: `https://${at}:${enrolPort}`,
    fingerprint,
    token,
    madeAt: expiresAt - tokenLifeMs,
  };
  return { card, mqtt: `mqtts://${at}:${mqttsPort}` };
}

/** Throws a Failure where none can be written: a file that is there may be a pass that is still good. */
export function mustBeNew(file: string): void {
  if (existsSync(file)) throw new Failure(`${file} is there already. Name another file, or delete it.`);
  if (!existsSync(dirname(file))) throw new Failure(`There is no folder ${dirname(file)}. Make it, or name another file.`);
}

export function writePass(file: string, pass: MovePass): void {
  writeFileSync(file, `${JSON.stringify(pass, null, 2)}\n`, { mode: 0o600, flag: "wx" });
}

export function readPass(file: string): MovePass {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new Failure(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
  const read = v.safeParse(movePass, content);
  if (read.success) return read.output;
  throw new Failure(`${file} is no pass: ${v.getDotPath(read.issues[0]) ?? "file"}: ${read.issues[0].message}`);
}
