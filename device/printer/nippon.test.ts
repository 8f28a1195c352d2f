/** Nippon's commands and answers as its documents give them, and the job protocol with them, step by step. */
import { describe, expect, test } from "vitest";
import { sampleTicket } from "../testing/sample-ticket.ts";
import { encodeTicket, separateRemains } from "./encode.ts";
import { PrinterMachine } from "./machine.ts";
import { NipponReader, nipponAgrees, nipponCondition } from "./nippon.ts";
import type { PrinterInput, PrinterOutput } from "./print-job.ts";
import { printerProfiles } from "./profiles.ts";
import type { Bitmap } from "./setting.ts";

const np3511 = printerProfiles["nippon-np-3511"];
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");

describe("a ticket", () => {
  test("stands between the start and the finish of its job, in code page 5, and is fed to the blade and cut", () => {
    const bytes = hex(encodeTicket([{ kind: "text", text: "Numéro", size: "huge", bold: true, language: "fr" }], "00az", np3511));
    expect(bytes).toBe(
      ["1b40", "1d47313030617a", "1b7405", "1b331e", "1b6101", "1b2138", "4e756de9726f0a", "1b6404", "1b69", "1d4730"].join(""),
    );
  });

  test("has no command that is in none of the documents", () => {
    // Without the code, among whose dots anything may stand.
    const lines = sampleTicket({ missedCall: { minutes: 45, place: "keep", times: 1 } }).filter(({ kind }) => kind !== "code");
    const commands = Buffer.from(encodeTicket(lines, "00az", np3511))
      .toString("latin1")
      // biome-ignore lint/suspicious/noControlCharactersInRegex: commands begin with them
      .match(/[\x1b\x1c\x1d]./gs);
    expect(new Set(commands)).toEqual(new Set(["\x1b@", "\x1dG", "\x1bt", "\x1b3", "\x1ba", "\x1b!", "\x1bd", "\x1bi"]));
    expect(hex(separateRemains(np3511))).toBe("1b401b64041b69");
  });

  test("bears its code as dots that read like a code of the printer's own: rows of bytes, ended by ESC J 0", () => {
    const bytes = Buffer.from(encodeTicket([{ kind: "code", data: "theq1:A42" }], "00az", np3511));
    const at = bytes.indexOf(Buffer.from([0x1b, 0x62]));
    // Version 1: 21 modules of 4 dots.
    expect([...bytes.subarray(at, at + 5)]).toEqual([0x1b, 0x62, 11, 84, 0]);
    expect(hex(bytes.subarray(at + 5, at + 16))).toMatch(/^fffffff/);
    expect(hex(bytes.subarray(at + 5 + 11 * 84)).slice(0, 8)).toBe("1b4a000a");
  });

  test("drawn lines below each other are joined by ESC J 1, the last one ends with ESC J 0", () => {
    const bitmap: Bitmap = { widthDots: 8, heightDots: 2, bytes: Uint8Array.of(0xaa, 0x55) };
    const lines = [{ kind: "text", text: "您的", size: "normal", bold: false, language: "en" } as const];
    expect(hex(encodeTicket(lines, "00az", np3511, () => [bitmap, bitmap]))).toContain("1b62010200aa551b4a011b62010200aa551b4a00");
  });
});

describe("its answers", () => {
  const read = (...bytes: number[]) => new NipponReader().take(Uint8Array.from(bytes));

  test("a byte is a status, messages begin with FF", () => {
    expect(read(0x41)).toEqual([{ kind: "status", byte: 0x41 }]);
    expect(read(0x00, 0xff, 0x13, 0x30, 0x30, 0x61, 0x7a, 0x04, 0, 0, 0, 0x04)).toEqual([
      { kind: "status", byte: 0 },
      { kind: "done", job: "00az", ended: 4 },
      { kind: "status", byte: 4 },
    ]);
    expect(read(0xff, 0x02, ...Buffer.from("NP-3511D-2"), 0, 0)).toEqual([
      { kind: "identity", text: "NP-3511D-2" },
      { kind: "status", byte: 0 },
    ]);
  });

  test("they may come in pieces", () => {
    const reader = new NipponReader();
    const message = [0xff, 0x13, 0x30, 0x30, 0x61, 0x7a, 0, 0, 0];
    expect(message.flatMap((byte) => reader.take(Uint8Array.of(byte)))).toEqual([]);
    expect(reader.take(Uint8Array.of(0))).toEqual([{ kind: "done", job: "00az", ended: 0 }]);
  });

  test("what is said unasked over USB, and noise, answers nothing", () => {
    expect(read(0x00, 0xff, 0x01, 0, 0, 0, 0x10)).toEqual([]);
    expect(read(0xff, 0x77)).toEqual([{ kind: "status", byte: 0x77 }]);
    expect(read(0xff, 0x02, ...new Array(60).fill(0x41))[0]).toEqual({ kind: "status", byte: 0x02 });
  });

  test.each([
    [0x00, "ready"],
    [0x40, "ready"],
    [0x80, "ready"],
    [0x01, "paper-low"],
    [0x02, "cover-open"],
    [0x05, "paper-out"],
    [0x08, "error"],
    [0x10, "cutter-stuck"],
    [0x20, "error"],
  ] as const)("status %i is %s", (status, condition) => {
    expect(nipponCondition(status)).toBe(condition);
  });

  test("a job's end agrees with the sensors whatever the presenter does", () => {
    expect([nipponAgrees(0x41, 0x01), nipponAgrees(0x01, 0x00), nipponAgrees(0x04, 0x00)]).toEqual([true, false, false]);
  });
});

describe("the job protocol", () => {
  const job = { id: "0001", encode: () => Uint8Array.from([1, 2, 3]) };
  const done = (ended: number) => [0xff, 0x13, ...Buffer.from("0001"), ended, 0, 0, 0];

  class Desk {
    readonly machine: PrinterMachine;
    readonly wakes: string[] = [];

    constructor(profile: "nippon-np-3511" | "auto" = "nippon-np-3511", remains = false) {
      this.machine = new PrinterMachine(profile === "auto" ? profile : printerProfiles[profile], () => 0.5);
      this.machine.start(remains);
    }

    step(input: PrinterInput): string[] {
      return this.machine.step(input).flatMap((output) => {
        if (output.kind === "wake") this.wakes.push(output.wake);
        return inWords(output);
      });
    }
    open = () => this.step({ kind: "opened", identity: null, port: null });
    close = () => this.step({ kind: "closed" });
    print = () => this.step({ kind: "print", job });
    say = (...bytes: number[]) => this.step({ kind: "bytes", bytes: Uint8Array.from(bytes) });
    due = (start: string) => this.step({ kind: "due", wake: this.wakes.filter((each) => each.startsWith(start)).at(-1) ?? start });

    /** A job has just been sent. */
    static sending(): Desk {
      const desk = new Desk();
      desk.open();
      desk.say(0);
      desk.print();
      expect(desk.say(0)).toEqual(["sent"]);
      return desk;
    }
  }

  function inWords(output: PrinterOutput): string[] {
    if (output.kind === "ended") return [`${output.job} ${output.outcome} ${output.fault ?? "-"}`];
    if (output.kind === "condition") return [output.condition];
    if (output.kind === "presenter") return [output.holdsTicket ? "holds a ticket" : "holds none"];
    if (output.kind === "recognised") return [`${output.known ? "known" : "unknown"}: ${output.identity.maker}/${output.identity.model}`];
    if (output.kind === "reset" || output.kind === "open") return [output.kind];
    if (output.kind !== "write") return [];
    const text = hex(output.bytes);
    const words: Readonly<Record<string, string>> = {
      "1b76": "ESC v",
      "1b7302": "ESC s",
      "11": "DC1",
      "1d4730": "finish",
      "010203": "sent",
    };
    if (/^(00)+$/.test(text)) return [`${output.bytes.length} zeros`];
    return [words[text] ?? (text.startsWith("1004") ? "DLE EOT" : text.startsWith("1b40") ? "cut off" : text)];
  }

  test("a job is printed when the printer tells its end without trouble", () => {
    const desk = Desk.sending();
    expect(desk.say(...done(0))).toEqual(["0001 printed -"]);
  });

  test("an end told with something is printed only when the sensors say the same, and are able to print", () => {
    let desk = Desk.sending();
    expect(desk.say(...done(0x41))).toEqual(["ESC v"]);
    expect(desk.say(0x41)).toEqual(["holds a ticket", "paper-low", "0001 printed -"]);
    desk = Desk.sending();
    desk.say(...done(0x04));
    expect(desk.say(0x04)).toEqual(["paper-out", "0001 unknown printer-paper-out"]);
    desk = Desk.sending();
    desk.say(...done(0x04));
    expect(desk.say(0x00)).toEqual(["0001 unknown print-unknown"]);
  });

  test("the end of another job is none of this one's", () => {
    const desk = Desk.sending();
    expect(desk.say(0xff, 0x13, ...Buffer.from("0002"), 0, 0, 0, 0)).toEqual([]);
    expect(desk.due("confirm")).toEqual(["0001 unknown print-unknown", "reset"]);
  });

  test("nothing is asked while a ticket is printed, for the answer would come behind it", () => {
    const desk = Desk.sending();
    expect(desk.due("poll")).toEqual([]);
    expect(desk.say(...done(0))).toEqual(["0001 printed -"]);
    expect(desk.due("poll")).toEqual(["ESC v"]);
  });

  test("after a job whose end was not seen its command and its job are ended, then its remains are cut off", () => {
    const desk = Desk.sending();
    expect(desk.close()).toEqual(["offline", "0001 unknown printer-offline"]);
    expect(desk.open()).toEqual(["6700 zeros", "finish", "ESC v"]);
    // The zeros take their time on a slow line.
    expect(desk.due("poll")).toEqual([]);
    expect(desk.say(0)).toEqual(["ready"]);
    desk.print();
    expect(desk.say(0)).toEqual(["cut off", "sent"]);
  });

  test("one that stands still when it is first heard of is begun anew", () => {
    const desk = new Desk();
    expect(desk.open()).toEqual(["256 zeros", "ESC v"]);
    expect(desk.say(0x04)).toEqual(["paper-out", "DC1"]);
    expect(desk.due("poll")).toEqual(["ESC v"]);
    expect(desk.say(0x04)).toEqual([]);
  });

  test("auto: who answers no DLE EOT is asked in this way on the next connection, and known by its model", () => {
    const desk = new Desk("auto");
    expect(desk.open()).toContain("DLE EOT");
    expect(desk.due("poll")).toEqual(["unknown", "reset"]);
    desk.close();
    expect(desk.open()).toEqual(["256 zeros", "ESC v"]);
    // What that byte means is not known before who says it is.
    expect(desk.say(0)).toEqual(["ESC s"]);
    expect(desk.say(0xff, 0x02, ...Buffer.from("NP-3511D-2"), 0)).toEqual(["known: Nippon Primex/NP-3511D-2", "ESC v"]);
    expect(desk.say(0)).toEqual(["ready"]);
    // And it is asked so at once when it comes back.
    desk.close();
    expect(desk.open()).toEqual(["256 zeros", "ESC v"]);
  });

  test("auto: a printer that answers ESC v and does not say who it is, is not used, and is asked otherwise again", () => {
    const desk = new Desk("auto");
    desk.open();
    desk.due("poll");
    desk.close();
    desk.open();
    expect(desk.say(0)).toEqual(["ESC s"]);
    expect(desk.due("identify")).toEqual(["reset"]);
    desk.close();
    expect(desk.open()).toContain("DLE EOT");
  });

  test("auto: one of which the kernel knows who it is, is spoken to in its own way from the first byte", () => {
    const desk = new Desk("auto");
    desk.open();
    desk.due("poll");
    desk.close();
    const identity = { maker: "EPSON", model: "TM-T20III" };
    expect(desk.step({ kind: "opened", identity, port: null })).toEqual(["256 zeros", "1d610e", "known: EPSON/TM-T20III", "DLE EOT"]);
  });

  test("auto: a model that nobody knows is told of, and has the shortest lines", () => {
    const desk = new Desk("auto");
    desk.open();
    desk.due("poll");
    desk.close();
    desk.open();
    desk.say(0);
    expect(desk.say(0xff, 0x02, ...Buffer.from("NP-9999"), 0)).toEqual(["unknown: Nippon Primex/NP-9999", "ESC v"]);
  });
});
