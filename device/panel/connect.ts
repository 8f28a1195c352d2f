/** A board as a device's file names it: an Arduino on a serial line, or the header of the Raspberry Pi that this runs on. */
import type { BoardSettings } from "#shared/wire/boards.ts";
import { loadKernelCalls } from "../kernel/calls.ts";
import { findGpioChip, raspberryLabels } from "../kernel/gpio-chip.ts";
import { SignPort } from "../sign/port.ts";
import type { OpenBoard } from "./access.ts";
import { FirmataBoard, type FirmataPorts } from "./firmata-board.ts";
import { loadFirmata } from "./libraries.ts";
import { PiBoard } from "./pi-board.ts";

export async function boardOf(settings: BoardSettings, ports: Omit<FirmataPorts, "openPort" | "baud">): Promise<OpenBoard> {
  if (settings.board === "pi") {
    const kernel = await loadKernelCalls();
    const openChip = () => kernel && findGpioChip(kernel, raspberryLabels);
    return (pins, events) => new PiBoard(pins, { ...ports, openChip, monotonicNs: () => process.hrtime.bigint() }, events);
  }
  const library = await loadFirmata();
  const line = { path: settings.path, baud: settings.baud, parity: "none", dataBits: 8, stopBits: 1 } as const;
  const { baud } = settings;
  return (pins, events) => new FirmataBoard(library, pins, { ...ports, baud, openPort: (port) => new SignPort(line, port) }, events);
}
