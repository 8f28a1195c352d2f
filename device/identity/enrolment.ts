/**
 * How a device gets its certificate with the token from its card, and how it renews it: one try at a time, each of which can be cut at any
 * point and made again. Nothing here waits; `identity.ts` does.
 */
import { createHash } from "node:crypto";
import { type Fault, fault, isFault } from "#shared/faults/fault.ts";
import type { EnrolAnswer, EnrolmentFile } from "#shared/identity/enrolment.ts";
import { type Credentials, type IdentityFiles, shred } from "./files.ts";
import { askDoor, pinnedRoot } from "./hub-door.ts";
import type { Judge } from "./trust.ts";

export interface EnrolmentPorts {
  readonly files: IdentityFiles;
  readonly judge: (office: string, root: string) => Judge;
  /** From 0 up to 1. */
  readonly random: () => number;
}

/** The hub asks a person to compare this code first. */
export interface Waiting {
  readonly code: string;
  readonly againMs: number;
}

/** `path`: of the card's file, taken away when its token is used. `at`: where the hub is tried; what is kept is the card's word. */
export async function tryEnrolment(
  card: EnrolmentFile,
  path: string,
  ports: EnrolmentPorts,
  at: string,
): Promise<Credentials | Waiting | Fault> {
  const { files } = ports;
  const { office, role, token, hub, name } = card;
  const about = sha256(token);
  const pinned = await pinnedRoot(at, card.fingerprint);
  if (isFault(pinned)) return pinned;
  // Kept before it is sent: after a power cut the same key asks again, and gets what was made for it.
  const asked = files.pending(about) ?? { ...(await makeKey(name)), for: about };
  files.keepPending(asked);
  const answer = await askDoor(at, "/enrol", { office, role, token, request: asked.request }, ports.judge(office, pinned.root), undefined);
  if (isFault(answer)) return answer;
  if (answer.kind === "wait") return { code: answer.code, againMs: answer.againMs };
  const credentials = made(answer, { office, hub, key: asked.key, token: about }, pinned.root, ports);
  if (isFault(credentials)) return credentials;
  files.keep(credentials);
  shred(path);
  return credentials;
}

export async function tryRenewal(old: Credentials, ports: EnrolmentPorts, at: string): Promise<Credentials | Fault> {
  const { files } = ports;
  const about = sha256(old.certificate);
  const asked = files.pending(about) ?? { ...(await makeKey(old.name)), for: about };
  files.keepPending(asked);
  const root = old.authorities.at(-1) as string;
  const judge = ports.judge(old.office, root);
  const answer = await askDoor(at, "/renew", { request: asked.request }, judge, clientPart(old));
  if (isFault(answer)) return answer;
  if (answer.kind === "wait") throw new Error("a renewal waits for nobody");
  const credentials = made(answer, { ...old, key: asked.key }, root, ports);
  if (!isFault(credentials)) files.keep(credentials);
  return credentials;
}

/** What TLS needs of it: the certificate, and what stands between it and the root. */
export function clientPart({ key, certificate, authorities }: Credentials): { readonly key: string; readonly cert: string } {
  return { key, cert: [certificate, ...authorities.slice(0, -1)].join("") };
}

/** A card that brings the token of the certificate that is there: it was not taken away in time. */
export function isUsed(card: EnrolmentFile, credentials: Credentials | undefined): boolean {
  return credentials?.token === sha256(card.token);
}

/** The root stays the pinned one, whatever the answer says. */
function made(
  answer: EnrolAnswer,
  of: Pick<Credentials, "office" | "hub" | "key" | "token">,
  root: string,
  { random }: EnrolmentPorts,
): Credentials | Fault {
  const { name, certificate, authorities, notBefore, notAfter } = answer;
  if (authorities.at(-1) !== root) return fault("hub-not-trusted", { what: "its authority is another one" });
  const { office, hub, key, token } = of;
  return { office, name, hub, key, certificate, authorities, notBefore, notAfter, jitter: random(), token };
}

/** The library of certificates is read only when a key is made: most starts make none. */
async function makeKey(name: string): Promise<{ readonly key: string; readonly request: string }> {
  const { newKey } = await import("./key.ts");
  return newKey(name);
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("base64url");
}
