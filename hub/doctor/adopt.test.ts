import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { emptyTimings, figuresOf, foldTimings } from "#shared/statistics/timings.ts";
import { DeviceHarness, HubHarness } from "../core/harness.ts";
import { StaffView } from "../views/staff.ts";

let data: string;
beforeEach(() => {
  data = join(mkdtempSync(join(tmpdir(), "theq-doctor-")), "hub");
  mkdirSync(data);
});
afterEach(() => rmSync(join(data, ".."), { recursive: true }));

const good = { letter: "C", count: 1, request: null, insteadOf: null, date: null };
const rest = { service: "licence", language: "en", needs: [], practice: false, tap: "tap-1" };

/** A hub that could not read a kiosk's first ticket, and read its second a minute later; stopped. */
function hubWith(first: object): { hub: HubHarness; offset: number; arrivedAt: number } {
  const hub = new HubHarness(new Database(join(data, "hub.sqlite"))).begin();
  const kiosk = new DeviceHarness("kiosk-1");
  kiosk.writeRaw({ seq: 1, kind: "ticket-issued", version: 1, at: 0, boot: "k1", mono: 0, body: first });
  hub.at += 60_000;
  kiosk.mono += 60_000;
  kiosk.write(kiosk.ticket({ letter: "C", count: 2, request: null, date: null }));
  hub.send(kiosk.message());
  const offset = hub.rows.find((row) => row.kind === "quarantined")?.seq ?? 0;
  return { hub, offset, arrivedAt: hub.at - 60_000 };
}

function doctor(...args: string[]): { code: number; text: string } {
  const all = [join(import.meta.dirname, "main.ts"), "--data", data, "--office", "hub", ...args];
  try {
    return { code: 0, text: execFileSync(process.execPath, all, { encoding: "utf8" }) };
  } catch (error) {
    const { status, stdout } = error as { status: number; stdout: string };
    return { code: status, text: stdout };
  }
}

describe("a quarantined row", () => {
  it("is listed with its reason, refused while nobody can read it, and counts once it was put right, where it would have stood", () => {
    const { hub, offset, arrivedAt } = hubWith({ ...good, ...rest, language: "xx" });
    expect(hub.state).toMatchObject({ tickets: 1, quarantined: 1 });
    expect(doctor("--quarantined").text).toMatch(new RegExp(`^${offset}  kiosk-1  ticket-issued 1  cannot be read: language`));
    expect(doctor("--adopt", String(offset))).toMatchObject({ code: 1, text: expect.stringContaining("cannot be read: language") });
    writeFileSync(join(data, "right.json"), JSON.stringify({ ...good, ...rest }));
    expect(doctor("--adopt", String(offset), "--as", join(data, "right.json"))).toMatchObject({ code: 0 });
    expect(doctor("--adopt", String(offset))).toMatchObject({ code: 1, text: expect.stringContaining("not quarantined") });
    expect(doctor("--quarantined").text).toBe("No record is in quarantine.\n");

    hub.restart("boot-2");
    expect(hub.state).toMatchObject({ tickets: 2, waiting: 2, quarantined: 0, line: ["kiosk-1.e1.1", "kiosk-1.e1.2"] });
    expect(hub.state.visits.get("kiosk-1.e1.1")).toMatchObject({ arrivedAt, number: { letter: "C", count: 1 } });
    expect(hub.state.sources.get("kiosk-1/e1")?.next).toBe(3);
    const timings = emptyTimings();
    for (const row of hub.log.readAll()) foldTimings(timings, row);
    expect(figuresOf(timings.cells.values()).joined).toBe(2);
    const view = new StaffView();
    view.update(hub.state, "everything", new Map(), hub.at);
    expect(Object.keys(view.entries)).toContain("visit/kiosk-1.e1.1");
    expect(doctor().text).not.toContain("failed");
  });

  it("is not taken while a hub holds the storage", () => {
    const { offset } = hubWith({ ...good, ...rest, language: "xx" });
    const lock = new Database(join(data, "lock.sqlite"));
    lock.exec("begin exclusive");
    expect(doctor("--adopt", String(offset))).toMatchObject({ code: 1, text: expect.stringContaining("Another hub already uses") });
    lock.close();
  });
});
