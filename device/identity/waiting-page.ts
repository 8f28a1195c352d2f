/**
 * What a device shows while it has no certificate: one page, in both languages, that looks every two seconds whether the real one is there. On
 * loopback only, and to its own browser.
 */
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { faultText } from "#shared/faults/text.ts";
import { languages } from "#shared/texts/language.ts";
import { pageHeaders } from "#shared/wire/page-policy.ts";
import { hostIsOurs } from "../http/guard.ts";
import type { Progress } from "./identity.ts";

export interface WaitingPage {
  readonly port: number;
  show(progress: Progress): void;
  close(): Promise<void>;
}

const style = `body { font: 2rem/1.4 "BC Sans", sans-serif; max-width: 40rem; margin: 10vh auto; padding: 0 1rem; color: #222; background: #fff; }
.code { font-size: 6rem; font-weight: 700; letter-spacing: 0.2em; margin: 1rem 0; }
`;
/** Looks before it leaps: a browser that reloads while nobody answers shows an error and stays there. */
const script = `setInterval(async () => {
  try {
    const answer = await fetch("/waiting", { cache: "no-store" });
    if (answer.status !== 200 || (await answer.text()) !== document.body.dataset.now) location.reload();
  } catch {}
}, 2000);
`;

export async function openWaitingPage(host: string, port: number, device: string): Promise<WaitingPage> {
  let now: Progress = { kind: "trying" };
  let ownPort = port;
  const headers = { ...pageHeaders([]), "cache-control": "no-store" };
  const answer = (response: ServerResponse, status: number, type: string, text: string) =>
    void response.writeHead(status, { ...headers, "content-type": `${type}; charset=utf-8` }).end(text);
  const server = createServer((request, response) => {
    if (!hostIsOurs(request.headers.host, ownPort)) answer(response, 421, "text/plain", "this host is not served here");
    else if (request.method !== "GET") answer(response, 405, "text/plain", "there is nothing to send here");
    // For whoever keeps the releases: nothing is done yet that an update could disturb.
    else if (request.url === "/health") answer(response, 200, "application/json", JSON.stringify({ well: false, quiet: true }));
    else if (request.url === "/waiting") answer(response, 200, "text/plain", told(now));
    else if (request.url === "/waiting.css") answer(response, 200, "text/css", style);
    else if (request.url === "/waiting.js") answer(response, 200, "text/javascript", script);
    else answer(response, 200, "text/html", page(device, now));
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
  ownPort = (server.address() as AddressInfo).port;
  return {
    port: ownPort,
    show: (progress) => {
      now = progress;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function page(device: string, progress: Progress): string {
  const parts = languages.map((language) => `<section lang="${language}">${partOf(progress, language, device)}</section>`);
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>The Q</title><link rel="stylesheet" href="/waiting.css">
<script src="/waiting.js" defer></script></head><body data-now="${escaped(told(progress))}"><main><h1>The Q</h1>${parts.join("")}</main></body></html>
`;
}

const texts = {
  en: {
    trying: (device: string) => `${device} is being set up. It looks for the office's hub.`,
    missing: (device: string, address: string) =>
      `${device} is being set up. No hub answers at ${address} yet; it is asked again and again. Check the network cable, that the hub is switched on, and the address on the card.`,
    code: (device: string) => `${device} is waiting for office IT. Its code:`,
  },
  fr: {
    trying: (device: string) => `${device} est en cours d'installation. L'appareil cherche le serveur du bureau.`,
    missing: (device: string, address: string) =>
      `${device} est en cours d'installation. Aucun serveur ne répond encore à ${address}; l'appareil redemande sans cesse. Vérifiez le câble de réseau, que le serveur est allumé et l'adresse sur la carte.`,
    code: (device: string) => `${device} attend l'équipe informatique du bureau. Son code :`,
  },
} as const;

function partOf(progress: Progress, language: keyof typeof texts, device: string): string {
  const { trying, missing, code } = texts[language];
  switch (progress.kind) {
    case "trying":
      return `<p>${escaped(progress.missing === undefined ? trying(device) : missing(device, progress.missing))}</p>`;
    case "code":
      return `<p>${escaped(code(device))}</p><p class="code">${progress.code}</p>`;
    case "refused": {
      const { what, advice } = faultText(progress.fault, language);
      return `<p>${escaped(what)} ${escaped(advice)}</p>`;
    }
  }
}

function told(progress: Progress): string {
  return JSON.stringify(progress);
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (each) => `&#${each.charCodeAt(0)};`);
}
