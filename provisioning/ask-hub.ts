/** How the commands of office IT ask an office's hub: HTTP, which a hub gives on its own machine only, so through an SSH tunnel. */
import { type Fault, isFault } from "#shared/faults/fault.ts";
import { signInFaultText } from "#shared/faults/sign-in-text.ts";
import { Failure } from "./office/failure.ts";
import { askJson } from "./office/wire/ask.ts";

/** What the hub's pages answer. Throws a Failure with the hub's own words when it refuses, and with what to do when there is none. */
export async function askHub(hub: string, path: string, waitMs: number, post: object | undefined): Promise<unknown> {
  let answer: Awaited<ReturnType<typeof askJson>>;
  try {
    answer = await askJson(`${hub}${path}`, waitMs, post);
  } catch {
    throw hubAway(hub);
  }
  return hubAnswer(hub, answer.status, answer.body);
}

/** The answer, when it is one of ours and no refusal; else a Failure is thrown. */
export function hubAnswer(hub: string, status: number, body: unknown): unknown {
  if (isFault(body)) throw failureOf(body);
  if (status !== 200) throw new Failure(`${hub} answered ${status}: it is no hub of ours, or of another version.`);
  return body;
}

export function hubAway(hub: string): Failure {
  return new Failure(`${hub} does not answer. Open a tunnel to the hub, and leave it open: ssh -L 8080:127.0.0.1:8080 q-care@HUB`);
}

export function failureOf(fault: Fault): Failure {
  const { what, advice } = signInFaultText(fault, "en");
  return new Failure(`${what} ${advice}`);
}
