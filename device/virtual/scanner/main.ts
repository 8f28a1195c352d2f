/** Starts the twin of a scanner on a pseudo-terminal, with its codes and faults over HTTP. Only this file reads arguments. */
import { rmSync } from "node:fs";
import { parseArgs } from "node:util";
import type { ReadyLine } from "#shared/wire/process.ts";
import { VirtualSerial } from "../sign/serial.ts";
import { buildScannerControl } from "./control.ts";
import { sent } from "./sent.ts";

const usage = `A scanner that is not there, on a serial device that is not there. It needs python3.

  node device/virtual/scanner/main.ts --path PATH --control-port N

  --path PATH        the serial device that it makes: name it in the kiosk's file; a link that is there is replaced
  --control-port N   where it is given codes on 127.0.0.1; 0 takes any free port

It prints {"ready":"scanner","controlPort":N}. Then: GET /state, POST /scan {"text":"A12"}, POST /switches {"garbled":true} or {"plugged":false}.`;

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
  const line = new VirtualSerial(path, []);
  let isPlugged = false;
  let isGarbled = false;
  const plug = async (plugged: boolean) => {
    if (plugged === isPlugged) return;
    isPlugged = plugged;
    if (!plugged) return line.unplug();
    await line.plugIn().catch((error: unknown) => {
      isPlugged = false;
      throw error;
    });
  };
  const control = buildScannerControl({
    state: () => ({ plugged: isPlugged, garbled: isGarbled }),
    scan: (text) => line.say(sent(text, isGarbled)),
    plug,
    garble: (garbled) => {
      isGarbled = garbled;
    },
  });
  rmSync(path, { force: true });
  await plug(true).catch((error: Error) =>
    console.error(`The scanner stays unplugged: no serial device could be made at ${path}: ${error.message}`),
  );
  await control.listen({ host: "127.0.0.1", port: controlPort });
  const stop = async () => {
    await plug(false);
    await control.close();
    process.exit(0);
  };
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => void stop());
  const at = control.server.address();
  const ready: ReadyLine = { ready: "scanner", controlPort: typeof at === "object" && at !== null ? at.port : controlPort };
  console.log(JSON.stringify(ready));
}
