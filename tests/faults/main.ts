/** `npm run faults -- --kills N`: offices of real processes under fire, as long as you like. */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { contrast } from "./contrast.ts";
import type { BrokerKind } from "./office.ts";
import { playReplugs } from "./replug/round.ts";
import { playRound } from "./round.ts";

const usage = `Keeps offices of real processes at work and kills, stops, cuts, slows, fills and misleads them; then heals them and checks every promise.

  npm run faults -- --kills N      how many kills in all (default 40)
    --seed S                       what is done and when (default: drawn)
    --broker embedded|mosquitto|mosquitto-keeping|both
                                   (default both: one round each in turn; a keeping one has its messages again after a kill)
    --json                         one line of JSON a round
  npm run faults -- --replugs N    pulls and plugs in again what hangs on a kiosk and a board: printer, panel, scanner, sign
    --seed S, --json               as above
  npm run faults -- --contrast     the same kills against Mosquitto's own queue, believed as it asks to be
  npm run faults -- --help

The last line is "faults: N kills, M violations" (or replugs); exit 1 when a promise was broken. Such a round keeps its folder below .cache/faults.`;

/** A violation is near its cause when rounds are short. */
const killsPerRound = 25;

/** Told now and then, since each takes about a second. */
const replugsTold = 100;

const brokersByName: Readonly<Record<string, readonly BrokerKind[]>> = {
  embedded: ["embedded"],
  mosquitto: ["mosquitto"],
  "mosquitto-keeping": ["mosquitto-keeping"],
  both: ["embedded", "mosquitto", "mosquitto-keeping"],
};

process.exitCode = await main();

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      kills: { type: "string", default: "40" },
      replugs: { type: "string" },
      seed: { type: "string" },
      broker: { type: "string", default: "both" },
      json: { type: "boolean", default: false },
      contrast: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) return say(usage, 0);
  if (values.contrast) return contrast(console.log);
  const kills = Number(values.kills);
  const seed = values.seed === undefined ? Math.floor(Math.random() * 1_000_000) : Number(values.seed);
  if (values.replugs !== undefined) {
    const replugs = Number(values.replugs);
    if (!Number.isInteger(replugs) || replugs < 1 || !Number.isInteger(seed)) return say(`${usage}\n\nThese options cannot be read.`, 1);
    return pulled(replugs, seed, values.json);
  }
  const brokers: readonly BrokerKind[] | undefined = brokersByName[values.broker];
  if (!Number.isInteger(kills) || kills < 1 || !Number.isInteger(seed) || !brokers)
    return say(`${usage}\n\nThese options cannot be read.`, 1);
  return rounds(kills, seed, brokers, values.json);
}

async function pulled(replugs: number, seed: number, json: boolean): Promise<number> {
  const cache = join(import.meta.dirname, "../../.cache/faults");
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, `replugs-${seed}-`));
  let done = 0;
  const each = () => {
    done += 1;
    if (!json && done % replugsTold === 0) console.log(`${done} of ${replugs}`);
  };
  const { violations, ...seen } = await playReplugs({ seed, replugs, folder, each });
  if (json) console.log(JSON.stringify({ seed, replugs: done, ...seen, violations }));
  else {
    const { slowestMs, tickets, papers, held } = seen;
    console.log(`seed ${seed}: ${tickets} tickets, ${papers} papers`);
    for (const [name, ms] of Object.entries(slowestMs)) console.log(`  ${name}: found again after ${ms} ms at most`);
    for (const [name, { files, memoryMb }] of Object.entries(held))
      console.log(`  ${name}: ${files.join(" open files, then ")}; ${memoryMb.join(" MB, then ")}`);
    for (const what of violations) console.log(`  ${what}`);
  }
  if (violations.length === 0) rmSync(folder, { recursive: true, force: true });
  return say(`faults: ${done} replugs, ${violations.length} violations`, violations.length === 0 ? 0 : 1);
}

async function rounds(kills: number, firstSeed: number, brokers: readonly BrokerKind[], json: boolean): Promise<number> {
  const cache = join(import.meta.dirname, "../../.cache/faults");
  mkdirSync(cache, { recursive: true });
  let done = 0;
  let broken = 0;
  for (let round = 0; done < kills; round += 1) {
    const plan = {
      seed: firstSeed + round,
      kills: Math.min(killsPerRound, kills - done),
      broker: brokers[round % brokers.length] ?? "embedded",
    };
    const folder = mkdtempSync(join(cache, `seed-${plan.seed}-`));
    const from = performance.now();
    const { violations, ...figures } = await playRound({ ...plan, folder });
    done += figures.kills;
    broken += violations.length;
    const seconds = Number(((performance.now() - from) / 1_000).toFixed(1));
    if (json) console.log(JSON.stringify({ ...plan, ...figures, seconds, violations }));
    else {
      const { tickets, papers, hubRows } = figures;
      console.log(
        `seed ${plan.seed} (${plan.broker}): ${figures.kills} kills in ${seconds} s, ${tickets} tickets, ${papers} papers, ${hubRows} rows at the hub`,
      );
      for (const { promise, what } of violations) console.log(`  ${promise}: ${what}`);
      if (violations.length > 0) console.log(`  what happened: ${join(folder, "transcript.txt")}`);
    }
    if (violations.length === 0) rmSync(folder, { recursive: true, force: true });
  }
  return say(`faults: ${done} kills, ${broken} violations`, broken === 0 ? 0 : 1);
}

function say(text: string, code: number): number {
  console.log(text);
  return code;
}
