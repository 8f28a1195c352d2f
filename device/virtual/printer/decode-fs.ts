/** The commands that start with FS: modes of two-byte characters, which this printer does not have. */
import { counted, type Decoded, digit, parameters, u8, unknown, word } from "./decoded.ts";

/** Lengths of whole commands that change nothing here. */
const harmless: ReadonlyMap<string, number> = new Map([
  [".", 2],
  ["!", 3],
  ["-", 3],
  ["C", 3],
  ["S", 4],
  ["W", 3],
]);

export function decodeFs(bytes: Uint8Array): Decoded {
  const code = bytes[1];
  if (code === undefined) return { kind: "more", needed: 2 };
  const letter = String.fromCharCode(code);
  const length = harmless.get(letter);
  if (length !== undefined) return parameters(bytes, length, () => ({ kind: "no-effect", what: word("FS", code) }));
  if (letter === "&") return parameters(bytes, 2, () => ({ kind: "not-drawn", what: "two-byte characters (FS &)", box: false }));
  if (letter === "p") return parameters(bytes, 4, () => ({ kind: "not-drawn", what: "a stored picture (FS p)", box: true }));
  if (letter === "2") return parameters(bytes, 76, () => ({ kind: "not-drawn", what: "user-defined characters (FS 2)", box: false }));
  if (letter === "(") {
    if (bytes.length < 3) return { kind: "more", needed: 3 };
    const block = String.fromCharCode(u8(bytes, 2));
    return counted(bytes, 3, 2, (command) => {
      if (block === "A" || (block === "C" && digit(u8(command, 6)) === 1)) return { kind: "no-effect", what: `FS ( ${block}` };
      return block === "C" ? { kind: "not-drawn", what: "UTF-8 text (FS ( C)", box: false } : undefined;
    });
  }
  return unknown(bytes, 2);
}
