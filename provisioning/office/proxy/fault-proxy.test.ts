import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";
import { afterEach, expect, test } from "vitest";
import { FaultProxy } from "./fault-proxy.ts";

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** A server that says back what it hears, in capitals. */
async function echo(): Promise<number> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on("data", (bytes) => socket.write(bytes.toString().toUpperCase()));
    socket.on("error", () => socket.destroy());
  });
  closing.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}

async function proxied(): Promise<FaultProxy> {
  const target = await echo();
  const proxy = new FaultProxy({ target: () => target, random01: () => 0 });
  await proxy.listen();
  closing.push(() => proxy.close());
  return proxy;
}

class Caller {
  readonly socket: Socket;
  heard = "";
  closed = false;
  error = "";
  readonly #listeners = new Set<() => void>();

  constructor(port: number) {
    this.socket = connect({ port, host: "127.0.0.1", noDelay: true });
    closing.push(() => this.socket.destroy());
    this.socket.on("data", (bytes) => this.#now(() => (this.heard += bytes)));
    this.socket.on("error", (error: NodeJS.ErrnoException) => this.#now(() => (this.error = error.code ?? "")));
    this.socket.on("close", () => this.#now(() => (this.closed = true)));
  }

  until(is: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const look = () => {
        if (!is()) return;
        this.#listeners.delete(look);
        resolve();
      };
      this.#listeners.add(look);
      look();
    });
  }

  async says(text: string): Promise<void> {
    const length = this.heard.length + text.length;
    this.socket.write(text);
    await this.until(() => this.heard.length >= length);
  }

  #now(change: () => unknown): void {
    change();
    for (const look of this.#listeners) look();
  }
}

test("A sound wire passes bytes both ways", async () => {
  const proxy = await proxied();
  const caller = new Caller(proxy.port);
  await caller.says("hello");
  expect(caller.heard).toBe("HELLO");
  expect(proxy.passedBytes).toBe(10);
});

test("A cut closes what is open and hangs up on whoever calls, until it is healed", async () => {
  const proxy = await proxied();
  const before = new Caller(proxy.port);
  await before.says("a");
  proxy.set({ state: "cut" });
  await before.until(() => before.closed);
  const during = new Caller(proxy.port);
  await during.until(() => during.closed);
  proxy.set({ state: "open" });
  const after = new Caller(proxy.port);
  await after.says("b");
  expect([during.heard, after.heard]).toEqual(["", "B"]);
});

test("A silent wire keeps connections and holds their bytes until it is healed", async () => {
  const proxy = await proxied();
  const caller = new Caller(proxy.port);
  await caller.says("a");
  proxy.set({ state: "silent" });
  caller.socket.write("b");
  // A second connection proves that time has passed for the wire: it is taken, and says nothing either.
  const other = new Caller(proxy.port);
  await once(other.socket, "connect");
  expect([caller.heard, caller.closed]).toEqual(["A", false]);
  proxy.set({ state: "open" });
  await caller.until(() => caller.heard === "AB");
});

test("A wire that swallows one direction looks whole from the other end", async () => {
  const proxy = await proxied();
  const caller = new Caller(proxy.port);
  await caller.says("a");
  proxy.set({ swallows: "to-server" });
  caller.socket.write("lost");
  await expect.poll(() => proxy.swallowedBytes, { interval: 2 }).toBe(4);
  proxy.set({ swallows: null });
  await caller.says("c");
  expect(caller.heard).toBe("AC");
});

test("A reset breaks every connection, and the next one passes", async () => {
  const proxy = await proxied();
  const caller = new Caller(proxy.port);
  await caller.says("a");
  proxy.reset();
  await caller.until(() => caller.closed);
  expect(caller.error).toBe("ECONNRESET");
  const next = new Caller(proxy.port);
  await next.says("b");
  expect(next.heard).toBe("B");
});

test("A late and slow wire keeps the order and loses nothing", async () => {
  const proxy = await proxied();
  proxy.set({ delayMs: 20, bytesPerSecond: 20_000 });
  const caller = new Caller(proxy.port);
  const text = "abcdefghij".repeat(400);
  const from = performance.now();
  await caller.says(text);
  expect(caller.heard).toBe(text.toUpperCase());
  // 4,000 bytes there at 20,000 a second cannot take less than what a twentieth of a second leaves of a fifth.
  expect(performance.now() - from).toBeGreaterThan(100);
});
