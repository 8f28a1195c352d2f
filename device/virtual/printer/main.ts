/** Starts the virtual printer. Only this file reads arguments and the clock. */
import { parseArgs } from "node:util";
import { type Machine, PortTaken, startMachine } from "./machine.ts";
import { isModel, type ModelName, models } from "./models.ts";

const usage = `A virtual ESC/POS printer: it prints on pictures of paper.

  node device/virtual/printer/main.ts --port N --control-port N --data DIR [--mm-per-second N] [--model NAME]

  --port N           where it takes print data on 127.0.0.1; 0 takes any free port
  --control-port N   where its switches and tickets are on 127.0.0.1; 0 takes any free port
  --data DIR         where it keeps the last 500 tickets
  --mm-per-second N  how fast paper moves (default 250); 0 is at once
  --model NAME       which printer it plays (default tm-t20iii): ${Object.keys(models).join(", ")}

It prints {"ready":"printer","port":N,"controlPort":N} when it listens.`;

interface Settings {
  readonly port: number;
  readonly controlPort: number;
  readonly folder: string;
  readonly mmPerSecond: number;
  readonly model: ModelName;
}

const settings = readSettings(process.argv.slice(2));
const machine = await start(settings);
const stop = () => {
  // Connections are cut, so nothing should hold it up; the exit is for the case that something does.
  setTimeout(() => process.exit(1), 900).unref();
  void machine.stop().then(() => process.exit(0));
};
process.once("SIGTERM", stop);
process.once("SIGINT", stop);
console.log(JSON.stringify({ ready: "printer", port: machine.port, controlPort: machine.controlPort }));

async function start({ port, controlPort, folder, mmPerSecond, model }: Settings): Promise<Machine> {
  const after = (ms: number, call: () => void) => {
    const timer = setTimeout(call, ms);
    return () => clearTimeout(timer);
  };
  try {
    return await startMachine({ host: "127.0.0.1", port, controlPort, folder, mmPerSecond, model: models[model], now: Date.now, after });
  } catch (error) {
    if (error instanceof PortTaken) {
      const option = error.port === port ? "--port" : "--control-port";
      return fail(
        `${error.message}. Stop the program that uses it (ss -ltnp shows which), or give another ${option}; 0 takes any free one.`,
      );
    }
    const what = error instanceof Error ? error.message : String(error);
    return fail(`The virtual printer cannot start (${what}). Give a --data directory that can be written, and ports from 1024 up or 0.`);
  }
}

function readSettings(args: readonly string[]): Settings {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        port: { type: "string" },
        "control-port": { type: "string" },
        data: { type: "string" },
        "mm-per-second": { type: "string", default: "250" },
        model: { type: "string", default: "tm-t20iii" },
        help: { type: "boolean", default: false },
      },
    });
    if (values.help) {
      console.log(usage);
      process.exit(0);
    }
    const mmPerSecond = Number(values["mm-per-second"]);
    if (!values.data) return fail(`--data DIR is missing.\n\n${usage}`);
    if (!Number.isFinite(mmPerSecond) || mmPerSecond < 0) return fail(`--mm-per-second must be 0 or more.\n\n${usage}`);
    if (!isModel(values.model)) return fail(`--model must be one of ${Object.keys(models).join(", ")}.\n\n${usage}`);
    return {
      port: portOf("--port", values.port),
      controlPort: portOf("--control-port", values["control-port"]),
      folder: values.data,
      mmPerSecond,
      model: values.model,
    };
  } catch (error) {
    return fail(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  }
}

function portOf(name: string, text: string | undefined): number {
  const port = Number(text);
  return text !== undefined && /^\d+$/.test(text) && port <= 65_535 ? port : fail(`${name} must be 0 to 65535.\n\n${usage}`);
}

function fail(message: string): never {
  console.error(message);
  process.exit(1);
}
