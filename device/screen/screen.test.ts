/** The keeper of a screen as a real process, with a real browser and the device's own page server: killed, stopped, hanging and white. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import type { ScreenFile, ScreenState } from "#shared/wire/screen.ts";
import { serveScreen } from "../http/screen-api.ts";
import { PageServer } from "../http/server.ts";
import { spawnProgram, until } from "../testing/process.ts";
import { ScreenDesk } from "./desk.ts";

const html =
  '<!doctype html><html lang="en"><meta charset="utf-8"><title>t</title><script type="module" src="page.js"></script><p>A1</p></html>';
/** Beats twice a second once it has been drawn, until it is told to hang. */
const script = `const beat = async () => {
  await new Promise(requestAnimationFrame);
  await fetch("/api/page/beat", { method: "POST", headers: { "content-type": "application/json" }, body: "{}" });
  if ((await (await fetch("now.txt", { cache: "no-store" })).text()) === "hang") for (;;);
  setTimeout(beat, 500);
};
beat();
`;

let folder: string;
let server: PageServer;
let desk: ScreenDesk;
let keeper: ReturnType<typeof spawnProgram>;
/** What the keeper last reported, and everything since. */
const reported: ScreenState[] = [];
let beats = 0;

const at = (name: string) => path.join(folder, name);
const put = (name: string, text: string) => writeFileSync(at(`pages/kiosk/${name}`), text);

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "the-q-screen-test-"));
  mkdirSync(at("pages/kiosk"), { recursive: true });
  mkdirSync(at("profiles"));
  put("index.html", html);
  put("page.js", script);
  put("now.txt", "beat");
  const options = { page: "kiosk", host: "127.0.0.1", port: 0, framedBy: [], displayFolder: at("pages") } as const;
  server = new PageServer({ ...options, health: () => ({}), pages: () => {} });
  desk = new ScreenDesk(() => performance.now());
  serveScreen(server, {
    beat: () => {
      beats += 1;
      desk.beat();
    },
    report: (state) => {
      reported.push(state);
      return desk.report(state);
    },
  });
  const port = await server.listen();
  // Without a display and as root; everything else is as on a device.
  const words = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--disable-component-update"];
  const file: Partial<ScreenFile> = {
    device: `http://127.0.0.1:${port}`,
    browser: ["/usr/bin/chromium", ...words],
    profiles: at("profiles"),
    sleep: ["/bin/sh", "-c", `echo asleep > ${at("display")}`],
    wake: ["/bin/sh", "-c", `echo awake > ${at("display")}`],
    silenceSeconds: 5,
    startSeconds: 15,
  };
  writeFileSync(at("screen.json"), JSON.stringify(file));
}, 30_000);
beforeEach(() => {
  put("now.txt", "beat");
  put("page.js", script);
  reported.length = 0;
  keeper = spawnProgram("device/screen/main.ts", ["--config", at("screen.json")]);
});
afterEach(async () => {
  await keeper.stop();
  // What it was told to end with, it did.
  expect([browsers(), readdirSync(at("profiles"))]).toEqual([[], []]);
  expect(reported.at(-1)).toBe("off");
}, 30_000);
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}, 30_000);

/** The browser's own process, not its helpers'. */
function browsers(): number[] {
  return readdirSync("/proc").flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    try {
      const words = readFileSync(`/proc/${name}/cmdline`, "utf8").split("\0");
      const isOurs =
        words.some((word) => word.startsWith(`--user-data-dir=${at("profiles")}`)) && !words.some((word) => word.startsWith("--type="));
      return isOurs ? [Number(name)] : [];
    } catch {
      return [];
    }
  });
}

async function shown(): Promise<number> {
  const before = beats;
  await until(
    () => beats > before && reported.at(-1) === "showing",
    (is) => is,
  );
  return (await until(browsers, ({ length }) => length === 1))[0] as number;
}

const isGone = (pid: number) =>
  until(
    () => browsers().includes(pid),
    (is) => !is,
  );

/** The browser as a whole: the page's own process would otherwise go on by itself. One that has just been replaced is gone already. */
function end(pid: number, signal: "-KILL" | "-STOP"): void {
  spawnSync("kill", [signal, "--", `-${pid}`]);
}

it("a browser that is killed, or stopped as a whole, is there again", { timeout: 240_000 }, async () => {
  const first = await shown();
  end(first, "-KILL");
  await isGone(first);
  const second = await shown();
  end(second, "-STOP");
  await isGone(second);
  await shown();
  // Each start has a folder of its own, and leaves none behind.
  expect(readdirSync(at("profiles"))).toHaveLength(1);
});

it("a page that hangs or is white is there again by a new browser", { timeout: 240_000 }, async () => {
  const first = await shown();
  put("now.txt", "hang");
  await isGone(first);
  put("now.txt", "beat");
  const second = await shown();
  // The next page is white; the one that stands is not asked to load again.
  put("page.js", "");
  end(second, "-KILL");
  await isGone(second);
  const white = (await until(browsers, ({ length }) => length === 1))[0] as number;
  const beatsThen = beats;
  await isGone(white);
  expect(beats).toBe(beatsThen);
  put("page.js", script);
  await shown();
});

it("sleeps when nobody may look, and is back when somebody may", { timeout: 240_000 }, async () => {
  const pid = await shown();
  desk.report = (state) => {
    reported.push(state);
    return { beatAgeMs: 0, awake: false };
  };
  await isGone(pid);
  await until(
    () => reported.at(-1) === "asleep" && existsSync(at("display")) && readFileSync(at("display"), "utf8").trim(),
    (text) => text === "asleep",
  );
  expect(browsers()).toEqual([]);
  desk.report = ScreenDesk.prototype.report.bind(desk);
  await shown();
  expect(readFileSync(at("display"), "utf8").trim()).toBe("awake");
});
