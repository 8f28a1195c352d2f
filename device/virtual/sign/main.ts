/** Starts a virtual sign on a pseudo-terminal and says, a line of JSON at a time, what it shows. Only this file reads arguments. */
import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import type { ReadyLine } from "#shared/wire/process.ts";
import { VirtualAlphaSign } from "./alpha.ts";
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

It prints {"ready":"sign"} when a board can open PATH, then what it shows, each time that changes:
{"rows":["A12 3"],"flashing":true}; of a Modbus sign its registers, as {"registers":"0041 000c"}.`;

interface Sign {
  readonly end: LineEnd;
  readonly shows: () => unknown;
}

const { values } = readArguments();
if (values.help) {
  console.log(usage);
} else {
  const path = values.path ?? fail("--path PATH is missing.");
  if (existsSync(path)) fail(`${path} is there already. Remove it, or name another path.`);
  await run(path, signOf(values.protocol ?? fail("--protocol is missing.")));
}

async function run(path: string, sign: Sign): Promise<void> {
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
  await line.plugIn().catch((error: Error) => fail(`No serial device could be made at ${path}: ${error.message}`));
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => void line.unplug());
  const ready: ReadyLine = { ready: "sign" };
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
