/** Speaks to the hub's door over HTTPS. Nothing is sent before it is known to be the hub. */
import { X509Certificate } from "node:crypto";
import { Agent, request as httpsRequest } from "node:https";
import { type ConnectionOptions, connect, type TLSSocket } from "node:tls";
import * as v from "valibot";
import { type Fault, fault, faultCodes } from "#shared/faults/fault.ts";
import { authoritiesAnswer, type EnrolAnswer, enrolAnswer, type WaitAnswer, waitAnswer } from "#shared/identity/enrolment.ts";
import { type Judge, judgedOptions, whyNotTheHub } from "./trust.ts";

export type DoorAnswer = EnrolAnswer | WaitAnswer | Fault;

const timeoutMs = 10_000;
const answerBytesMax = 64 * 1024;

const refusal = v.object({ fault: v.picklist(faultCodes), facts: v.record(v.string(), v.union([v.string(), v.number()])) });

/** The authorities of whoever answers there, by the fingerprint of the last one. What they are worth is that this is the pinned one. */
export async function pinnedRoot(hub: string, fingerprint: string): Promise<{ readonly root: string } | Fault> {
  // Nobody is trusted yet, and nothing is told: the answer is a public certificate, and the fingerprint says whether it is the right one.
  const answer = await ask(hub, "GET", "/authorities", undefined, { rejectUnauthorized: false }, () => undefined);
  if ("fault" in answer) return answer;
  const read = v.safeParse(authoritiesAnswer, answer.body);
  const root = read.success ? read.output.authorities.find((pem) => fingerprintOf(pem) === fingerprint) : undefined;
  return root === undefined ? fault("hub-not-trusted", { what: "its authority has another fingerprint" }) : { root };
}

/** `client`: the certificate that is renewed. */
export async function askDoor(
  hub: string,
  path: "/enrol" | "/renew",
  body: object,
  judge: Judge,
  client: { readonly key: string; readonly cert: string } | undefined,
): Promise<DoorAnswer> {
  const options = { ...judgedOptions(judge.root), ...client };
  const answer = await ask(hub, "POST", path, JSON.stringify(body), options, (socket) => whyNotTheHub(socket, judge));
  if ("fault" in answer) return answer;
  if (answer.status === 200) return understood(enrolAnswer, answer.body);
  if (answer.status === 202) return understood(waitAnswer, answer.body);
  return understood(refusal, answer.body);
}

function understood<S extends v.GenericSchema>(schema: S, body: unknown): v.InferOutput<S> | Fault {
  const read = v.safeParse(schema, body);
  return read.success ? read.output : fault("hub-not-trusted", { what: "its answer cannot be read" });
}

interface Heard {
  readonly status: number;
  readonly body: unknown;
}

function ask(
  hub: string,
  method: string,
  path: string,
  body: string | undefined,
  options: ConnectionOptions,
  wrong: (socket: TLSSocket) => string | undefined,
): Promise<Heard | Fault> {
  const { hostname, port, host } = new URL(hub);
  const away = (cause: string) => fault("hub-away", { address: host, cause });
  return new Promise((resolve) => {
    const socket = connect({
      host: hostname.replace(/^\[|\]$/g, ""),
      port: Number(port || 443),
      minVersion: "TLSv1.3",
      timeout: timeoutMs,
      ...options,
    });
    socket.on("timeout", () => socket.destroy(new Error("ETIMEDOUT")));
    socket.on("error", (error) => resolve(away("code" in error ? String(error.code) : error.message.slice(0, 80))));
    socket.on("close", () => resolve(away("it hung up")));
    socket.once("secureConnect", () => {
      const why = wrong(socket);
      if (why !== undefined) {
        socket.destroy();
        resolve(fault("hub-not-trusted", { what: why }));
        return;
      }
      const headers = body === undefined ? {} : { "content-type": "application/json", "content-length": Buffer.byteLength(body) };
      const agent = new Agent({ keepAlive: false });
      agent.createConnection = () => socket;
      const sent = httpsRequest({ host: hostname, port, path, method, headers, agent }, (answer) => {
        let said = "";
        answer.setEncoding("utf8");
        answer.on("data", (chunk: string) => {
          said += chunk;
          if (said.length > answerBytesMax) socket.destroy(new Error("its answer is too long"));
        });
        answer.on("end", () => {
          resolve({ status: answer.statusCode ?? 0, body: parsed(said) });
          socket.destroy();
        });
      });
      sent.on("error", (error) => resolve(away(error.message.slice(0, 80))));
      sent.end(body);
    });
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function fingerprintOf(pem: string): string | undefined {
  try {
    return new X509Certificate(pem).fingerprint256.replaceAll(":", "").toLowerCase();
  } catch {
    return undefined;
  }
}
