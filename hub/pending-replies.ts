/** Commands that wait for the core's word, each under a token. The core answers every one, so nothing stays. */
import type { Fault } from "#shared/faults/fault.ts";
import type { CommandDone } from "#shared/queue/commands.ts";
import type { HubInput } from "./core/contract.ts";

/** A configuration that somebody waits for, before it has a token. */
export type Configuring = Omit<Extract<HubInput, { kind: "configure" }>, "token">;

export class PendingReplies {
  readonly #submit: (input: HubInput) => void;
  readonly #waiting = new Map<number, (answer: CommandDone | Fault) => void>();
  #tokens = 0;

  constructor(submit: (input: HubInput) => void) {
    this.#submit = submit;
  }

  /** Resolves when the rows of the input are on the disk, or with the fault that says why not. */
  ask(inputOf: (token: number) => HubInput): Promise<CommandDone | Fault> {
    this.#tokens += 1;
    const token = this.#tokens;
    return new Promise((resolve) => {
      this.#waiting.set(token, resolve);
      this.#submit(inputOf(token));
    });
  }

  reply(token: number, answer: CommandDone | Fault): void {
    this.#waiting.get(token)?.(answer);
    this.#waiting.delete(token);
  }
}
