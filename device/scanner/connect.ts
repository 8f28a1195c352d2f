/** A scanner as a kiosk's file names it: over a serial line, or as a keyboard of its own. */
import type { ScannerSettings } from "#shared/wire/scanners.ts";
import { loadKernelCalls } from "../kernel/calls.ts";
import { SignPort } from "../sign/port.ts";
import { InputFile } from "./input-file.ts";
import { KeyReader } from "./keys.ts";
import { Scanner, type ScannerPorts } from "./scanner.ts";

export function scannerOf(settings: ScannerSettings, ports: Omit<ScannerPorts, "source" | "reader">): Scanner {
  const { path } = settings;
  if (settings.kind === "keyboard") {
    const reader = () => {
      const keys = new KeyReader();
      return (bytes: Uint8Array) => keys.take(bytes);
    };
    return new Scanner(path, { ...ports, source: (events) => new InputFile(path, events, loadKernelCalls), reader });
  }
  const line = { path, baud: settings.baud, parity: "none", dataBits: 8, stopBits: 1 } as const;
  const source: ScannerPorts["source"] = (events) => new SignPort(line, { ...events, written: () => {} });
  return new Scanner(path, { ...ports, source, reader: () => (bytes) => Buffer.from(bytes).toString("latin1") });
}
