/** Starts the test collector: `node hub/central/collector/main.ts --port 0 --data DIR`. Only this file reads arguments and the clock. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { SchemaRegistry } from "./schemas/registry.ts";
import { buildCollector, stockBodyBytesMax } from "./server.ts";
import { CollectorStore } from "./store.ts";

const usage = `The test collector: keeps and checks what Snowplow trackers send.

  node hub/central/collector/main.ts --port N --data DIR [--max-bytes N]

  --port N       where it listens on 127.0.0.1; 0 takes any free port
  --data DIR     where it keeps collector.sqlite
  --max-bytes N  the largest body it takes (default ${stockBodyBytesMax}, as a stock collector)

It prints {"ready":"collector","port":N} when it listens. GET / lists what it answers.`;

interface Settings {
  readonly port: number;
  readonly data: string;
  readonly bodyBytesMax: number;
}

const settings = readSettings(process.argv.slice(2));
const store = openStore(settings.data);
const server = buildCollector({
  store,
  registry: new SchemaRegistry(),
  now: Date.now,
  wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms).unref()),
  bodyBytesMax: settings.bodyBytesMax,
});

const stop = () => {
  // Connections are cut by close(), so nobody can hold it up; the exit is for the case that something else does.
  setTimeout(() => process.exit(1), 900).unref();
  void server.close().then(() => {
    store.close();
    process.exit(0);
  });
};
process.once("SIGTERM", stop);
process.once("SIGINT", stop);

try {
  await server.listen({ host: "127.0.0.1", port: settings.port });
} catch (error) {
  fail(
    error instanceof Error && "code" in error && error.code === "EADDRINUSE"
      ? `Port ${settings.port} of 127.0.0.1 is in use. Stop the program that uses it (ss -ltnp shows which), or give another --port; 0 takes any free one.`
      : `The collector cannot listen on port ${settings.port} of 127.0.0.1 (${String(error)}). Give another --port; 0 takes any free one.`,
  );
}
const address = server.server.address();
console.log(JSON.stringify({ ready: "collector", port: typeof address === "object" && address !== null ? address.port : settings.port }));

function readSettings(args: readonly string[]): Settings {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        port: { type: "string" },
        data: { type: "string" },
        "max-bytes": { type: "string", default: String(stockBodyBytesMax) },
        help: { type: "boolean", default: false },
      },
    });
    if (values.help) {
      console.log(usage);
      process.exit(0);
    }
    const port = Number(values.port);
    const bodyBytesMax = Number(values["max-bytes"]);
    if (values.port === undefined || !Number.isInteger(port) || port < 0 || port > 65_535)
      return fail(`--port must be 0 to 65535.\n\n${usage}`);
    if (!values.data) return fail(`--data DIR is missing.\n\n${usage}`);
    if (!Number.isInteger(bodyBytesMax) || bodyBytesMax < 1) return fail(`--max-bytes must be a whole number from 1.\n\n${usage}`);
    return { port, data: values.data, bodyBytesMax };
  } catch (error) {
    return fail(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  }
}

function openStore(directory: string): CollectorStore {
  try {
    mkdirSync(directory, { recursive: true });
    return new CollectorStore(join(directory, "collector.sqlite"));
  } catch (error) {
    return fail(
      `The collector cannot keep its data in ${directory} (${error instanceof Error ? error.message : String(error)}). Give a --data directory that can be written.`,
    );
  }
}

function fail(message: string): never {
  console.error(message);
  process.exit(1);
}
