/** A folder of backups whose newest goes away by night, with the clock and the looks turned by hand. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, vi } from "vitest";
import { rcloneCarry, sendOffSite } from "../off-site.ts";

/** In the machine's own time, of November 2026. */
export const at = (day: number, hour: number, minute = 0) => new Date(2026, 10, day, hour, minute).getTime();
export const named = (time: number) => `hub-${new Date(time).toISOString().slice(0, 19).replaceAll(/[-:]/g, "")}Z-7.sqlite.age`;

export class OffSiteScene {
  readonly folder = mkdtempSync(join(tmpdir(), "theq-off-site-"));
  readonly backups = join(this.folder, "backups");
  /** Each fault that was raised, and `clear`. */
  readonly faults: string[] = [];
  #now = 0;
  #look = () => {};

  constructor() {
    mkdirSync(this.backups);
  }

  made(time: number, content: string | Uint8Array = `made at ${time}`): void {
    writeFileSync(join(this.backups, named(time)), content);
  }

  /** `rclone`: its configuration. */
  start(to: string, keep = 3, rclone?: string): void {
    const said = {
      raise: (_about: string, { facts }: { facts: object }) => void this.faults.push(JSON.stringify(facts)),
      clear: () => void this.faults.push("clear"),
    };
    const every = (_ms: number, run: () => void) => {
      this.#look = run;
      return () => {};
    };
    const offSite = { to, nightHour: 2, keep, rclone };
    sendOffSite("hub", this.backups, 1, offSite, { now: () => this.#now, every, carry: rcloneCarry(rclone), faults: said });
  }

  look(time: number): void {
    this.#now = time;
    this.#look();
  }

  /** One look, and until something was said of it. */
  async looked(time: number): Promise<string> {
    const before = this.faults.length;
    this.look(time);
    await vi.waitFor(() => expect(this.faults.length).toBeGreaterThan(before), { timeout: 50_000 });
    return this.faults.at(-1) as string;
  }

  end(): void {
    rmSync(this.folder, { recursive: true });
  }
}
