/**
 * The Alpha Sign Communications Protocol (Adaptive Micro Systems, form 9708-8061, revision F), which Alpha, BetaBrite and Adaptive
 * signs speak: one transmission that writes the priority TEXT file.
 *
 * That file needs no memory configuration: it is on every sign, at once and for ever the only one shown, so a sign that was exchanged
 * or lost its memory shows the right number with the next frame. A STRING file would be rewritten without the short blank of a TEXT
 * file, but needs a configuration that erases the sign and takes it seconds.
 */
import type { AlphaSign } from "#shared/wire/signs.ts";
import { noBytes, type SignDriver } from "./driver.ts";
import { rowText, type Wanted } from "./shown.ts";

/** From which a sign takes the baud rate (5.1). */
const nulls = "\0\0\0\0\0";
const startOfHeader = "\x01";
const startOfText = "\x02";
const endOfText = "\x03";
const endOfTransmission = "\x04";
/** Every type of sign (table of type codes, 5.1). */
const allTypes = "Z";
const writeText = "A";
const priorityFile = "0";
/** Begins a mode field (6.1); then a position (middle line) and a mode. */
const startOfMode = "\x1b";
const middleLine = " ";
const hold = "b";
const flash = "c";

/** A minute: each writing of a TEXT file blanks the sign for a moment. */
const refreshMs = 60_000;

export function alphaSign({ id, address, columns }: AlphaSign): SignDriver {
  return { id, opening: noBytes, refreshMs, frame: (wanted) => alphaFrame(address, faceOf(wanted, columns)) };
}

/** A blank is a space: a priority file without a mode and a text would let go of the sign, and its old messages would run again. */
function faceOf({ shown, flashing }: Wanted, columns: number): string {
  return `${startOfMode}${middleLine}${flashing ? flash : hold}${rowText(shown, columns) || " "}`;
}

function alphaFrame(address: string, face: string): Uint8Array {
  return alphaTransmission(address, `${writeText}${priorityFile}${face}`);
}

/** One transmission around a command and its data, with the checksum. `address`: two hexadecimal digits, `00` for every sign. */
export function alphaTransmission(address: string, command: string): Uint8Array {
  const summed = `${startOfText}${command}${endOfText}`;
  return bytesOf(`${nulls}${startOfHeader}${allTypes}${address}${summed}${alphaChecksum(summed)}${endOfTransmission}`);
}

/** The sum of all bytes from start to end of text, both included: four hexadecimal digits (5.1). */
export function alphaChecksum(text: string): string {
  const sum = bytesOf(text).reduce((total, byte) => total + byte, 0);
  return (sum & 0xffff).toString(16).toUpperCase().padStart(4, "0");
}

function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}
