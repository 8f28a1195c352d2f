/** One real process that may be killed at any moment, also before it is ready, and is started again on the same file. */
import { type ChildProcess, spawn } from "node:child_process";
import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";

const top = join(import.meta.dirname, "../..");
const clock = join(import.meta.dirname, "shifted-clock.mjs");

export interface ProgramPlan {
  readonly name: string;
  readonly script: string;
  readonly arguments: readonly string[];
  readonly log: string;
}

export class Program {
  readonly #plan: ProgramPlan;
  #child: ChildProcess | null = null;
  #ended: Promise<void> = Promise.resolve();
  #ready: Promise<void> = Promise.resolve();
  #isReady = false;
  #isOver = false;

  constructor(plan: ProgramPlan) {
    this.#plan = plan;
  }

  get name(): string {
    return this.#plan.name;
  }

  get isReady(): boolean {
    return this.#isReady;
  }

  /** Resolves when it is ready, or has ended before it was. Does nothing after `end`. */
  start(clockShiftMs = 0): Promise<void> {
    if (this.#isOver) return Promise.resolve();
    const { script, arguments: words, log } = this.#plan;
    const before = clockShiftMs === 0 ? [] : ["--import", clock];
    const child = spawn(process.execPath, [...before, join(top, script), ...words], {
      cwd: top,
      env: { ...process.env, THE_Q_CLOCK_SHIFT_MS: String(clockShiftMs) },
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.#child = child;
    this.#isReady = false;
    child.stderr.on("data", (bytes) => appendFileSync(log, bytes));
    this.#ended = new Promise((resolve) => child.once("exit", () => resolve()));
    this.#ready = new Promise((resolve) => {
      createInterface({ input: child.stdout }).once("line", () => {
        this.#isReady = this.#child === child;
        resolve();
      });
      void this.#ended.then(resolve);
    });
    return this.#ready;
  }

  /** As a power cut would, as far as the machine stays up. */
  async kill(): Promise<void> {
    this.#isReady = false;
    this.#child?.kill("SIGKILL");
    await this.#ended;
  }

  /** Killed, and never started again, whoever still tries. */
  end(): Promise<void> {
    this.#isOver = true;
    return this.kill();
  }

  signal(signal: "SIGSTOP" | "SIGCONT"): void {
    this.#child?.kill(signal);
  }

  async stop(): Promise<void> {
    this.#child?.kill("SIGTERM");
    await this.#ended;
  }

  get isRunning(): boolean {
    return this.#child !== null && this.#child.exitCode === null && this.#child.signalCode === null;
  }
}
