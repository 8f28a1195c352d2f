/** From a device's request to its certificate: reads it, asks the registry, has it signed, and lets the registry say what counts. */
import { randomInt } from "node:crypto";
import * as v from "valibot";
import { type Fault, fault, isFault } from "#shared/faults/fault.ts";
import { type EnrolAnswer, enrolRequest, renewRequest, type WaitAnswer } from "#shared/identity/enrolment.ts";
import { validityFrom } from "#shared/identity/lifetime.ts";
import { tokenHash } from "#shared/identity/token.ts";
import type { Digest } from "#shared/log/record.ts";
import { type Authority, readRequest } from "./authority.ts";
import type { CertificateRow, Registry, Signed } from "./registry.ts";

export interface EnrolmentPorts {
  readonly office: string;
  readonly authority: Authority;
  readonly registry: Registry;
  readonly digest: Digest;
  readonly lifeMs: number;
  /** Whether a person compares a code before a certificate is made. */
  readonly approve: boolean;
  /** UTC milliseconds by the machine's clock. */
  readonly wall: () => number;
}

/** How long a device waits before it asks whether it was approved. */
const againMs = 2_000;

/** `POST /enrol`. `body`: whatever came. */
export async function enrol(ports: EnrolmentPorts, body: unknown): Promise<EnrolAnswer | WaitAnswer | Fault> {
  const { office, registry, approve, wall } = ports;
  const read = v.safeParse(enrolRequest, body, { abortEarly: true });
  if (!read.success) return badRequest(read.issues[0]);
  if (clockIsWrong(ports)) return fault("clock-doubted");
  const { token, role, request, office: asked } = read.output;
  if (asked !== office) return fault("token-not-for-this");
  const key = await readRequest(request);
  if ("wrong" in key) return fault("request-not-right", { what: key.wrong });
  const claimant = { hash: tokenHash(ports.digest, office, token), role, key: key.keyHash };
  const code = approve ? String(randomInt(10_000)).padStart(4, "0") : null;
  const claim = registry.claim(claimant, code, wall());
  if (isFault(claim)) return claim;
  if (claim.kind === "waiting") return { kind: "wait", code: claim.code, againMs };
  if (claim.kind === "issued") return answerOf(ports, claim.certificate);
  const signed = await sign(ports, claim.name, key.publicKey);
  const certificate = registry.enrol(claimant, code, signed, wall());
  return isFault(certificate) ? certificate : answerOf(ports, certificate);
}

/** `POST /renew`. `fingerprint`: of the certificate whose key the connection was made with. */
export async function renew(ports: EnrolmentPorts, fingerprint: string, body: unknown): Promise<EnrolAnswer | Fault> {
  const { registry, wall } = ports;
  const read = v.safeParse(renewRequest, body, { abortEarly: true });
  if (!read.success) return badRequest(read.issues[0]);
  if (clockIsWrong(ports)) return fault("clock-doubted");
  const key = await readRequest(read.output.request);
  if ("wrong" in key) return fault("request-not-right", { what: key.wrong });
  const may = registry.mayRenew(fingerprint, key.keyHash);
  if (isFault(may)) return may;
  if (may.kind === "issued") return answerOf(ports, may.certificate);
  const signed = await sign(ports, may.name, key.publicKey);
  const certificate = registry.renew(fingerprint, key.keyHash, signed, wall());
  return isFault(certificate) ? certificate : answerOf(ports, certificate);
}

/** Before its own authority was made no hub lives: what it signed now would be wrong for as long as the clock is. */
function clockIsWrong({ authority, wall }: EnrolmentPorts): boolean {
  return wall() < authority.notBefore;
}

async function sign(
  { office, authority, lifeMs, wall }: EnrolmentPorts,
  device: string,
  publicKey: Parameters<Authority["issue"]>[1],
): Promise<Signed> {
  const { notBefore, notAfter } = validityFrom(wall(), lifeMs);
  const end = Math.min(notAfter, authority.notAfter);
  const issued = await authority.issue({ kind: "device", office, device }, publicKey, { notBefore, notAfter: end });
  return { ...issued, notBefore, notAfter: end };
}

function answerOf({ authority }: EnrolmentPorts, { name, pem, not_before, not_after }: CertificateRow): EnrolAnswer {
  return { kind: "issued", name, certificate: pem, authorities: [...authority.chain], notBefore: not_before, notAfter: not_after };
}

function badRequest(issue: v.BaseIssue<unknown>): Fault {
  return fault("bad-request", { path: v.getDotPath(issue) ?? "body", what: issue.message.slice(0, 200) });
}
