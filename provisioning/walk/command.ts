/** `npm run provision -- walk`: joins the hub, this machine, the key and the person; writes or reads the record. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { checkOffice } from "#shared/office/check.ts";
import type { OfficeConfiguration } from "#shared/office/configuration.ts";
import { askHub } from "../ask-hub.ts";
import { type KeyHolder, newKeyFile, readKeyFile } from "../bundle/key-file.ts";
import { textOf } from "../card/input-file.ts";
import { readJson } from "../card/office-file.ts";
import { Failure } from "../office/failure.ts";
import { Staff } from "../office/wire/staff.ts";
import { checkPlan } from "../set-up/plan.ts";
import type { WalkAsked } from "./arguments.ts";
import { foundOn, type MachineFiles } from "./found.ts";
import { Gone, Person, type Terminal } from "./person.ts";
import { keyFingerprint, signedText, verified, type WalkRecord } from "./record.ts";
import { walk } from "./walk.ts";

const hubWithinMs = 5_000;
const ticketWithinMs = 600_000;

/** The exit code. */
export async function runWalk(asked: Exclude<WalkAsked, { kind: "help" }>, terminal: Terminal): Promise<number> {
  if (asked.kind === "verify") return verifyRecord(asked.file, asked.signedBy, terminal);
  if (existsSync(asked.record)) throw new Failure(`${asked.record} is there already. Name a new file: a record is never overwritten.`);
  const key = keyOf(asked.key, terminal);
  const office = await officeAt(asked.hub);
  const signs = asked.plan === null ? new Map<string, string[]>() : signsOf(asked.plan, office);
  const person = new Person(asked.answers === null ? terminal : fromFile(asked.answers, terminal));
  const wait = (ms: number) => new Promise<void>((done) => setTimeout(done, ms).unref());
  const staff = new Staff(asked.hub, { wait, key: () => crypto.randomUUID() });
  try {
    const clocks = { wall: () => Date.now(), mono: () => performance.now() };
    const practise = (command: string, about: object) => officeCommand(asked.hub, command, about);
    const record = await walk({
      practise,
      ...{ staff, office, person, signs, by: asked.by, ticketWithinMs },
      ...clocks,
      found: foundOn(machineFiles),
    });
    writeFileSync(asked.record, signedText(record, key), { flag: "wx" });
    tell(record, terminal);
    terminal.say(`Signed in ${asked.record} by the key ${keyFingerprint(key.publicKey)}.`);
    return record.problems.length === 0 ? 0 : 1;
  } catch (error) {
    if (error instanceof Gone)
      throw new Failure("Nobody answered any more: the walk is not finished, and there is no record. Start it again.");
    throw error;
  } finally {
    await staff.close();
  }
}

function verifyRecord(file: string, signedBy: string | null, terminal: Terminal): number {
  const found = verified(textOf(file), signedBy);
  if ("wrong" in found) throw new Failure(`${file}: ${found.wrong}`);
  tell(found.record, terminal);
  const whose = signedBy === null ? "Compare the key with IT's, or ask with --signed-by." : "It is the key that was asked for.";
  terminal.say(`As it was signed, by the key ${found.key}. ${whose}`);
  return found.record.problems.length === 0 ? 0 : 1;
}

function tell({ office, by, startedAt, minutes, actions, tickets, calls, problems }: WalkRecord, { say }: Terminal): void {
  say(`${office}, ${new Date(startedAt).toISOString().slice(0, 16)}Z, by ${by}: ${actions} actions in ${minutes} minutes.`);
  say(`  ${tickets.length} tickets, ${calls.length} calls.`);
  if (problems.length === 0) say("  Everything is as it should be.");
  for (const problem of problems) say(`  ! ${problem}`);
}

function keyOf(file: string, { say }: Terminal): KeyHolder {
  try {
    if (existsSync(file)) return readKeyFile(file);
  } catch {
    throw new Failure(`${file} holds no Ed25519 key. Name another file; one that is not there is made.`);
  }
  const made = newKeyFile(file);
  say(`A new key is in ${file}. Keep it safe and off the devices; its fingerprint is ${keyFingerprint(made.publicKey)}.`);
  return made;
}

/** Of the whole office: with no version that it expects. */
async function officeCommand(hub: string, command: string, about: object): Promise<void> {
  await askHub(hub, `/api/v1/commands/${command}`, hubWithinMs, { key: crypto.randomUUID(), ...about });
}

async function officeAt(hub: string): Promise<OfficeConfiguration> {
  const { configuration } = (await askHub(hub, "/api/v1/configuration", hubWithinMs, undefined)) as { readonly configuration?: unknown };
  const checked = checkOffice(configuration);
  if (!checked.ok) throw new Failure(`What answers at ${hub} is no hub with an office's configuration.`);
  return checked.office;
}

function signsOf(file: string, office: OfficeConfiguration): Map<string, string[]> {
  const checked = checkPlan(readJson(file), office);
  if ("problems" in checked) throw new Failure(`${file} does not fit this office. npm run provision -- office says what is wrong with it.`);
  const boards = checked.plan.devices.flatMap((device) => (device.role === "board" ? [device] : []));
  return new Map(boards.map(({ name, signs }) => [name, signs.flatMap((line) => line.signs.map(({ id }) => id))]));
}

function fromFile(file: string, { say }: Terminal): Terminal {
  const answers = textOf(file)
    .split("\n")
    .filter((line) => !line.startsWith("#"));
  return {
    say,
    ask: async (question) => {
      const answer = answers.shift();
      say(`${question}${answer ?? ""}`);
      return answer ?? null;
    },
  };
}

const machineFiles: MachineFiles = {
  list: (folder) => {
    try {
      return readdirSync(folder);
    } catch {
      return [];
    }
  },
  read: (file) => {
    try {
      return readFileSync(file, "utf8").trim();
    } catch {
      return undefined;
    }
  },
};
