/** What the staff's pages have in common in use: one command at a time, and what came of the last. An adapter for a page element. */
import type { Fault } from "#shared/faults/fault.ts";
import type { Command, CommandDone } from "#shared/queue/commands.ts";
import { later, monoNow } from "./browser.ts";
import { CommandRunner } from "./command-runner.ts";
import type { Outcome } from "./command-sender.ts";
import { StaffStore } from "./staff-store.ts";

const tickMs = 1_000;
/** A command done is soon in the live view; until then its buttons would act on what was. */
const settleWithinMs = 4_000;

export class StaffDesk {
  readonly store: StaffStore;
  readonly #runner: CommandRunner;
  readonly #changed: () => void;
  readonly #done: (command: Command, done: CommandDone) => void;
  readonly #notDone: (command: Command) => void;
  #settling: { readonly epoch: string; readonly offset: number; readonly until: number } | null = null;
  /** Why the last command was not done, and which one it was. */
  fault: Fault | null = null;
  refused: Command | null = null;

  constructor(changed: () => void, done: (command: Command, done: CommandDone) => void, notDone: (command: Command) => void) {
    this.#changed = changed;
    this.#done = done;
    this.#notDone = notDone;
    this.store = new StaffStore(changed);
    this.#runner = new CommandRunner(changed, (command, outcome) => this.#ended(command, outcome));
  }

  start(): void {
    this.store.start();
    const tick = () => {
      this.#changed();
      later(tickMs, tick);
    };
    later(tickMs, tick);
  }

  /** No command can be given now. */
  get held(): boolean {
    return this.#runner.state.kind !== "idle" || this.store.hearing.kind !== "live" || this.#isSettling();
  }

  get sending(): "no" | "sending" | "again" {
    const { state } = this.#runner;
    if (state.kind === "idle") return "no";
    return state.kind === "waiting" || state.tries > 1 ? "again" : "sending";
  }

  press(make: (key: string) => Command): void {
    if (this.held) return;
    this.fault = null;
    this.refused = null;
    this.#runner.press(make);
  }

  #ended(command: Command, outcome: Outcome): void {
    if (outcome.kind === "done") {
      const { epoch, offset } = outcome.done;
      this.#settling = { epoch, offset, until: monoNow() + settleWithinMs };
      this.#done(command, outcome.done);
    } else {
      this.fault = outcome.fault;
      if (outcome.fault.fault === "signed-out") this.store.signedOut(401);
      this.refused = command;
      if (outcome.kind === "refused") this.store.learn(outcome.present);
      this.#notDone(command);
    }
    this.#changed();
  }

  #isSettling(): boolean {
    const settling = this.#settling;
    const { view } = this.store.link;
    return settling !== null && view?.epoch === settling.epoch && view.n < settling.offset && monoNow() < settling.until;
  }
}
