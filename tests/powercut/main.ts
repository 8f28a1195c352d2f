/**
 * `npm run powercut`: cuts the power of a machine whose writer uses our log, below its file system, and compares what was
 * acknowledged with what is found. Exits 1 when `full` lost anything, or when a control that must lose did not.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { debianParts } from "./debian.ts";
import { cutMany } from "./lives.ts";
import { type Mode, modes } from "./moment.ts";
import { prepareMachine } from "./prepare.ts";
import { lastLine, type Tally, wrongWith } from "./tally.ts";

const help = `npm run powercut [-- --cuts N] [--control-cuts N] [--mode MODE] [--seed TEXT] [--json] [--install]

  --cuts N           cuts of "full", which must lose nothing (20)
  --control-cuts N   cuts of each control, which must lose (8)
  --mode MODE        only this one; may be given more than once: ${modes.join(", ")}
  --seed TEXT        what the moments of the cuts and the fates of the writes are drawn from ("1")
  --json             one line of JSON a verdict, and one of totals
  --install          get what is missing from Debian by apt-get (root for programs; the kernel is only unpacked into .cache)`;

const { values } = parseArgs({
  options: {
    cuts: { type: "string", default: "20" },
    "control-cuts": { type: "string", default: "8" },
    mode: { type: "string", multiple: true, default: [...modes] },
    seed: { type: "string", default: "1" },
    json: { type: "boolean", default: false },
    install: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});
if (values.help) end(help, 0);
const chosen = modes.filter((mode) => values.mode.includes(mode));
const unknown = values.mode.find((mode) => !modes.includes(mode as Mode));
if (unknown !== undefined) end(`There is no mode "${unknown}". Modes: ${modes.join(", ")}`, 1);
if (process.platform !== "linux" || process.arch !== "x64") end("The rig needs Linux on x64: the machine runs the Node of this one.", 1);
const counts = [Number(values.cuts), Number(values["control-cuts"])];
if (!counts.every((count) => Number.isInteger(count) && count > 0)) end("--cuts and --control-cuts take a whole number above 0.", 1);

const cache = join(import.meta.dirname, "../../.cache/powercut");
mkdirSync(cache, { recursive: true });
const parts = debianParts(cache, values.install);
if ("missing" in parts) end(`The rig needs what is not here. Add --install, or type:\n  ${parts.missing.join("\n  ")}`, 1);

const says = (line: string) => {
  if (!values.json) console.log(line);
};
const folder = mkdtempSync(join(cache, "run-"));
const tallies: Tally[] = [];
try {
  const machine = await prepareMachine(cache, folder, parts, says);
  for (const mode of chosen) {
    const cuts = Number(mode === "full" ? values.cuts : values["control-cuts"]);
    const tally = await cutMany(machine, { mode, cuts, seed: values.seed }, (judged) => {
      const { image, ...facts } = judged;
      console.log(values.json ? JSON.stringify(facts) : judged.line);
      if (mode === "full" && (judged.verdict.lost > 0 || judged.verdict.damage !== undefined))
        keepEvidence(judged.cuts.at(-1)?.number, image);
    });
    tallies.push(tally);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
if (values.json) console.log(JSON.stringify({ seed: values.seed, tallies }));
for (const { mode, rowsAcknowledged, rowsLost, damaged, repaired, writes } of tallies) {
  const fates = `${writes.unflushed} writes unflushed at the cuts: ${writes.kept} kept, ${writes.torn} torn, ${writes.dropped} dropped`;
  says(
    `${mode}: ${rowsAcknowledged} rows acknowledged, ${rowsLost} lost, ${damaged} cuts left damage, ${repaired} a file system to repair; ${fates}`,
  );
}
const wrong = wrongWith(tallies);
for (const sentence of wrong) console.error(sentence);
end(lastLine(tallies), wrong.length === 0 ? 0 : 1);

/** The machine's own timing is not drawn from the seed, so the medium of a cut that lost is kept to be looked at. */
function keepEvidence(cut: number | undefined, image: Uint8Array): void {
  const file = join(cache, `lost-at-cut-${cut}-of-seed-${values.seed.replace(/\W/g, "_")}.img`);
  writeFileSync(file, image);
  console.error(`the medium is kept in ${file}`);
}

function end(line: string, code: number): never {
  console.log(line);
  process.exit(code);
}
