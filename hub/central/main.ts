/** Starts central: `node hub/central/main.ts --port 0 --data DIR`. Only this file reads arguments, the clock and chance. */
import { hash, randomUUID } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import Database from "better-sqlite3";
import { EventLog } from "#shared/log/event-log.ts";
import { AnchoredClock } from "#shared/time/clock.ts";
import type { ReadyLine } from "#shared/wire/process.ts";
import { CentralLog } from "./central-log.ts";
import { buildCentral } from "./server.ts";

const usage = `Central: keeps the logs of all offices, and counts what joined.

  node hub/central/main.ts --port N --data DIR

  --port N    where it listens on 127.0.0.1; 0 takes any free port
  --data DIR  where it keeps central.sqlite

It prints {"ready":"central","port":N} when it listens. GET /counts says what it has.`;

const digest = (text: string) => hash("sha256", text, "base64url");
const settings = readSettings(process.argv.slice(2));
const { database, central } = openCentral(settings.data);
const clock = new AnchoredClock({ wall: Date.now, mono: () => performance.now() }, randomUUID());
const server = buildCentral(central, () => clock.now());

const stop = () => {
  // Connections are cut by close(), so nobody can hold it up; the exit is for the case that something else does.
  setTimeout(() => process.exit(1), 900).unref();
  void server.close().then(() => {
    central.snapshot();
    database.close();
    process.exit(0);
  });
};
process.once("SIGTERM", stop);
process.once("SIGINT", stop);

try {
  await server.listen({ host: "127.0.0.1", port: settings.port });
} catch (error) {
  fail(
    error instanceof Error && "code" in error && error.code === "EADDRINUSE"
      ? `Port ${settings.port} of 127.0.0.1 is in use. Stop the program that uses it (ss -ltnp shows which), or give another --port; 0 takes any free one.`
      : `Central cannot listen on port ${settings.port} of 127.0.0.1 (${String(error)}). Give another --port; 0 takes any free one.`,
  );
}
const address = server.server.address();
const port = typeof address === "object" && address !== null ? address.port : settings.port;
console.log(JSON.stringify({ ready: "central", port } satisfies ReadyLine));

function readSettings(args: readonly string[]): { readonly port: number; readonly data: string } {
  try {
    const options = { port: { type: "string" }, data: { type: "string" }, help: { type: "boolean", default: false } } as const;
    const { values } = parseArgs({ args: [...args], options });
    if (values.help) {
      console.log(usage);
      process.exit(0);
    }
    const port = Number(values.port);
    if (values.port === undefined || !Number.isInteger(port) || port < 0 || port > 65_535)
      return fail(`--port must be 0 to 65535.\n\n${usage}`);
    if (!values.data) return fail(`--data DIR is missing.\n\n${usage}`);
    return { port, data: values.data };
  } catch (error) {
    return fail(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  }
}

function openCentral(directory: string): { readonly database: Database.Database; readonly central: CentralLog } {
  try {
    mkdirSync(directory, { recursive: true });
    const database = new Database(join(directory, "central.sqlite"), { timeout: 1_000 });
    // Held as long as this program runs: a second one on the same folder would number rows twice.
    database.pragma("locking_mode = exclusive");
    database.pragma("journal_mode = wal");
    database.pragma("synchronous = full");
    const log = new EventLog(database, digest, { source: "central", epoch: randomUUID() });
    return { database, central: new CentralLog(log, database, digest) };
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "SQLITE_BUSY")
      return fail(`Another central already uses ${directory}. Stop it, or give this one its own --data directory.`);
    return fail(
      `Central cannot keep its data in ${directory} (${error instanceof Error ? error.message : String(error)}). Give a --data directory that can be written.`,
    );
  }
}

function fail(message: string): never {
  console.error(message);
  process.exit(1);
}
