import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
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
