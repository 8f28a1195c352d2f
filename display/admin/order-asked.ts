/** An order of the page of machines, as the hub is asked for it. */
import { type Fault, fault, isFault } from "#shared/faults/fault.ts";
import { postJson } from "../base/browser.ts";

/** How long one device may take to answer: one that prints is waited for. */
export const deviceAnswersMs = 40_000;
/** On the hub's own machine nobody signs in. */
const nobody = "administration page";

/** `order`: such as `fleet/restart` or `releases/act`; `by`: whoever is signed in. What the hub answered, or why it was not done. */
export async function askOrder<T>(order: string, about: object, by: string | undefined, withinMs: number): Promise<T | Fault> {
  const answer = await postJson(`/api/v1/${order}`, { ...about, by: by ?? nobody }, withinMs).catch(() => null);
  if (isFault(answer?.body)) return answer.body;
  return answer?.status === 200 ? (answer.body as T) : fault("hub-away");
}
