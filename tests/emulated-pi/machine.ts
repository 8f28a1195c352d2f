/**
 * One emulated machine with its card: ARM, two cores, one gigabyte. What its firmware would read from the boot partition at power-on is read
 * from there here. On its network this machine is 10.0.2.2; SSH comes in by a port of this one.
 */
import { type ChildProcess, execFile, execFileSync, spawn } from "node:child_process";
import { mkdirSync, openSync, readFileSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import { promisify } from "node:util";
import { emulator } from "./debian.ts";
import { bootOffset, startFiles } from "./system.ts";

const execute = promisify(execFile);

/** This machine, as seen from the emulated one. */
export const hostAddress = "10.0.2.2";
/** The page of a device, on the device itself. */
const pagePort = 8_080;

export interface MachinePorts {
  readonly ssh: number;
  /** Where the device's page is on this machine, once there is a way to it. */
  readonly page: number;
}

export class Machine {
  readonly card: string;
  readonly #folder: string;
  readonly #key: string;
  readonly #ports: MachinePorts;
  #isPowered = false;
  #process: ChildProcess | null = null;
  #way: ChildProcess | null = null;

  /** `image`: a system that was never started. `key`: the private key that its user lets in. */
  constructor(folder: string, image: string, key: string, ports: MachinePorts) {
    mkdirSync(folder, { recursive: true });
    this.#folder = folder;
    this.#key = key;
    this.#ports = ports;
    this.card = join(folder, "card.img");
    execFileSync("cp", ["--sparse=always", image, this.card]);
  }

  powerOn(): void {
    this.#isPowered = true;
    this.#start();
  }

  /** A machine that starts anew ends its emulator, and has what its firmware reads read again. */
  #start(): void {
    const start = Object.values(startFiles).map((name) => join(this.#folder, name));
    for (const name of Object.values(startFiles))
      execFileSync("mcopy", ["-n", "-o", "-i", `${this.card}@@${bootOffset}`, `::${name}`, join(this.#folder, name)]);
    const [kernel = "", firstRoot = "", words = ""] = start;
    const errors = openSync(join(this.#folder, "emulator.log"), "a");
    this.#process = spawn(
      emulator,
      [
        ...["-machine", "virt", "-cpu", "cortex-a72", "-smp", "2", "-accel", "tcg,thread=multi", "-m", "1024"],
        ...["-nodefaults", "-no-user-config", "-display", "none", "-no-reboot"],
        ...["-kernel", kernel, "-initrd", firstRoot, "-append", readFileSync(words, "utf8").trim()],
        ...["-chardev", `file,id=console,path=${join(this.#folder, "console.log")},append=on`, "-serial", "chardev:console"],
        ...["-drive", `if=none,id=card,file=${this.card},format=raw,cache=unsafe`, "-device", "virtio-blk-pci,drive=card"],
        ...["-netdev", `user,id=cable,hostfwd=tcp:127.0.0.1:${this.#ports.ssh}-:22`, "-device", "virtio-net-pci,netdev=cable,romfile="],
        ...["-device", "virtio-rng-pci"],
      ],
      { stdio: ["ignore", errors, errors] },
    );
    this.#process.once("close", (code) => {
      if (this.#isPowered && code === 0) this.#start();
    });
  }

  /** The plug is pulled: nothing in it hears of it. */
  async powerOff(): Promise<void> {
    this.#isPowered = false;
    for (const child of [this.#way, this.#process]) {
      if (child === null || child.exitCode !== null || child.signalCode !== null) continue;
      const ended = new Promise((resolve) => child.once("close", resolve));
      child.kill("SIGKILL");
      await ended;
    }
    [this.#way, this.#process] = [null, null];
  }

  isOn(): boolean {
    return this.#isPowered && (this.#process?.exitCode ?? 0) === 0 && this.#process?.signalCode === null;
  }

  /** The last lines of the serial console. */
  lastWords(): string {
    return readFileSync(join(this.#folder, "console.log"), "utf8").split("\n").slice(-30).join("\n");
  }

  #ssh(...words: readonly string[]): string[] {
    const quiet = ["StrictHostKeyChecking=no", "UserKnownHostsFile=/dev/null", "LogLevel=ERROR", "ConnectTimeout=20", "BatchMode=yes"];
    const options = quiet.flatMap((option) => ["-o", option]);
    return ["-i", this.#key, "-p", String(this.#ports.ssh), ...options, ...words];
  }

  /** What a command says in the machine, where only looking is done; null when it could not be asked or failed. */
  async ask(command: string): Promise<string | null> {
    try {
      return (await execute("ssh", this.#ssh("q-care@127.0.0.1", command), { timeout: 60_000 })).stdout;
    } catch {
      return null;
    }
  }

  /**
   * What the device's own page server answers, by a tunnel that is dug again whenever it fell in; null while nobody answers. The server knows
   * itself by its own address alone, which is another one on this end.
   */
  page(path: string, body?: object): Promise<{ readonly status: number; readonly body: unknown } | null> {
    if (this.#way === null || this.#way.exitCode !== null || this.#way.signalCode !== null) {
      const through = ["-N", "-o", "ExitOnForwardFailure=yes", "-L", `${this.#ports.page}:127.0.0.1:${pagePort}`];
      this.#way = spawn("ssh", this.#ssh(...through, "q-care@127.0.0.1"), { stdio: "ignore" });
    }
    const headers = { host: `127.0.0.1:${pagePort}`, ...(body && { "content-type": "application/json" }) };
    const method = body ? "POST" : "GET";
    return new Promise((resolve) => {
      const sent = request({ host: "127.0.0.1", port: this.#ports.page, path, method, headers, timeout: 30_000 }, (answer) => {
        let text = "";
        answer.setEncoding("utf8").on("data", (piece: string) => {
          text += piece;
        });
        answer.on("end", () => resolve({ status: answer.statusCode ?? 0, body: jsonOf(text) }));
        answer.on("error", () => resolve(null));
      });
      sent.on("timeout", () => sent.destroy());
      sent.on("error", () => resolve(null));
      sent.end(body && JSON.stringify(body));
    });
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
