/**
 * Posts one batch of events to a Snowplow collector and says what became of it. It neither keeps nor retries anything:
 * the log is the outbox, and who reads the log decides what comes next.
 */
import { type Tp2Body, tp2Path } from "#shared/snowplow/payload.ts";

export type SendOutcome =
  /** The collector has taken the batch: the cursor may move on. */
  | { readonly kind: "accepted" }
  /** The same batch may well pass later. It may also have arrived already; the event ids make that harmless. */
  | { readonly kind: "retry"; readonly why: "timeout" | "network" | "status"; readonly status: number | null; readonly cause: string }
  /** Send it in halves. A single event that is too large is to be treated as refused. */
  | { readonly kind: "too-large"; readonly status: 413 }
  /** The collector will not take it as things stand (a wrong address, most likely). Keep it, tell a person, try again slowly. */
  | { readonly kind: "refused"; readonly status: number };

export interface SenderOptions {
  /** The collector's address, such as `https://collector.example.gov`; a path in it is kept. */
  readonly collectorUrl: string;
  /** Real time, whatever the speed of the office. Snowplow's own tracker gives up at 5 s and sends twice. */
  readonly deadlineMs?: number;
}

export const sendDeadlineMs = 10_000;

/** The most of an answer that is read, so that the connection can be used again. A collector says "ok". */
const answerBytesMax = 4_096;

/** The way to one collector. */
export class CollectorSender {
  readonly #address: string;
  readonly #deadlineMs: number;

  /** Throws when the collector's address is no HTTP address. */
  constructor(options: SenderOptions) {
    this.#address = tp2Address(options.collectorUrl);
    this.#deadlineMs = options.deadlineMs ?? sendDeadlineMs;
  }

  /** Posts one batch. Never rejects: whatever goes wrong is an outcome. */
  async send(body: Tp2Body): Promise<SendOutcome> {
    const signal = AbortSignal.timeout(this.#deadlineMs);
    try {
      const response = await fetch(this.#address, {
        method: "POST",
        // Never compressed: Snowplow's collector does not read it.
        headers: { "content-type": "application/json; charset=UTF-8" },
        body: JSON.stringify(body),
        // Followed, a redirect would turn the POST into a GET without the events, and its 200 into their loss.
        redirect: "manual",
        signal,
      });
      await drain(response);
      return classifyStatus(response.status);
    } catch (error) {
      return signal.aborted
        ? { kind: "retry", why: "timeout", status: null, cause: "no answer in time" }
        : { kind: "retry", why: "network", status: null, cause: causeOf(error) };
    }
  }
}

/** What an HTTP status of a collector means for the batch. */
export function classifyStatus(status: number): SendOutcome {
  if (status === 200) return { kind: "accepted" };
  if (status === 413) return { kind: "too-large", status };
  if (status >= 500 || status === 429 || status === 408) return { kind: "retry", why: "status", status, cause: `HTTP ${status}` };
  return { kind: "refused", status };
}

function tp2Address(collectorUrl: string): string {
  const url = new URL(collectorUrl);
  if (url.protocol !== "http:" && url.protocol !== "https:")
    throw new Error(`a collector's address begins with https:// or http://, not ${url.protocol}`);
  url.pathname = url.pathname.replace(/\/+$/, "") + tp2Path;
  url.search = "";
  url.hash = "";
  return url.href;
}

/** The status is what counts; an answer that breaks off after it changes nothing. */
async function drain(response: Response): Promise<void> {
  try {
    let bytes = 0;
    for await (const chunk of response.body ?? []) {
      bytes += chunk.length;
      if (bytes > answerBytesMax) break;
    }
  } catch {
    return;
  }
}

/** Such as `ECONNREFUSED`: fetch wraps the socket's error, sometimes several of them. */
function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause instanceof AggregateError ? error.cause.errors[0] : error.cause;
  if (cause instanceof Error) return "code" in cause && typeof cause.code === "string" ? cause.code : cause.message;
  return error.message;
}
