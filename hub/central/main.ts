/** Starts central: `node hub/central/main.ts --port 0 --data DIR`. Only this file reads arguments, the clock and chance. */
import { hash, randomUUID } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { EventLog } from "#shared/log/event-log.ts";
import { AnchoredClock } from "#shared/time/clock.ts";
import { CentralLog } from "./central-log.ts";
import { CannotStart, type Opened, runLoopbackProgram } from "./loopback-program.ts";
import { buildCentral } from "./server.ts";

const usage = `Central: keeps the logs of all offices, and counts what joined.

  node hub/central/main.ts --port N --data DIR

  --port N    where it listens on 127.0.0.1; 0 takes any free port
  --data DIR  where it keeps central.sqlite

It prints {"ready":"central","port":N} when it listens. GET /counts says what it has.`;

const digest = (text: string) => hash("sha256", text, "base64url");

await runLoopbackProgram({ name: "Central", ready: "central", usage, open: ({ data }) => openCentral(data) }, process.argv.slice(2));

function openCentral(directory: string): Opened {
  const database = openDatabase(directory);
  const central = new CentralLog(new EventLog(database, digest, { source: "central", epoch: randomUUID() }), database, digest);
  const clock = new AnchoredClock({ wall: Date.now, mono: () => performance.now() }, randomUUID());
  const close = () => {
    central.snapshot();
    database.close();
  };
  return { server: buildCentral(central, () => clock.now()), close };
}

function openDatabase(directory: string): Database.Database {
  try {
    mkdirSync(directory, { recursive: true });
    const database = new Database(join(directory, "central.sqlite"), { timeout: 1_000 });
    // Held as long as this program runs: a second one on the same folder would number rows twice.
    database.pragma("locking_mode = exclusive");
    database.pragma("journal_mode = wal");
    database.pragma("synchronous = full");
    return database;
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "SQLITE_BUSY")) throw error;
    throw new CannotStart(`Another central already uses ${directory}. Stop it, or give this one its own --data directory.`, {
      cause: error,
    });
  }
}
