import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readPageArguments } from "./arguments.ts";
import { emptyForm, type KnownOffice, readForm, wishOf } from "./form.ts";
import { cardsPluggedIn } from "./volumes.ts";

const office: KnownOffice = {
  ...{ id: "victoria", name: "Victoria", timeZone: "America/Vancouver", zones: [{ id: "main", name: "Main" }] },
  devices: [{ name: "kiosk-1", role: "kiosk", zone: "main", stands: "" }],
};
const filled = { ...emptyForm, device: "kiosk-1", hub: "hub.example", card: "/media/kim/bootfs" };

describe("cards that are plugged in", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "theq-media-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("are boot partitions, one folder deeper on Linux, and nothing else that is mounted", () => {
    for (const path of ["kim/bootfs", "kim/pictures", "bootfs"]) {
      mkdirSync(join(folder, path), { recursive: true });
      writeFileSync(join(folder, path, "config.txt"), "");
      if (path.endsWith("bootfs")) writeFileSync(join(folder, path, "cmdline.txt"), "");
    }
    expect(cardsPluggedIn("linux", [folder, join(folder, "not-there")])).toEqual([join(folder, "bootfs"), join(folder, "kim/bootfs")]);
    expect(cardsPluggedIn("darwin", [folder])).toEqual([join(folder, "bootfs")]);
    expect(cardsPluggedIn("win32")).toEqual([]);
  });
});

describe("a form", () => {
  it("is the arguments of a card, with its printer", () => {
    const args = wishOf({ ...filled, printer: "tcp", printerAt: "192.168.1.20" }, office);
    expect(args).toMatchObject({ name: "kiosk-1", role: "kiosk", isSpare: false });
    expect("arguments" in args && args.arguments.join(" ")).toContain("--to /media/kim/bootfs --printer tcp:192.168.1.20");
  });

  it("that lacks something is told so, in a sentence", () => {
    const wrong = (form: Partial<typeof filled>) => wishOf({ ...filled, ...form }, office);
    expect(wrong({ device: "kiosk-9" })).toEqual({ wrong: "Choose the device." });
    expect(wrong({ device: "spare kiosk", spareName: "Spare One" })).toMatchObject({ wrong: expect.stringContaining("Name the spare") });
    expect(wrong({ device: "spare kiosk", spareName: "kiosk-1" })).toMatchObject({
      wrong: expect.stringContaining("is a device of the office"),
    });
    expect(wrong({ hub: "" })).toMatchObject({ wrong: expect.stringContaining("hub's name") });
    expect(wrong({ card: "" })).toMatchObject({ wrong: expect.stringContaining("where the card is") });
  });

  it("takes no fields but its own, and none without end", () => {
    const read = readForm(`device=kiosk-1&__proto__=x&hub=${"h".repeat(5_000)}`);
    expect([read.device, read.hub.length, Object.keys(read)]).toEqual(["kiosk-1", 1_000, Object.keys(emptyForm)]);
  });
});

it("arguments that are wrong are told", () => {
  expect(readPageArguments([])).toEqual({ kind: "page", hub: "http://127.0.0.1:8080", port: 8_090, by: null, sshKey: null });
  for (const args of [["--port", "x"], ["--port", "70000"], ["--hub", "hub"], ["--by", ""], ["--nothing"]])
    expect(readPageArguments(args)).toEqual({ wrong: expect.any(String) });
});
