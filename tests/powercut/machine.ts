/**
 * One emulated computer with the disk under test. It boots once to where the writer waits for its order; that moment is saved, and
 * every later machine begins there, so that a cut costs seconds. Killing it is the power cut: nothing in it hears of it.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { createConnection } from "node:net";
import { join } from "node:path";
import { emulator } from "./debian.ts";
import { type GuestOrder, type GuestSaying, sayingOf } from "./talk.ts";

export interface MachineParts {
  readonly kernelImage: string;
  readonly firstRoot: string;
  readonly programDisk: string;
  /** The Unix socket of the disk under test. */
  readonly storageSocket: string;
  /** For the kernel's words and the control socket. */
  readonly folder: string;
}

/** What is heard of a machine: the writer's lines, or that the emulator itself broke. */
export type MachineSaying = GuestSaying | { readonly kind: "machine-broken"; readonly why: string };

export class Machine {
  readonly #process: ChildProcess;
  readonly #control: string;
  readonly #ended: Promise<void>;

  /** With `savedState`, goes on from there; else it boots. `hears` gets each whole line, also those still on their way at the cut. */
  constructor(parts: MachineParts, savedState: string | undefined, hears: (saying: MachineSaying) => void) {
    this.#control = join(parts.folder, "control");
    this.#process = spawn(
      emulator,
      [...argumentsOf(parts, this.#control), ...(savedState ? ["-incoming", `exec:cat ${savedState}`] : [])],
      {
        stdio: ["pipe", "pipe", "pipe"],
      },
    );
    let errors = "";
    this.#process.stderr?.on("data", (bytes: Buffer) => {
      errors = (errors + bytes.toString()).slice(-2_000);
    });
    this.#process.stdin?.on("error", () => undefined);
    const { stdout } = this.#process;
    if (!stdout) throw new Error("the emulator has no output");
    let rest = "";
    stdout.setEncoding("utf8").on("data", (text: string) => {
      // A line without its end was cut off in the middle: it acknowledges nothing.
      const lines = (rest + text).split("\n");
      rest = lines.pop() ?? "";
      for (const saying of lines.map(sayingOf)) if (saying) hears(saying);
    });
    this.#ended = new Promise((resolve) => {
      this.#process.once("close", (code) => {
        if (code !== null && code !== 0) hears({ kind: "machine-broken", why: `the emulator ended: ${errors}` });
        resolve();
      });
      this.#process.once("error", (error) => {
        hears({ kind: "machine-broken", why: `the emulator did not start: ${error.message}` });
        resolve();
      });
    });
  }

  /** The serial line of a machine that goes on from a saved state may lose its first byte, so empty lines go before. */
  order(order: GuestOrder): void {
    this.#process.stdin?.write(`\n\n${JSON.stringify(order)}\n`);
  }

  /** When this resolves, all that the machine had said was heard. */
  async kill(): Promise<void> {
    this.#process.kill("SIGKILL");
    await this.#ended;
  }

  /** Writes the state of memory and devices to a file and ends the machine. */
  async save(file: string): Promise<void> {
    const control = createConnection(this.#control);
    const tell = (execute: string, parts?: object) => control.write(`${JSON.stringify({ execute, arguments: parts ?? {} })}\n`);
    tell("qmp_capabilities");
    tell("migrate-set-capabilities", { capabilities: [{ capability: "events", state: true }] });
    tell("migrate-set-parameters", { "max-bandwidth": 4_000_000_000 });
    tell("migrate", { uri: `exec:cat > ${file}` });
    let refusal: string | undefined;
    // The machine's end resets the line; whether the state was saved is known by then.
    control.on("error", () => undefined);
    let heard = "";
    control.setEncoding("utf8").on("data", (text: string) => {
      heard += text;
      if (/"error"|"failed"/.test(heard)) refusal = heard;
      if (refusal !== undefined || /"completed".*"MIGRATION"|"MIGRATION".*"completed"/.test(heard)) tell("quit");
    });
    await this.#ended;
    if (refusal !== undefined) throw new Error(`the machine's state was not saved: ${refusal}`);
  }
}

function argumentsOf(parts: MachineParts, control: string): string[] {
  const storage = {
    driver: "nbd",
    "node-name": "storage",
    export: "storage",
    server: { type: "unix", path: parts.storageSocket },
    // The guest's flushes reach our disk as they are, and nothing is cached before it.
    cache: { direct: true, "no-flush": false },
  };
  const programs = { driver: "file", "node-name": "programs", filename: parts.programDisk, "read-only": true };
  return [
    ...["-machine", "pc", "-accel", "tcg", "-cpu", "max", "-smp", "1", "-m", "320"],
    ...["-nodefaults", "-no-user-config", "-no-reboot", "-display", "none"],
    ...[
      "-kernel",
      parts.kernelImage,
      "-initrd",
      parts.firstRoot,
      "-append",
      "console=ttyS0 quiet panic=-1 mitigations=off random.trust_cpu=on",
    ],
    ...["-chardev", `file,id=kernel,path=${join(parts.folder, "kernel.log")}`, "-serial", "chardev:kernel"],
    ...["-chardev", "stdio,id=talk,signal=off", "-serial", "chardev:talk"],
    ...["-qmp", `unix:${control},server=on,wait=off`],
    ...["-blockdev", JSON.stringify(storage), "-device", "virtio-blk-pci,drive=storage,write-cache=on"],
    ...["-blockdev", JSON.stringify(programs), "-device", "virtio-blk-pci,drive=programs"],
  ];
}
