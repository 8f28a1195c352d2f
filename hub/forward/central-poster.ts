/** Posts one message to central and reads its answer. Keeps and retries nothing. */
import * as v from "valibot";
import { logAnswer } from "../central/log-post.ts";
import type { PostOutcome } from "./central-shipper.ts";

export const postDeadlineMs = 10_000;
/** The most of an answer that is read: central says where it stands. */
const answerCharactersMax = 4_096;

/** The way to central for one office. Throws when the address is no HTTP address. */
export class CentralPoster {
  readonly #address: string;

  constructor(centralUrl: string, office: string) {
    const url = new URL(centralUrl);
    if (url.protocol !== "http:" && url.protocol !== "https:")
      throw new Error(`central's address begins with https:// or http://, not ${url.protocol}`);
    url.pathname = `${url.pathname.replace(/\/+$/, "")}/v1/log/${encodeURIComponent(office)}`;
    url.search = "";
    url.hash = "";
    this.#address = url.href;
  }

  /** Never rejects: whatever goes wrong is an outcome. */
  async post(body: string): Promise<PostOutcome> {
    try {
      const response = await fetch(this.#address, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body,
        // Followed, a redirect would turn the POST into a GET without the rows.
        redirect: "manual",
        signal: AbortSignal.timeout(postDeadlineMs),
      });
      const text = (await response.text()).slice(0, answerCharactersMax);
      return response.status === 200 ? readAnswer(text) : { kind: "failed", cause: `HTTP ${response.status}` };
    } catch (error) {
      return { kind: "failed", cause: error instanceof Error ? error.message : String(error) };
    }
  }
}

function readAnswer(text: string): PostOutcome {
  try {
    const read = v.safeParse(logAnswer, JSON.parse(text));
    if (read.success) return { kind: "answered", answer: read.output };
  } catch {
    // Not JSON: the same as any other answer that is none of central's.
  }
  return { kind: "failed", cause: "an answer that is not central's" };
}
