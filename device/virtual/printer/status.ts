/** What the printer's sensors say, as the bytes of each way to ask. Pure; the bits are Epson's. */

import type { Model } from "./models.ts";

export interface Switches {
  readonly paperLow: boolean;
  readonly paperOut: boolean;
  readonly coverOpen: boolean;
  readonly cutterStuck: boolean;
  readonly off: boolean;
  /** Accepts connections and never reads. */
  readonly blocked: boolean;
  /** Prints, and answers nothing: a cheap printer, or one with a broken way back. */
  readonly deaf: boolean;
}

export const allWell: Switches = {
  paperLow: false,
  paperOut: false,
  coverOpen: false,
  cutterStuck: false,
  off: false,
  blocked: false,
  deaf: false,
};

export type Status = "ready" | "paper-low" | "paper-out" | "cover-open" | "cutter-stuck" | "off" | "blocked";

/** The worst first. */
export function statusOf(switches: Switches): Status {
  if (switches.off) return "off";
  if (switches.blocked) return "blocked";
  if (switches.coverOpen) return "cover-open";
  if (switches.paperOut) return "paper-out";
  if (switches.cutterStuck) return "cutter-stuck";
  return switches.paperLow ? "paper-low" : "ready";
}

/** An offline printer stops printing and still answers in real time. */
export function isOnline(switches: Switches): boolean {
  return !switches.off && !switches.coverOpen && !switches.paperOut && !switches.cutterStuck;
}

/** `DLE EOT n`, one byte; the drawer's line is high, as without a drawer. Undefined: not an item of this printer. */
export function realTimeStatus(switches: Switches, item: number): number | undefined {
  const fixed = 0x12;
  switch (item) {
    case 1:
      return fixed | 0x04 | (isOnline(switches) ? 0 : 0x08);
    case 2:
      return fixed | (switches.coverOpen ? 0x04 : 0) | (switches.paperOut ? 0x20 : 0) | (switches.cutterStuck ? 0x40 : 0);
    case 3:
      return fixed | (switches.cutterStuck ? 0x08 : 0);
    case 4:
      return fixed | (nearEnd(switches) ? 0x0c : 0) | (switches.paperOut ? 0x60 : 0);
    default:
      return undefined;
  }
}

/** The four bytes that follow `GS a n` and every change. */
export function automaticStatus(switches: Switches): Uint8Array {
  return Uint8Array.of(
    0x10 | 0x04 | (isOnline(switches) ? 0 : 0x08) | (switches.coverOpen ? 0x20 : 0),
    switches.cutterStuck ? 0x08 : 0,
    (nearEnd(switches) ? 0x03 : 0) | (switches.paperOut ? 0x0c : 0),
    0x0f,
  );
}

/** Did an item change that `mask` (the n of `GS a n`) asks for? Bit 1 online and cover, bit 2 errors, bit 3 paper. */
export function automaticStatusChanged(before: Switches, after: Switches, mask: number): boolean {
  const [old, now] = [automaticStatus(before), automaticStatus(after)];
  return (
    ((mask & 0x02) !== 0 && old[0] !== now[0]) || ((mask & 0x04) !== 0 && old[1] !== now[1]) || ((mask & 0x08) !== 0 && old[2] !== now[2])
  );
}

/** `GS r n`: answered in its turn, so only by an online printer. */
export function queuedStatus(switches: Switches, item: number): number | undefined {
  if (item === 1) return (nearEnd(switches) ? 0x03 : 0) | (switches.paperOut ? 0x0c : 0);
  return item === 2 ? 0x01 : undefined;
}

/** `DLE EOT 20` of a printer with a presenter: paper, cover and head, errors that pass, errors that stay. */
export function fullStatus(switches: Switches, holdsTicket: boolean): Uint8Array {
  const paper = (switches.paperOut ? 0x01 : 0) | (nearEnd(switches) ? 0x04 : 0) | (holdsTicket ? 0x20 : 0);
  return Uint8Array.of(0x10, 0x0f, paper, switches.coverOpen ? 0x02 : 0, 0, switches.cutterStuck ? 0x01 : 0);
}

/** `GS I n`: who the model says it is. */
export function identity({ maker, name }: Pick<Model, "maker" | "name">, item: number): Uint8Array | undefined {
  if (maker === null || name === null) return undefined;
  const texts: Readonly<Record<number, string>> = { 65: "1.00 The Q twin", 66: maker, 67: name, 68: "VIRTUAL" };
  if (item === 1) return Uint8Array.of(0x20);
  if (item === 2) return Uint8Array.of(0x02);
  if (item === 3) return Uint8Array.of(0x01);
  const text = texts[item];
  return text === undefined ? undefined : Uint8Array.of(0x5f, ...new TextEncoder().encode(text), 0x00);
}

/** The answer to `GS ( H` fn 48: all before it is on paper. */
export function jobPrinted(id: Uint8Array): Uint8Array {
  return Uint8Array.of(0x37, 0x22, ...id, 0x00);
}

/** The answer to the real-time command that clears the buffers. */
export function buffersCleared(): Uint8Array {
  return Uint8Array.of(0x37, 0x25, 0x00);
}

/** A Nippon's one byte (`ESC v`). */
export function nipponStatus(switches: Switches, holdsTicket: boolean, inJob: boolean): number {
  return (
    (nearEnd(switches) ? 0x01 : 0) |
    (switches.coverOpen ? 0x02 : 0) |
    (switches.paperOut ? 0x04 : 0) |
    (switches.cutterStuck ? 0x10 : 0) |
    (holdsTicket ? 0x40 : 0) |
    (inJob ? 0x80 : 0)
  );
}

/** A roll that has ended is past its near-end sensor as well. */
function nearEnd(switches: Switches): boolean {
  return switches.paperLow || switches.paperOut;
}
