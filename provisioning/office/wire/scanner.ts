/** The control side of the twin of a scanner: what is held under it, its cable, its line speed. */
import * as v from "valibot";
import type { FrontScannerSwitches } from "#shared/wire/front-page.ts";
import { askJson } from "./ask.ts";

const scannerState = v.object({ plugged: v.boolean(), garbled: v.boolean() });
export type ScannerState = v.InferOutput<typeof scannerState>;

const deadlineMs = 2_000;

export class Scanner {
  readonly #address: () => string;

  constructor(address: () => string) {
    this.#address = address;
  }

  /** Null while it cannot be asked. */
  async state(): Promise<ScannerState | null> {
    try {
      const { body } = await askJson(`${this.#address()}/state`, deadlineMs);
      const read = v.safeParse(scannerState, body);
      return read.success ? read.output : null;
    } catch {
      return null;
    }
  }

  async scan(text: string): Promise<boolean> {
    return (await askJson(`${this.#address()}/scan`, deadlineMs, { text })).status === 200;
  }

  async turn(switches: FrontScannerSwitches): Promise<boolean> {
    return (await askJson(`${this.#address()}/switches`, deadlineMs, switches)).status === 200;
  }
}
