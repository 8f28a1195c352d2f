/** The long commands: GS ( x with a 16-bit and GS 8 x with a 32-bit length. Undefined: a block this printer does not know. */
import { digit, u8, u16 } from "./decoded.ts";
import type { Image, Operation } from "./operation.ts";

/** `command` is whole: 1D 28 x pL pH and the data. */
export function decodeBlock(command: Uint8Array): Operation | undefined {
  const letter = String.fromCharCode(u8(command, 2));
  const data = command.subarray(5);
  switch (letter) {
    case "k":
      return symbol(data);
    case "L":
      return graphics(data);
    case "H":
      return response(data);
    case "A":
      return { kind: "not-drawn", what: "a test print (GS ( A)", box: false };
    case "C":
    case "D":
    case "E":
    case "K":
    case "M":
    case "N":
    case "P":
      return { kind: "no-effect", what: `GS ( ${letter}` };
    default:
      return undefined;
  }
}

/** `command` is whole: 1D 38 x p1 p2 p3 p4 and the data. */
export function decodeLongBlock(command: Uint8Array): Operation | undefined {
  return command[2] === 0x4c ? graphics(command.subarray(7)) : undefined;
}

const levels = ["L", "M", "Q", "H"] as const;

/** Two-dimensional symbols: cn names the kind (49 is QR), fn the function. */
function symbol(data: Uint8Array): Operation | undefined {
  const kind = u8(data, 0);
  const fn = u8(data, 1);
  if (kind !== 49) {
    const what = new Map([
      [48, "PDF417"],
      [50, "MaxiCode"],
      [51, "a GS1 symbol"],
      [52, "a composite symbol"],
      [53, "Aztec"],
      [54, "DataMatrix"],
    ]).get(kind);
    if (what === undefined) return undefined;
    return fn === 81 ? { kind: "not-drawn", what: `${what} (GS ( k)`, box: true } : { kind: "no-effect", what: `GS ( k ${what}` };
  }
  switch (fn) {
    case 65:
      return u8(data, 2) === 50
        ? { kind: "no-effect", what: "GS ( k QR model 2" }
        : { kind: "not-drawn", what: "a QR code of another model than 2: model 2 is used", box: false };
    case 67:
      return { kind: "qr-module", dots: u8(data, 2) };
    case 69: {
      const level = levels[digit(u8(data, 2))];
      return level === undefined ? undefined : { kind: "qr-level", level };
    }
    case 80:
      return { kind: "qr-store", data: data.slice(3) };
    case 81:
      return { kind: "qr-print" };
    case 82:
      return { kind: "no-effect", what: "GS ( k QR size" };
    default:
      return undefined;
  }
}

/** Graphics into the buffer (fn 112) and onto paper (fn 50); into the memory that stays (fn 67), from there (fn 69), and what is there (fn 64). */
function graphics(data: Uint8Array): Operation | undefined {
  const fn = u8(data, 1);
  if (fn === 50 || fn === 2) return { kind: "graphics-print" };
  if (fn === 64 || fn === 67 || fn === 69) return kept(fn, data);
  if (fn !== 112) return { kind: "no-effect", what: "GS ( L" };
  const widthDots = u16(data, 6);
  const heightDots = u16(data, 8);
  const bytes = data.slice(10);
  if (u8(data, 2) !== 48 || bytes.length < Math.ceil(widthDots / 8) * heightDots) return undefined;
  const image: Image = { bitmap: { widthDots, heightDots, bytes }, widthTimes: u8(data, 3), heightTimes: u8(data, 4) };
  return image.widthTimes >= 1 && image.widthTimes <= 2 && image.heightTimes >= 1 && image.heightTimes <= 2
    ? { kind: "graphics-store", image }
    : undefined;
}

function kept(fn: 64 | 67 | 69, data: Uint8Array): Operation | undefined {
  if (fn === 64) return u8(data, 2) === 75 && u8(data, 3) === 67 ? { kind: "ask-kept-keys" } : undefined;
  const at = fn === 67 ? 3 : 2;
  const key = String.fromCharCode(u8(data, at), u8(data, at + 1));
  if (!/^[\x20-\x7e]{2}$/.test(key)) return undefined;
  if (fn === 69) {
    const [widthTimes, heightTimes] = [u8(data, 4), u8(data, 5)];
    const isSize = [widthTimes, heightTimes].every((times) => times === 1 || times === 2);
    return isSize ? { kind: "kept-print", key, widthTimes, heightTimes } : undefined;
  }
  // One colour, in rows.
  const [widthDots, heightDots] = [u16(data, 6), u16(data, 8)];
  const bytes = data.slice(11);
  const isWhole = u8(data, 2) === 48 && u8(data, 5) === 1 && bytes.length === Math.ceil(widthDots / 8) * heightDots;
  return isWhole && bytes.length > 0
    ? { kind: "kept-store", key, image: { bitmap: { widthDots, heightDots, bytes }, widthTimes: 1, heightTimes: 1 } }
    : undefined;
}

/** fn 48 asks for an answer, with the given id, when all before it is printed. */
function response(data: Uint8Array): Operation | undefined {
  if (digit(u8(data, 0)) !== 0) return { kind: "no-effect", what: "GS ( H" };
  return data.length === 6 ? { kind: "job-id", id: data.slice(2) } : undefined;
}
