/** `node device/screen/main.ts --config FILE`: keeps this device's page on its screen. */
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { parseArgs } from "node:util";
import pino from "pino";
import * as v from "valibot";
import { Supervised } from "#shared/supervision/supervised.ts";
import { type ScreenAnswer, type ScreenFile, type ScreenState, screenAnswer, screenFile } from "#shared/wire/screen.ts";
import { systemdNotify } from "../update/systemd.ts";
import { Browser } from "./browser.ts";
import { beginning, type Effect, stateOf, watched } from "./watch.ts";

const help = `Keeps the page of this device on its screen: starts the browser, and starts it again when it is gone, white or frozen.

  node device/screen/main.ts --config FILE

FILE is JSON; its shape is screenFile in shared/wire/screen.ts. Its log goes to standard error. SIGTERM ends the browser, too.
`;

const lookEveryMs = 1_000;
const answerWithinMs = 2_000;
const commandWithinMs = 10_000;
/** A look that takes longer is not one. */
const aliveWithinMs = 15_000;

const logger = pino({ base: null }, pino.destination({ dest: 2, sync: true }));
const { values } = parseArgs({ options: { config: { type: "string" }, help: { type: "boolean" } } });
if (values.help) process.stdout.write(help);
else {
  const file = readConfig(values.config);
  if (typeof file === "string") {
    process.stderr.write(`${file}\n`);
    process.exitCode = 1;
  } else keep(file);
}

function keep(file: ScreenFile): void {
  const limits = { silenceMs: file.silenceSeconds * 1_000, startMs: file.startSeconds * 1_000 };
  const browser = new Browser({
    command: file.browser,
    page: file.device,
    profiles: file.profiles ?? tmpdir(),
    ended: (facts) => logger.info(facts, "browser.ended"),
  });
  let watch = beginning;
  let lookedMs = performance.now();
  let isStopping = false;
  const supervised = new Supervised(process.env, {
    tell: systemdNotify((why) => logger.warn({ why }, "systemd.unreachable")),
    every: (ms, beat) => {
      const timer = setInterval(beat, ms);
      return () => clearInterval(timer);
    },
    isAlive: async () => performance.now() - lookedMs < aliveWithinMs,
  });
  const carryOut: Record<Effect, () => unknown> = {
    start: () => browser.start(),
    stop: () => browser.stop(),
    sleep: () => run(file.sleep),
    wake: () => run(file.wake),
  };
  const look = async () => {
    // Before it is asked: a page's beat must not seem later than it was.
    const nowMs = performance.now();
    const device = await exchange(file.device, stateOf(watch));
    if (isStopping) return;
    lookedMs = performance.now();
    const before = stateOf(watch);
    const { watch: next, effects } = watched(watch, { device, browserRuns: browser.runs }, limits, nowMs);
    watch = next;
    for (const effect of effects) {
      logger.info({ failures: watch.failures }, `screen.${effect}`);
      carryOut[effect]();
    }
    if (stateOf(watch) !== before) logger.info({ from: before }, `screen.is-${stateOf(watch)}`);
    setTimeout(look, lookEveryMs);
  };
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.once(signal, async () => {
      isStopping = true;
      supervised.stopping();
      await Promise.all([browser.stop(), exchange(file.device, "off")]);
      process.exit(0);
    });
  }
  supervised.ready("Keeps this device's page on its screen");
  void look();
}

/** Says how the screen is, and hears what the device knows of its page. */
async function exchange(device: string, state: ScreenState): Promise<"silent" | "no-page" | ScreenAnswer> {
  try {
    const response = await fetch(new URL("/api/screen", device), {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ state }),
      signal: AbortSignal.timeout(answerWithinMs),
    });
    const read = v.safeParse(screenAnswer, await response.json().catch(() => null));
    return response.ok && read.success ? read.output : "no-page";
  } catch {
    return "silent";
  }
}

function run(command: readonly string[] | null): void {
  const [program, ...words] = command ?? [];
  if (program === undefined) return;
  execFile(program, words, { timeout: commandWithinMs }, (error) => {
    if (error) logger.warn({ program, why: error.message.slice(0, 200) }, "screen.command-failed");
  });
}

function readConfig(name: string | undefined): ScreenFile | string {
  if (name === undefined) return "Say where the configuration is: --config FILE";
  try {
    const read = v.safeParse(screenFile, JSON.parse(readFileSync(name, "utf8")));
    if (read.success) return read.output;
    return `${name} does not fit: ${read.issues.map((issue) => `${v.getDotPath(issue) ?? "file"}: ${issue.message}`).join("; ")}`;
  } catch (error) {
    return `${name} cannot be read: ${error instanceof Error ? error.message : String(error)}`;
  }
}
