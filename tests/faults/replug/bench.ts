/** A kiosk and a board as real processes, each with its hub and with everything that can be plugged into it, on cables that can be pulled. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Running, startProgram, until } from "../../../device/testing/process.ts";
import { ScriptedHub } from "../../../device/testing/scripted-hub.ts";

export const office = "victoria";
export const service = "licence-renewal";

export class Device {
  readonly hub: ScriptedHub;
  readonly program: Running;

  private constructor(hub: ScriptedHub, program: Running) {
    this.hub = hub;
    this.program = program;
  }

  static async start(folder: string, id: "kiosk-1" | "board-1", equipment: Readonly<Record<string, unknown>>): Promise<Device> {
    const kind = id === "kiosk-1" ? "kiosk" : "board";
    const hub = await ScriptedHub.start({ id, role: kind });
    const file = join(folder, `${id}.json`);
    mkdirSync(join(folder, "machine"), { recursive: true });
    const role = { kind, zone: "main", httpPort: 0, ...equipment };
    const machine = join(folder, "machine");
    writeFileSync(file, JSON.stringify({ office, id, data: join(folder, id), hub: { mqtt: hub.url }, machine, role }));
    return new Device(hub, await startProgram("device/main.ts", ["--config", file]));
  }

  get address(): string {
    return `http://127.0.0.1:${this.program.ready.httpPort}`;
  }

  get isRunning(): boolean {
    return this.program.child.exitCode === null && this.program.child.signalCode === null;
  }

  /** The faults that its hub knows of now. */
  faults(): string[] {
    return this.hub.states.at(-1)?.faults.map((each) => each.fault) ?? [];
  }

  async saying(is: (faults: readonly string[]) => boolean): Promise<void> {
    await until(
      () => (this.isRunning ? this.faults() : died(this.program)),
      (faults) => this.hub.states.length > 0 && is(faults),
    );
  }

  /** What the process holds now: open files, and memory in megabytes. */
  held(): { readonly files: number; readonly memoryMb: number } {
    const folder = `/proc/${this.program.child.pid}`;
    const [, kilobytes = "0"] = /^VmRSS:\s+(\d+)/m.exec(readFileSync(join(folder, "status"), "utf8")) ?? [];
    return { files: readdirSync(join(folder, "fd")).length, memoryMb: Number(kilobytes) / 1_024 };
  }

  async stop(): Promise<void> {
    if (this.isRunning) await this.program.stop("SIGKILL");
    await this.hub.stop();
  }
}

function died({ log }: Running): never {
  throw new Error(`a device ended: ${log().slice(-2_000)}`);
}
