/** As much of an NBD client as the tests of the server's side need, written from the protocol's text and not from our parser. */

export const clientFlags = Buffer.from([0, 0, 0, 1]);

export function optionOf(code: number, data: Buffer = Buffer.alloc(0)): Buffer {
  const head = Buffer.alloc(16);
  head.write("IHAVEOPT", "latin1");
  head.writeUInt32BE(code, 8);
  head.writeUInt32BE(data.length, 12);
  return Buffer.concat([head, data]);
}

/** NBD_OPT_GO for the export named, without further questions. */
export function go(name: string): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(name.length);
  return optionOf(7, Buffer.concat([length, Buffer.from(name), Buffer.alloc(2)]));
}

export const command = { read: 0, write: 1, disconnect: 2, flush: 3, trim: 4 } as const;

export interface RequestParts {
  readonly handle?: bigint;
  readonly offset?: number;
  readonly length?: number;
  readonly data?: Buffer;
  readonly flags?: number;
}

export function requestOf(type: number, { handle = 1n, offset = 0, length, data = Buffer.alloc(0), flags = 0 }: RequestParts): Buffer {
  const head = Buffer.alloc(28);
  head.writeUInt32BE(0x25609513, 0);
  head.writeUInt16BE(flags, 4);
  head.writeUInt16BE(type, 6);
  head.writeBigUInt64BE(handle, 8);
  head.writeBigUInt64BE(BigInt(offset), 16);
  head.writeUInt32BE(length ?? data.length, 24);
  return Buffer.concat([head, data]);
}
