/** Seeded dice: the same words give the same throws, on every machine. */

export interface Dice {
  /** At least 0, below 1. */
  chance(): number;
  /** A whole number from `least` to `most`, both included. */
  whole(least: number, most: number): number;
  /** One of several, each as likely as its weight says. */
  pick<T>(choices: readonly (readonly [weight: number, choice: T])[]): T;
}

export function diceOf(seed: string): Dice {
  let state = mixed(seed);
  const chance = () => {
    // A Weyl sequence through a 32-bit finaliser: short, and even enough to throw dice with.
    state = (state + 0x9e3779b9) >>> 0;
    return finalised(state) / 2 ** 32;
  };
  return {
    chance,
    whole: (least, most) => least + Math.floor(chance() * (most - least + 1)),
    pick: (choices) => {
      let left = chance() * choices.reduce((sum, [weight]) => sum + weight, 0);
      for (const [weight, choice] of choices) {
        if (left < weight) return choice;
        left -= weight;
      }
      const last = choices.at(-1);
      if (!last) throw new Error("nothing to pick from");
      return last[1];
    },
  };
}

function mixed(seed: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(seed)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return finalised(hash);
}

function finalised(value: number): number {
  let bits = value;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}
