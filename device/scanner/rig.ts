/** Scanners for tests: one that types, as the kernel's events, and one on a pseudo-terminal that can be pulled out. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, constants, existsSync, openSync } from "node:fs";
import { until } from "../testing/process.ts";

/** By their places on a US keyboard: key code, and whether Shift is held. Written apart from what reads them. */
const plainKeys: Readonly<Record<string, number>> = {
  ...{ "1": 2, "2": 3, "3": 4, "4": 5, "5": 6, "6": 7, "7": 8, "8": 9, "9": 10, "0": 11, "-": 12, "=": 13 },
  ...{ q: 16, w: 17, e: 18, r: 19, t: 20, y: 21, u: 22, i: 23, o: 24, p: 25, "[": 26, "]": 27, "\r": 28 },
  ...{ a: 30, s: 31, d: 32, f: 33, g: 34, h: 35, j: 36, k: 37, l: 38, ";": 39, "'": 40, "`": 41, "\\": 43 },
  ...{ z: 44, x: 45, c: 46, v: 47, b: 48, n: 49, m: 50, ",": 51, ".": 52, "/": 53, " ": 57 },
};
const shifted: Readonly<Record<string, string>> = {
  ...{ "!": "1", "@": "2", "#": "3", $: "4", "%": "5", "^": "6", "&": "7", "*": "8", "(": "9", ")": "0" },
  ...{ _: "-", "+": "=", "{": "[", "}": "]", ":": ";", '"': "'", "~": "`", "|": "\\", "<": ",", ">": ".", "?": "/" },
};

/** What a keyboard's input device gives for a text: each key pressed and released, reports between them. */
export function keyEvents(text: string): Uint8Array {
  const events: [type: number, code: number, value: number][] = [];
  const key = (code: number, value: number) => void events.push([4, 4, code], [1, code, value], [0, 0, 0]);
  for (const character of text) {
    const plain = shifted[character] ?? character.toLowerCase();
    const isShifted = plain !== character;
    const code = plainKeys[plain];
    if (code === undefined) throw new Error(`no key for ${JSON.stringify(character)}`);
    if (isShifted) key(42, 1);
    key(code, 1);
    key(code, 0);
    if (isShifted) key(42, 0);
  }
  const bytes = new Uint8Array(events.length * 24);
  const view = new DataView(bytes.buffer);
  for (const [place, [type, code, value]] of events.entries()) {
    view.setBigInt64(place * 24, 1_795_000_000n, true);
    view.setUint16(place * 24 + 16, type, true);
    view.setUint16(place * 24 + 18, code, true);
    view.setInt32(place * 24 + 20, value, true);
  }
  return bytes;
}

/** A serial scanner: what it is given to say comes out of a pseudo-terminal. */
export class SerialScannerRig {
  readonly path: string;
  #socat: ChildProcess | null = null;
  #held: number | null = null;

  constructor(path: string) {
    this.path = path;
  }

  async plugIn(): Promise<void> {
    const socat = spawn("/usr/bin/socat", [`PTY,link=${this.path},raw,echo=0`, "-"], { stdio: ["pipe", "ignore", "ignore"] });
    await once(socat, "spawn");
    this.#socat = socat;
    await until(
      () => existsSync(this.path),
      (there) => there,
    );
    // Held open as well: socat would end when whoever reads it closes it again, as an opening does that is given up half way.
    this.#held = openSync(this.path, constants.O_RDWR | constants.O_NOCTTY | constants.O_NONBLOCK);
  }

  say(bytes: string | Uint8Array): void {
    this.#socat?.stdin?.write(bytes);
  }

  /** Resolves when its device file is gone. */
  async unplug(): Promise<void> {
    const socat = this.#socat;
    this.#socat = null;
    if (!socat) return;
    const closed = once(socat, "close");
    socat.kill("SIGTERM");
    await closed;
    if (this.#held !== null) closeSync(this.#held);
    this.#held = null;
  }
}
