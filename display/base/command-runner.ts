/** Carries out what the command sender decides: posts, waits, and draws the key of a press. An adapter. */
import type { Command } from "#shared/queue/commands.ts";
import { drawKey, later, postJson } from "./browser.ts";
import { idle, type Outcome, type SenderEffect, type SenderInput, type SenderState, sendStep } from "./command-sender.ts";

/** A request without an answer for so long is lost, and is sent again with the same key. */
const answerWithinMs = 8_000;

export class CommandRunner {
  readonly #changed: () => void;
  readonly #ended: (command: Command, outcome: Outcome) => void;
  #state: SenderState = idle;

  constructor(changed: () => void, ended: (command: Command, outcome: Outcome) => void) {
    this.#changed = changed;
    this.#ended = ended;
  }

  get state(): SenderState {
    return this.#state;
  }

  /** One press is one key, however often it has to be sent. */
  press(make: (key: string) => Command): void {
    this.#take({ kind: "press", command: make(drawKey()) });
  }

  #take(input: SenderInput): void {
    const { state, effects } = sendStep(this.#state, input);
    this.#state = state;
    this.#changed();
    for (const effect of effects) this.#carryOut(effect);
  }

  #carryOut(effect: SenderEffect): void {
    switch (effect.kind) {
      case "post":
        void this.#post(effect.command);
        return;
      case "wait":
        later(effect.ms, () => this.#take({ kind: "waited" }));
        return;
      case "outcome":
        this.#ended(effect.command, effect.outcome);
    }
  }

  async #post(command: Command): Promise<void> {
    const { name, ...body } = command;
    const answer = await postJson(`/api/v1/commands/${name}`, body, answerWithinMs).catch(() => null);
    this.#take(answer ? { kind: "answer", ...answer } : { kind: "lost" });
  }
}
