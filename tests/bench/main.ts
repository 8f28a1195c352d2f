/** `npm run bench [-- NAME] [--json]`: ratios against peers and physical limits, measured in one run. Exits 1 when a goal is missed. */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { loadavg } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { callToBoard } from "./call-to-board.ts";
import { callToSign } from "./call-to-sign.ts";
import { durable } from "./durable.ts";
import type { Benchmark, Figure } from "./figure.ts";
import { memory } from "./memory.ts";
import { offlineDay } from "./offline-day.ts";
import { overload } from "./overload.ts";
import { powerFailure } from "./power-failure.ts";
import { renewals } from "./renewals.ts";
import { replacedHub } from "./replaced-hub.ts";
import { routingCost } from "./routing.ts";
import { slowLine } from "./slow-line.ts";
import { stalls } from "./stalls.ts";
import { tapToPaper } from "./tap-to-paper.ts";

const benchmarks: readonly Benchmark[] = [
  durable,
  callToBoard,
  callToSign,
  tapToPaper,
  stalls,
  memory,
  offlineDay,
  slowLine,
  overload,
  powerFailure,
  renewals,
  replacedHub,
  routingCost,
];

const { values, positionals } = parseArgs({ allowPositionals: true, options: { json: { type: "boolean" }, help: { type: "boolean" } } });
const chosen = benchmarks.filter(({ name }) => positionals.length === 0 || positionals.includes(name));

if (values.help || chosen.length === 0) {
  console.log("npm run bench [-- NAME ...] [--json]\n");
  for (const { name, about } of benchmarks) console.log(`  ${name.padEnd(16)}${about}`);
  process.exit(values.help ? 0 : 1);
}

const cache = join(import.meta.dirname, "../../.cache");
mkdirSync(cache, { recursive: true });
const figures: Figure[] = [];
for (const benchmark of chosen) {
  // On the project's own disk, because a temporary folder may be in memory.
  const folder = mkdtempSync(join(cache, `bench-${benchmark.name}-`));
  try {
    if (!values.json) console.log(`\n${benchmark.name}: ${benchmark.about}  (load ${loadavg()[0]?.toFixed(1)})`);
    for (const figure of await benchmark.run(folder)) {
      figures.push(figure);
      console.log(values.json ? JSON.stringify({ ...figure, value: rounded(figure.value) }) : line(figure));
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
const missed = figures.filter((figure) => !figure.ok);
if (!values.json) console.log(missed.length === 0 ? "\nall goals met" : `\nmissed: ${missed.map((figure) => figure.name).join(", ")}`);
process.exit(missed.length === 0 ? 0 : 1);

function line({ name, value, unit, goal, ok }: Figure): string {
  return `  ${ok ? " " : "!"} ${name.padEnd(58)}${String(rounded(value)).padStart(10)} ${unit.padEnd(8)}${goal}`;
}

function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
