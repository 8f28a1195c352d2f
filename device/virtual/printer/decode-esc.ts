/** The commands that start with ESC. */
import { counted, type Decoded, digit, parameters, terminated, u8, u16, unknown, word } from "./decoded.ts";
import type { Operation } from "./operation.ts";

interface Form {
  /** Of the whole command. */
  readonly length: number;
  readonly read: (command: Uint8Array) => Operation | undefined;
}

export function decodeEsc(bytes: Uint8Array): Decoded {
  const code = bytes[1];
  if (code === undefined) return { kind: "more", needed: 2 };
  const form = forms.get(String.fromCharCode(code));
  if (form !== undefined) return parameters(bytes, form.length, form.read);
  switch (String.fromCharCode(code)) {
    case "D":
      return terminated(bytes, 2, (command) => ({ kind: "set", modes: { tabColumns: [...command.subarray(2, -1)] } }));
    case "*":
      return bitImage(bytes);
    case "&":
      return userCharacters(bytes);
    case "b":
      return rasterOfNippon(bytes);
    case "(":
      return bytes.length < 3 ? { kind: "more", needed: 3 } : counted(bytes, 3, 2, () => undefined);
    default:
      return unknown(bytes, 2);
  }
}

function noEffect(length: number): Form {
  return { length, read: (command) => ({ kind: "no-effect", what: word("ESC", u8(command, 1)) }) };
}

function notDrawn(length: number, what: string, harmless?: number): Form {
  return {
    length,
    read: (command) =>
      harmless !== undefined && digit(u8(command, 2)) === harmless ? { kind: "no-effect", what } : { kind: "not-drawn", what, box: false },
  };
}

function on(command: Uint8Array): boolean {
  return (u8(command, 2) & 1) === 1;
}

const aligns = ["left", "centre", "right"] as const;
const underlines = [0, 1, 2] as const;

const forms: ReadonlyMap<string, Form> = new Map<string, Form>([
  [" ", { length: 3, read: (command) => ({ kind: "set", modes: { spacingDots: u8(command, 2) } }) }],
  ["!", { length: 3, read: (command) => printModes(u8(command, 2)) }],
  ["$", { length: 4, read: (command) => ({ kind: "position", from: "area", dots: u16(command, 2) }) }],
  ["\\", { length: 4, read: (command) => ({ kind: "position", from: "here", dots: (u16(command, 2) << 16) >> 16 }) }],
  [
    "-",
    {
      length: 3,
      read: (command) => {
        const underlineDots = underlines[digit(u8(command, 2))];
        return underlineDots === undefined ? undefined : { kind: "set", modes: { underlineDots } };
      },
    },
  ],
  ["2", { length: 2, read: () => ({ kind: "set", modes: { lineSpacingDots: 30 } }) }],
  ["3", { length: 3, read: (command) => ({ kind: "set", modes: { lineSpacingDots: u8(command, 2) } }) }],
  ["@", { length: 2, read: () => ({ kind: "initialize" }) }],
  ["E", { length: 3, read: (command) => ({ kind: "set", modes: { bold: on(command) } }) }],
  ["G", { length: 3, read: (command) => ({ kind: "set", modes: { doubleStrike: on(command) } }) }],
  ["J", { length: 3, read: (command) => ({ kind: "feed", dots: u8(command, 2) }) }],
  ["d", { length: 3, read: (command) => ({ kind: "feed-lines", lines: u8(command, 2) }) }],
  ["M", { length: 3, read: (command) => ({ kind: "set", modes: { font: digit(u8(command, 2)) % 97 === 0 ? "a" : "b" } }) }],
  ["R", { length: 3, read: (command) => ({ kind: "set", modes: { international: u8(command, 2) } }) }],
  ["t", { length: 3, read: (command) => ({ kind: "set", modes: { codePage: u8(command, 2) } }) }],
  ["{", { length: 3, read: (command) => ({ kind: "set-at-line-start", modes: { upsideDown: on(command) } }) }],
  [
    "a",
    {
      length: 3,
      read: (command) => {
        const align = aligns[digit(u8(command, 2))];
        return align === undefined ? undefined : { kind: "set-at-line-start", modes: { align } };
      },
    },
  ],
  ["i", { length: 2, read: () => ({ kind: "cut", cut: "full", where: "here", feedDots: 0 }) }],
  ["m", { length: 2, read: () => ({ kind: "cut", cut: "partial", where: "here", feedDots: 0 }) }],
  ["K", notDrawn(3, "feeding backwards (ESC K)", 0)],
  ["e", notDrawn(3, "feeding backwards (ESC e)", 0)],
  ["L", notDrawn(2, "page mode (ESC L)")],
  ["V", notDrawn(3, "turned characters (ESC V)", 0)],
  ["r", notDrawn(3, "a second colour (ESC r)", 0)],
  ["%", notDrawn(3, "user-defined characters (ESC %)", 0)],
  ["v", { length: 2, read: () => ({ kind: "nippon-status" }) }],
  ["s", { length: 3, read: (command) => (u8(command, 2) === 2 ? { kind: "nippon-identity" } : undefined) }],
  ["S", noEffect(2)],
  ["p", noEffect(5)],
  ["B", noEffect(4)],
  ["c", noEffect(4)],
  ["=", noEffect(3)],
  ["?", noEffect(3)],
  ["T", noEffect(3)],
  ["U", noEffect(3)],
  ["W", noEffect(10)],
]);

function printModes(n: number): Operation {
  return {
    kind: "set",
    modes: {
      font: n & 0x01 ? "b" : "a",
      bold: (n & 0x08) !== 0,
      heightTimes: n & 0x10 ? 2 : 1,
      widthTimes: n & 0x20 ? 2 : 1,
      underlineDots: n & 0x80 ? 1 : 0,
    },
  };
}

function bitImage(bytes: Uint8Array): Decoded {
  if (bytes.length < 5) return { kind: "more", needed: 5 };
  const columns = u16(bytes, 3);
  return parameters(bytes, 5 + columns * (u8(bytes, 2) >= 32 ? 3 : 1), () => ({
    kind: "not-drawn",
    what: "a bit image (ESC *)",
    box: false,
  }));
}

/** ESC b: bytes per row, rows. */
function rasterOfNippon(bytes: Uint8Array): Decoded {
  if (bytes.length < 5) return { kind: "more", needed: 5 };
  const [widthBytes, heightDots] = [u8(bytes, 2), u16(bytes, 3)];
  return parameters(bytes, 5 + widthBytes * heightDots, (command) => ({
    kind: "image",
    image: { bitmap: { widthDots: widthBytes * 8, heightDots, bytes: command.slice(5) }, widthTimes: 1, heightTimes: 1 },
  }));
}

/** Each character states its own width, so the length is found by walking. */
function userCharacters(bytes: Uint8Array): Decoded {
  if (bytes.length < 5) return { kind: "more", needed: 5 };
  let length = 5;
  for (let character = u8(bytes, 3); character <= u8(bytes, 4); character++) {
    const columns = bytes[length];
    if (columns === undefined) return { kind: "more", needed: length + 1 };
    length += 1 + columns * u8(bytes, 2);
  }
  return parameters(bytes, length, () => ({ kind: "not-drawn", what: "user-defined characters (ESC &)", box: false }));
}
