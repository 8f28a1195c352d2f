/** Power that is lost after each step of taking a place, and of deleting everything. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { EnrolmentFile } from "#shared/identity/enrolment.ts";
import { tokenText } from "#shared/identity/token.ts";
import type { DeviceFile } from "#shared/wire/process.ts";
import { Placement } from "./placement.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "theq-placement-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const role = { kind: "kiosk", zone: "main", httpPort: 0, printer: null } as const;
const file = (): DeviceFile => ({
  ...{ office: "example", id: "spare-1", data: join(folder, "data"), host: "127.0.0.1", framedBy: [], role },
  hub: { mqtt: "mqtts://hub.example:8883" },
});
const card: EnrolmentFile = {
  version: 1,
  office: "example",
  role: "kiosk",
  name: "kiosk-1",
  hub: "https://hub.example:8443",
  fingerprint: "a".repeat(64),
  token: "canary-token",
  madeAt: 1,
};

function power(lost: string) {
  return (step: string) => {
    if (step === lost) throw new Error("dark");
  };
}

function write(name: string, text = "canary"): void {
  const at = join(folder, "data", name);
  mkdirSync(join(at, ".."), { recursive: true });
  writeFileSync(at, text);
}

it.each(["folder", "card", "place"])("a spare that goes dark after the %s is a spare still, or has the place with a whole card", (lost) => {
  write("identity/credentials.json");
  const placement = new Placement(file());
  expect(() => placement.take(card, "1f", power(lost))).toThrow("dark");
  const after = new Placement(file()).config;
  if (lost !== "place") {
    expect(after).toEqual(file());
    // Asked again, it goes through.
    new Placement(file()).take(card, "2e");
  }
  const { id, data, identity, role: is } = new Placement(file()).config;
  expect([id, is]).toEqual(["kiosk-1", role]);
  expect(identity).toEqual({ enrolment: join(data, "enrolment.json") });
  expect(JSON.parse(readFileSync(join(data, "enrolment.json"), "utf8"))).toEqual(card);
});

it("with its certificate the key of before is gone; a token that is worth nothing leads back to it", () => {
  write("identity/credentials.json");
  const placement = new Placement(file());
  placement.take(card, "1f");
  expect(placement.mayGoBack).toBe(true);
  placement.goBack();
  expect(placement.config).toEqual(file());
  placement.take(card, "2e");
  placement.settle();
  expect(existsSync(join(folder, "data/identity/credentials.json"))).toBe(false);
  expect(placement.mayGoBack).toBe(false);
  expect(placement.config.id).toBe("kiosk-1");
});

it("a place that was taken before does not lend its storage to the next", () => {
  const placement = new Placement(file());
  mkdirSync(join(folder, "data"));
  placement.take(card, "1f");
  const { data } = placement.config;
  placement.take(card, "2e");
  expect(placement.config.data).not.toBe(data);
});

it("all that is kept is deleted, wherever the power was lost", () => {
  const kept = [
    "device.sqlite",
    "identity/credentials.json",
    "as/kiosk-1-1f/identity/credentials.json",
    "as/kiosk-1-1f/device.sqlite",
    "voice/a.wav",
  ];
  const steps: string[] = [];
  for (let lost = 0; ; lost += 1) {
    for (const name of kept) write(name);
    writeFileSync(join(folder, "enrolment.json"), "canary");
    new Placement(file()).markErasing();
    let step = 0;
    try {
      new Placement(file()).finishErasing((what) => {
        steps.push(what);
        step += 1;
        if (step > lost) throw new Error("dark");
      });
      break;
    } catch (error) {
      expect(String(error)).toContain("dark");
      expect(new Placement(file()).finishErasing()).toBe(true);
    }
    expect(readdirSync(join(folder, "data"))).toEqual([]);
    expect(existsSync(join(folder, "enrolment.json"))).toBe(false);
  }
  expect(readdirSync(join(folder, "data"))).toEqual([]);
  expect(steps).toContain("device.sqlite");
  expect(new Placement(file()).finishErasing()).toBe(false);
});

it("a move deletes all and leads to the other office, wherever the power was lost; a card put in after one that led nowhere counts", () => {
  const there = { ...card, office: "other", name: "kiosk-9", token: tokenText(new Uint8Array(16)) };
  const kept = ["device.sqlite", "identity/credentials.json"];
  for (let lost = 0; ; lost += 1) {
    rmSync(join(folder, "data"), { recursive: true, force: true });
    for (const name of kept) write(name);
    new Placement(file()).markErasing({ card: there, mqtt: "mqtts://hub.other:8883" });
    let step = 0;
    const dark = () => {
      step += 1;
      if (step > lost) throw new Error("dark");
    };
    let wasDark = false;
    try {
      new Placement(file()).finishErasing(dark);
    } catch (error) {
      expect(String(error)).toContain("dark");
      wasDark = true;
      new Placement(file()).finishErasing();
    }
    const { config } = new Placement(file());
    expect(config).toMatchObject({ id: "kiosk-9", office: "other", hub: { mqtt: "mqtts://hub.other:8883" }, role });
    expect(JSON.parse(readFileSync(join(config.data, "enrolment.json"), "utf8"))).toEqual(there);
    expect(kept.filter((name) => existsSync(join(folder, "data", name)))).toEqual([]);
    expect(new Placement(file()).mayGoBack).toBe(false);
    if (!wasDark) break;
  }
  const placement = new Placement(file());
  placement.forgetVainMove();
  expect(placement.config.id).toBe("kiosk-9");
  writeFileSync(join(folder, "enrolment.json"), "a new card");
  mkdirSync(join(placement.config.data, "identity"));
  writeFileSync(join(placement.config.data, "identity/credentials.json"), "it is there already");
  placement.forgetVainMove();
  expect(placement.config.id).toBe("kiosk-9");
  rmSync(join(placement.config.data, "identity"), { recursive: true });
  placement.forgetVainMove();
  expect(placement.config).toEqual(file());
});
