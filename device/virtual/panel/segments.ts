/** What a person reads on seven segments, named as in every data sheet: `a` on top, on around the right, `g` in the middle. */

/** Written apart from what shows them. */
const readAs: Readonly<Record<string, string>> = {
  ...{ abcdef: "0", bc: "1", abdeg: "2", abcdg: "3", bcfg: "4", acdfg: "5", acdefg: "6", abc: "7", abcdefg: "8", abcdfg: "9" },
  ...{ abcefg: "A", cdefg: "b", adef: "C", bcdeg: "d", adefg: "E", aefg: "F", acdef: "G", bcefg: "H", bcde: "J", def: "L" },
  ...{ ceg: "n", abefg: "P", eg: "r", defg: "t", bcdef: "U", bcdfg: "Y", "": " " },
};

/** `lit`: for each digit from the left its segments in any order, a point as `p`. A form that nobody reads is `?`. */
export function readSegments(lit: readonly string[]): string {
  return lit
    .map((segments) => {
      const form = [...segments]
        .filter((each) => each !== "p")
        .sort()
        .join("");
      return `${readAs[form] ?? "?"}${segments.includes("p") ? "." : ""}`;
    })
    .join("");
}

/** The segments of a byte whose lowest bit is the first of these names. */
export function segmentsOf(byte: number, names: string): string {
  return [...names].filter((_, bit) => (byte >> bit) & 1).join("");
}
