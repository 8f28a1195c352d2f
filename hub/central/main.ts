/** Starts central: `node hub/central/main.ts --port 0 --data DIR`. Only this file reads arguments, the clock and chance. */
import { hash, randomUUID } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import Database from "better-sqlite3";
import { EventLog } from "#shared/log/event-log.ts";
import { contactForm } from "#shared/security/security-text.ts";
import { AnchoredClock } from "#shared/time/clock.ts";
import { CentralLog } from "./central-log.ts";
import { buildCitizenServer } from "./citizen-server.ts";
import { Citizens } from "./citizens.ts";
import { CannotStart, type Opened, readPort, runLoopbackProgram, type Settings, wrong } from "./loopback-program.ts";
import { Releases } from "./releases.ts";
import { buildCentral } from "./server.ts";

const usage = `Central: keeps the logs of all offices, and counts what joined.

  node hub/central/main.ts --port N --data DIR [--citizens-port N [--security-contact ADDRESS]]

  --port N           where it listens on 127.0.0.1; 0 takes any free port
  --data DIR         where it keeps central.sqlite
  --citizens-port N  where citizens see how their tickets stand, on 127.0.0.1 too: what brings the page to the outside, with its name and
                     its certificate, stands before it; without this option there is no such page
  --security-contact ADDRESS
                     whom to tell of a weakness, such as mailto:it@office.example: in /.well-known/security.txt beside that page

It prints {"ready":"central","port":N} when it listens, with "citizensPort" where there is one. GET /counts says what it has.`;

const digest = (text: string) => hash("sha256", text, "base64url");

const mono = () => performance.now();
const options = ["citizens-port", "security-contact"];
await runLoopbackProgram({ name: "Central", ready: "central", usage, options, open: openCentral }, process.argv.slice(2));

function openCentral({ data: directory, more }: Settings): Opened {
  const { "citizens-port": asked, "security-contact": contact } = more;
  if (contact !== undefined && !contactForm.test(contact))
    throw wrong("--security-contact must begin with mailto:, https:// or tel:.", usage);
  const citizensPort = asked === undefined ? null : readPort("--citizens-port", asked, usage);
  const citizens = new Citizens(randomUUID);
  const database = openDatabase(directory);
  const central = new CentralLog(new EventLog(database, digest, { source: "central", epoch: randomUUID() }), database, digest);
  const clock = new AnchoredClock({ wall: Date.now, mono }, randomUUID());
  const close = () => {
    central.snapshot();
    database.close();
  };
  const server = buildCentral(central, { now: () => clock.now(), citizens, releases: new Releases(database), mono });
  if (citizensPort === null) return { server, close };
  const pages = fileURLToPath(new URL("../../display/dist", import.meta.url));
  const beside = {
    server: buildCitizenServer({ citizens, mono, digest, pages, securityContact: contact ?? null }),
    port: citizensPort,
    tells: "citizensPort",
  } as const;
  return { server, beside, close };
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
