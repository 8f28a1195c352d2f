/** Starts the twin of a panel's board on a pseudo-terminal, with its buttons over HTTP. Only this file reads arguments and the clock. */
import { rmSync } from "node:fs";
import { parseArgs } from "node:util";
import type { ReadyLine } from "#shared/wire/process.ts";
import { VirtualSerial } from "../sign/serial.ts";
import { buildPanelControl } from "./control.ts";
import { VirtualFirmata } from "./firmata.ts";
import { VirtualHt16k33 } from "./ht16k33.ts";
import { SeenLamps } from "./lamps.ts";

const usage = `A panel of buttons that is not there: an Arduino with StandardFirmata on a serial device that is not there. It needs python3.

  node device/virtual/panel/main.ts --path PATH --control-port N

  --path PATH        the serial device that it makes: name it in the kiosk's file; a link that is there is replaced
  --control-port N   where its buttons, lamps and display are on 127.0.0.1; 0 takes any free port

It prints {"ready":"panel","controlPort":N}. Then: GET /state, POST /press {"pin":"2"}, POST /switches {"frozen":true} or {"plugged":false}.`;

/** A finger's touch. */
const pressMs = 200;
const pins = [...Array.from({ length: 12 }, (_, index) => String(index + 2)), "A0", "A1", "A2", "A3", "A4", "A5"];

const { values } = parseArgs({ options: { path: { type: "string" }, "control-port": { type: "string" }, help: { type: "boolean" } } });
const controlPort = Number(values["control-port"] ?? Number.NaN);
if (values.help) {
  console.log(usage);
} else if (!values.path || !Number.isInteger(controlPort) || controlPort < 0 || controlPort > 65_535) {
  console.error(usage);
  process.exitCode = 2;
} else {
  await run(values.path);
}

async function run(path: string): Promise<void> {
  const board = new VirtualFirmata();
  const lamps = new SeenLamps();
  // Four digits of seven segments at 0x70, as the office's kiosk has them on its housing.
  const display = new VirtualHt16k33();
  board.attach(display);
  let shown = { text: "", segments: [] as readonly string[] };
  const line = new VirtualSerial(path, [
    (bytes) => {
      board.hear(bytes);
      look();
      return null;
    },
  ]);
  board.said = (bytes) => line.say(bytes);
  const look = () => {
    for (const pin of pins) lamps.see(pin, board.level(pin) === "high", performance.now());
    const { text, segments } = display;
    if (text !== null && segments !== null) shown = { text, segments };
    lamps.see("number", text !== null, performance.now());
  };
  let isPlugged = false;
  let isFrozen = false;
  const plug = async (plugged: boolean) => {
    if (plugged === isPlugged) return;
    isPlugged = plugged;
    // The cable is its power, too.
    if (!plugged) await line.unplug();
    if (!plugged) display.lose();
    board.reset();
    look();
    if (plugged) {
      await line.plugIn().catch((error: unknown) => {
        isPlugged = false;
        throw error;
      });
    }
  };
  const control = buildPanelControl({
    state: () => ({
      plugged: isPlugged,
      frozen: isFrozen,
      lamps: Object.fromEntries(pins.map((pin) => [pin, lamps.lamp(pin, performance.now())])),
      number: { lit: lamps.lamp("number", performance.now()), ...shown },
    }),
    press: (pin) => {
      board.close(pin, true);
      setTimeout(() => board.close(pin, false), pressMs);
    },
    plug,
    freeze: (frozen) => {
      isFrozen = frozen;
      board.freeze(frozen);
    },
  });
  rmSync(path, { force: true });
  await plug(true).catch((error: Error) =>
    console.error(`The panel stays unplugged: no serial device could be made at ${path}: ${error.message}`),
  );
  await control.listen({ host: "127.0.0.1", port: controlPort });
  const stop = async () => {
    await plug(false);
    await control.close();
    process.exit(0);
  };
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => void stop());
  const at = control.server.address();
  const ready: ReadyLine = { ready: "panel", controlPort: typeof at === "object" && at !== null ? at.port : controlPort };
  console.log(JSON.stringify(ready));
}
