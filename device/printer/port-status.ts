/**
 * The printer port's own status, which the kernel's driver fetches over the control line: a printer that has stopped taking bytes because its
 * paper has ended cannot hear `DLE EOT` any more, but may still answer this (USB Device Class Definition for Printing Devices 1.1, 4.2.2).
 */
import { type KernelCalls, loadKernelCalls } from "../kernel/calls.ts";

/** What a silent printer may be told to suffer from. */
export type PortStatus = "paper-out" | "error";

/** Null: it says that all is well, or nothing that can be believed. The descriptor is kept open until the answer. */
export type AskPort = (fd: number) => Promise<PortStatus | null>;

/** linux/lp.h; the driver writes an `int`. */
const getStatus = 0x060b;
const bit = { paperEmpty: 0x20, selected: 0x10, noError: 0x08 } as const;

export function kernelPort(load: () => Promise<KernelCalls | null> = loadKernelCalls): AskPort {
  return async (fd) => {
    const kernel = await load();
    const bytes = new Uint8Array(4);
    return kernel && (await kernel.ioctlAside(fd, getStatus, bytes)) ? portStatusOf(bytes[0] as number) : null;
  };
}

/** All zeros, or bits that mean nothing, come from printers that answer for form's sake. */
export function portStatusOf(byte: number): PortStatus | null {
  const known = bit.paperEmpty | bit.selected | bit.noError;
  if ((byte & ~known) !== 0) return null;
  if ((byte & bit.paperEmpty) !== 0) return "paper-out";
  return (byte & (bit.selected | bit.noError)) === bit.selected ? "error" : null;
}
