/** A serial line that is not there, with whatever hangs on it: plugged in and unplugged at will. */
import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

/** What hangs on the line: takes the bytes that come down, and gives what goes back up, if anything. */
export type LineEnd = (bytes: Uint8Array) => Uint8Array | null;

const script = fileURLToPath(new URL("pseudo-terminal.py", import.meta.url));

export class VirtualSerial {
  /** What a device opens; it is there while the line is plugged in. */
  readonly path: string;
  readonly #ends: readonly LineEnd[];
  #process: ChildProcess | null = null;

  constructor(path: string, ends: readonly LineEnd[]) {
    this.path = path;
    this.#ends = ends;
  }

  /** Resolves when the path is there. Rejects without python3, and where no such path can be made, with its program's words. */
  plugIn(): Promise<void> {
    const held = spawn("python3", ["-I", "-S", script, this.path], { stdio: ["pipe", "pipe", "pipe"] });
    this.#process = held;
    held.stdin.on("error", () => {});
    held.stdout.on("data", (bytes: Uint8Array) => {
      for (const end of this.#ends) {
        const answer = end(bytes);
        if (answer && this.#process === held) this.say(answer);
      }
    });
    return new Promise((resolve, reject) => {
      let said = "";
      held.stderr.on("data", (bytes) => {
        said += bytes;
        if (said.startsWith("ready")) resolve();
      });
      held.once("error", reject);
      held.once("close", () => reject(new Error(said)));
    });
  }

  /** Bytes from the far end, noise too. */
  say(bytes: Uint8Array): void {
    this.#process?.stdin?.write(bytes);
  }

  /** The adapter hangs: it is there, and takes nothing; what was sent to it waits. False: it goes on. */
  hang(hangs: boolean): void {
    this.#process?.kill(hangs ? "SIGSTOP" : "SIGCONT");
  }

  /** The path goes, as with an adapter that is pulled out. */
  async unplug(): Promise<void> {
    const held = this.#process;
    this.#process = null;
    if (!held || held.exitCode !== null || held.signalCode !== null) return;
    const ended = new Promise((resolve) => held.once("exit", resolve));
    held.kill("SIGCONT");
    held.kill();
    await ended;
  }
}
