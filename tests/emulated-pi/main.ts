/**
 * `npm run emulated-pi`: an emulated ARM machine goes from a card that IT's command wrote to a printed ticket, through an update, a bad
 * update, a new hub and its own replacement, and no key is pressed on it. Tells the time of each step; exits 1 when one failed.
 */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { Ports } from "../../hub/broker/ports.ts";
import { missingParts, run } from "./debian.ts";
import { HubStory } from "./hub-story.ts";
import { KioskStory, type Scene } from "./kiosk-story.ts";
import { Machine } from "./machine.ts";
import { Office } from "./office.ts";
import { makeReleases, top } from "./releases.ts";
import { systemImage } from "./system.ts";

const help = `npm run emulated-pi [-- --install] [--keep] [--only kiosk|hub]

  --install   get from Debian what is missing on this machine
  --only      one of the two stories
  --keep      leave the folder of the run, with the console and the hub's log, also when all went well

Needs root, 10 GB of disk, and the ports 8443 and 8883 of this machine. The first run makes a system and a package, and keeps them in .cache/emulated-pi.`;

const { values } = parseArgs({
  options: {
    install: { type: "boolean", default: false },
    keep: { type: "boolean", default: false },
    only: { type: "string" },
    help: { type: "boolean" },
  },
});
if (values.help) end(help, 0);
const stories = { kiosk: KioskStory, hub: HubStory } as const;
const chosen = Object.entries(stories).filter(([what]) => values.only === undefined || values.only === what);
if (chosen.length === 0) end(`--only takes ${Object.keys(stories).join(" or ")}.`, 1);
const missing = missingParts(values.install);
if (missing.length > 0) end(`This needs what is not here:\n  ${missing.join("\n  ")}`, 1);

const tell = (line: string) => console.log(line);
const cache = join(top, ".cache/emulated-pi");
mkdirSync(cache, { recursive: true });
const startMs = performance.now();
const time = (ms: number) => `${Math.floor(ms / 60_000)} min ${String(Math.round((ms % 60_000) / 1_000)).padStart(2, "0")} s`;

const image = systemImage(cache, tell);
const releases = makeReleases(cache, tell);
tell(`ok    a system and releases are here (${time(performance.now() - startMs)})`);

const folder = mkdtempSync(join(cache, "run-"));
const key = join(folder, "care-key");
run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key);
let machines = 0;
const free = new Ports();
const ports = { ssh: await free.take(), page: await free.take() };
const office = await Office.open(join(folder, "office"));
const scene: Scene = {
  ...{ office, officeFile: join(folder, "office/office.json"), releases, publicKey: `${key}.pub` },
  newMachine: () => new Machine(join(folder, `machine-${++machines}`), image, key, ports),
};
let [passed, failed] = [0, 0];
for (const [what, tale] of chosen) {
  tell(`== ${what}`);
  await told(new tale(scene));
}

/** Each step stands on the one before: the first that fails ends the story. */
async function told(story: KioskStory | HubStory): Promise<void> {
  for (const { name, run: runStep } of story.steps()) {
    const began = performance.now();
    try {
      const said = await runStep();
      passed += 1;
      tell(`ok    ${name} (${time(performance.now() - began)})${typeof said === "string" ? `: ${said}` : ""}`);
    } catch (error) {
      failed += 1;
      tell(`FAIL  ${name} (${time(performance.now() - began)}): ${(error as Error).message}\n${story.machine.lastWords()}`);
      break;
    }
  }
  await story.machine.powerOff();
}

await office.close();
if (failed === 0 && !values.keep) rmSync(folder, { recursive: true });
else tell(`what was written lies in ${folder}`);
tell(`the whole: ${time(performance.now() - startMs)}`);
end(`emulated-pi: ${passed} passed, ${failed} failed`, failed === 0 ? 0 : 1);

function end(line: string, code: number): never {
  console.log(line);
  process.exit(code);
}
