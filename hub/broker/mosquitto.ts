/** A real Mosquitto for a test, on a port that stays its own while it is dead, in memory only unless it is told to keep what it has. Its absence is an error, never a skipped test. */
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { Ports } from "./ports.ts";

const places = ["/usr/sbin/mosquitto", "/usr/local/sbin/mosquitto", "/opt/homebrew/sbin/mosquitto", "/usr/bin/mosquitto"];

export class Mosquitto {
  readonly port: number;
  readonly #folder: string;
  readonly #program: string;
  readonly #keeps: boolean;
  readonly #configuration: string | undefined;
  #process: ChildProcess | undefined;

  private constructor(port: number, folder: string, program: string, keeps: boolean, configuration?: string) {
    this.port = port;
    this.#folder = folder;
    this.#program = program;
    this.#keeps = keeps;
    this.#configuration = configuration;
  }

  /** `keeps`: it writes what it holds to the disk at each change, and has it again after a kill: retained states of long ago. */
  static async started({ keeps = false } = {}): Promise<Mosquitto> {
    const program = installed();
    const folder = mkdtempSync(join(tmpdir(), "theq-mosquitto-"));
    const mosquitto = new Mosquitto(await new Ports().take(), folder, program, keeps);
    await mosquitto.start();
    return mosquitto;
  }

  /** With a configuration of the caller's own, whose local listener is on `port`. */
  static async startedWith(configuration: string, port: number): Promise<Mosquitto> {
    const folder = mkdtempSync(join(tmpdir(), "theq-mosquitto-"));
    const mosquitto = new Mosquitto(port, folder, installed(), false, configuration);
    await mosquitto.start();
    return mosquitto;
  }

  get pid(): number {
    return this.#process?.pid ?? 0;
  }

  /** It reads its files again, as `systemctl reload mosquitto` makes it. */
  reload(): void {
    this.#process?.kill("SIGHUP");
  }

  async start(): Promise<void> {
    const file = join(this.#folder, "mosquitto.conf");
    const lines = [
      `listener ${this.port} 127.0.0.1`,
      "allow_anonymous true",
      ...(this.#keeps ? this.#keeping() : ["persistence false"]),
      "set_tcp_nodelay true",
      "log_dest stderr",
      "log_type all",
    ];
    const own = this.#configuration && `${this.#configuration}log_dest stderr\nlog_type all\n${asRoot().join("\n")}\n`;
    writeFileSync(file, own ?? `${lines.join("\n")}\n`);
    const process = spawn(this.#program, ["-c", file], { stdio: ["ignore", "ignore", "pipe"] });
    this.#process = process;
    await new Promise<void>((resolve, reject) => {
      let said = "";
      process.stderr?.on("data", (chunk: Buffer) => {
        said += chunk.toString();
        if (/ running/.test(said)) resolve();
      });
      // Not at "exit": its last words may still be on their way then.
      process.once("close", (code) => reject(new Error(`Mosquitto ended with ${code}: ${said}`)));
    });
  }

  #keeping(): string[] {
    return ["persistence true", `persistence_location ${this.#folder}/`, "autosave_on_changes true", "autosave_interval 1", ...asRoot()];
  }

  /** As a power cut would: without a word to anyone. */
  async kill(): Promise<void> {
    const process = this.#process;
    this.#process = undefined;
    if (!process || process.exitCode !== null) return;
    const ended = new Promise((resolve) => process.once("exit", resolve));
    process.kill("SIGKILL");
    await ended;
  }

  async remove(): Promise<void> {
    await this.kill();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** A process of root would become another user, who may not read and write here. */
function asRoot(): string[] {
  return userInfo().username === "root" ? ["user root"] : [];
}

function installed(): string {
  const program = places.find((place) => existsSync(place));
  if (program === undefined) throw new Error("Mosquitto is not installed: run `apt-get install mosquitto`, then this test again.");
  return program;
}
