/**
 * The keys of a scanner that plays a keyboard, as the kernel's input device tells them: `struct input_event` of 64-bit Linux, 24 bytes (two
 * 64-bit parts of a time, 16-bit type and code, 32-bit value), key codes of linux/input-event-codes.h. The scanner has to be set to the US
 * keyboard, which is how they are sold. Pure.
 */

const eventBytes = 24;
const keyEvent = 1;
const pressed = 1;
const shiftKeys: ReadonlySet<number> = new Set([42, 54]);
const enterKeys: ReadonlySet<number> = new Set([28, 96]);

/** Rows of the keyboard from their first key code on: plain and with Shift. */
const rows: readonly (readonly [number, string, string])[] = [
  [2, "1234567890-=", "!@#$%^&*()_+"],
  [16, "qwertyuiop[]", "QWERTYUIOP{}"],
  [30, "asdfghjkl;'`", 'ASDFGHJKL:"~'],
  [43, "\\zxcvbnm,./", "|ZXCVBNM<>?"],
  [57, " ", " "],
  [71, "789-456+1230.", "789-456+1230."],
];
const characters: ReadonlyMap<number, readonly [string, string]> = new Map(
  rows.flatMap(([first, plain, shifted]) =>
    [...plain].map((character, place) => [first + place, [character, shifted[place] as string]] as const),
  ),
);

export class KeyReader {
  #rest: Uint8Array = new Uint8Array();
  readonly #held = new Set<number>();

  /** The characters that were typed; CR for Enter. Any cut of the bytes gives the same. */
  take(bytes: Uint8Array): string {
    const all = new Uint8Array(this.#rest.length + bytes.length);
    all.set(this.#rest);
    all.set(bytes, this.#rest.length);
    const view = new DataView(all.buffer);
    let typed = "";
    let at = 0;
    for (; at + eventBytes <= all.length; at += eventBytes) {
      if (view.getUint16(at + 16, true) !== keyEvent) continue;
      typed += this.#key(view.getUint16(at + 18, true), view.getInt32(at + 20, true));
    }
    this.#rest = all.slice(at);
    return typed;
  }

  #key(code: number, value: number): string {
    if (shiftKeys.has(code)) {
      if (value === 0) this.#held.delete(code);
      else this.#held.add(code);
      return "";
    }
    if (value !== pressed) return "";
    if (enterKeys.has(code)) return "\r";
    return characters.get(code)?.[this.#held.size > 0 ? 1 : 0] ?? "";
  }
}
