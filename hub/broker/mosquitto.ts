/** A real Mosquitto for a test, on a free port, in memory only. Its absence is an error, never a skipped test. */
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

const places = ["/usr/sbin/mosquitto", "/usr/local/sbin/mosquitto", "/opt/homebrew/sbin/mosquitto", "/usr/bin/mosquitto"];

export class Mosquitto {
  readonly port: number;
  readonly #folder: string;
  readonly #program: string;
  #process: ChildProcess | undefined;

  private constructor(port: number, folder: string, program: string) {
    this.port = port;
    this.#folder = folder;
    this.#program = program;
  }

  static async started(): Promise<Mosquitto> {
    const program = places.find((place) => existsSync(place));
    if (program === undefined) throw new Error("Mosquitto is not installed: run `apt-get install mosquitto`, then this test again.");
    const folder = mkdtempSync(join(tmpdir(), "theq-mosquitto-"));
    const mosquitto = new Mosquitto(await freePort(), folder, program);
    await mosquitto.start();
    return mosquitto;
  }

  async start(): Promise<void> {
    const file = join(this.#folder, "mosquitto.conf");
    const lines = [
      `listener ${this.port} 127.0.0.1`,
      "allow_anonymous true",
      "persistence false",
      "set_tcp_nodelay true",
      "log_dest stderr",
      "log_type all",
    ];
    writeFileSync(file, `${lines.join("\n")}\n`);
    const process = spawn(this.#program, ["-c", file], { stdio: ["ignore", "ignore", "pipe"] });
    this.#process = process;
    await new Promise<void>((resolve, reject) => {
      let said = "";
      process.stderr?.on("data", (chunk: Buffer) => {
        said += chunk.toString();
        if (/ running/.test(said)) resolve();
      });
      process.once("exit", (code) => reject(new Error(`Mosquitto ended with ${code}: ${said}`)));
    });
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

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
