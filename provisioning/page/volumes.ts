/** Cards that are plugged into this computer: boot partitions of Raspberry Pi OS, by the files that its firmware reads. */
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

/** Where desktops mount what is plugged in. Linux has one more folder, of the person's own name. */
const mountedBelow: Readonly<Record<string, readonly string[]>> = {
  linux: ["/media", "/run/media", "/mnt"],
  darwin: ["/Volumes"],
};
const firmwareReads = ["config.txt", "cmdline.txt"];
const entriesMax = 50;

/** Their folders, such as `/media/kim/bootfs` or `E:\`. A folder that cannot be read is left out. */
export function cardsPluggedIn(platform: string, below = mountedBelow[platform] ?? []): string[] {
  const drives = platform === "win32" ? Array.from({ length: 23 }, (_, place) => `${String.fromCharCode(68 + place)}:\\`) : [];
  const first = below.flatMap(foldersIn);
  const second = platform === "linux" ? first.flatMap(foldersIn) : [];
  return [...drives, ...first, ...second].filter((folder) => firmwareReads.every((file) => existsSync(join(folder, file))));
}

function foldersIn(folder: string): string[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    return entries
      .filter((entry) => entry.isDirectory())
      .slice(0, entriesMax)
      .map(({ name }) => join(folder, name));
  } catch {
    return [];
  }
}
