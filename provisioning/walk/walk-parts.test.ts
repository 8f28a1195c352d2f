import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { newKeyFile } from "../bundle/key-file.ts";
import { temporaryFolder } from "../card/harness.ts";
import { Failure } from "../office/failure.ts";
import { readWalkArguments } from "./arguments.ts";
import { runWalk } from "./command.ts";
import { foundOn } from "./found.ts";
import { Gone, Person } from "./person.ts";
import { adviceFor } from "./reading-distance.ts";
import { keyFingerprint, problemsOf, signedText, verified, type WalkRecord } from "./record.ts";

const record: WalkRecord = {
  ...{ format: "theq-walk/1", office: "victoria", by: "Kim", startedAt: 1_800_000_000_000, minutes: 12.5, actions: 21, found: [] },
  devices: [{ name: "kiosk-1", role: "kiosk", online: true, faults: [] }],
  screens: [],
  tickets: [{ kiosk: "kiosk-1", number: "P1", printed: "printed", readable: true }],
  calls: [{ zone: "main", number: "P1", seen: [{ at: "board-1", ok: true }], heard: true }],
  problems: [],
};

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => rmSync(folder, { recursive: true }));

describe("a signed record", () => {
  test("is read back as it was signed, and by whom; any other byte in it is noticed", () => {
    const key = newKeyFile(join(folder, "key.pem"));
    expect(statSync(join(folder, "key.pem")).mode & 0o077).toBe(0);
    const text = signedText(record, key);
    expect(verified(text, null)).toEqual({ record, key: keyFingerprint(key.publicKey) });
    expect(verified(text, keyFingerprint(key.publicKey).toUpperCase())).toHaveProperty("record");
    expect(verified(text, "0".repeat(64))).toEqual({ wrong: expect.stringContaining("by another key") });
    fc.assert(
      fc.property(fc.nat(text.length - 2), fc.constantFrom("0", "x", "A", "}"), (at, letter) => {
        fc.pre(text[at] !== letter);
        const found = verified(`${text.slice(0, at)}${letter}${text.slice(at + 1)}`, null);
        // White space between the parts may change; what was signed may not.
        if ("record" in found) expect(found).toEqual(verified(text, null));
      }),
      { numRuns: 300 },
    );
  });

  test("signed anew by somebody else is only whole, not IT's", () => {
    const other = newKeyFile(join(folder, "other.pem"));
    const mine = newKeyFile(join(folder, "mine.pem"));
    expect(verified(signedText(record, other), keyFingerprint(mine.publicKey))).toHaveProperty("wrong");
  });

  test("whatever the file is, is a sentence", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(verified(text, null)).toEqual({ wrong: expect.stringMatching(/^[A-Z].*\.$/) });
      }),
      { numRuns: 200 },
    );
  });

  test("names what is wrong where, and what to do", () => {
    const wrong = problemsOf({
      ...record,
      devices: [{ name: "board-1", role: "board", online: false, faults: ["The sign does not answer."] }],
      tickets: [
        { kiosk: "kiosk-1", number: null, printed: "none", readable: false },
        { kiosk: "kiosk-2", number: "P2", printed: "failed", readable: false },
        { kiosk: "kiosk-3", number: "P3", printed: "printed", readable: false },
      ],
      calls: [{ zone: "main", number: "P1", seen: [{ at: "sign-1", ok: false }], heard: false }],
    });
    expect(wrong.map((sentence) => sentence.split(/[ :]/)[0])).toEqual([
      "board-1",
      "board-1",
      "kiosk-1",
      "kiosk-2",
      "kiosk-3",
      "sign-1",
      "P1",
    ]);
    expect(problemsOf(record)).toEqual([]);
  });
});

describe("letters for the farthest seat", () => {
  test("a capital subtends 0.7 degrees, measured along the line of sight (EN 301 549, 5.1.4)", () => {
    // At eye height and without a slant, 0.7 degrees are 12.2 mm a metre.
    expect(adviceFor({ inches: 43, farthestSeatMetres: 10, bottomMetres: 1.2 }).letterMm).toBe(123);
    expect(adviceFor({ inches: 43, farthestSeatMetres: 3, bottomMetres: 5 }).letterMm).toBeGreaterThan(12.2 * 4);
  });

  test("more distance never needs smaller letters, and a larger screen never shows fewer calls", () => {
    const metres = fc.double({ min: 1, max: 30, noNaN: true });
    const inches = fc.double({ min: 7, max: 120, noNaN: true });
    fc.assert(
      fc.property(metres, metres, inches, inches, (one, other, small, large) => {
        const at = (farthestSeatMetres: number, size: number) => adviceFor({ inches: size, farthestSeatMetres, bottomMetres: 2 });
        expect(at(Math.max(one, other), 43).letterMm).toBeGreaterThanOrEqual(at(Math.min(one, other), 43).letterMm);
        expect(at(4, Math.max(small, large)).rows).toBeGreaterThanOrEqual(at(4, Math.min(small, large)).rows);
      }),
    );
  });

  test("says when a screen is too small or hangs too low", () => {
    expect(adviceFor({ inches: 43, farthestSeatMetres: 4, bottomMetres: 2 }).advice).toEqual([]);
    expect(adviceFor({ inches: 22, farthestSeatMetres: 10, bottomMetres: 2 }).advice).toEqual([
      expect.stringContaining("use a larger screen"),
    ]);
    expect(adviceFor({ inches: 43, farthestSeatMetres: 4, bottomMetres: 1 }).advice).toEqual([expect.stringContaining("at least 1.8 m")]);
  });
});

describe("what is plugged in", () => {
  const files: Readonly<Record<string, string>> = {
    "/sys/class/usbmisc/lp0/device/ieee1284_id": "MFG:EPSON;CMD:ESC/POS;MDL:TM-T20III;CLS:PRINTER;",
    "/sys/bus/usb/devices/1-1.2/idVendor": "0403",
    "/sys/bus/usb/devices/1-1.2/idProduct": "6001",
    "/sys/bus/usb/devices/1-1.2/product": "FT232R \u001b[31mUSB UART",
    "/sys/bus/usb/devices/usb1/idVendor": "1d6b",
  };
  const folders: Readonly<Record<string, readonly string[]>> = {
    "/dev/usb": ["lp0", "hiddev0"],
    "/dev/serial/by-id": ["usb-FTDI-if00"],
    "/sys/bus/usb/devices": ["1-1.2", "1-1.2:1.0", "usb1", "1-9"],
  };

  test("is named by what it says of itself and by its maker, without what a terminal would obey", () => {
    expect(foundOn({ list: (folder) => folders[folder] ?? [], read: (file) => files[file] })).toEqual([
      { at: "/dev/usb/lp0", what: "USB printer: EPSON TM-T20III" },
      { at: "/dev/serial/by-id/usb-FTDI-if00", what: "serial port" },
      { at: "1-1.2", what: "USB 0403:6001, FT232R [31mUSB UART, FTDI, a serial adapter" },
    ]);
    expect(foundOn({ list: () => [], read: () => undefined })).toEqual([]);
  });
});

describe("the person", () => {
  const answering = (...answers: (string | null)[]) => {
    const said: string[] = [];
    return { said, person: new Person({ say: (line) => said.push(line), ask: async () => answers.shift() ?? null }) };
  };

  test("is asked again after an answer that is none, and each answer counts as an action", async () => {
    const { person, said } = answering("perhaps", "Y", "", "2,5", "99", "3");
    expect(await person.yes("Seen?")).toBe(true);
    expect(await person.number("Inches?", 7, 120, 43)).toBe(43);
    expect(await person.number("Metres?", 1, 30, null)).toBe(2.5);
    expect(await person.number("Metres?", 1, 30, null)).toBe(3);
    expect(said).toEqual(["Please answer y or n.", "Please answer a number from 1 to 30."]);
    person.toDo("Take a ticket.", 3);
    expect(person.actions).toBe(9);
  });

  test("who goes away, or never answers, ends the walk", async () => {
    await expect(answering().person.yes("Seen?")).rejects.toThrow(Gone);
    await expect(answering("a", "b", "c", "d", "e", "y").person.yes("Seen?")).rejects.toThrow(Gone);
  });
});

describe("the command", () => {
  test("reads its arguments or says which one is wrong", () => {
    const words = fc.oneof(
      fc.constantFrom(
        "--by",
        "--key",
        "--record",
        "--hub",
        "--verify",
        "--signed-by",
        "--answers",
        "--plan",
        "--help",
        "Kim",
        "http://h:1",
      ),
      fc.string({ maxLength: 8 }),
    );
    fc.assert(
      fc.property(fc.array(words, { maxLength: 8 }), (args) => {
        const read = readWalkArguments(args);
        expect("wrong" in read ? read.wrong.length > 8 : read.kind.length > 0).toBe(true);
      }),
    );
  });

  test("overwrites no record, takes no other key, and says when nobody is at the address", async () => {
    const asked = { ...({ kind: "walk", by: "Kim", hub: "http://127.0.0.1:9", plan: null, answers: null } as const) };
    const at = (record: string, key: string) => ({ ...asked, record: join(folder, record), key: join(folder, key) });
    const terminal = { say: () => {}, ask: async () => null };
    writeFileSync(join(folder, "old.json"), "kept");
    await expect(runWalk(at("old.json", "key.pem"), terminal)).rejects.toThrow(/never overwritten/);
    expect(readFileSync(join(folder, "old.json"), "utf8")).toBe("kept");
    await expect(runWalk(at("new.json", "old.json"), terminal)).rejects.toThrow(/no Ed25519 key/);
    await expect(runWalk(at("new.json", "key.pem"), terminal)).rejects.toThrow(Failure);
    expect(existsSync(join(folder, "new.json"))).toBe(false);
  });
});
