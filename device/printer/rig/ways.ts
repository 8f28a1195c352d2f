/** The ways to a printer, each made ready for the tests that all of them must pass. */
import { mkdtempSync, rmSync } from "node:fs";
import path from "node:path";
import type { LineTo } from "../line.ts";
import { serialLine } from "../serial-line.ts";
import { tcpLine } from "../tcp-line.ts";
import { usbLine } from "../usb-line.ts";
import { Cable } from "./cable.ts";
import { Relay } from "./relay.ts";

export const wayNames = ["tcp", "serial", "usb"] as const;
export type WayName = (typeof wayNames)[number];

/** One way to the virtual printer, through a relay that can break it at any byte. */
export interface Way {
  readonly kind: WayName;
  readonly lineTo: LineTo;
  readonly relay: Relay;
  /** Its device file; a network has none. */
  readonly path: string | null;
  pull(): Promise<void>;
  /** Also after it broke at the relay. */
  plug(): Promise<void>;
  stop(): Promise<void>;
}

export const realTime = (ms: number, run: () => void) => {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
};

export async function openWay(name: WayName, printerPort: number): Promise<Way> {
  const relay = await Relay.to(printerPort);
  if (name === "tcp") {
    const lineTo = tcpLine({ host: "127.0.0.1", port: relay.port });
    return { kind: name, lineTo, relay, path: null, pull: async () => relay.pull(), plug: async () => {}, stop: async () => relay.stop() };
  }
  // Below /dev, as a device's name in a configuration must be.
  const folder = mkdtempSync("/dev/shm/the-q-cable-");
  const cable = new Cable(folder, () => relay.port);
  await cable.plug();
  const lineTo =
    name === "serial"
      ? serialLine({ path: cable.path, baudRate: 115_200, flowControl: false })
      : usbLine({ path: cable.path, sysfs: path.join(folder, "sys"), askPort: async () => null, pace: realTime });
  return {
    ...{ kind: name, lineTo, relay, path: cable.path },
    pull: () => cable.pull(),
    plug: async () => {
      await cable.gone();
      await cable.plug();
    },
    stop: async () => {
      relay.stop();
      await cable.pull();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
