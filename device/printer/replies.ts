/** What a printer says, as bytes: answers to status questions, unasked status, and the ids of finished jobs, told apart by fixed bits. */

export type PrinterReply =
  /** One byte, in answer to `DLE EOT n`: the reader of the answer knows which. */
  | { readonly kind: "status"; readonly byte: number }
  /** Four bytes, sent by itself after `GS a`. */
  | { readonly kind: "auto-status"; readonly bytes: readonly [number, number, number, number] }
  /** `37 22 id 00`, in answer to `GS ( H`: the job is on paper. `ended`: what Nippon's way (`FF 13`) says with it; anything but 0 may be trouble. */
  | { readonly kind: "done"; readonly job: string; readonly ended?: number }
  /** `10 0F` and four bytes, in answer to `DLE EOT 20`. */
  | { readonly kind: "full-status"; readonly bytes: readonly [number, number, number, number] }
  /** `5F text 00`, in answer to `GS I`: a maker or a model. */
  | { readonly kind: "identity"; readonly text: string }
  /** `37 72 40 keys 00`, in answer to `GS ( L` function 64, to be acknowledged; `41` for `40`: more follow. */
  | { readonly kind: "keys"; readonly keys: readonly string[]; readonly isLast: boolean }
  /** One byte, in answer to `GS r 1`: everything before it has been taken. */
  | { readonly kind: "in-turn"; readonly byte: number };

const doneLength = 7;
/** Of a text, with its first byte and its last. */
const identityLengthMax = 82;
/** Of a block of forty key codes, with what stands around them. */
const keysLengthMax = 84;

/** Takes one reply from the front of what waits; undefined when the front byte begins none. */
export type ReadOne = (waiting: number[]) => PrinterReply | "incomplete" | undefined;

export class ReplyReader {
  readonly #readOne: ReadOne;
  #kept: number[] = [];

  /** `one`: how the printer's kind of replies is read; that of ESC/POS. */
  constructor(one: ReadOne = readOne) {
    this.#readOne = one;
  }

  /** The replies that these bytes complete. A reply may come in pieces; bytes that are no reply are dropped. */
  take(bytes: Uint8Array): PrinterReply[] {
    const waiting = [...this.#kept, ...bytes];
    const replies: PrinterReply[] = [];
    while (waiting.length > 0) {
      const reply = this.#readOne(waiting);
      if (reply === "incomplete") break;
      if (reply) replies.push(reply);
    }
    this.#kept = waiting;
    return replies;
  }
}

function readOne(waiting: number[]): PrinterReply | "incomplete" | undefined {
  const first = waiting[0] as number;
  if (first === 0x37) {
    if (waiting.length > 1 && waiting[1] === 0x25) {
      // `37 25 00`: the buffers were cleared. It says nothing of a job.
      if (waiting.length < 3) return "incomplete";
      waiting.splice(0, 3);
      return undefined;
    }
    if (waiting.length > 1 && waiting[1] === 0x72) return readKeys(waiting);
    if (waiting.length > 1 && waiting[1] !== 0x22) return void waiting.shift();
    if (waiting.length < doneLength) return "incomplete";
    if (waiting[doneLength - 1] !== 0) return void waiting.shift();
    const [, , ...id] = waiting.splice(0, doneLength).slice(0, -1);
    return { kind: "done", job: String.fromCharCode(...id) };
  }
  if (first === 0x5f) return readIdentity(waiting);
  if ((first & 0x93) === 0x12) return { kind: "status", byte: waiting.shift() as number };
  if ((first & 0x93) === 0x10) {
    if (waiting.length < 4) return "incomplete";
    // No automatic status has the two lowest bits of its second byte set.
    if (waiting[1] === 0x0f) {
      if (waiting.length < 6) return "incomplete";
      return { kind: "full-status", bytes: waiting.splice(0, 6).slice(2) as [number, number, number, number] };
    }
    return { kind: "auto-status", bytes: waiting.splice(0, 4) as [number, number, number, number] };
  }
  waiting.shift();
  return (first & 0x90) === 0 ? { kind: "in-turn", byte: first } : undefined;
}

/** Anything but key codes makes its first byte a stray one, as below. */
function readKeys(waiting: number[]): PrinterReply | "incomplete" | undefined {
  const status = waiting[2];
  if (status === undefined) return "incomplete";
  const end = waiting.findIndex((byte, place) => place > 2 && (byte < 0x20 || byte > 0x7e));
  if ((status !== 0x40 && status !== 0x41) || end >= keysLengthMax) return void waiting.shift();
  if (end < 0) return waiting.length < keysLengthMax ? "incomplete" : void waiting.shift();
  if (waiting[end] !== 0) return void waiting.shift();
  const letters = String.fromCharCode(...waiting.splice(0, end).slice(3));
  waiting.shift();
  return { kind: "keys", keys: letters.match(/../gs) ?? [], isLast: status === 0x40 };
}

/** Anything but a text makes its first byte a stray one, so that noise cannot hold back what follows it. */
function readIdentity(waiting: number[]): PrinterReply | "incomplete" | undefined {
  const end = waiting.findIndex((byte, place) => place > 0 && (byte < 0x20 || byte > 0x7e));
  if (end < 0 && waiting.length < identityLengthMax) return "incomplete";
  if (end < 0 || end >= identityLengthMax || waiting[end] !== 0) return void waiting.shift();
  const text = String.fromCharCode(...waiting.splice(0, end).slice(1));
  waiting.shift();
  return { kind: "identity", text };
}
