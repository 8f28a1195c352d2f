/** The first command of a run of bytes: its length and what it asks for, or how many bytes are needed to tell. Knows no state. */
import { decodeEsc } from "./decode-esc.ts";
import { decodeFs } from "./decode-fs.ts";
import { decodeGs } from "./decode-gs.ts";
import { type Decoded, done, noEffect, parameters, unknown, word } from "./decoded.ts";

/** `bytes` starts at a command and holds at least one byte. */
export function decode(bytes: Uint8Array): Decoded {
  const byte = bytes[0] as number;
  if (byte >= 0x20) return done(1, { kind: "text", byte });
  switch (byte) {
    case 0x00:
      return noEffect(1, "NUL");
    case 0x09:
      return done(1, { kind: "tab" });
    case 0x0a:
      return done(1, { kind: "line-feed" });
    case 0x0c:
      return noEffect(1, "FF outside page mode");
    case 0x0d:
      return noEffect(1, "CR");
    case 0x11:
      return done(1, { kind: "nippon-restart" });
    case 0x18:
      return noEffect(1, "CAN outside page mode");
    case 0x10:
      return decodeDle(bytes);
    case 0x1b:
      return decodeEsc(bytes);
    case 0x1c:
      return decodeFs(bytes);
    case 0x1d:
      return decodeGs(bytes);
    default:
      return unknown(bytes, 1);
  }
}

/** These were obeyed when they arrived; in their turn they only take up room. */
function decodeDle(bytes: Uint8Array): Decoded {
  const command = bytes[1];
  if (command === undefined) return { kind: "more", needed: 2 };
  if (command !== 0x04 && command !== 0x05 && command !== 0x14) return unknown(bytes, 2);
  const n = bytes[2];
  if (n === undefined) return { kind: "more", needed: 3 };
  if (command === 0x05) return noEffect(3, "DLE ENQ");
  if (command === 0x04) return parameters(bytes, n === 7 || n === 8 || n === 18 ? 4 : 3, () => ({ kind: "no-effect", what: "DLE EOT" }));
  const length = new Map([
    [1, 5],
    [2, 5],
    [3, 8],
    [7, 4],
    [8, 10],
  ]).get(n);
  return length === undefined ? unknown(bytes, 3) : parameters(bytes, length, () => ({ kind: "no-effect", what: word("DLE DC4", n) }));
}
