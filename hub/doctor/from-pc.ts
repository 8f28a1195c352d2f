/** The staff's pages as a computer of the office meets them: its certificate, its protocol, its headers, and that nobody gets in unasked. */
import { type RequestOptions, request } from "node:https";
import { connect, getCACertificates, type PeerCertificate, type TLSSocket } from "node:tls";
import { toldAheadMs } from "#shared/expiry/expiring.ts";
import type { Finding } from "./examine.ts";

const withinMs = 8_000;

/** What every answer must say, in words that a page's policy may have more of. */
const demanded: Readonly<Record<string, string>> = {
  "content-security-policy": "default-src 'none'",
  "strict-transport-security": "max-age=",
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
};

/** The authorities that this machine's system trusts, and Node's own. */
export function trustedHere(): string[] {
  return [...new Set([...getCACertificates("system"), ...getCACertificates("default")])];
}

/** `ca`: authorities that count; `now`: UTC milliseconds. */
export async function examineFromPc(address: string, ca: readonly string[], now: number): Promise<Finding[]> {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url?.protocol !== "https:") return [wrong(`${address} is no address such as https://q.office.example:8444.`)];
  const at = { host: url.hostname.replace(/^\[|\]$/g, ""), port: Number(url.port || 443) };
  const met = await meet({ ...at, ca: [...ca] });
  if ("error" in met) return [wrong(`${url.host} does not answer by TLS (${met.error}). Check the name, the port and the firewall.`)];
  const findings = [...certificateFindings(url, met, now)];
  const older = await meet({ ...at, maxVersion: "TLSv1.2" });
  findings.push(
    "error" in older
      ? right("TLS 1.2 and older are refused.")
      : wrong("TLS 1.2 is taken: something older stands between this machine and the hub."),
  );
  // What a browser says is asked again here, also where the certificate is not trusted: the findings above say so.
  const ask = { ...at, ca: [...ca], rejectUnauthorized: false };
  const page = await answered({ ...ask, path: "/sign-in/" });
  if (!page) return [...findings, wrong("The sign-in page does not answer.")];
  findings.push(
    page.status === 200
      ? right("The sign-in page answers.")
      : wrong(`The sign-in page answers ${page.status}: build the pages, or look at "names".`),
  );
  const missing = Object.entries(demanded).filter(([name, words]) => !page.headers[name]?.toString().includes(words));
  findings.push(
    missing.length === 0
      ? right("The pages' headers are as the hub sends them.")
      : wrong(`Something on the way takes headers out: ${missing.map(([name]) => name).join(", ")}.`),
  );
  const data = await answered({ ...ask, path: "/api/v1/office" });
  findings.push(
    data?.status === 401
      ? right("Nobody gets data who has not signed in.")
      : wrong(`Data is given without signing in (${data?.status ?? "no answer"}): this is no hub of ours, or not its staff's pages.`),
  );
  return findings;
}

interface Met {
  readonly certificate: PeerCertificate;
  readonly protocol: string;
  /** Why this machine does not trust it; null when it does. */
  readonly distrust: string | null;
}

function* certificateFindings(url: URL, { certificate, distrust, protocol }: Met, now: number): Generator<Finding> {
  yield distrust === null
    ? right(`This machine trusts the certificate of ${url.host}, by ${protocol}.`)
    : wrong(
        `This machine does not trust the certificate (${distrust}): use one of an authority that the office's computers know, for exactly this name.`,
      );
  yield right(`It is for ${certificate.subjectaltname ?? "no name"}.`);
  const until = Date.parse(certificate.valid_to);
  const day = new Date(until).toISOString().slice(0, 10);
  if (until <= now) yield wrong(`It ended on ${day}.`);
  else if (until - now <= toldAheadMs)
    yield { ok: true, isSoon: true, what: `It ends on ${day}. Get a new one and put it into the same file: the hub reads it by itself.` };
  else yield right(`It ends on ${day}.`);
}

function meet(options: {
  readonly host: string;
  readonly port: number;
  readonly ca?: string[];
  readonly maxVersion?: "TLSv1.2";
}): Promise<Met | { readonly error: string }> {
  return new Promise((resolve) => {
    // Names are compared by Node itself (RFC 9525); its verdict is read instead of thrown.
    const socket: TLSSocket = connect({ ...options, servername: options.host, rejectUnauthorized: false }, () => {
      const certificate = socket.getPeerCertificate();
      const { authorizationError } = socket as { authorizationError?: Error | string | null };
      resolve({ certificate, protocol: socket.getProtocol() ?? "", distrust: codeOf(authorizationError) });
      socket.destroy();
    });
    const failed = (error: string) => {
      resolve({ error });
      socket.destroy();
    };
    socket.setTimeout(withinMs, () => failed("no answer"));
    socket.on("error", (error) => failed(codeOf(error) ?? "it failed"));
  });
}

function answered(
  options: RequestOptions,
): Promise<{ readonly status: number; readonly headers: NodeJS.Dict<string | string[]> } | undefined> {
  return new Promise((resolve) => {
    request({ ...options, agent: false, signal: AbortSignal.timeout(withinMs) }, (response) => {
      resolve({ status: response.statusCode ?? 0, headers: response.headers });
      response.resume();
    })
      .on("error", () => resolve(undefined))
      .end();
  });
}

function codeOf(error: Error | string | null | undefined): string | null {
  if (!error) return null;
  if (typeof error === "string") return error;
  return "code" in error ? String(error.code) : error.message.slice(0, 120);
}

function right(what: string): Finding {
  return { ok: true, what };
}

function wrong(what: string): Finding {
  return { ok: false, what };
}
