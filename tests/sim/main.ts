/** `npm run sim`: plays seeds of a whole office in a virtual world, and says which of them broke a promise. */
import { parseArgs } from "node:util";
import { runSeeds, type Told } from "./crew.ts";
import { plants } from "./plants.ts";
import { plantNamed, Simulation } from "./run.ts";

const help = `Plays an office of real programs (hub, kiosks, boards, counters, central) in a virtual world with misfortunes.

  npm run sim -- --seeds N [--from S]   N seeds from S (1) on, over all cores
  npm run sim -- --seed S               one seed, with a transcript a person can follow
  npm run sim -- ... --plant NAME       with a known bug built in: exit 1 when a checker catches it
  npm run sim -- --list-plants          the known bugs, one a line
  npm run sim -- --all-plants           every known bug in turn, and how many seeds it took to be caught
      --json                            figures as one line of JSON before the last line
      --workers N                       threads (as many as there are cores)
      --help

The last line is: sim: N seeds, M failed. The exit code is 1 when any failed. The same seed gives the same digest.
`;

/** A long run says now and then how far it is. */
const progressEvery = 1_000;

const { values } = parseArgs({
  options: {
    seed: { type: "string" },
    seeds: { type: "string" },
    from: { type: "string" },
    plant: { type: "string" },
    workers: { type: "string" },
    "list-plants": { type: "boolean" },
    "all-plants": { type: "boolean" },
    json: { type: "boolean" },
    help: { type: "boolean" },
  },
});

if (values.help) process.stdout.write(help);
else if (values["list-plants"]) for (const { name, about } of plants) console.log(`${name.padEnd(36)} ${about}`);
else if (plantNamed(values.plant) === undefined) wrong(`There is no plant "${values.plant}". --list-plants names them.`);
else if (values["all-plants"]) await table(whole("seeds", values.seeds ?? "10000"), whole("from", values.from ?? "1"));
else if (values.seed !== undefined) await one(whole("seed", values.seed));
else await many(whole("seeds", values.seeds ?? "100"), whole("from", values.from ?? "1"));

async function one(seed: number): Promise<void> {
  const plant = plantNamed(values.plant);
  const { transcript, violations, digest, events, rows, virtualMinutes, swarm } = await new Simulation(plant).run(seed, true);
  if (values.json) console.log(JSON.stringify({ seed, digest, events, rows, virtualMinutes, swarm, violations, transcript }));
  else {
    console.log(`seed ${seed}: ${JSON.stringify(swarm)}\n`);
    console.log(transcript.join("\n"));
    console.log(`\n${rows} rows at the hub after ${virtualMinutes.toFixed(1)} virtual minutes and ${events} events`);
    for (const { promise, what } of violations) console.log(`${promise}: ${what}`);
    console.log(`digest ${digest}`);
  }
  end(1, violations.length > 0 ? 1 : 0);
}

/** A known bug fails here when no checker caught it. */
async function table(seeds: number, from: number): Promise<void> {
  let missed = 0;
  let played = 0;
  for (const { name } of plants) {
    let count = 0;
    let caught: Told | undefined;
    const each = (told: Told) => {
      count += 1;
      if (told.violations.length > 0 && (!caught || told.seed < caught.seed)) caught = told;
    };
    await runSeeds({ seeds, from, plant: name, failuresMax: 1, each, ...workersAsked() });
    played += count;
    if (!caught) missed += 1;
    const [first] = caught?.violations ?? [];
    console.log(
      `${name.padEnd(36)} ${caught ? String(caught.seed - from + 1).padStart(6) : "missed"}  ${first ? `${first.promise}: ${first.what.split("\n")[0]}` : ""}`,
    );
  }
  end(played, missed);
}

function workersAsked(): { readonly workers?: number } {
  return values.workers === undefined ? {} : { workers: whole("workers", values.workers) };
}

async function many(seeds: number, from: number): Promise<void> {
  const startedAt = performance.now();
  const failed: Told[] = [];
  const sum = { seeds: 0, rows: 0, virtualMinutes: 0 };
  const plant = values.plant;
  const again = plant === undefined ? "" : ` --plant ${plant}`;
  const each = (told: Told) => {
    sum.seeds += 1;
    sum.rows += told.rows;
    sum.virtualMinutes += told.virtualMinutes;
    if (sum.seeds % progressEvery === 0) process.stderr.write(`${sum.seeds} seeds, ${failed.length} failed\n`);
    if (told.violations.length === 0) return;
    failed.push(told);
    console.log(`seed ${told.seed} failed; to see it: npm run sim -- --seed ${told.seed}${again}`);
    for (const { promise, what } of told.violations.slice(0, 4)) console.log(`  ${promise}: ${what}`);
  };
  // One seed that catches a planted bug is enough.
  const failuresMax = plant === undefined ? 100 : 1;
  await runSeeds({ seeds, from, plant, failuresMax, each, ...workersAsked() });
  const secondsTaken = (performance.now() - startedAt) / 1_000;
  const figures = { ...sum, failed: failed.map((told) => told.seed), seconds: secondsTaken, seedsPerSecond: sum.seeds / secondsTaken };
  if (values.json) console.log(JSON.stringify(figures));
  else
    console.log(
      `${sum.rows} rows, ${Math.round(sum.virtualMinutes)} virtual minutes in ${secondsTaken.toFixed(1)} s: ${figures.seedsPerSecond.toFixed(1)} seeds a second`,
    );
  end(sum.seeds, failed.length);
}

function end(seeds: number, failed: number): void {
  console.log(`sim: ${seeds} seeds, ${failed} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
}

function whole(name: string, text: string): number {
  const number = Number(text);
  if (Number.isSafeInteger(number) && number >= 0) return number;
  return wrong(`--${name} takes a whole number, not "${text}".`);
}

function wrong(what: string): never {
  process.stderr.write(`${what}\n\n${help}`);
  process.exit(2);
}
