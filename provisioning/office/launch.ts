/** Starts one program as a process of its own and listens to what it says: its ready line, its log, its end. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import type { ReadyLine } from "#shared/wire/process.ts";
import type { LogFile } from "./log-file.ts";
import type { Program } from "./programs.ts";

export interface Running {
  readonly pid: number;
  /** Rejects when the program ends before it says that it is ready. */
  readonly ready: Promise<ReadyLine>;
  /** How it ended, in words. Never rejects. */
  readonly ended: Promise<string>;
  readonly signal: (name: "SIGTERM" | "SIGKILL") => void;
}

export interface LaunchPorts {
  /** The root of the repository. */
  readonly root: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly log: LogFile;
}

/** How much of a program's last words is kept to say why it ended. */
const lastWordsMax = 2_000;

export function launch(program: Program, ports: LaunchPorts): Running {
  if (program.file) {
    mkdirSync(dirname(program.file.path), { recursive: true });
    writeFileSync(program.file.path, `${JSON.stringify(program.file.content, null, 2)}\n`);
  }
  const child = spawn(process.execPath, [...(program.flags ?? []), join(ports.root, program.script), ...program.arguments], {
    cwd: ports.root,
    env: ports.environment,
    stdio: ["ignore", "pipe", "pipe"],
    // A group of its own: Ctrl-C reaches the parent only, which then stops its programs in order.
    detached: true,
  });
  let lastWords = "";
  child.stderr.on("data", (bytes: Buffer) => {
    ports.log.append(bytes);
    lastWords = (lastWords + bytes.toString("utf8")).slice(-lastWordsMax);
  });
  const ended = new Promise<string>((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("close", (code, signal) => resolve(signal === null ? `ended with code ${code}` : `was ended by ${signal}`));
  });
  const ready = new Promise<ReadyLine>((resolve, reject) => {
    createInterface({ input: child.stdout }).on("line", (line) => {
      const said = readyLine(line);
      if (said) resolve(said);
    });
    void ended.then((how) => reject(new Error(`${program.name} ${how} before it was ready. ${sentence(lastWords)}`)));
  });
  // Whoever waits for it gets the rejection; a restart may not wait.
  ready.catch(() => {});
  return { pid: child.pid ?? 0, ready, ended, signal: (name) => signalTo(child, name) };
}

function signalTo(child: ChildProcess, name: "SIGTERM" | "SIGKILL"): void {
  if (child.exitCode === null && child.signalCode === null) child.kill(name);
}

function readyLine(line: string): ReadyLine | undefined {
  try {
    const said: unknown = JSON.parse(line);
    return typeof said === "object" && said !== null && "ready" in said ? (said as ReadyLine) : undefined;
  } catch {
    return undefined;
  }
}

/** What a program wrote last, for a person: the error of a stack trace, of JSON lines their messages, otherwise the lines. */
function sentence(words: string): string {
  const lines = words.trim().split("\n");
  const error = lines.findLast((line) => /^(?:\w*Error)\b.*:/.test(line));
  return error ?? lines.slice(-6).map(message).join("\n").trim();
}

function message(line: string): string {
  try {
    const { msg, what, advice } = JSON.parse(line) as Record<string, unknown>;
    return [msg, what, advice].filter((part) => typeof part === "string").join(" ") || line;
  } catch {
    return line;
  }
}
