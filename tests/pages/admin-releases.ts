/** The hub's own desk of releases behind the administration page: one release lies on its shelf and is on its way, and two devices tell of it. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import Fastify from "fastify";
import type { Page } from "playwright";
import { bundleName, type ReleaseReport } from "#shared/update/office-releases.ts";
import { addReleases } from "../../hub/http/releases.ts";
import { Audit } from "../../hub/identity/audit.ts";
import { ReleaseDesk } from "../../hub/releases/desk.ts";
import { Shelf } from "../../hub/releases/shelf.ts";
import { sha256 } from "../../hub/storage.ts";

const target = "linux-arm64";
const release = { number: 5, version: "1.5.0" } as const;
const before = { number: 4, version: "1.4.0", slot: "a" } as const;

export class AdminReleases {
  readonly #audit: Audit;
  readonly #desk: ReleaseDesk;
  readonly #server = Fastify();

  /** The board has kept the release; the kiosk waits until the board has had it long enough, or gave it up. */
  constructor(folder: string, at: number, kiosk: "waits" | "gave-up") {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, bundleName(release.number, target)), "bundle");
    writeFileSync(join(folder, "held.json"), JSON.stringify([{ ...release, target, bytes: 6 }]));
    const database = new Database(":memory:");
    this.#audit = new Audit(database, sha256);
    this.#desk = new ReleaseDesk({
      database,
      audit: this.#audit,
      shelf: new Shelf(folder),
      times: { soakMs: 86_400_000, askMs: 60_000 },
      devices: () => (["kiosk", "board"] as const).map((role) => ({ name: `${role}-1`, role, zone: "main", connected: true })),
      faults: { raise: () => {}, clear: () => {} },
      journal: { info: () => {}, warn: () => {}, error: () => {} },
      wall: () => at,
      steady: () => at,
      changed: () => {},
    });
    const report: ReleaseReport = { target, kept: before, trial: null, last: null, taking: null };
    this.#desk.ask("board-1", { ...report, kept: { ...release, slot: "b" } });
    this.#desk.ask("kiosk-1", kiosk === "waits" ? report : { ...report, last: { ...release, how: "given-up", why: "ended" } });
    addReleases(this.#server, this.#desk);
  }

  /** What this page asks of releases comes here, and everything else to its hub. */
  async answer(page: Page): Promise<void> {
    await page.route(/\/api\/v1\/releases(?:\/act)?$/, async (route) => {
      const request = route.request();
      const { status, body } = await this.ask(request.method() as "GET" | "POST", new URL(request.url()).pathname, request.postDataJSON());
      await route.fulfill({ status, json: body });
    });
  }

  async ask(method: "GET" | "POST", url: string, payload?: object | null): Promise<{ readonly status: number; readonly body: unknown }> {
    const answer = await this.#server.inject({ method, url, ...(payload ? { payload } : {}) });
    return { status: answer.statusCode, body: answer.json() };
  }

  /** What people did, in order, and by whom. */
  get audit(): string[] {
    return this.#audit
      .newest(20)
      .filter(({ by }) => by !== "the hub")
      .map(({ by, what }) => `${by}: ${what}`)
      .reverse();
  }
}
