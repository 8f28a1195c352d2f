/** A real hub in its own process for a benchmark, with an example office of as many kiosks and boards as asked. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { OfficeConfiguration } from "#shared/office/configuration.ts";
import { exampleOffice } from "#shared/office/example.ts";
import type { ReadyLine } from "#shared/wire/process.ts";

export const top = join(import.meta.dirname, "../..");

export function officeOf(kiosks: number, boards: number): OfficeConfiguration {
  const office = exampleOffice();
  const names = (role: string, many: number) => Array.from({ length: many }, (_, place) => `${role}-${place + 1}`);
  const board = { role: "board", zone: "main", speaks: true, screenInches: 43, farthestSeatMetres: 6 } as const;
  const devices = [
    ...names("kiosk", kiosks).map((id) => ({ id, role: "kiosk", zone: "main" }) as const),
    ...names("board", boards).map((id) => ({ id, ...board })),
  ];
  return { ...office, devices };
}

export interface StartOptions {
  /** The tree it runs from; the sources unless said otherwise. */
  readonly root?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** A port that devices know already; any free one unless said otherwise. */
  readonly mqttPort?: number;
  /** Node's own flags. */
  readonly flags?: readonly string[];
  /** What the program is told beside its file. */
  readonly words?: readonly string[];
}

export interface RunningProgram {
  readonly child: ChildProcess;
  readonly ready: ReadyLine;
  stop(): Promise<void>;
}

/** Starts a program and waits for its ready line. */
export async function start(script: string, file: object, folder: string, options: StartOptions = {}): Promise<RunningProgram> {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, "program.json");
  writeFileSync(path, JSON.stringify(file));
  const root = options.root ?? top;
  const program = options.root ? script.replace(/\.ts$/, ".js") : script;
  const child = spawn(process.execPath, [...(options.flags ?? []), join(root, program), "--config", path, ...(options.words ?? [])], {
    cwd: root,
    env: { ...process.env, ...options.env },
    stdio: ["pipe", "pipe", "pipe"],
  });
  let said = "";
  child.stderr?.on("data", (chunk) => {
    said = (said + chunk).slice(-4_000);
  });
  for await (const text of createInterface({ input: child.stdout as NodeJS.ReadableStream })) {
    // Before it a person may be told something.
    if (!text.startsWith("{")) continue;
    const ready = JSON.parse(text) as ReadyLine;
    child.stdout?.resume();
    const stop = async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill("SIGTERM");
      await once(child, "exit");
    };
    return { child, ready, stop };
  }
  throw new Error(`${script} did not start: ${said}`);
}

/** In megabytes: the most that it ever had resident. */
export function peakMb({ child }: RunningProgram): number {
  return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, "utf8"))?.[1]) / 1_024;
}

export async function startHub(folder: string, office: OfficeConfiguration, options: StartOptions = {}): Promise<RunningProgram> {
  mkdirSync(folder, { recursive: true });
  const seed = join(folder, "seed.json");
  writeFileSync(seed, JSON.stringify(office));
  const file = {
    office: office.office.id,
    data: join(folder, "data"),
    httpPort: 0,
    broker: { kind: "embedded", port: options.mqttPort ?? 0 },
    seed,
    openByItself: true,
  };
  return start("hub/main.ts", file, folder, options);
}
