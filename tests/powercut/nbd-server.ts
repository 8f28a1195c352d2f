/** Serves a volatile disk to one machine over a Unix socket, and stops in the middle of a request when the power is to go. */
import { createServer, type Server, type Socket } from "node:net";
import type { MomentWatch } from "./moment.ts";
import { type NbdInput, NbdParser, nbdError, nbdGreeting, nbdReply } from "./nbd.ts";
import type { VolatileDisk } from "./volatile-disk.ts";

export interface ServedDisk {
  /** From here on nothing is carried out and nothing is answered. */
  cutPower(): void;
  close(): Promise<void>;
}

/** `onCut` is called at once when the watch says that the moment has come. Rejects when the socket cannot be made. */
export async function serveDisk(path: string, disk: VolatileDisk, watch: MomentWatch, onCut: () => void): Promise<ServedDisk> {
  const sockets = new Set<Socket>();
  let powered = true;
  const cutPower = () => {
    if (!powered) return;
    powered = false;
    onCut();
  };
  const server = createServer((socket) => {
    const parser = new NbdParser(disk.sizeBytes);
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    // The machine is killed in the middle of its talk: a reset is no news.
    socket.on("error", () => socket.destroy());
    socket.on("data", (bytes) => {
      try {
        for (const input of parser.take(bytes)) {
          const answer = powered ? answerTo(input, disk, watch, cutPower) : undefined;
          if (!powered) return;
          if (answer) socket.write(answer);
          else socket.end();
        }
      } catch (error) {
        socket.destroy(error instanceof Error ? error : new Error(String(error)));
      }
    });
    socket.write(nbdGreeting());
  });
  await listening(server, path);
  return {
    cutPower,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function answerTo(input: NbdInput, disk: VolatileDisk, watch: MomentWatch, cutPower: () => void): Buffer | undefined {
  switch (input.kind) {
    case "reply":
      return input.bytes;
    case "disconnect":
      return undefined;
    case "unknown":
      return nbdReply(input.handle, nbdError.invalid);
    case "read":
      return nbdReply(input.handle, nbdError.none, disk.read(input.offset, input.length));
    case "write":
      disk.write(input.offset, input.data, input.force);
      if (watch.seesWrite(disk.unflushed)) cutPower();
      return nbdReply(input.handle, nbdError.none);
    case "flush":
      if (watch.sees("before-flush")) cutPower();
      else {
        disk.flush();
        if (watch.sees("after-flush")) cutPower();
      }
      return nbdReply(input.handle, nbdError.none);
  }
}

function listening(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(path, () => resolve());
  });
}
