/**
 * What Nippon Primex kiosk printers understand and say (NP-2511 and NP-3511 specification D-F0446, NP-2411 and NP-3411 specification D-F0472,
 * NP-266 and NP-366 specification D-F0382; the numbers are those of their commands). They do not know `DLE EOT`: every answer comes in its turn.
 */
import type { PrinterCondition } from "./condition.ts";
import { type PrinterReply, ReplyReader } from "./replies.ts";
import type { Bitmap } from "./setting.ts";
import { conditionOf } from "./status.ts";

/** `ESC v` (D-F0446, 36): one byte, over serial lines only. */
export const nipponStatusRequest = Uint8Array.from([0x1b, 0x76]);
/** `ESC s` 2 (D-F0446, 34): `FF 02`, the model, `00`. */
export const nipponIdentityRequest = Uint8Array.from([0x1b, 0x73, 0x02]);
/** `DC1`: begins anew as when it is switched on, and may not hear what is sent meanwhile. */
export const nipponRestart = Uint8Array.from([0x11]);
/** `GS G` 30 (D-F0446, 40): what was stored since the start is printed now, and its end is told. */
export const nipponJobFinish = Uint8Array.from([0x1d, 0x47, 0x30]);

/** `GS G` 31 and the job's id, four characters. If an error comes before its finish was told, what is not printed by then is thrown away (D-F0472, 44). */
export function nipponJobStart(job: string): Uint8Array {
  return Uint8Array.from([0x1d, 0x47, 0x31, ...Buffer.from(job, "latin1")]);
}

/** `ESC b`: dots as they are: a row's bytes, rows. `ESC J` 0 ends it; another number, in dots, where one more follows (D-F0382, 45). */
export function nipponDots({ widthDots, heightDots, bytes }: Bitmap, isFollowed: boolean): Uint8Array {
  const size = [Math.ceil(widthDots / 8), heightDots & 255, heightDots >> 8];
  return Uint8Array.from([0x1b, 0x62, ...size, ...bytes, 0x1b, 0x4a, isFollowed ? 1 : 0]);
}

/** Bits 3 (head too hot) and 5 (presenter) are errors (D-F0382, 32). */
export function nipponCondition(status: number): PrinterCondition {
  return conditionOf({
    paperLow: (status & 0x01) !== 0,
    coverOpen: (status & 0x02) !== 0,
    paperOut: (status & 0x04) !== 0,
    cutterStuck: (status & 0x10) !== 0,
    error: (status & 0x28) !== 0,
    offline: false,
  });
}

/** Bit 6: a ticket waits in the presenter. */
export function nipponHoldsTicket(status: number): boolean {
  return (status & 0x40) !== 0;
}

/**
 * Whether the status that came with a job's end is the one that the printer has now. The documents do not say how that byte is coded; when it is the
 * status, as it seems, it says so by being the same. Bits 6 and 7 may change meanwhile: a ticket is taken, a job ends.
 */
export function nipponAgrees(ended: number, status: number): boolean {
  return ((ended ^ status) & 0x3f) === 0;
}

/** Of a message that begins with `FF`: all its bytes, by its second. */
const messageLengths: Readonly<Record<number, number>> = { 1: 6, 3: 10, 4: 10, 5: 6, 19: 10 };
const modelLengthMax = 32;

export class NipponReader extends ReplyReader {
  constructor() {
    super(readOne);
  }
}

function readOne(waiting: number[]): PrinterReply | "incomplete" | undefined {
  if (waiting[0] !== 0xff) {
    // Seven bytes at once are said unasked over USB. No document at hand tells what all of them mean.
    if (waiting.length >= 7 && waiting[1] === 0xff && waiting[2] === 0x01) return void waiting.splice(0, 7);
    return { kind: "status", byte: waiting.shift() as number };
  }
  const kind = waiting[1];
  if (kind === undefined) return "incomplete";
  if (kind === 0x02) return readModel(waiting);
  const length = messageLengths[kind];
  if (length === undefined) return void waiting.shift();
  if (waiting.length < length) return "incomplete";
  const message = waiting.splice(0, length);
  if (kind !== 0x13) return undefined;
  return { kind: "done", job: String.fromCharCode(...message.slice(2, 6)), ended: message[6] as number };
}

/** Anything but a text makes its first byte a stray one. */
function readModel(waiting: number[]): PrinterReply | "incomplete" | undefined {
  const end = waiting.findIndex((byte, place) => place > 1 && (byte < 0x20 || byte > 0x7e));
  if (end < 0 && waiting.length < 2 + modelLengthMax) return "incomplete";
  if (end < 0 || end > 2 + modelLengthMax || waiting[end] !== 0) return void waiting.shift();
  const text = String.fromCharCode(...waiting.splice(0, end).slice(2));
  waiting.shift();
  return { kind: "identity", text };
}
