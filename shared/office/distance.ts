/** How far apart two words are in typing errors. Used to forgive a citizen's typo and to guess what a configuration meant. */

/** Longer words are compared by their beginnings only, so that no input costs more than a screenful of work. */
const lengthMax = 64;

/**
 * The least number of letters added, left out, replaced or swapped with their neighbour that turns one word into the other
 * (Damerau's distance in its "optimal string alignment" form). Gives `limit + 1` as soon as it is sure to exceed the limit.
 */
export function typingDistance(one: string, other: string, limit: number): number {
  const a = one.slice(0, lengthMax);
  const b = other.slice(0, lengthMax);
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1];
      let least = Math.min(at(last, column) + 1, at(current, column - 1) + 1, at(last, column - 1) + (same ? 0 : 1));
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (swapped) least = Math.min(least, at(beforeLast, column - 2) + 1);
      current.push(least);
    }
    if (Math.min(...current) > limit) return limit + 1;
    beforeLast = last;
    last = current;
  }
  return Math.min(at(last, b.length), limit + 1);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Number.POSITIVE_INFINITY;
}

/** The one of the known words that was most likely meant; undefined when none is near. Case and separators do not count. */
export function nearest(written: string, known: Iterable<string>): string | undefined {
  const limit = written.length <= 4 ? 1 : 2;
  const plain = (word: string) => word.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, "");
  let best: { word: string; distance: number } | undefined;
  for (const word of known) {
    const distance = typingDistance(plain(written.slice(0, lengthMax)), plain(word), limit);
    if (distance <= limit && (best === undefined || distance < best.distance)) best = { word, distance };
  }
  return best?.word;
}
