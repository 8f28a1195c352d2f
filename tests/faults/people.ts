/** What citizens and agents are alike in: they go on until they are told to stop, and ask again when nobody answers. */
import { askJson } from "../../provisioning/office/wire/ask.ts";

export const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Asked again so long: programs come back within seconds. */
const patienceMs = 25_000;
const deadlineMs = 2_500;
const againAfterMs = 120;

/** The answer's body; undefined when nobody answered for as long as anyone waits. The same request may be carried out many times, and must count once. */
export async function askUntilAnswered(address: string, body?: unknown): Promise<unknown> {
  const end = performance.now() + patienceMs;
  while (performance.now() < end) {
    try {
      const answer = await askJson(address, deadlineMs, body);
      if (answer.body !== undefined && answer.status < 500) return answer.body;
    } catch {
      // Killed, stopped or not yet started: that is what is waited out here.
    }
    await wait(againAfterMs);
  }
  return undefined;
}

export class Running {
  #stopped = false;

  get isOn(): boolean {
    return !this.#stopped;
  }

  stop(): void {
    this.#stopped = true;
  }
}
