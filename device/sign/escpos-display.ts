/**
 * Customer displays with Epson's ESC/POS commands for displays (DM-D series; DM Application Programming Guide, and the command tables of
 * displays that follow it, such as POS-X XP8200 section 4.1.2): usually two rows of 20 characters that a till would show its sum on.
 *
 * Every cell is written each time and nothing is cleared first, so that the number neither blinks nor leaves an old digit behind.
 */
import type { EscposDisplay } from "#shared/wire/signs.ts";
import type { SignDriver } from "./driver.ts";
import { numberText, plain, rowText, type Wanted } from "./shown.ts";

const carriageReturn = 0x0d;
const esc = 0x1b;
const us = 0x1f;

const initialize = [esc, 0x40];
/**
 * A frame that was cut off may have left a command waiting for up to two parameters: these fill it up. By themselves they only move the
 * cursor to the left.
 */
const fillUp = [carriageReturn, carriageReturn];
/** `ESC = n`: the display listens, and a printer that passes its bytes on does not. */
const selectDisplay = [esc, 0x3d, 0x02];
const overwriteMode = [us, 0x01];
const cursorOff = [us, 0x43, 0x00];
/** `US E n`: on and off for n x 50 ms each; 0 is steady. */
const blink = (isBlinking: boolean) => [us, 0x45, isBlinking ? 8 : 0];
/** `US $ x y`: column and row, from 1. */
const atRow = (row: number) => [us, 0x24, 1, row];

const refreshMs = 30_000;

export function escposDisplay({ id, columns, rows }: EscposDisplay): SignDriver {
  const frame = (wanted: Wanted) => {
    const texts = rowTexts(wanted, columns, rows);
    const cells = texts.flatMap((text, index) => [...atRow(index + 1), ...Buffer.from(text.padEnd(columns), "latin1")]);
    return Uint8Array.from([...fillUp, ...selectDisplay, ...overwriteMode, ...cursorOff, ...blink(wanted.flashing), ...cells]);
  };
  return { id, opening: Uint8Array.from(initialize), refreshMs, frame };
}

/** With two rows the number is above and the counter below, each with room of its own. */
function rowTexts({ shown }: Wanted, columns: number, rows: number): string[] {
  if (rows === 1) return [rowText(shown, columns)];
  if (!shown) return ["", ""];
  const label = shown.label === null ? "" : plain(shown.label);
  return [numberText(shown), label.length <= columns ? label : ""];
}
