/** Starts the test collector: `node hub/central/collector/main.ts --port 0 --data DIR`. Only this file reads arguments and the clock. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type Opened, runLoopbackProgram, type Settings, wrong } from "../loopback-program.ts";
import { SchemaRegistry } from "./schemas/registry.ts";
import { buildCollector, stockBodyBytesMax } from "./server.ts";
import { CollectorStore } from "./store.ts";

const usage = `The test collector: keeps and checks what Snowplow trackers send.

  node hub/central/collector/main.ts --port N --data DIR [--max-bytes N]

  --port N       where it listens on 127.0.0.1; 0 takes any free port
  --data DIR     where it keeps collector.sqlite
  --max-bytes N  the largest body it takes (default ${stockBodyBytesMax}, as a stock collector)

It prints {"ready":"collector","port":N} when it listens. GET / lists what it answers.`;

await runLoopbackProgram(
  { name: "The collector", ready: "collector", usage, options: ["max-bytes"], open: openCollector },
  process.argv.slice(2),
);

function openCollector({ data, more }: Settings): Opened {
  const bodyBytesMax = Number(more["max-bytes"] ?? stockBodyBytesMax);
  if (!Number.isInteger(bodyBytesMax) || bodyBytesMax < 1) throw wrong("--max-bytes must be a whole number from 1.", usage);
  mkdirSync(data, { recursive: true });
  const store = new CollectorStore(join(data, "collector.sqlite"));
  const server = buildCollector({
    store,
    registry: new SchemaRegistry(),
    now: Date.now,
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms).unref()),
    bodyBytesMax,
  });
  return { server, close: () => store.close() };
}
