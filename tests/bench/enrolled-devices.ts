/** Devices that a hub knows already: their keys and certificates, made by its own authority and written into its own registry while it is away. */
import { hash } from "node:crypto";
import { join } from "node:path";
import Database from "better-sqlite3";
import { isFault } from "#shared/faults/fault.ts";
import { validityFrom } from "#shared/identity/lifetime.ts";
import { tokenHash } from "#shared/identity/token.ts";
import { Authority, readRequest } from "../../hub/identity/authority.ts";
import { Registry } from "../../hub/identity/registry.ts";
import { newKey } from "../../hub/identity/test-device.ts";

export interface EnrolledDevice {
  readonly name: string;
  readonly key: string;
  readonly cert: string;
}

export interface EnrolledDevices {
  /** The root, which devices pin. */
  readonly root: string;
  readonly devices: readonly EnrolledDevice[];
}

const digest = (text: string) => hash("sha256", text, "base64url");

/** `data`: of a hub that has made its authority and does not run now. */
export async function enrolDevices(data: string, office: string, names: readonly string[]): Promise<EnrolledDevices> {
  const database = new Database(join(data, "hub.sqlite"));
  try {
    database.pragma("synchronous = off");
    const registry = new Registry(database, digest);
    const authority = await Authority.open(join(data, "authority"), office, undefined, Date.now());
    const devices: EnrolledDevice[] = [];
    for (const name of names) devices.push(await enrolled(registry, authority, office, name));
    return { root: authority.chain.at(-1) as string, devices };
  } finally {
    database.close();
  }
}

async function enrolled(registry: Registry, authority: Authority, office: string, name: string): Promise<EnrolledDevice> {
  const now = Date.now();
  const validity = validityFrom(now);
  const { key, request } = await newKey();
  const read = await readRequest(request);
  if ("wrong" in read) throw new Error(read.wrong);
  const token = tokenHash(digest, office, `of ${name}`);
  const role = name.startsWith("spare") ? "spare" : "kiosk";
  registry.addToken(token, role, name, "bench", now);
  const issued = await authority.issue({ kind: "device", office, device: name }, read.publicKey, validity);
  const made = registry.enrol({ hash: token, role, key: read.keyHash }, null, { ...issued, ...validity }, now);
  if (isFault(made)) throw new Error(made.fault);
  // It has talked with it before: a first use costs the registry a commit, which only new devices ask for.
  const admitted = registry.admit(issued.fingerprint, now);
  if (isFault(admitted)) throw new Error(admitted.fault);
  return { name, key, cert: issued.pem };
}
