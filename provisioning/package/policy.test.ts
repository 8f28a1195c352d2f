/** The browser's policy as it ships, under a real browser: the device's own page is shown, and nothing beside it. */
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { pageHeaders } from "#shared/wire/page-policy.ts";

const files = path.join(import.meta.dirname, "files");
/** In a view of the disk of its own, in which the policy lies where the browser looks for it. */
const under = `mount -t tmpfs policies /etc/chromium && mkdir -p /etc/chromium/policies/managed && cp "$1" /etc/chromium/policies/managed/the-q.json &&
  shift && exec /usr/bin/chromium "$@"`;

let folder: string;
const servers: Server[] = [];
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "the-q-policy-"));
});
afterEach(() => {
  for (const server of servers.splice(0)) server.closeAllConnections();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

async function listening(server: Server): Promise<number> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}

it("Q-SAFE-1: shows the device's page, and not another port of the same machine", { timeout: 120_000 }, async () => {
  let strangers = 0;
  const other = await listening(
    createServer((_, answer) => {
      strangers += 1;
      answer.end("other");
    }),
  );
  const frame = `http://127.0.0.1:${other}/`;
  const loaded = Promise.withResolvers<void>();
  const own = await listening(
    createServer(({ url }, answer) => {
      // The page's own policy lets the frame through, so that it is the browser's that does not.
      for (const [name, value] of Object.entries(pageHeaders([], [frame]))) answer.setHeader(name, value);
      if (url === "/loaded") loaded.resolve();
      const script = `document.querySelector("iframe").addEventListener("load", () => fetch("/loaded"));
        document.querySelector("iframe").setAttribute("src", "${frame}");`;
      if (url === "/page.js") answer.setHeader("content-type", "text/javascript").end(script);
      else answer.setHeader("content-type", "text/html").end('<!doctype html><iframe></iframe><script src="/page.js"></script>');
    }),
  );
  const policy = readFileSync(path.join(files, "chromium-policy.json"), "utf8");
  const { device } = JSON.parse(readFileSync(path.join(files, "screen.json"), "utf8")) as { device: string };
  // The port of the device's page is the policy's; here it may be taken.
  const { port } = new URL(device);
  expect(policy).toContain(`"http://127.0.0.1:${port}"`);
  const file = path.join(folder, "policy.json");
  writeFileSync(file, policy.replaceAll(`:${port}"`, `:${own}"`));
  const flags = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", `--user-data-dir=${path.join(folder, "profile")}`];
  const words = ["--map-root-user", "--mount", "sh", "-c", under, "sh", file, ...flags, `http://127.0.0.1:${own}/`];
  const browser = spawn("unshare", words, { detached: true, stdio: "ignore" });
  const ended = new Promise<void>((resolve) => browser.once("close", () => resolve()));
  try {
    await loaded.promise;
    expect(strangers).toBe(0);
  } finally {
    if (browser.pid !== undefined) process.kill(-browser.pid, "SIGKILL");
    await ended;
  }
});
