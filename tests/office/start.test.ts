/** `npm start` as a person meets it: real processes, a folder of their own, free ports. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { FrontLive } from "#shared/wire/front-page.ts";
import { Staff } from "../../provisioning/office/wire/staff.ts";

const root = join(import.meta.dirname, "../..");
/** Generous, because machines that test do other things, too; nothing here waits for time to pass. */
const deadlineMs = 60_000;

class Start {
  readonly child: ChildProcess;
  readonly ended: Promise<number | null>;
  said = "";
  #look = () => {};

  constructor(...args: string[]) {
    this.child = spawn(process.execPath, [join(root, "provisioning/office/start.mjs"), ...args], {
      cwd: root,
      stdio: ["ignore", "pipe", "pipe"],
    });
    for (const stream of [this.child.stdout, this.child.stderr])
      stream?.on("data", (bytes: Buffer) => {
        this.said += bytes.toString("utf8");
        this.#look();
      });
    this.ended = new Promise((done) => this.child.once("close", (code) => done(code)));
  }

  /** The address of the front page, once the office is ready. */
  async ready(): Promise<string> {
    const ready = new Promise<string>((done) => {
      this.#look = () => {
        const address = /is ready after .*(http:\S+)/.exec(this.said)?.[1];
        if (address) done(address);
      };
      this.#look();
    });
    const ended = this.ended.then((code) => {
      throw new Error(`It ended with ${code}:\n${this.said}`);
    });
    return Promise.race([ready, ended]);
  }
}

let data: string;
let starts: Start[];
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), "the-q-start-"));
  starts = [];
});
afterEach(async () => {
  for (const { child } of starts) child.kill("SIGTERM");
  await Promise.all(starts.map(({ ended }) => ended));
  rmSync(data, { recursive: true, force: true });
});

function start(...args: string[]): Start {
  const started = new Start(...args);
  starts.push(started);
  return started;
}

/** The first state of the front page that is as wanted. */
async function front(address: string, wanted: (live: FrontLive) => boolean): Promise<FrontLive> {
  const answer = await fetch(`${address}api/front/live`, { signal: AbortSignal.timeout(deadlineMs) });
  let pending = "";
  const decoder = new TextDecoder();
  for await (const chunk of answer.body as ReadableStream<Uint8Array>) {
    pending += decoder.decode(chunk, { stream: true });
    const events = pending.split("\n\n");
    pending = events.pop() ?? "";
    for (const event of events) {
      const live = JSON.parse(event.slice(event.indexOf("data: ") + 6)) as FrontLive;
      if (wanted(live)) return live;
    }
  }
  throw new Error("The front page's stream ended.");
}

/** A kiosk that runs is ready once its hub has named it: until then a tap is refused, and here made again. */
async function takeTicket(kiosk: string): Promise<string> {
  for (;;) {
    const number = await tapOnce(kiosk);
    if (number !== undefined) return number;
    await wait(100);
  }
}

async function tapOnce(kiosk: string): Promise<string | undefined> {
  const body = JSON.stringify({ key: crypto.randomUUID(), service: null, language: "en", needs: [] });
  const answer = await fetch(new URL("/api/kiosk/tickets", kiosk), {
    method: "POST",
    headers: { "content-type": "application/json" },
    body,
  });
  return ((await answer.json()) as { number?: string }).number;
}

const wait = (ms: number) => new Promise<void>((done) => setTimeout(done, ms).unref());

function isAlive(pid: number): boolean {
  try {
    // A process that has ended but was not yet collected by its parent has an empty command line.
    return readFileSync(`/proc/${pid}/cmdline`, "utf8") !== "";
  } catch {
    return false;
  }
}

const pids = () => (JSON.parse(readFileSync(join(data, "run.json"), "utf8")) as { children: number[] }).children;

describe("npm start", { timeout: 2 * deadlineMs }, () => {
  it("serves the front page, shows a call by a counter's keys on the board's sign and tells of its pulled cable, refuses a second start in the same folder, stops on Ctrl-C, and goes on from there", async () => {
    const first = start("--port", "0", "--data", data);
    const address = await first.ready();
    const page = await fetch(address);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain("<script");

    const live = await front(address, ({ processes }) => processes.every(({ state }) => state === "running"));
    const numbers = [await takeTicket(live.pages.kiosk), await takeTicket(live.pages.kiosk)];
    const counted = await front(address, ({ counts }) => counts.papers === 2 && counts.hub === 2);
    expect(counted.papers.map(({ lines }) => lines.find((line) => numbers.includes(line)))).toEqual([...numbers].reverse());
    const picture = await fetch(new URL(counted.papers[0]?.address ?? "", address));
    expect(picture.headers.get("content-type")).toContain("image/svg+xml");

    const headers = { "content-type": "application/json" };
    const staff = new Staff(new URL(live.pages.counter).origin, { wait, key: () => crypto.randomUUID() });
    await staff.watched.until("the office", deadlineMs, () => staff.counter("counter-1"));
    await staff.must("sign-in", { agent: 21, counter: "counter-1" }, deadlineMs);
    // By the counter's keys, as a person does: on a lit key, and once more where nothing came of it on a busy machine.
    const isShown = ({ sign }: FrontLive) => sign !== null && sign.text !== "";
    const isLit = ({ keypad }: FrontLive) => keypad?.keys.find(({ does }) => does === "call")?.lamp === "on";
    let shown = await front(address, isLit);
    while (!isShown(shown)) {
      const pressed = await fetch(new URL("/api/front/keypad", address), { method: "POST", headers, body: '{"press":"call"}' });
      expect(pressed.status).toBe(200);
      await staff.watched.found(5_000, () => [...staff.visits()].some(({ stage }) => stage.kind === "called"));
      shown = await front(address, (each) => isShown(each) || isLit(each));
    }
    expect(numbers.map((number) => `${number} 1`)).toContain(shown.sign?.text);
    const pulled = await fetch(new URL("/api/front/sign", address), { method: "POST", headers, body: '{"plugged":false}' });
    expect(await pulled.json()).toMatchObject({ sign: { plugged: false, text: shown.sign?.text } });
    await staff.watched.until("staff to be told", deadlineMs, () =>
      staff.device("board-1")?.faults.some(({ fault }) => fault === "sign-unreachable"),
    );
    await staff.close();

    const second = start("--port", "0", "--data", data);
    expect(await second.ended).toBe(1);
    expect(second.said).toContain("An office is already running with the folder");

    const children = pids();
    expect(children.length).toBeGreaterThanOrEqual(5);
    first.child.kill("SIGINT");
    expect(await first.ended).toBe(0);
    expect(children.filter(isAlive)).toEqual([]);

    const again = start("--port", "0", "--data", data);
    const after = await front(await again.ready(), ({ counts }) => counts.papers === 2 && counts.hub === 2);
    const third = await takeTicket(after.pages.kiosk);
    expect(numbers).not.toContain(third);
  });

  it("says which port is taken and what to do", async () => {
    const server = createServer();
    const port = await new Promise<number>((done) => {
      server.listen({ host: "127.0.0.1", port: 0 }, () => {
        const at = server.address();
        done(typeof at === "object" && at ? at.port : 0);
      });
    });
    const refused = start("--port", String(port), "--data", data);
    expect(await refused.ended).toBe(1);
    expect(refused.said).toContain(`Port ${port} of 127.0.0.1, meant for the front page, is taken`);
    expect(refused.said).toMatch(/npm start -- --port \d+/);
    await new Promise((done) => server.close(done));
  });

  it("stops what a parent killed with -9 left running", async () => {
    const first = start("--port", "0", "--data", data);
    await first.ready();
    const left = pids();
    first.child.kill("SIGKILL");
    await first.ended;
    expect(left.every(isAlive)).toBe(true);
    const again = start("--port", "0", "--data", data);
    await again.ready();
    expect(left.filter(isAlive)).toEqual([]);
    expect(again.said).toMatch(/left running were stopped/);
  });

  it("refuses a folder that holds something else", async () => {
    const refused = start("--port", "0", "--data", join(root, "shared"));
    expect(await refused.ended).toBe(1);
    expect(refused.said).toContain("holds other files");
  });
});
