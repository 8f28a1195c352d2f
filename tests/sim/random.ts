/** All chance of a simulated world comes from one number: the same seed draws the same world. */

export class Random {
  #a: number;
  #b: number;
  #c: number;
  #count = 1;

  /** `name` makes streams that do not disturb each other. */
  constructor(seed: number, name = "") {
    let mixed = 2_166_136_261;
    for (const letter of `${seed}/${name}`) mixed = Math.imul(mixed ^ letter.charCodeAt(0), 16_777_619);
    this.#a = mixed | 0;
    this.#b = Math.imul(mixed, 0x9e37_79b9) | 0;
    this.#c = (mixed ^ 0x85eb_ca6b) | 0;
    for (let turn = 0; turn < 12; turn += 1) this.next();
  }

  /** From 0 to 1, without 1: sfc32. */
  next(): number {
    const sum = (this.#a + this.#b + this.#count) | 0;
    this.#count = (this.#count + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = ((this.#c << 21) | (this.#c >>> 11)) + sum;
    return (sum >>> 0) / 0x1_0000_0000;
  }

  chance(of: number): boolean {
    return this.next() < of;
  }

  between(least: number, most: number): number {
    return least + (most - least) * this.next();
  }

  /** A whole number from `least` to `most`, both included. */
  whole(least: number, most: number): number {
    return Math.floor(this.between(least, most + 1));
  }

  /** Mostly short, sometimes long: what arrivals and services are. */
  around(mean: number): number {
    return -Math.log(1 - this.next()) * mean;
  }

  pick<T>(among: readonly T[]): T {
    return among[Math.floor(this.next() * among.length)] as T;
  }

  /** One of these by its weight; undefined when all weigh nothing. */
  weighed<T extends string>(weights: Readonly<Partial<Record<T, number>>>): T | undefined {
    const entries = Object.entries(weights) as [T, number][];
    const sum = entries.reduce((total, [, weight]) => total + weight, 0);
    let left = this.next() * sum;
    for (const [name, weight] of entries) {
      left -= weight;
      if (left < 0) return name;
    }
    return undefined;
  }

  /** Ten letters and digits. */
  id(): string {
    let text = "";
    while (text.length < 10) text += Math.floor(this.next() * 36).toString(36);
    return text;
  }
}
