/**
 * Whether who answers is the hub of this office: its certificate chains to the authority on the card, is for servers, and names this office's
 * hub. Its network name does not matter, so a hub may move to another address.
 *
 * **A clock that is not set.** A board without a battery starts with the time of its last stop, or of 1970. A certificate that the pinned
 * authority signed for later than the clock says proves that the clock is behind; so a beginning in the future is accepted while no time
 * server was heard. An end is not: it is judged by the clock or by the last time that was known, whichever is later.
 */
import { X509Certificate } from "node:crypto";
import type { ConnectionOptions, DetailedPeerCertificate, TLSSocket } from "node:tls";
import { judgedTime } from "#shared/identity/lifetime.ts";
import { namedIn } from "#shared/identity/names.ts";

export interface Judge {
  readonly office: string;
  /** PEM. */
  readonly root: string;
  /** By the machine's clock. */
  readonly wall: () => number;
  readonly lastKnown: () => number;
  /** Whether the clock follows a time server. */
  readonly synchronised: () => boolean;
}

/** How a connection is made that `whyNotTheHub` judges: by the certificate's URI, where TLS would look for the network name. */
export function judgedOptions(root: string): ConnectionOptions {
  return { ca: root, minVersion: "TLSv1.3", rejectUnauthorized: false, checkServerIdentity: () => undefined };
}

const serverAuthentication = "1.3.6.1.5.5.7.3.1";
const chainMax = 4;

/** For a connection made with `judgedOptions`. Undefined: it is the hub; otherwise why not. */
export function whyNotTheHub(socket: TLSSocket, judge: Judge): string | undefined {
  const chain = chainOf(socket.getPeerCertificate(true));
  const [hub] = chain;
  if (!hub) return "it shows no certificate";
  const named = namedIn(hub.subjectAltName);
  const isOurs = named?.kind === "hub" && named.office === judge.office;
  if (!socket.authorized) {
    const error = String(socket.authorizationError ?? "unknown");
    if (error !== "CERT_NOT_YET_VALID" || judge.synchronised()) return error;
    const wrong = chainWrong(chain, judge);
    if (wrong !== undefined) return wrong;
  }
  return isOurs ? undefined : `it is not the hub of ${judge.office}`;
}

/** What TLS would have looked at, but for the beginning of each certificate. */
function chainWrong(chain: readonly X509Certificate[], judge: Judge): string | undefined {
  const root = new X509Certificate(judge.root);
  const { now } = judgedTime(judge.wall(), judge.lastKnown());
  const [hub, ...others] = chain;
  if (!hub?.keyUsage?.includes(serverAuthentication) || hub.ca) return "its certificate is for no server";
  const above = others.at(-1)?.raw.equals(root.raw) ? others : [...others, root];
  let below = hub;
  for (const each of [...above]) {
    if (!each.ca || !below.checkIssued(each) || !below.verify(each.publicKey)) return "its certificate is not of the authority on the card";
    below = each;
  }
  return [hub, ...above].some((each) => Date.parse(each.validTo) <= now) ? "CERT_HAS_EXPIRED" : undefined;
}

function chainOf(shown: DetailedPeerCertificate): X509Certificate[] {
  const chain: X509Certificate[] = [];
  for (let each: DetailedPeerCertificate | undefined = shown; each?.raw && chain.length < chainMax; each = each.issuerCertificate) {
    const certificate = new X509Certificate(each.raw);
    if (chain.at(-1)?.raw.equals(certificate.raw)) break;
    chain.push(certificate);
  }
  return chain;
}
