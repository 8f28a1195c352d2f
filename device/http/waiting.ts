/** Requests of pages that wait for the core's reply, by token. Each is answered within its time, whatever happens. */
import { type Fault, fault } from "#shared/faults/fault.ts";
import type { Timers } from "../runtime/timers.ts";

const answerDeadlineMs = 3_000;
export const waitingMax = 200;

export class Waiting<Answer> {
  readonly #waiting = new Map<number, { readonly give: (answer: Answer | Fault) => void; readonly stop: () => void }>();
  readonly #timers: Timers;
  #tokens = 0;

  constructor(timers: Timers) {
    this.#timers = timers;
  }

  ask(submit: (token: number) => void): Promise<Answer | Fault> {
    if (this.#waiting.size >= waitingMax) return Promise.resolve(fault("overloaded"));
    this.#tokens += 1;
    const token = this.#tokens;
    return new Promise((resolve) => {
      const stop = this.#timers.after(answerDeadlineMs, () => this.answer(token, fault("storage-failed", {})));
      this.#waiting.set(token, { give: resolve, stop });
      submit(token);
    });
  }

  answer(token: number, answer: Answer | Fault): void {
    const found = this.#waiting.get(token);
    if (!found) return;
    this.#waiting.delete(token);
    found.stop();
    found.give(answer);
  }
}
