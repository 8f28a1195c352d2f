/**
 * What central and the test collector are alike in as programs: their arguments, listening on loopback, one line when ready, stopping,
 * and saying in a sentence why they cannot start.
 */
import { parseArgs } from "node:util";
import type { FastifyInstance } from "fastify";
import type { ReadyLine } from "#shared/wire/process.ts";

export interface Settings {
  readonly port: number;
  /** The folder of its data. */
  readonly data: string;
  /** What was given for the program's own options. */
  readonly more: Readonly<Record<string, string | undefined>>;
}

export interface Opened {
  readonly server: FastifyInstance;
  /** A second listener on loopback, for others than the first. */
  readonly beside?: { readonly server: FastifyInstance; readonly port: number; readonly tells: "citizensPort" };
  /** Called when nobody is connected any more. */
  readonly close: () => void;
}

export interface LoopbackProgram {
  /** As a sentence begins with it: "Central". */
  readonly name: string;
  readonly ready: ReadyLine["ready"];
  readonly usage: string;
  /** Options beside --port, --data and --help; each takes a value. */
  readonly options?: readonly string[];
  /** Opens its data. Whatever it throws is told as data that cannot be kept, but for a `CannotStart`. */
  readonly open: (settings: Settings) => Opened;
}

/** Why a program cannot start and what to do, for a person. */
export class CannotStart extends Error {}

const host = "127.0.0.1";
/** A supervisor waits no longer for a stop. */
const stopWithinMs = 900;

export async function runLoopbackProgram(program: LoopbackProgram, args: readonly string[]): Promise<void> {
  try {
    const settings = readSettings(program, args);
    if (settings === "help") console.log(program.usage);
    else await run(program, settings);
  } catch (error) {
    if (!(error instanceof CannotStart)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}

async function run(program: LoopbackProgram, settings: Settings): Promise<void> {
  const { server, beside, close } = openData(program, settings);
  const stop = () => {
    // Connections are cut by close(), so nobody can hold it up; the exit is for the case that something else does.
    setTimeout(() => process.exit(1), stopWithinMs).unref();
    void Promise.all([server.close(), beside?.server.close()]).then(() => {
      close();
      process.exit(0);
    });
  };
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
  const port = await listen(program, server, settings.port);
  const more = beside ? { [beside.tells]: await listen(program, beside.server, beside.port) } : {};
  console.log(JSON.stringify({ ready: program.ready, port, ...more } satisfies ReadyLine));
}

function readSettings({ usage, options = [] }: LoopbackProgram, args: readonly string[]): Settings | "help" {
  const values = valuesOf(usage, options, args);
  if (values.help) return "help";
  const { port: text, data, ...more } = values;
  const port = readPort("--port", text, usage);
  if (!data) throw wrong("--data DIR is missing.", usage);
  return { port, data, more };
}

/** Throws a `CannotStart` for what is no port. */
export function readPort(option: string, text: string | undefined, usage: string): number {
  const port = Number(text);
  if (text === undefined || text === "" || !Number.isInteger(port) || port < 0 || port > 65_535)
    throw wrong(`${option} must be 0 to 65535.`, usage);
  return port;
}

function valuesOf(usage: string, options: readonly string[], args: readonly string[]): Record<string, string | undefined> {
  const names = ["port", "data", ...options];
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { ...Object.fromEntries(names.map((name) => [name, { type: "string" } as const])), help: { type: "boolean" } },
    });
    return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]));
  } catch (error) {
    throw wrong(wordsOf(error), usage);
  }
}

/** Arguments that cannot be, and how they should be. */
export function wrong(what: string, usage: string): CannotStart {
  return new CannotStart(`${what}\n\n${usage}`);
}

function openData({ name, open }: LoopbackProgram, settings: Settings): Opened {
  try {
    return open(settings);
  } catch (error) {
    if (error instanceof CannotStart) throw error;
    throw new CannotStart(
      `${name} cannot keep its data in ${settings.data} (${wordsOf(error)}). Give a --data directory that can be written.`,
      { cause: error },
    );
  }
}

async function listen({ name }: LoopbackProgram, server: FastifyInstance, port: number): Promise<number> {
  try {
    await server.listen({ host, port });
  } catch (error) {
    const taken = error instanceof Error && "code" in error && error.code === "EADDRINUSE";
    throw new CannotStart(
      taken
        ? `Port ${port} of ${host} is in use. Stop the program that uses it (ss -ltnp shows which), or give another --port; 0 takes any free one.`
        : `${name} cannot listen on port ${port} of ${host} (${String(error)}). Give another --port; 0 takes any free one.`,
      { cause: error },
    );
  }
  const address = server.server.address();
  return typeof address === "object" && address !== null ? address.port : port;
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
