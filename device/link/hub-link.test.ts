import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { Aedes } from "aedes";
import { expect, it } from "vitest";
import { HubLink } from "./hub-link.ts";

/** MQTT 3.1.1, section 2.2.1. */
const connect = 0x10;

it("A hub that falls silent while a device subscribes ends no program: the device gives that session up, and comes again", async () => {
  const sessions: Socket[] = [];
  const server = createServer((socket) => {
    sessions.push(socket);
    socket.on("error", () => {});
    socket.on("data", (bytes) => {
      // CONNACK, accepted (section 3.2), and never a word again.
      if (((bytes[0] as number) & 0xf0) === connect) socket.write(Buffer.from([0x20, 2, 0, 0]));
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const told: string[] = [];
  const tell = (what: string) => () => void told.push(what);
  const events = { will: () => "{}", up: tell("up"), outside: tell("outside"), down: tell("down"), message: () => {} };
  const self = { office: "example", device: "kiosk-1", zone: "main" };
  const link = new HubLink(`mqtt://127.0.0.1:${(server.address() as AddressInfo).port}`, self, () => 0, events);
  link.start();
  while (sessions.length < 2) await once(server, "connection");
  await link.stop(100);
  expect([told, link.isUp]).toEqual([[], false]);
  for (const session of sessions) session.destroy();
  server.close();
});

it("a hub that takes longer to let a device in than the device waits is given longer each time, until it is done", async () => {
  const patience = { least: 20, most: 5_120 };
  const broker = await Aedes.createBroker({
    authenticate: (_client, _name, _password, done) => void setTimeout(() => done(null, true), 10 * patience.least),
  });
  const begun: Socket[] = [];
  const server = createServer((socket) => {
    begun.push(socket);
    broker.handle(socket);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { promise: up, resolve } = Promise.withResolvers<void>();
  const nothing = () => {};
  const events = { will: () => "{}", up: resolve, outside: nothing, down: nothing, message: nothing };
  const self = { office: "example", device: "kiosk-1", zone: "main" };
  const url = `mqtt://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const link = new HubLink(url, self, () => 0, events, undefined, patience);
  link.start();
  await up;
  expect(begun.length).toBeGreaterThan(2);
  await link.stop(100);
  broker.close();
  server.close();
});
