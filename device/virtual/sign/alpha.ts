/**
 * An Alpha sign that is not there: takes bytes as they come and says what it would show. Written from form 9708-8061, section 5.1 and
 * 6.1: it hunts for a start of header, reads to the end of transmission, and believes nothing whose checksum is wrong.
 */

export interface AlphaFace {
  readonly text: string;
  readonly isFlashing: boolean;
}

/** Longer transmissions are dropped; a priority TEXT file holds 125 characters. */
const heldMax = 400;

export class VirtualAlphaSign {
  readonly #address: string;
  #held: number[] | null = null;
  /** What is in the priority TEXT file; null: it is empty, and the sign runs its other messages. */
  face: AlphaFace | null = null;
  /** Transmissions taken as meant for it. */
  taken = 0;
  /** Transmissions with a wrong checksum. */
  garbled = 0;

  constructor(address: string) {
    this.#address = address;
  }

  feed(bytes: Uint8Array): void {
    for (const raw of bytes) {
      // Seven data bits: a sign never sees an eighth.
      const byte = raw & 0x7f;
      if (byte === 0x01) this.#held = [];
      else if (this.#held && byte === 0x04) {
        this.#whole(this.#held);
        this.#held = null;
      } else if (this.#held && this.#held.push(byte) > heldMax) this.#held = null;
    }
  }

  #whole(held: readonly number[]): void {
    const text = String.fromCharCode(...held);
    const [header = "", ...rest] = text.split("\x02");
    const [, type, address = ""] = /^([!-~])([0-9A-F?]{2})$/.exec(header) ?? [];
    if (type === undefined || rest.length !== 1) return;
    const [body = "", checksum, ...more] = (rest[0] ?? "").split("\x03");
    if (more.length > 0 || (checksum !== undefined && Number.parseInt(checksum, 16) !== sumOf(body))) {
      this.garbled += 1;
      return;
    }
    if ((type !== "Z" && type !== "^") || !this.#isMine(address)) return;
    this.taken += 1;
    if (body.startsWith("A0")) this.#priority(body.slice(2));
  }

  #isMine(address: string): boolean {
    if (address === "00") return true;
    return [...address].every((digit, index) => digit === "?" || digit === this.#address[index]);
  }

  #priority(data: string): void {
    if (data === "") this.face = null;
    else if (data.startsWith("\x1b")) this.face = { text: data.slice(3).trimEnd(), isFlashing: data[2] === "c" };
    else this.face = { text: data.trimEnd(), isFlashing: false };
  }
}

/** From start to end of text, both counted. */
function sumOf(body: string): number {
  let sum = 0x02 + 0x03;
  for (let index = 0; index < body.length; index += 1) sum += body.charCodeAt(index);
  return sum;
}
