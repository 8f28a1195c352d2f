/** One program of the office under care: started, watched, started again when it falls, held down when told to. */
import type { ReadyLine } from "#shared/wire/process.ts";
import type { Running } from "./launch.ts";

export type ChildState = "starting" | "running" | "stopped" | "failed";

export interface ChildPorts {
  /** Starts the program anew, with what is known of the ports by then. */
  readonly launch: () => Running;
  /** Milliseconds that never step. */
  readonly mono: () => number;
  readonly wait: (ms: number) => Promise<void>;
  /** Something a person could see has changed: the state, or the process behind it. */
  readonly changed: () => void;
}

export const readyDeadlineMs = 20_000;
/** So many falls within a minute, and the program is given up until a person starts it. */
export const fallsMax = 5;
const fallsWithinMs = 60_000;
const firstBackoffMs = 150;

export class Child {
  readonly name: string;
  readonly #ports: ChildPorts;
  #state: ChildState = "stopped";
  #about = "Not started yet.";
  #running: Running | null = null;
  #wanted = false;
  #falls: number[] = [];
  /** Counts starts, so that what an older start still awaits is known to be over. */
  #start = 0;

  constructor(name: string, ports: ChildPorts) {
    this.name = name;
    this.#ports = ports;
  }

  get state(): ChildState {
    return this.#state;
  }

  get about(): string {
    return this.#about;
  }

  get pid(): number | null {
    return this.#running?.pid ?? null;
  }

  /** Starts the program and waits until it is ready. Rejects when it is not within the deadline; then it is not running. */
  async start(): Promise<ReadyLine> {
    this.#wanted = true;
    this.#falls = [];
    const said = await this.#launch("Starting.");
    this.#become("running", "Running.");
    return said;
  }

  /** As if the plug were pulled: SIGKILL, and it stays down until `start`. */
  async pull(): Promise<void> {
    this.#wanted = false;
    this.#start += 1;
    const running = this.#running;
    running?.signal("SIGKILL");
    await running?.ended;
    this.#running = null;
    this.#become("stopped", "Its plug is pulled.");
  }

  /** SIGKILL as a crash would: it is started again by itself. */
  crash(): void {
    this.#running?.signal("SIGKILL");
  }

  /** Asks it to end, and ends it when it has not by then. */
  async stop(patienceMs: number): Promise<void> {
    this.#wanted = false;
    this.#start += 1;
    const running = this.#running;
    if (running) {
      running.signal("SIGTERM");
      const late = this.#ports.wait(patienceMs).then(() => running.signal("SIGKILL"));
      await Promise.race([running.ended, late.then(() => running.ended)]);
    }
    this.#running = null;
    this.#become("stopped", "Stopped.");
  }

  async #launch(about: string): Promise<ReadyLine> {
    this.#start += 1;
    const mine = this.#start;
    const running = this.#ports.launch();
    this.#running = running;
    this.#become("starting", about);
    const late = this.#ports.wait(readyDeadlineMs).then(() => {
      throw new Error(`${this.name} was not ready within ${readyDeadlineMs / 1000} s.`);
    });
    try {
      const said = await Promise.race([running.ready, late]);
      void running.ended.then((how) => this.#fell(mine, how));
      return said;
    } catch (error) {
      running.signal("SIGKILL");
      if (mine === this.#start) {
        this.#running = null;
        this.#become("failed", error instanceof Error ? error.message : String(error));
      }
      throw error;
    }
  }

  /** It ended without being asked to. */
  #fell(mine: number, how: string): void {
    if (mine !== this.#start || !this.#wanted) return;
    this.#running = null;
    this.#raise(how);
  }

  #raise(how: string): void {
    const now = this.#ports.mono();
    this.#falls = [...this.#falls.filter((at) => now - at < fallsWithinMs), now];
    const falls = this.#falls.length;
    if (falls > fallsMax) {
      this.#become("failed", `It ${how}, ${falls} times within a minute. Its log says why; stop the office and start it again.`);
      return;
    }
    this.#become("starting", `It ${how}; starting it again.`);
    const mine = this.#start;
    const backoffMs = firstBackoffMs * 2 ** (falls - 1);
    void this.#ports.wait(backoffMs).then(async () => {
      if (mine !== this.#start || !this.#wanted) return;
      try {
        await this.#launch(`It ${how}; starting it again.`);
        this.#become("running", `Running; it ${how} ${falls === 1 ? "once" : `${falls} times`} within the last minute.`);
      } catch {
        if (this.#wanted) this.#raise("did not become ready");
      }
    });
  }

  #become(state: ChildState, about: string): void {
    this.#state = state;
    this.#about = about;
    this.#ports.changed();
  }
}
