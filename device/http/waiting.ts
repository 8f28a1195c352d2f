/** Requests of pages that wait for the core's reply, by token. Each is answered within its time, whatever happens. */
import { type Fault, fault } from "#shared/faults/fault.ts";

const answerDeadlineMs = 3_000;
export const waitingMax = 200;

export class Waiting<Answer> {
  readonly #waiting = new Map<number, { readonly give: (answer: Answer | Fault) => void; readonly timer: NodeJS.Timeout }>();
  #tokens = 0;

  ask(submit: (token: number) => void): Promise<Answer | Fault> {
    if (this.#waiting.size >= waitingMax) return Promise.resolve(fault("overloaded"));
    this.#tokens += 1;
    const token = this.#tokens;
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.answer(token, fault("storage-failed", {})), answerDeadlineMs);
      this.#waiting.set(token, { give: resolve, timer });
      submit(token);
    });
  }

  answer(token: number, answer: Answer | Fault): void {
    const found = this.#waiting.get(token);
    if (!found) return;
    this.#waiting.delete(token);
    clearTimeout(found.timer);
    found.give(answer);
  }
}
