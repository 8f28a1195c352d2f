/**
 * Serves the production bundle with the headers that hub and devices send, and hands the rest to a test's hub, device or parent.
 */
import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";
import { pageHeaders } from "#shared/wire/page-policy.ts";
import { bundleFolder } from "./page-bundle.ts";

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
  ".wav": "audio/wav",
};

/** Says whether it took the request; the rest is a file of the bundle. */
export type Answer = (request: IncomingMessage, response: ServerResponse, path: string) => boolean | Promise<boolean>;

export interface PageServer {
  readonly address: string;
  readonly close: () => Promise<void>;
}

/** `headers`: asked with each request, since whoever frames a page may be known later. */
export async function servePages(answer: Answer, headers = () => pageHeaders([])): Promise<PageServer> {
  const server = createServer((request, response) => {
    for (const [name, value] of Object.entries(headers())) response.setHeader(name, value);
    const path = new URL(request.url ?? "/", "http://page").pathname;
    Promise.resolve(answer(request, response, path))
      .then((taken) => (taken ? undefined : sendFile(response, path)))
      // What a fake cannot answer must not look like an answer.
      .catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function sendFile(response: ServerResponse, path: string): Promise<void> {
  const named = path === "/staff/" ? "/kiosk-staff/" : path;
  const file = join(bundleFolder, normalize(named.endsWith("/") ? `${named}index.html` : named));
  const bytes = file.startsWith(bundleFolder) ? await readFile(file).catch(() => null) : null;
  if (bytes) sendBytes(response, file, bytes);
  else response.writeHead(404).end();
}

/** `name`: its ending says what the bytes are. */
export function sendBytes(response: ServerResponse, name: string, bytes: Uint8Array): void {
  response.writeHead(200, { "content-type": types[extname(name)] ?? "application/octet-stream" }).end(bytes);
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
  return chunks.length === 0 ? null : JSON.parse(Buffer.concat(chunks).toString("utf8"));
}

export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}
