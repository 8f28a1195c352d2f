/**
 * Which board this is and which card it started from: a storage that finds itself on another of either begins a new epoch, because the
 * one it came from may still be at work. What a machine does not tell counts as unchanged.
 */
export interface Hardware {
  readonly board: string | null;
  readonly card: string | null;
}

export const unknownHardware: Hardware = { board: null, card: null };

const boardFiles = ["/proc/device-tree/serial-number", "/sys/firmware/devicetree/base/serial-number"];
/** A card's CID holds its maker, its product and its serial; the serial alone is unique only within a product. */
const cardFiles = ["/sys/block/mmcblk0/device/cid", "/sys/block/mmcblk0/device/serial"];

/** `read` gives a file's text; undefined where there is none. */
export function hardwareOf(read: (path: string) => string | undefined): Hardware {
  const first = (files: readonly string[]) => {
    for (const file of files) {
      // The device tree ends its texts with a zero byte.
      const text = read(file)?.replaceAll("\0", "").trim();
      if (text) return text.slice(0, 120);
    }
    return null;
  };
  return { board: first(boardFiles), card: first(cardFiles) };
}

/** `keep`: what to remember from now on; what is unknown today does not forget what was known. */
export function compareHardware(kept: string | undefined, now: Hardware): { readonly changed: boolean; readonly keep: Hardware } {
  const before: Hardware = kept === undefined ? unknownHardware : JSON.parse(kept);
  const differs = (one: string | null, other: string | null) => one !== null && other !== null && one !== other;
  return {
    changed: differs(before.board, now.board) || differs(before.card, now.card),
    keep: { board: now.board ?? before.board, card: now.card ?? before.card },
  };
}
