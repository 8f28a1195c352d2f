/** A small server for one page under test: the production bundle under the real content security policy, its API, and live events. */
import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";

export interface Reply {
  readonly status: number;
  readonly body?: unknown;
}

/** `GET /api/x` or `POST /api/y`, and what it answers; undefined leaves the request without an answer. */
export type Routes = Readonly<Record<string, (body: unknown) => Reply | undefined | Promise<Reply | undefined>>>;

export interface PageServer {
  readonly address: string;
  /** Sends to every listener, and keeps the last of each name for those who come later. */
  readonly emit: (name: string, data: unknown, keep?: boolean) => void;
  /** Ends every live connection, as a program does that stops. */
  readonly dropListeners: () => void;
  readonly listeners: () => number;
  readonly close: () => Promise<void>;
}

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
  "require-trusted-types-for 'script'",
  "trusted-types lit-html",
].join("; ");

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
  ".wav": "audio/wav",
};

export async function startPageServer(folder: string, live: string, routes: Routes): Promise<PageServer> {
  const listening = new Set<ServerResponse>();
  const kept = new Map<string, string>();
  let refusing = false;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = new URL(request.url ?? "/", "http://page").pathname;
    if (path === live) {
      if (refusing) return void response.destroy();
      response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
      response.write("retry: 200\n\n");
      for (const each of kept.values()) response.write(each);
      listening.add(response);
      response.on("close", () => listening.delete(response));
      return;
    }
    const route = routes[`${request.method} ${path}`];
    if (route) {
      const reply = await route(await bodyOf(request));
      if (!reply) return void response.destroy();
      if (reply.body instanceof Uint8Array) {
        response.writeHead(reply.status, { "content-type": types[extname(path)] ?? "application/octet-stream" });
        return void response.end(reply.body);
      }
      response.writeHead(reply.status, { "content-type": "application/json" });
      return void response.end(JSON.stringify(reply.body ?? null));
    }
    const file = normalize(path.endsWith("/") ? `${path}index.html` : path);
    const bytes = await readFile(join(folder, file)).catch(() => null);
    if (!bytes) return void response.writeHead(404).end();
    response.writeHead(200, { "content-type": types[extname(file)] ?? "application/octet-stream", "content-security-policy": policy });
    response.end(bytes);
  }

  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((listen) => server.listen(0, "127.0.0.1", listen));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}`,
    emit: (name, data, keep = true) => {
      refusing = false;
      const text = `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
      if (keep) kept.set(name, text);
      for (const each of listening) each.write(text);
    },
    dropListeners: () => {
      refusing = true;
      for (const each of listening) each.destroy();
    },
    listeners: () => listening.size,
    close: async () => {
      for (const each of listening) each.destroy();
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  let text = "";
  for await (const part of request) text += part;
  return text === "" ? null : JSON.parse(text);
}
