/** The page's server, for this computer alone. It writes to cards, so no other page in the same browser may make it do so. */
import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface PageAnswer {
  readonly status: number;
  readonly html: string;
}

export interface Pages {
  /** A form that nobody has filled in. */
  show(): Promise<PageAnswer>;
  /** A form that was sent. */
  take(body: string): Promise<PageAnswer>;
}

const bodyBytesMax = 16 * 1024;
const style = readFileSync(new URL("./page.css", import.meta.url));
const headers = {
  "content-security-policy": "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  // With no referrer at all a browser names no origin of a form either.
  "referrer-policy": "same-origin",
  "x-content-type-options": "nosniff",
  "cache-control": "no-store",
};

/** Listens on loopback; resolves with the page's address. */
export async function servePages(pages: Pages, port: number): Promise<{ readonly address: string; readonly server: Server }> {
  const server = createServer((request, response) => {
    answer(pages, request, response).catch((error: unknown) => send(response, 500, `${error instanceof Error ? error.message : error}`));
  });
  await new Promise<void>((listening, failed) => {
    server.once("error", failed);
    server.listen(port, "127.0.0.1", () => listening());
  });
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, server };
}

async function answer(pages: Pages, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { method, url } = request;
  const { host = "", origin } = request.headers;
  // Another name that leads here is somebody else's page (DNS rebinding); another origin's form is not ours.
  const isOurs = /^(?:127\.0\.0\.1|localhost):\d+$/.test(host) && (method === "GET" || origin === `http://${host}`);
  if (!isOurs) return send(response, 403, "This page is for this computer alone: open it by the address that the command said.");
  if (method === "GET" && url === "/page.css") return send(response, 200, style, "text/css");
  if (url !== "/") return send(response, 404, "There is nothing here.");
  if (method === "GET") return sendPage(response, await pages.show());
  if (method !== "POST") return send(response, 405, "Only GET and POST.");
  const body = await bodyOf(request);
  if (body === null) return send(response, 413, "That is more than the form has.");
  sendPage(response, await pages.take(body));
}

/** Null when it is too long. */
async function bodyOf(request: IncomingMessage): Promise<string | null> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of request as AsyncIterable<Buffer>) {
    bytes += piece.length;
    if (bytes > bodyBytesMax) return null;
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString("utf8");
}

function sendPage(response: ServerResponse, { status, html }: PageAnswer): void {
  send(response, status, html, "text/html");
}

function send(response: ServerResponse, status: number, body: string | Buffer, type = "text/plain"): void {
  response.writeHead(status, { ...headers, "content-type": `${type}; charset=utf-8` }).end(body);
}
