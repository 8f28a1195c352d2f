/** One browser at a time, in a process group of its own and with a profile that nothing was left in. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import path from "node:path";

/** So long it has to end by itself; one that was stopped or hangs does not. */
const endWithinMs = 3_000;
/** How much of its last words is kept. */
const wordsMax = 2_000;

export interface BrowserOptions {
  readonly command: readonly string[];
  readonly page: string;
  readonly profiles: string;
  /** Its last words. */
  readonly ended: (facts: { readonly code: number | null; readonly signal: string | null; readonly said: string }) => void;
}

export class Browser {
  readonly #options: BrowserOptions;
  #child: ChildProcess | null = null;
  #endLate: NodeJS.Timeout | undefined;
  #gone: () => void = () => {};

  constructor(options: BrowserOptions) {
    this.#options = options;
  }

  get runs(): boolean {
    return this.#child !== null;
  }

  start(): void {
    if (this.#child) return;
    const { command, page, profiles, ended } = this.#options;
    const profile = mkdtempSync(path.join(profiles, "the-q-screen-"));
    const [program = "", ...words] = command;
    const child = spawn(program, [...words, `--user-data-dir=${profile}`, page], { detached: true, stdio: ["ignore", "ignore", "pipe"] });
    this.#child = child;
    let said = "";
    let isOver = false;
    child.stderr?.on("data", (bytes) => {
      said = (said + bytes).slice(-wordsMax);
    });
    const over = (code: number | null, signal: string | null) => {
      if (isOver) return;
      isOver = true;
      clearTimeout(this.#endLate);
      // Whatever it had started itself goes with it.
      kill(child, "SIGKILL");
      rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
      this.#child = null;
      ended({ code, signal, said: said.trim() });
      this.#gone();
    };
    child.once("error", (error) => {
      said += error.message;
      over(null, null);
    });
    // Not at "close": a helper that holds its output open would hold us too.
    child.once("exit", over);
  }

  /** Resolves when it has ended. */
  async stop(): Promise<void> {
    const child = this.#child;
    if (!child) return;
    const gone = new Promise<void>((resolve) => {
      this.#gone = resolve;
    });
    kill(child, "SIGTERM");
    clearTimeout(this.#endLate);
    this.#endLate = setTimeout(() => kill(child, "SIGKILL"), endWithinMs);
    await gone;
  }
}

function kill({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch {
    // The group is gone already.
  }
}
