import { describe, expect, it } from "vitest";
import { type NbdInput, NbdParser, nbdGreeting, nbdReply } from "./nbd.ts";
import { clientFlags, command, go, optionOf, requestOf } from "./nbd-client.ts";

const sizeBytes = 64 * 1024 * 1024;
const told = (bytes: Buffer, piece = bytes.length): NbdInput[] => {
  const parser = new NbdParser(sizeBytes);
  const inputs: NbdInput[] = [];
  for (let at = 0; at < bytes.length; at += piece) inputs.push(...parser.take(bytes.subarray(at, at + piece)));
  return inputs;
};
const negotiated = Buffer.concat([clientFlags, go("storage")]);
const repliesOf = (inputs: NbdInput[]) => inputs.flatMap((input) => (input.kind === "reply" ? [input.bytes.toString("hex")] : []));

describe("the network block device's bytes", () => {
  it("greet as a fixed new-style server", () => {
    expect(nbdGreeting().toString("latin1")).toBe("NBDMAGICIHAVEOPT\0\x01");
  });

  it("answer GO with the size and the flags for flush and forced writes", () => {
    const replyHead = "0003e889045565a900000007";
    expect(repliesOf(told(negotiated))).toEqual([`${replyHead}000000030000000c00000000000004000000000d${replyHead}0000000100000000`]);
  });

  it("answer the old way of asking for an export", () => {
    const [reply] = repliesOf(told(Buffer.concat([clientFlags, optionOf(1, Buffer.from("storage"))])));
    expect(reply).toBe(`0000000004000000000d${"00".repeat(124)}`);
  });

  it("say of any other option that it is not supported, and wait for the next", () => {
    const structuredReplies = 8;
    const replies = repliesOf(told(Buffer.concat([clientFlags, optionOf(structuredReplies), go("storage")])));
    expect(replies[0]).toBe("0003e889045565a9000000088000000100000000");
    expect(replies).toHaveLength(2);
  });

  it.each([1, 7, 28, 100_000])("say the same requests in pieces of %i bytes", (piece) => {
    const data = Buffer.alloc(1024, 5);
    const bytes = Buffer.concat([
      negotiated,
      requestOf(command.write, { handle: 7n, offset: 4096, data, flags: 1 }),
      requestOf(command.write, { handle: 8n, offset: 2 ** 25, data }),
      requestOf(command.flush, { handle: 9n }),
      requestOf(command.read, { handle: 2n ** 63n, offset: 512, length: 1024 }),
      requestOf(command.trim, { handle: 11n, length: 512 }),
      requestOf(command.disconnect, {}),
    ]);
    expect(told(bytes, piece).slice(1)).toEqual([
      { kind: "write", handle: 7n, offset: 4096, data, force: true },
      { kind: "write", handle: 8n, offset: 2 ** 25, data, force: false },
      { kind: "flush", handle: 9n },
      { kind: "read", handle: 2n ** 63n, offset: 512, length: 1024 },
      { kind: "unknown", handle: 11n },
      { kind: "disconnect" },
    ]);
  });

  it("hold back a write until the last of its bytes is there", () => {
    const write = requestOf(command.write, { data: Buffer.alloc(512, 1) });
    expect(told(Buffer.concat([negotiated, write.subarray(0, -1)])).slice(1)).toEqual([]);
  });

  it("are refused when they are not of the protocol, or too many", () => {
    expect(() => told(Buffer.concat([clientFlags, Buffer.from("GET / HTTP/1.1\r\n\r\n")]))).toThrow("not an NBD option");
    expect(() => told(Buffer.concat([negotiated, Buffer.alloc(28)]))).toThrow("not an NBD request");
    expect(() => told(Buffer.concat([negotiated, requestOf(command.write, { length: 2 ** 31 })]))).toThrow(/2147483648 bytes/);
  });

  it("carry an answer's handle, error and data", () => {
    expect(nbdReply(258n, 5, Buffer.from([1, 2])).toString("hex")).toBe("674466980000000500000000000001020102");
  });
});
