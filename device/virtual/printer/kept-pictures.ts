/** The part of a printer's memory that stays when it is off: pictures under two letters each. Knows no wire. */
import type { Image } from "./operation.ts";

export const keptBytesMax = 256 * 1024;
/** Key codes in one block of the answer. */
const keysABlock = 40;

export class KeptPictures {
  readonly #pictures = new Map<string, Image>();
  #writes = 0;

  /** How often it was written to: such memory wears. */
  get writes(): number {
    return this.#writes;
  }

  get keys(): string[] {
    return [...this.#pictures.keys()];
  }

  at(key: string): Image | undefined {
    return this.#pictures.get(key);
  }

  /** False when there is no room. */
  store(key: string, image: Image): boolean {
    const others = [...this.#pictures].filter(([each]) => each !== key);
    const bytes = others.reduce((sum, [, each]) => sum + each.bitmap.bytes.length, image.bitmap.bytes.length);
    if (bytes > keptBytesMax) return false;
    this.#pictures.set(key, image);
    this.#writes += 1;
    return true;
  }

  /** The answer to the question for its keys, block by block; each but the last waits for an acknowledgement before the next. */
  blocks(): Uint8Array[] {
    const { keys } = this;
    const count = Math.max(1, Math.ceil(keys.length / keysABlock));
    return Array.from({ length: count }, (_, block) => {
      const letters = keys.slice(block * keysABlock, (block + 1) * keysABlock).join("");
      return Uint8Array.of(0x37, 0x72, block === count - 1 ? 0x40 : 0x41, ...new TextEncoder().encode(letters), 0x00);
    });
  }
}
