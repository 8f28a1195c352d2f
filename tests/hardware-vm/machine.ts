/** The emulated computer while it runs: its words, questions that it asks of its hardware, and its end. */
import { type ChildProcess, spawn } from "node:child_process";
import { createConnection, type Socket } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { VirtualAlphaSign } from "../../device/virtual/sign/alpha.ts";
import { emulator } from "./debian.ts";
import type { GuestSaying, HostAnswer } from "./talk.ts";

export interface MachineHears {
  readonly says: (saying: GuestSaying) => void;
  /** The machine's watchdog has bitten. */
  readonly watchdog: () => void;
}

export class Machine {
  readonly sign = new VirtualAlphaSign("00");
  /** Resolves with what the emulator complained of, when it has ended. */
  readonly ended: Promise<string>;
  readonly #process: ChildProcess;
  readonly #folder: string;
  #control: Socket | null = null;
  readonly #answers: ((answer: unknown) => void)[] = [];

  constructor(folder: string, image: string, firstRoot: string, only: string, hears: MachineHears) {
    this.#folder = folder;
    this.#process = spawn(emulator, argumentsOf(folder, image, firstRoot, only), { stdio: ["pipe", "pipe", "pipe"] });
    let errors = "";
    this.#process.stderr?.on("data", (bytes: Buffer) => {
      errors = (errors + bytes.toString()).slice(-2_000);
    });
    this.#process.stdin?.on("error", () => undefined);
    this.ended = new Promise((resolve) => {
      this.#process.once("close", () => resolve(errors));
      this.#process.once("error", (error) => resolve(error.message));
    });
    const { stdout } = this.#process;
    if (!stdout) throw new Error("the emulator has no output");
    createInterface({ input: stdout }).on("line", (line) => {
      const text = line.slice(line.indexOf("{"));
      if (text.startsWith("{")) void this.#hear(JSON.parse(text) as GuestSaying, hears);
    });
  }

  async #hear(saying: GuestSaying, hears: MachineHears): Promise<void> {
    switch (saying.kind) {
      case "emulator":
        this.#answer({ id: saying.id, answer: await this.#ask(saying.execute, saying.with, hears) });
        return;
      case "sign":
        this.#answer({ id: saying.id, answer: { text: this.sign.face?.text ?? null, garbled: this.sign.garbled } });
        return;
      case "begun":
        this.#connectSign();
        await this.#ask("query-status", {}, hears);
        this.#answer({ id: saying.id, answer: null });
    }
    hears.says(saying);
  }

  /** What the sign's adapter puts on its line. */
  #connectSign(): void {
    const line = createConnection(join(this.#folder, "sign"));
    line.on("error", () => undefined);
    line.on("data", (bytes: Buffer) => this.sign.feed(bytes));
  }

  #answer(answer: HostAnswer): void {
    this.#process.stdin?.write(`\n${JSON.stringify(answer)}\n`);
  }

  /** One command of the emulator's protocol (QMP), answered in the order of asking. */
  #ask(execute: string, parts: object, hears: MachineHears): Promise<unknown> {
    const control = this.#control ?? this.#openControl(hears);
    this.#control = control;
    control.write(`${JSON.stringify({ execute, arguments: parts })}\n`);
    return new Promise((resolve) => this.#answers.push(resolve));
  }

  #openControl(hears: MachineHears): Socket {
    const control = createConnection(join(this.#folder, "control"));
    control.on("error", () => undefined);
    createInterface({ input: control }).on("line", (line) => {
      const said = JSON.parse(line) as { event?: string; return?: unknown; error?: unknown };
      if (said.event === "WATCHDOG") hears.watchdog();
      if ("return" in said || "error" in said) this.#answers.shift()?.(said.error ?? said.return);
    });
    control.write(`${JSON.stringify({ execute: "qmp_capabilities" })}\n`);
    this.#answers.push(() => undefined);
    return control;
  }

  async kill(): Promise<void> {
    this.#process.kill("SIGKILL");
    await this.ended;
  }
}

function argumentsOf(folder: string, image: string, firstRoot: string, only: string): string[] {
  const words = only === "" ? "" : ` the-q.only=${only.replaceAll(" ", "_")}`;
  return [
    ...["-machine", "pc", "-accel", "tcg", "-cpu", "max", "-smp", "1", "-m", "1024"],
    ...["-nodefaults", "-no-user-config", "-no-reboot", "-display", "none"],
    ...["-kernel", image, "-initrd", firstRoot, "-append", `console=ttyS0 quiet panic=-1 mitigations=off random.trust_cpu=on${words}`],
    ...["-chardev", `file,id=kernel,path=${join(folder, "kernel.log")}`, "-serial", "chardev:kernel"],
    ...["-chardev", "stdio,id=talk,signal=off", "-serial", "chardev:talk"],
    ...["-qmp", `unix:${join(folder, "control")},server=on,wait=off`],
    ...["-virtfs", "local,path=/,mount_tag=host,security_model=none,readonly=on,multidevs=remap"],
    ...["-chardev", `socket,id=sign,path=${join(folder, "sign")},server=on,wait=off`],
    ...["-device", "qemu-xhci,id=usb"],
    ...["-device", "i6300esb", "-action", "watchdog=reset"],
  ];
}
