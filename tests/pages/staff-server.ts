/** Serves the production bundle with the content security policy that the hub sends, and hands the rest to a test's hub or parent. */
import { existsSync, readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";

/** `DIST` names another bundle while one is being built. */
const dist = process.env.DIST ?? new URL("../../display/dist", import.meta.url).pathname;

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
};

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types lit-html",
];

/** Says whether it took the request; the rest is a file of the bundle. */
export type Answer = (request: IncomingMessage, response: ServerResponse, path: string) => boolean | Promise<boolean>;

/** `frames`: whom the page may show in frames. */
export async function servePages(answer: Answer, frames = "'none'"): Promise<{ server: Server; address: string }> {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? "/", "http://page").pathname;
    Promise.resolve(answer(request, response, path)).then(
      (taken) => {
        if (!taken) serveFile(path, response, frames);
      },
      // What a fake cannot answer must not look like an answer.
      () => response.destroy(),
    );
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  return { server, address: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

function serveFile(path: string, response: ServerResponse, frames: string): void {
  const file = join(dist, normalize(path.endsWith("/") ? `${path}index.html` : path));
  if (!file.startsWith(dist) || !existsSync(file)) {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, {
    "content-type": types[extname(file)] ?? "application/octet-stream",
    "content-security-policy": [...policy, `frame-src ${frames}`].join("; "),
  });
  response.end(readFileSync(file));
}

/** The head of a stream of server-sent events. */
export function openStream(response: ServerResponse): void {
  response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
}

export function sendEvent(response: ServerResponse, name: string, data: unknown): void {
  response.write(`event: ${name}\ndata: ${JSON.stringify(data)}\n\n`);
}

export async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString("utf8"));
}

export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}
