/** Starts a virtual sign on a pseudo-terminal and says, a line of JSON at a time, what it shows. Only this file reads arguments. */
import { existsSync, lstatSync, rmSync } from "node:fs";
import { parseArgs } from "node:util";
import type { ReadyLine } from "#shared/wire/process.ts";
import { VirtualAlphaSign } from "./alpha.ts";
import { buildSignControl } from "./control.ts";
import { VirtualCustomerDisplay } from "./escpos-display.ts";
import { VirtualModbusSign } from "./modbus.ts";
import { type LineEnd, VirtualSerial } from "./serial.ts";

const usage = `A sign that is not there, on a serial device that is not there. It needs python3.

  node device/virtual/sign/main.ts --path PATH --protocol alpha [--address 01]
  node device/virtual/sign/main.ts --path PATH --protocol escpos-display
  node device/virtual/sign/main.ts --path PATH --protocol modbus [--address 1] [--registers 8]

  --path PATH       the serial device that it makes: name it in the board's file; an existing file is not touched
  --address         of the sign: two hexadecimal digits (alpha), or 1 to 247 (modbus)
  --registers N     a Modbus sign has so many, from 0 on
  --control-port N  where it is asked and its cable pulled, on 127.0.0.1; 0 takes any free port. A link at PATH is replaced, and
                    where no serial device can be made the sign stays unplugged

It prints {"ready":"sign"} when a board can open PATH, then what it shows, each time that changes:
{"rows":["A12 3"],"flashing":true}; of a Modbus sign its registers, as {"registers":"0041 000c"}.
With --control-port it says {"ready":"sign","controlPort":N}. Then: GET /state, POST /switches {"plugged":false}.`;

interface Sign {
  readonly end: LineEnd;
  readonly shows: () => object;
}

const { values } = readArguments();
if (values.help) {
  console.log(usage);
} else {
  const path = values.path ?? fail("--path PATH is missing.");
  const controlPort = values["control-port"] === undefined ? null : Number(checked(values["control-port"], /^\d{1,5}$/));
  if (controlPort !== null && lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink()) rmSync(path);
  if (existsSync(path)) fail(`${path} is there already. Remove it, or name another path.`);
  await run(path, signOf(values.protocol ?? fail("--protocol is missing.")), controlPort);
}

async function run(path: string, sign: Sign, controlPort: number | null): Promise<void> {
  let shown = JSON.stringify(sign.shows());
  const line = new VirtualSerial(path, [
    (bytes) => {
      const answer = sign.end(bytes);
      const now = JSON.stringify(sign.shows());
      if (now !== shown) console.log(now);
      shown = now;
      return answer;
    },
  ]);
  let isPlugged = false;
  const plug = async (plugged: boolean) => {
    if (plugged === isPlugged) return;
    isPlugged = plugged;
    if (!plugged) return line.unplug();
    await line.plugIn().catch((error: unknown) => {
      isPlugged = false;
      throw error;
    });
  };
  await plug(true).catch((error: Error) => {
    const what = `no serial device could be made at ${path}: ${error.message}`;
    if (controlPort === null) fail(what);
    console.error(`The sign stays unplugged: ${what}`);
  });
  const control = controlPort === null ? null : buildSignControl({ state: () => ({ plugged: isPlugged, ...sign.shows() }), plug });
  await control?.listen({ host: "127.0.0.1", port: controlPort ?? 0 });
  const stop = async () => {
    await plug(false);
    await control?.close();
  };
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => void stop());
  const at = control?.server.address();
  const ready: ReadyLine = { ready: "sign", ...(typeof at === "object" && at !== null ? { controlPort: at.port } : {}) };
  console.log(JSON.stringify(ready));
}

function signOf(protocol: string): Sign {
  switch (protocol) {
    case "alpha": {
      const sign = new VirtualAlphaSign(checked(values.address ?? "01", /^[0-9A-F]{2}$/));
      return {
        end: silent(sign),
        shows: () => ({ rows: [sign.face?.text ?? null], flashing: sign.face?.isFlashing ?? false }),
      };
    }
    case "escpos-display": {
      const sign = new VirtualCustomerDisplay();
      return { end: silent(sign), shows: () => ({ rows: sign.text, flashing: sign.isBlinking }) };
    }
    case "modbus": {
      const [address, count] = [checked(values.address ?? "1", /^\d{1,3}$/), checked(values.registers, /^\d{1,4}$/)].map(Number);
      const sign = new VirtualModbusSign(address ?? 1, 0, count ?? 0);
      return { end: (bytes) => sign.feed(bytes), shows: () => ({ registers: sign.text }) };
    }
    default:
      return fail(`There is no protocol "${protocol}".`);
  }
}

/** The end of a sign that hears and says nothing. */
function silent(sign: { readonly feed: (bytes: Uint8Array) => void }): LineEnd {
  return (bytes) => {
    sign.feed(bytes);
    return null;
  };
}

function checked(text: string, shape: RegExp): string {
  return shape.test(text) ? text : fail(`"${text}" is not written as it must be.`);
}

function readArguments() {
  try {
    const options = {
      path: { type: "string" },
      protocol: { type: "string" },
      address: { type: "string" },
      registers: { type: "string", default: "8" },
      "control-port": { type: "string" },
      help: { type: "boolean", default: false },
    } as const;
    return parseArgs({ options });
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error));
  }
}

function fail(message: string): never {
  console.error(`${message}\n\n${usage}`);
  process.exit(1);
}
