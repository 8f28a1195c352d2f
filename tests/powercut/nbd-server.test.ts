import { mkdtempSync, rmSync } from "node:fs";
import { createConnection, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Moment, MomentWatch } from "./moment.ts";
import { clientFlags, command, go, type RequestParts, requestOf } from "./nbd-client.ts";
import { serveDisk } from "./nbd-server.ts";
import { diceOf } from "./random.ts";
import { sectorBytes, VolatileDisk } from "./volatile-disk.ts";

const greetingBytes = 18;
const goReplyBytes = 20 + 12 + 20;
const replyBytes = 16;

let folder: string;
let path: string;
const closing: (() => Promise<void> | void)[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "nbd-"));
  path = join(folder, "disk");
});

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
  rmSync(folder, { recursive: true });
});

/** Asks one thing after the other; an answer that the power cut swallowed is undefined. */
class Client {
  readonly #socket: Socket;
  #held = Buffer.alloc(0);
  #wake: () => void = () => undefined;

  constructor() {
    this.#socket = createConnection(path);
    this.#socket.on("data", (bytes: Buffer) => {
      this.#held = Buffer.concat([this.#held, bytes]);
      this.#wake();
    });
    closing.push(() => void this.#socket.destroy());
  }

  async negotiate(): Promise<void> {
    await this.bytes(greetingBytes);
    this.#socket.write(Buffer.concat([clientFlags, go("storage")]));
    await this.bytes(goReplyBytes);
  }

  send(type: number, parts: RequestParts = {}): void {
    this.#socket.write(requestOf(type, parts));
  }

  async bytes(count: number): Promise<Buffer> {
    while (this.#held.length < count) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    const taken = this.#held.subarray(0, count);
    this.#held = this.#held.subarray(count);
    return taken;
  }

  get unread(): number {
    return this.#held.length;
  }
}

async function served(moment: Moment, from: "mount" | "writing" = "mount") {
  const disk = new VolatileDisk(new Uint8Array(16 * sectorBytes));
  const cut = Promise.withResolvers<void>();
  const watch = new MomentWatch({ moment, from, survival: "none" });
  const server = await serveDisk(path, disk, watch, cut.resolve);
  closing.push(() => server.close());
  const client = new Client();
  await client.negotiate();
  return { disk, client, watch, cut: cut.promise };
}

const sector = (value: number) => Buffer.alloc(sectorBytes, value);

describe("a served disk", () => {
  it("writes, flushes and reads", async () => {
    const { client, disk } = await served({ kind: "write", nth: 99 });
    client.send(command.write, { offset: sectorBytes, data: sector(4) });
    client.send(command.flush);
    client.send(command.read, { handle: 5n, offset: sectorBytes, length: sectorBytes });
    await client.bytes(2 * replyBytes);
    const answer = await client.bytes(replyBytes + sectorBytes);
    expect(answer.subarray(8, 16)).toEqual(Buffer.from([0, 0, 0, 0, 0, 0, 0, 5]));
    expect(answer.subarray(16)).toEqual(sector(4));
    expect(disk.medium()[sectorBytes]).toBe(4);
  });

  it("loses power at the write chosen, which is in the cache and not answered, and hears nothing after it", async () => {
    const { client, disk, cut } = await served({ kind: "write", nth: 2 });
    for (const value of [1, 2, 3]) client.send(command.write, { offset: value * sectorBytes, data: sector(value) });
    await client.bytes(replyBytes);
    await cut;
    expect(disk.unflushed).toBe(2);
    expect(disk.read(3 * sectorBytes, sectorBytes)).toEqual(new Uint8Array(sectorBytes));
    expect(client.unread).toBe(0);
  });

  it.each([
    { kind: "before-flush", left: 0 },
    { kind: "after-flush", left: 7 },
  ] as const)("loses power $kind, and answers neither", async ({ kind, left }) => {
    const { client, disk, cut } = await served({ kind, nth: 1 });
    client.send(command.write, { data: sector(7) });
    client.send(command.flush);
    await client.bytes(replyBytes);
    await cut;
    disk.cut(diceOf("any"), "none");
    expect(disk.read(0, 1 * sectorBytes)[0]).toBe(left);
    expect(client.unread).toBe(0);
  });

  it("loses power when so many writes stand unflushed", async () => {
    const { client, disk, cut } = await served({ kind: "unflushed", nth: 3 });
    client.send(command.write, { data: sector(1) });
    client.send(command.flush);
    for (const value of [2, 3, 4, 5]) client.send(command.write, { offset: value * sectorBytes, data: sector(value) });
    await cut;
    expect(disk.unflushed).toBe(3);
  });

  it("answers what it does not know with an error", async () => {
    const { client } = await served({ kind: "write", nth: 99 });
    client.send(command.trim, { length: sectorBytes });
    expect((await client.bytes(replyBytes)).readUInt32BE(4)).toBe(22);
  });
});
