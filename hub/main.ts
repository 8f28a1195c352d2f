/** Starts the office's hub: `node hub/main.ts --config FILE`. Only this file reads arguments and builds the real ports. */
import { fileURLToPath } from "node:url";
import pino from "pino";
import { faultText } from "#shared/faults/text.ts";
import type { Problem } from "#shared/office/problem.ts";
import type { HubFile } from "#shared/wire/process.ts";
import { readArguments, usage } from "./arguments.ts";
import { businessTime } from "./clock.ts";
import { extendHub } from "./forward/extend.ts";
import { createHub } from "./hub.ts";
import { importOffice } from "./import.ts";
import type { Journal } from "./journal.ts";
import { Refusal } from "./refusal.ts";
import { FileRefusal, readJson, readOffice } from "./seed.ts";
import { checkHubFile } from "./settings.ts";
import { storageRefusal } from "./storage.ts";

/** A stop that takes longer is cut: what is committed is safe, and a supervisor waits no longer than this. */
const stopMs = 1_500;

const asked = readArguments(process.argv.slice(2));
try {
  if (asked.kind === "help") console.log(usage);
  else if (asked.kind === "wrong") end(`${asked.what}\n\n${usage}`);
  else if (asked.kind === "import") take(readHubFile(asked.config), asked.file);
  else await run(readHubFile(asked.config));
} catch (error) {
  end(textOf(error));
}

async function run(file: HubFile): Promise<void> {
  const seed = file.seed === undefined ? null : readOffice(file.seed, file.office);
  const hub = await createHub(file, {
    time: businessTime(file.time),
    every,
    journal: pinoJournal(file.office),
    seed,
    pages: fileURLToPath(new URL("../display/dist", import.meta.url)),
    extend: extendHub,
  });
  const stop = () => {
    setTimeout(() => process.exit(0), stopMs).unref();
    void hub.stop().then(() => process.exit(0));
  };
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
  console.log(JSON.stringify(hub.ready));
}

function take(file: HubFile, office: string): void {
  const found = importOffice(file.data, file.office, readOffice(office, file.office), businessTime(file.time));
  if (found.length === 0) console.log("Nothing differs: the hub has this configuration already.");
  else console.log(`${found.join("\n")}\nTaken. It counts from the hub's next start.`);
}

function readHubFile(path: string): HubFile {
  const checked = checkHubFile(readJson(path));
  if (!checked.ok) throw new FileRefusal(path, checked.problems);
  return checked.file;
}

function every(ms: number, run: () => void): () => void {
  const timer = setInterval(run, ms);
  return () => clearInterval(timer);
}

/** JSON lines on standard error, written before the process goes on, so that the last one is there after a crash. */
function pinoJournal(office: string): Journal {
  const logger = pino({ base: { office } }, pino.destination({ dest: 2, sync: true }));
  return {
    info: (what, facts = {}) => logger.info(facts, what),
    warn: (what, facts = {}) => logger.warn(facts, what),
    error: (what, facts = {}) => logger.error(facts, what),
  };
}

/** An operating fault as a person reads it; a bug crashes. */
function textOf(error: unknown): string {
  const refusal = error instanceof Error && error.name === "SqliteError" ? storageRefusal(error) : error;
  if (!(refusal instanceof Refusal)) throw error;
  const { what, advice } = faultText(refusal.fault, "en");
  const problems = refusal instanceof FileRefusal ? refusal.problems.map((each) => lineOf(refusal.file, each)) : [];
  return [...problems, `${what} ${advice}`].join("\n");
}

function lineOf(file: string, { path, seen, what, advice }: Problem): string {
  return `${file}${path === "" ? "" : `: ${path}`} (${seen}): ${what}. ${advice}`;
}

function end(text: string): never {
  console.error(text);
  process.exit(1);
}
