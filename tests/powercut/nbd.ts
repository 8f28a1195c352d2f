/**
 * The bytes of the network block device protocol (NetworkBlockDevice/nbd, doc/proto.md): fixed new-style negotiation and simple
 * replies, as much as one client with one export needs. A state over incoming bytes; it knows no socket and no disk.
 */

export type NbdRequest =
  | { readonly kind: "read"; readonly handle: bigint; readonly offset: number; readonly length: number }
  | { readonly kind: "write"; readonly handle: bigint; readonly offset: number; readonly data: Buffer; readonly force: boolean }
  | { readonly kind: "flush"; readonly handle: bigint }
  | { readonly kind: "disconnect" }
  | { readonly kind: "unknown"; readonly handle: bigint };

/** What arrived: bytes to answer a negotiation with, a request to carry out, or the client's wish to leave. */
export type NbdInput = { readonly kind: "reply"; readonly bytes: Buffer } | NbdRequest;

const greetingMagic = 0x4e42444d41474943n;
const optionMagic = 0x49484156454f5054n;
const optionReplyMagic = 0x3e889045565a9n;
const requestMagic = 0x25609513;
const replyMagic = 0x67446698;

const fixedNewStyle = 1;
const option = { exportName: 1, abort: 2, go: 7 } as const;
const optionReply = { acknowledged: 1, info: 3, unsupported: 0x80000001 } as const;
/** This export has flags, takes flush, and takes forced writes. */
const exportFlags = 1 | 4 | 8;
const forceFlag = 1;

/** More than any client sends at once by default (32 MiB). */
const requestBytesMax = 33 * 1024 * 1024;

export const nbdError = { none: 0, io: 5, invalid: 22 } as const;

export function nbdGreeting(): Buffer {
  const bytes = Buffer.alloc(18);
  bytes.writeBigUInt64BE(greetingMagic, 0);
  bytes.writeBigUInt64BE(optionMagic, 8);
  bytes.writeUInt16BE(fixedNewStyle, 16);
  return bytes;
}

export function nbdReply(handle: bigint, error: number, data: Uint8Array = new Uint8Array()): Buffer {
  const head = Buffer.alloc(16);
  head.writeUInt32BE(replyMagic, 0);
  head.writeUInt32BE(error, 4);
  head.writeBigUInt64BE(handle, 8);
  return Buffer.concat([head, data]);
}

/** Splits a client's bytes, in whatever pieces they come, into what they mean. Throws on bytes that are not of the protocol. */
export class NbdParser {
  readonly #sizeBytes: number;
  #phase: "client-flags" | "options" | "requests" = "client-flags";
  #pieces: Buffer[] = [];
  #held = 0;

  constructor(sizeBytes: number) {
    this.#sizeBytes = sizeBytes;
  }

  *take(bytes: Buffer): Generator<NbdInput> {
    this.#pieces.push(bytes);
    this.#held += bytes.length;
    for (let input = this.#next(); input !== undefined; input = this.#next()) if (input !== "nothing") yield input;
  }

  /** Undefined when more bytes are needed; "nothing" when some were used up without meaning. */
  #next(): NbdInput | "nothing" | undefined {
    if (this.#phase === "client-flags") {
      if (this.#use(4) === undefined) return undefined;
      this.#phase = "options";
      return "nothing";
    }
    return this.#phase === "options" ? this.#option() : this.#request();
  }

  #option(): NbdInput | undefined {
    const head = this.#look(16);
    if (head === undefined) return undefined;
    if (head.readBigUInt64BE(0) !== optionMagic) throw new Error("not an NBD option");
    const code = head.readUInt32BE(8);
    const whole = this.#use(16 + bounded(head.readUInt32BE(12)));
    if (whole === undefined) return undefined;
    if (code === option.abort) return { kind: "disconnect" };
    if (code === option.exportName) {
      this.#phase = "requests";
      return { kind: "reply", bytes: Buffer.concat([this.#exportFacts(), Buffer.alloc(124)]) };
    }
    if (code !== option.go) return { kind: "reply", bytes: optionReplyOf(code, optionReply.unsupported) };
    this.#phase = "requests";
    const info = Buffer.concat([Buffer.alloc(2), this.#exportFacts()]);
    return {
      kind: "reply",
      bytes: Buffer.concat([optionReplyOf(code, optionReply.info, info), optionReplyOf(code, optionReply.acknowledged)]),
    };
  }

  #exportFacts(): Buffer {
    const facts = Buffer.alloc(10);
    facts.writeBigUInt64BE(BigInt(this.#sizeBytes), 0);
    facts.writeUInt16BE(exportFlags, 8);
    return facts;
  }

  #request(): NbdRequest | undefined {
    const head = this.#look(28);
    if (head === undefined) return undefined;
    if (head.readUInt32BE(0) !== requestMagic) throw new Error("not an NBD request");
    const type = head.readUInt16BE(6);
    const handle = head.readBigUInt64BE(8);
    const offset = Number(head.readBigUInt64BE(16));
    const length = bounded(head.readUInt32BE(24));
    const whole = this.#use(type === 1 ? 28 + length : 28);
    if (whole === undefined) return undefined;
    if (type === 0) return { kind: "read", handle, offset, length };
    if (type === 1) return { kind: "write", handle, offset, data: whole.subarray(28), force: (head.readUInt16BE(4) & forceFlag) !== 0 };
    if (type === 2) return { kind: "disconnect" };
    return type === 3 ? { kind: "flush", handle } : { kind: "unknown", handle };
  }

  #look(length: number): Buffer | undefined {
    if (this.#held < length) return undefined;
    if (this.#pieces.length > 1) this.#pieces = [Buffer.concat(this.#pieces)];
    return this.#pieces[0]?.subarray(0, length);
  }

  #use(length: number): Buffer | undefined {
    const found = this.#look(length);
    if (found === undefined) return undefined;
    const rest = this.#pieces[0]?.subarray(length);
    this.#pieces = rest && rest.length > 0 ? [rest] : [];
    this.#held -= length;
    return found;
  }
}

function bounded(length: number): number {
  if (length > requestBytesMax) throw new Error(`an NBD request of ${length} bytes`);
  return length;
}

function optionReplyOf(code: number, type: number, data: Buffer = Buffer.alloc(0)): Buffer {
  const head = Buffer.alloc(20);
  head.writeBigUInt64BE(optionReplyMagic, 0);
  head.writeUInt32BE(code, 8);
  head.writeUInt32BE(type, 12);
  head.writeUInt32BE(data.length, 16);
  return Buffer.concat([head, data]);
}
