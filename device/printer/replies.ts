/** What a printer says, as bytes: answers to status questions, unasked status, and the ids of finished jobs, told apart by fixed bits. */

export type PrinterReply =
  /** One byte, in answer to `DLE EOT n`: the reader of the answer knows which. */
  | { readonly kind: "status"; readonly byte: number }
  /** Four bytes, sent by itself after `GS a`. */
  | { readonly kind: "auto-status"; readonly bytes: readonly [number, number, number, number] }
  /** `37 22 id 00`, in answer to `GS ( H`: the job is on paper. */
  | { readonly kind: "done"; readonly job: string }
  /** One byte, in answer to `GS r 1`: everything before it has been taken. */
  | { readonly kind: "in-turn"; readonly byte: number };

const doneLength = 7;

export class ReplyReader {
  #kept: number[] = [];

  /** The replies that these bytes complete. A reply may come in pieces; bytes that are no reply are dropped. */
  take(bytes: Uint8Array): PrinterReply[] {
    const waiting = [...this.#kept, ...bytes];
    const replies: PrinterReply[] = [];
    while (waiting.length > 0) {
      const reply = readOne(waiting);
      if (reply === "incomplete") break;
      if (reply) replies.push(reply);
    }
    this.#kept = waiting;
    return replies;
  }
}

/** Takes one reply from the front; undefined when the front byte begins none. */
function readOne(waiting: number[]): PrinterReply | "incomplete" | undefined {
  const first = waiting[0] as number;
  if (first === 0x37) {
    if (waiting.length > 1 && waiting[1] === 0x25) {
      // `37 25 00`: the buffers were cleared. It says nothing of a job.
      if (waiting.length < 3) return "incomplete";
      waiting.splice(0, 3);
      return undefined;
    }
    if (waiting.length > 1 && waiting[1] !== 0x22) return void waiting.shift();
    if (waiting.length < doneLength) return "incomplete";
    const [, , ...id] = waiting.splice(0, doneLength - 1);
    waiting.shift();
    return { kind: "done", job: String.fromCharCode(...id) };
  }
  if ((first & 0x93) === 0x12) return { kind: "status", byte: waiting.shift() as number };
  if ((first & 0x93) === 0x10) {
    if (waiting.length < 4) return "incomplete";
    const [one, two, three, four] = waiting.splice(0, 4) as [number, number, number, number];
    return { kind: "auto-status", bytes: [one, two, three, four] };
  }
  waiting.shift();
  return (first & 0x90) === 0 ? { kind: "in-turn", byte: first } : undefined;
}
