/** A `PUT` as in `browser.ts`, beside it: kiosks load that one whole, and put nothing. */
import type { Posted } from "./browser.ts";

/** Rejects when nothing answered within `timeoutMs`. */
export async function putJson(address: string, body: unknown, timeoutMs: number): Promise<Posted> {
  const answer = await fetch(address, {
    method: "PUT",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(timeoutMs),
  });
  return { status: answer.status, body: await answer.json().catch(() => null) };
}
