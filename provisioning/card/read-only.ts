/**
 * A card whose system is written to no more: its partition must not take the whole card at the first start, which Raspberry Pi OS does when the
 * kernel's command line has the word `resize` (RPi-Distro/raspberrypi-sys-mods, `resize_early`).
 */
import type { Destination } from "./destination.ts";

const commandLine = "cmdline.txt";

/** Takes the word away; null when that is done or nothing was to do, else what a person does where the files are copied from here. */
export function leaveRoom(destination: Destination): string | null {
  const before = destination.read(commandLine);
  if (before === null)
    return `There is no ${commandLine} here: when these files are in the card's boot partition, take the word "resize" out of its ${commandLine}, before the first start.`;
  const after = before.replace(/ +resize(?=\s|$)/g, "");
  if (after !== before) destination.write(commandLine, after);
  return null;
}
