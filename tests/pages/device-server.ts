/** A device as its page meets it: the page, what it asks, and a live view that a test changes, cuts and brings back. */
import type { ServerResponse } from "node:http";
import { heartbeatMs } from "../../device/http/streams.ts";
import { openStream, readJson, sendBytes, sendEvent, sendJson, servePages } from "./page-server.ts";

export interface Reply {
  readonly status: number;
  readonly body?: unknown;
}

/** `GET /api/x` or `POST /api/y`, and what it answers; undefined leaves the request without an answer. */
export type Routes = Readonly<Record<string, (body: unknown) => Reply | undefined>>;

export interface DeviceServer {
  readonly address: string;
  /** Sends to every listener, and keeps the last of each name for those who come later. */
  readonly emit: (name: string, data: unknown, keep?: boolean) => void;
  /** Ends every live connection, and takes none until the next `emit`, as a program does that stops. */
  readonly dropListeners: () => void;
  /** Beats no more, as a program that stands still, until the next `emit`. */
  readonly standStill: () => void;
  readonly listeners: () => number;
  /** How often its page has said that it is drawn. */
  readonly beats: () => number;
  readonly close: () => Promise<void>;
}

/** `live`: the path of the live view. */
export async function startDeviceServer(live: string, routes: Routes): Promise<DeviceServer> {
  const listening = new Set<ServerResponse>();
  const kept = new Map<string, unknown>();
  let refusing = false;
  let standing = false;
  let beats = 0;

  const { address, close } = await servePages(async (request, response, path) => {
    if (path === live) {
      if (refusing) response.destroy();
      else listen(response);
      return true;
    }
    if (path === "/api/page/beat") {
      beats += 1;
      sendJson(response, 200, {});
      return true;
    }
    const route = routes[`${request.method} ${path}`];
    if (!route) return false;
    const reply = route(await readJson(request));
    if (!reply) response.destroy();
    else if (reply.body instanceof Uint8Array) sendBytes(response, path, reply.body);
    else sendJson(response, reply.status, reply.body ?? null);
    return true;
  });

  const beating = setInterval(() => {
    if (!standing) for (const each of listening) sendEvent(each, "beat", {});
  }, heartbeatMs);

  function listen(response: ServerResponse): void {
    openStream(response);
    response.write("retry: 200\n\n");
    for (const [name, data] of kept) sendEvent(response, name, data);
    listening.add(response);
    response.on("close", () => listening.delete(response));
  }

  return {
    address,
    emit: (name, data, keep = true) => {
      refusing = false;
      standing = false;
      if (keep) kept.set(name, data);
      for (const each of listening) sendEvent(each, name, data);
    },
    dropListeners: () => {
      refusing = true;
      for (const each of listening) each.destroy();
    },
    standStill: () => {
      standing = true;
    },
    listeners: () => listening.size,
    beats: () => beats,
    close: () => {
      clearInterval(beating);
      return close();
    },
  };
}
