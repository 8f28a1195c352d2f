/** `node device/update/main.ts VERB`: runs a device's program out of the slot that is due, and what office IT does with releases by hand. */
import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import pino from "pino";
import * as v from "valibot";
import { type Fault, isFault } from "#shared/faults/fault.ts";
import { faultText } from "#shared/faults/text.ts";
import { Supervised } from "#shared/supervision/supervised.ts";
import { envelopeSchema, keysSchema, type UpdateTarget, updateTargets } from "#shared/update/documents.ts";
import { healthForKeeper, type KeeperFile, keeperFile } from "#shared/update/keeper-file.ts";
import { Fetcher } from "./fetcher.ts";
import { HubFetcher } from "./hub-fetcher.ts";
import { HubSource } from "./hub-source.ts";
import { Inbox, type InboxAnswer } from "./inbox.ts";
import { Keeper, type Program, type ReleaseSource } from "./keeper.ts";
import { SlotFolder } from "./slot-folder.ts";
import { systemdNotify } from "./systemd.ts";

const help = `Keeps a device's releases in two slots, tries new ones, and goes back by itself when one does not prove itself.

  node device/update/main.ts keep --config FILE             runs the release that is due, until SIGTERM
  node device/update/main.ts install BUNDLE --config FILE   lays a bundle down for the keeper; waits for its answer
      --now                                                 also while the office is open
  node device/update/main.ts trust KEYS --config FILE       whose signatures count; only on a device that was not told yet
  node device/update/main.ts status --config FILE           what stands in the slots, and what failed here

FILE is JSON; its shape is keeperFile in shared/update/keeper-file.ts. \`keep\` logs to standard error.
`;

const lookTimeoutMs = 1_500;
const stopTimeoutMs = 5_000;
const answerEveryMs = 500;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { config: { type: "string" }, now: { type: "boolean" }, help: { type: "boolean" } },
});
const [verb, given, ...more] = positionals;

if (values.help || verb === undefined) process.stdout.write(help);
else {
  process.exitCode = await act(verb);
  // A bundle on its way would hold the program; it goes on from where it is cut.
  if (verb === "keep") process.exit();
}

async function act(what: string): Promise<number> {
  if (more.length > 0) return wrong(`"${more[0]}" is one word too many.`);
  const file = readConfig();
  if (typeof file === "string") return wrong(file);
  const folder = new SlotFolder(file.root);
  switch (what) {
    case "keep":
      return keep(file, folder);
    case "install":
      return given === undefined ? wrong("install takes the bundle's file.") : putAndWait(file, given);
    case "trust":
      return given === undefined ? wrong("trust takes the file of the keys.") : trust(folder, given);
    case "status":
      return status(folder);
    default:
      return wrong(`There is no "${what}". --help says what there is.`);
  }
}

async function keep(file: KeeperFile, folder: SlotFolder): Promise<number> {
  const logger = pino({ base: null }, pino.destination({ dest: 2, sync: true }));
  const target = `${process.platform}-${process.arch}`;
  if (!isTarget(target)) return wrong(`There are no releases for ${target}.`);
  const inbox = new Inbox(file.root);
  const ports = {
    run: (slot: string) => run(file, slot),
    look: () => look(file.health),
    monoMs: () => performance.now(),
    now: () => Date.now(),
    pause: (ms: number) => new Promise<void>((resolve) => void setTimeout(resolve, ms)),
    jitter: Math.random,
    tell: (what: string, facts = {}) => logger.info(facts, what),
  };
  const keeper = new Keeper(folder, inbox, target, ports, file.first, sourceOf(file, folder, inbox, target));
  // Commits of the program are synchronous: while one hangs, or anything else in it does, it does not answer, and the watchdog is not fed.
  const supervised = new Supervised(process.env, {
    tell: systemdNotify((why) => logger.warn({ why }, "systemd.unreachable")),
    every: (ms, beat) => {
      const timer = setInterval(beat, ms);
      return () => clearInterval(timer);
    },
    isAlive: () => keeper.isAlive(),
  });
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.once(signal, () => {
      supervised.stopping();
      keeper.stop();
    });
  }
  supervised.ready("Keeps this device's program running");
  const end = await keeper.keep();
  supervised.stopping();
  return isFault(end) ? said(end) : end;
}

/** The office's hub, where the device may have a certificate for it; else where releases are published; else only what is laid down. */
function sourceOf(file: KeeperFile, folder: SlotFolder, inbox: Inbox, target: UpdateTarget): ReleaseSource | null {
  const { source, identity, root } = file;
  if (source !== null) return new Fetcher(source, root, folder, inbox, target);
  if (identity === null) return null;
  const synchronised = () => existsSync("/run/systemd/timesync/synchronized");
  const hub = new HubSource({ identity, wall: () => Date.now(), synchronised });
  return new HubFetcher(hub, root, folder, inbox, target);
}

function run({ run: words }: KeeperFile, slot: string): Program {
  const [command, ...rest] = words as [string, ...string[]];
  const child = spawn(command.startsWith("/") ? command : path.join(slot, command), rest, { cwd: slot, stdio: "inherit" });
  const ended = new Promise<number | null>((resolve) => {
    child.once("close", (code) => resolve(code));
    // It could not be started at all.
    child.once("error", () => resolve(127));
  });
  const stop = async () => {
    child.kill("SIGTERM");
    const late = setTimeout(() => child.kill("SIGKILL"), stopTimeoutMs);
    await ended;
    clearTimeout(late);
  };
  return { ended, stop };
}

async function look(address: string): Promise<{ readonly well: boolean; readonly quiet: boolean } | null> {
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(lookTimeoutMs) });
    const read = v.safeParse(healthForKeeper, await response.json());
    return response.ok && read.success ? read.output : null;
  } catch {
    return null;
  }
}

async function putAndWait(file: KeeperFile, bundle: string): Promise<number> {
  if (!(await stat(bundle).catch(() => undefined))?.isFile()) return wrong(`There is no file ${bundle}.`);
  const name = `stick-${process.pid}${values.now ? "-now" : ""}.bundle`;
  const answerFile = await new Inbox(file.root).put(bundle, name);
  process.stdout.write("The keeper has the bundle. It is judged when the office is closed, or with --now at once.\n");
  for (;;) {
    const text = await readFile(answerFile, "utf8").catch(() => null);
    if (text !== null) {
      const answer = JSON.parse(text) as InboxAnswer;
      if ("refused" in answer) return said(answer.refused);
      process.stdout.write(`Release ${answer.ready.version} is ready and is being tried.\n`);
      return 0;
    }
    await new Promise((resolve) => setTimeout(resolve, answerEveryMs));
  }
}

async function trust(folder: SlotFolder, file: string): Promise<number> {
  const before = folder.trusted();
  if (before !== null)
    return wrong("This device already knows whose signatures count. New keys come signed by the old ones, in bundles and channels.");
  const text = await readFile(file, "utf8").catch(() => undefined);
  if (text === undefined) return wrong(`There is no file ${file}.`);
  try {
    const { signed } = v.parse(envelopeSchema, JSON.parse(text));
    await folder.saveTrusted({ keys: v.parse(keysSchema, JSON.parse(signed)), channel: null });
  } catch (error) {
    return wrong(`${file} holds no keys: ${error instanceof Error ? error.message : String(error)}`);
  }
  return 0;
}

function status(folder: SlotFolder): number {
  const slots = folder.slots();
  if (isFault(slots)) return said(slots);
  for (const name of ["a", "b"] as const) {
    const what = slots.slots[name];
    const how = slots.trial?.slot === name ? `on trial, started ${slots.trial.starts} times` : slots.kept === name ? "kept" : "";
    process.stdout.write(`${name}  ${what ? `${what.version} (number ${what.number})` : "empty"}  ${how}\n`);
  }
  if (slots.refused.length > 0) process.stdout.write(`Numbers that did not prove themselves here: ${slots.refused.join(", ")}\n`);
  return 0;
}

function readConfig(): KeeperFile | string {
  if (values.config === undefined) return "Say where the configuration is: --config FILE";
  try {
    const read = v.safeParse(keeperFile, JSON.parse(readFileSync(values.config, "utf8")));
    if (read.success) return read.output;
    return `${values.config} does not fit: ${read.issues.map((issue) => `${v.getDotPath(issue) ?? "file"}: ${issue.message}`).join("; ")}`;
  } catch (error) {
    return `${values.config} cannot be read: ${error instanceof Error ? error.message : String(error)}`;
  }
}

function isTarget(text: string): text is UpdateTarget {
  return (updateTargets as readonly string[]).includes(text);
}

function said(fault: Fault): number {
  const { what, advice } = faultText(fault, "en");
  process.stderr.write(`${what} ${advice}\n`);
  return 1;
}

function wrong(sentence: string): number {
  process.stderr.write(`${sentence}\n`);
  return 1;
}
