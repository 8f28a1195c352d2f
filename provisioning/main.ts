/** `npm run provision`: what office IT uses to set up the devices of an office. Chooses the command and speaks with the terminal. */
import { once } from "node:events";
import { userInfo } from "node:os";
import { createInterface } from "node:readline";
import { Writable } from "node:stream";
import { cardUsage, readCardArguments } from "./card/arguments.ts";
import { type Desk, makeCard } from "./card/make-card.ts";
import { checklistUsage, readChecklistArguments, runChecklist } from "./checklist/command.ts";
import { devicesUsage, readDevicesArguments, runDevices } from "./devices/command.ts";
import { Failure } from "./office/failure.ts";
import { pageUsage, readPageArguments } from "./page/arguments.ts";
import { cardPages, portsHere } from "./page/command.ts";
import { servePages } from "./page/server.ts";
import { peopleUsage, readPeopleArguments, runPeople } from "./people/command.ts";
import { readReleasesArguments, releasesUsage } from "./releases/arguments.ts";
import { runReleases } from "./releases/command.ts";
import { officeUsage, readOfficeArguments } from "./set-up/arguments.ts";
import { makeOffice } from "./set-up/make-office.ts";
import { readWalkArguments, walkUsage } from "./walk/arguments.ts";
import { runWalk } from "./walk/command.ts";
import type { Terminal } from "./walk/person.ts";

const usage = `Sets up the devices of an office.

  npm run provision -- office ...     a whole office: cards, labels, parts list, network sheet, what to do
  npm run provision -- card ...       one device's card
  npm run provision -- page           a page on this computer that writes devices' cards
  npm run provision -- devices ...    at the hub: tokens, certificates, approval, revocation
  npm run provision -- people ...     at the hub: who may sign in, codes for new PINs, sessions, the audit
  npm run provision -- releases ...   at the hub: what its devices run, a new release, a halt
  npm run provision -- walk ...       through an office that was just set up: see, hear, sign
  npm run provision -- checklist ...  what only real devices can prove, step by step
  npm run provision -- office --help  and so for each

provisioning/README.md leads from nothing to a running office.`;

const desk: Desk = {
  say: (line) => process.stdout.write(`${line}\n`),
  askHidden,
  now: () => new Date(),
  user: userInfo().username,
};

// Whoever reads no further (`| head`) does not stop what is being done.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});
process.exitCode = await run(process.argv.slice(2));
// A terminal that is listened to would hold the program.
process.stdin.destroy();

async function run([command, ...args]: readonly string[]): Promise<number> {
  try {
    switch (command) {
      case "card":
        return await runCard(args);
      case "office":
        return await runOffice(args);
      case "page":
        return await runPage(args);
      case "devices":
        return await runDevicesCommand(args);
      case "people":
        return await runPeopleCommand(args);
      case "releases":
        return await runReleasesCommand(args);
      case "walk":
        return await runWalkThrough(args);
      case "checklist":
        return runChecklistCommand(args);
      case "--help":
      case "help":
        desk.say(usage);
        return 0;
      default:
        return wrong(command === undefined ? "Say what to set up." : `There is no command "${command}".`, usage);
    }
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 1;
  }
}

async function runCard(args: readonly string[]): Promise<number> {
  const asked = readCardArguments(args);
  if ("wrong" in asked) return wrong(asked.wrong, cardUsage);
  if (asked.kind === "help") desk.say(cardUsage);
  else await makeCard(asked, desk);
  return 0;
}

async function runOffice(args: readonly string[]): Promise<number> {
  const asked = readOfficeArguments(args);
  if ("wrong" in asked) return wrong(asked.wrong, officeUsage);
  if (asked.kind === "help") desk.say(officeUsage);
  else await makeOffice(asked, desk);
  return 0;
}

async function runPage(args: readonly string[]): Promise<number> {
  const asked = readPageArguments(args);
  if ("wrong" in asked) return wrong(asked.wrong, pageUsage);
  if (asked.kind === "help") desk.say(pageUsage);
  else {
    const { address, server } = await servePages(cardPages(asked, portsHere(desk.user)), asked.port);
    desk.say(`Open ${address} on this computer. Ctrl+C ends it.`);
    await once(server, "close");
  }
  return 0;
}

async function runDevicesCommand(args: readonly string[]): Promise<number> {
  const asked = readDevicesArguments(args);
  if ("wrong" in asked) return wrong(asked.wrong, devicesUsage);
  if (asked.kind === "help") desk.say(devicesUsage);
  else await runDevices(asked, desk.user, desk.say);
  return 0;
}

async function runPeopleCommand(args: readonly string[]): Promise<number> {
  const asked = readPeopleArguments(args);
  if ("wrong" in asked) return wrong(asked.wrong, peopleUsage);
  if (asked.kind !== "help") return (await runPeople(asked, desk.user, desk.say)) ? 0 : 1;
  desk.say(peopleUsage);
  return 0;
}

async function runReleasesCommand(args: readonly string[]): Promise<number> {
  const asked = readReleasesArguments(args);
  if ("wrong" in asked) return wrong(asked.wrong, releasesUsage);
  if (asked.kind === "help") desk.say(releasesUsage);
  else await runReleases(asked, desk.user, desk.say);
  return 0;
}

function runChecklistCommand(args: readonly string[]): number {
  const asked = readChecklistArguments(args);
  if ("wrong" in asked) return wrong(asked.wrong, checklistUsage);
  if (asked.kind === "help") desk.say(checklistUsage);
  else runChecklist(asked, desk.say);
  return 0;
}

async function runWalkThrough(args: readonly string[]): Promise<number> {
  const asked = readWalkArguments(args);
  if ("wrong" in asked) return wrong(asked.wrong, walkUsage);
  if (asked.kind !== "help") return runWalk(asked, terminal());
  desk.say(walkUsage);
  return 0;
}

/** Lines as they are typed; null at the end of what was piped in. */
function terminal(): Terminal {
  const lines = createInterface({ input: process.stdin, terminal: false });
  const typed = lines[Symbol.asyncIterator]();
  return {
    say: desk.say,
    ask: async (question) => {
      process.stdout.write(question);
      const { done, value } = await typed.next();
      return done ? null : value;
    },
  };
}

/** The mistake stands last: on a terminal that is where one looks, and the help is longer than a screen. */
function wrong(what: string, help: string): number {
  process.stderr.write(`${help}\n\n${what}\n`);
  return 2;
}

/** What is typed does not appear. From a pipe the first line is taken. */
function askHidden(question: string): Promise<string> {
  process.stderr.write(question);
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: nowhere, terminal: process.stdin.isTTY === true });
  return new Promise((answered) => {
    let answer = "";
    lines.once("line", (line) => {
      answer = line;
      lines.close();
    });
    lines.once("close", () => {
      process.stderr.write("\n");
      answered(answer);
    });
  });
}
