/** The commands that start with GS. */

import { decodeBlock, decodeLongBlock } from "./decode-gs-block.ts";
import { counted, type Decoded, digit, parameters, terminated, u8, u16, unknown, word } from "./decoded.ts";
import type { CutKind, Operation } from "./operation.ts";

interface Form {
  /** Of the whole command. */
  readonly length: number;
  readonly read: (command: Uint8Array) => Operation | undefined;
}

export function decodeGs(bytes: Uint8Array): Decoded {
  const code = bytes[1];
  if (code === undefined) return { kind: "more", needed: 2 };
  const form = forms.get(String.fromCharCode(code));
  if (form !== undefined) return parameters(bytes, form.length, form.read);
  switch (String.fromCharCode(code)) {
    case "(":
      return bytes.length < 3 ? { kind: "more", needed: 3 } : counted(bytes, 3, 2, decodeBlock);
    case "8":
      return bytes.length < 3 ? { kind: "more", needed: 3 } : counted(bytes, 3, 4, decodeLongBlock);
    case "V":
      return cut(bytes);
    case "v":
      return raster(bytes);
    case "G":
      return jobOfNippon(bytes);
    case "k":
      return barcode(bytes);
    case "*":
      return bytes.length < 4
        ? { kind: "more", needed: 4 }
        : parameters(bytes, 4 + u8(bytes, 2) * u8(bytes, 3) * 8, () => ({ kind: "no-effect", what: "GS *" }));
    default:
      return unknown(bytes, 2);
  }
}

function noEffect(length: number): Form {
  return { length, read: (command) => ({ kind: "no-effect", what: word("GS", u8(command, 1)) }) };
}

const forms: ReadonlyMap<string, Form> = new Map<string, Form>([
  [
    "!",
    {
      length: 3,
      read: (command) => ({ kind: "set", modes: { widthTimes: ((u8(command, 2) >> 4) & 7) + 1, heightTimes: (u8(command, 2) & 7) + 1 } }),
    },
  ],
  ["B", { length: 3, read: (command) => ({ kind: "set", modes: { invert: (u8(command, 2) & 1) === 1 } }) }],
  ["L", { length: 4, read: (command) => ({ kind: "set-at-line-start", modes: { leftMarginDots: u16(command, 2) } }) }],
  ["W", { length: 4, read: (command) => ({ kind: "set-at-line-start", modes: { areaWidthDots: u16(command, 2) } }) }],
  ["a", { length: 3, read: (command) => ({ kind: "auto-status", mask: u8(command, 2) }) }],
  ["r", { length: 3, read: (command) => ({ kind: "ask-status", item: digit(u8(command, 2)) }) }],
  ["I", { length: 3, read: (command) => ({ kind: "ask-identity", item: digit(u8(command, 2)) }) }],
  ["/", { length: 3, read: () => ({ kind: "not-drawn", what: "a stored picture (GS /)", box: true }) }],
  ["^", { length: 5, read: () => ({ kind: "not-drawn", what: "a macro (GS ^)", box: false }) }],
  ["H", noEffect(3)],
  ["f", noEffect(3)],
  ["h", noEffect(3)],
  ["w", noEffect(3)],
  ["b", noEffect(3)],
  ["P", noEffect(4)],
  ["T", noEffect(3)],
  ["$", noEffect(4)],
  ["\\", noEffect(4)],
  ["#", noEffect(3)],
  ["|", noEffect(3)],
  [":", noEffect(2)],
]);

/** Functions A (0, 1), B (65, 66), C (97, 98) and D (103, 104); the even ones leave the paper hanging by a point. */
function cut(bytes: Uint8Array): Decoded {
  const m = bytes[2];
  if (m === undefined) return { kind: "more", needed: 3 };
  const kind: CutKind = m === 0 || (m > 1 && m % 2 === 1 && m !== 49) || m === 48 ? "full" : "partial";
  if (m === 0 || m === 1 || m === 48 || m === 49)
    return parameters(bytes, 3, () => ({ kind: "cut", cut: kind, where: "here", feedDots: 0 }));
  const where = ({ 65: "fed", 66: "fed", 97: "reserved", 98: "reserved", 103: "fed-and-back", 104: "fed-and-back" } as const)[m];
  if (where === undefined) return unknown(bytes, 3);
  return parameters(bytes, 4, (command) => ({ kind: "cut", cut: kind, where, feedDots: u8(command, 3) }));
}

/** GS G: 31 and an id begin a job, 30 ends it. */
function jobOfNippon(bytes: Uint8Array): Decoded {
  const n = bytes[2];
  if (n === undefined) return { kind: "more", needed: 3 };
  if (n === 0x31) return parameters(bytes, 7, (command) => ({ kind: "nippon-start", id: command.slice(3) }));
  return parameters(bytes, 3, () => (n === 0x30 ? { kind: "nippon-finish" } : undefined));
}

/** GS v 0: m, bytes per row, rows. */
function raster(bytes: Uint8Array): Decoded {
  if (bytes.length < 3) return { kind: "more", needed: 3 };
  if (bytes[2] !== 0x30) return unknown(bytes, 3);
  if (bytes.length < 8) return { kind: "more", needed: 8 };
  const m = digit(u8(bytes, 3));
  const widthBytes = u16(bytes, 4);
  const heightDots = u16(bytes, 6);
  return parameters(bytes, 8 + widthBytes * heightDots, (command) =>
    m > 3
      ? undefined
      : {
          kind: "image",
          image: {
            bitmap: { widthDots: widthBytes * 8, heightDots, bytes: command.slice(8) },
            widthTimes: m & 1 ? 2 : 1,
            heightTimes: m & 2 ? 2 : 1,
          },
        },
  );
}

/** Two ways: m 0 to 6 ends with NUL, m 65 to 79 states its length. */
function barcode(bytes: Uint8Array): Decoded {
  const m = bytes[2];
  if (m === undefined) return { kind: "more", needed: 3 };
  const drawn = (): Operation => ({ kind: "not-drawn", what: "a bar code (GS k)", box: true });
  if (m <= 6) return terminated(bytes, 3, drawn);
  if (m < 65 || m > 79) return unknown(bytes, 3);
  return bytes.length < 4 ? { kind: "more", needed: 4 } : parameters(bytes, 4 + u8(bytes, 3), drawn);
}
