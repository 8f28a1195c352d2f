/** One line as a machine: one frame at a time, the newest value, all again after the line was lost, and what is said of signs in trouble. */
import { expect, test } from "vitest";
import { signsPerLineMax } from "#shared/wire/signs.ts";
import { noBytes, type Replies, type SignDriver } from "./driver.ts";
import { betweenFramesMs, type LineInput, pauseMs, reopenMs, SignLine, triesMax, troubledRetryMs, wireMs, writeTimeoutMs } from "./line.ts";
import type { Wanted } from "./shown.ts";

/** 1 ms a byte. */
const pace = { baud: 10_000, bitsPerByte: 10 };
const blank: Wanted = { shown: null, flashing: false };
const wants = (...numbers: readonly (number | null)[]) =>
  numbers.map((count): Wanted => (count === null ? blank : { shown: { call: "c", letter: "A", count, label: null }, flashing: false }));

/** A sign whose frames can be read: `hall=A12`. One that answers says `hall+`, or `hall!` when it refuses. */
function plainSign(id: string, answers = false): SignDriver {
  const frame = ({ shown }: Wanted) => Buffer.from(`${id}=${shown ? `A${shown.count}` : ""}`);
  const driver = { id, frame, opening: Buffer.from("*"), refreshMs: 30_000 };
  if (!answers) return driver;
  const find: Replies["find"] = (heard) => {
    const said = Buffer.from(heard).toString();
    return said.includes(`${id}+`) ? { kind: "taken" } : said.includes(`${id}!`) ? { kind: "refused", code: 2 } : null;
  };
  return { ...driver, reply: { find, withinMs: 50, bytesMax: 5 } };
}

class Rig {
  readonly line: SignLine;
  nowMs = 0;
  wakeAtMs: number | null = null;
  said: string[] = [];

  constructor(...signs: readonly SignDriver[]) {
    this.line = new SignLine(pace, signs);
  }

  give(input: LineInput): this {
    const { outputs, wakeAtMs } = this.line.step(input, this.nowMs);
    this.wakeAtMs = wakeAtMs;
    for (const output of outputs) this.said.push(output.kind === "write" ? Buffer.from(output.bytes).toString() : output.kind);
    return this;
  }

  show(...numbers: readonly (number | null)[]): this {
    return this.give({ kind: "show", wanted: wants(...numbers) });
  }

  hear(text: string): this {
    return this.give({ kind: "bytes", bytes: Buffer.from(text) });
  }

  /** To the time it asked for. */
  turn(): this {
    this.nowMs = this.wakeAtMs ?? this.nowMs;
    return this.give({ kind: "due" });
  }

  open(): this {
    return this.give({ kind: "start" }).give({ kind: "opened" });
  }

  /** The frame under way is taken, and its pause over. */
  done(): this {
    return this.give({ kind: "written" }).turn().pause();
  }

  pause(): this {
    this.nowMs += betweenFramesMs;
    return this.give({ kind: "due" });
  }

  /** What was put out since. */
  take(): string {
    return this.said.splice(0).join(" ");
  }
}

test("a line that opens is told what to show; before anything is known that is nothing", () => {
  const rig = new Rig(plainSign("hall"));
  expect(rig.give({ kind: "start" }).take()).toBe("open");
  expect(rig.give({ kind: "opened" }).take()).toBe("*hall=");
  expect(rig.done().show(12).take()).toBe("hall=A12");
});

test("one frame is under way at a time, for as long as its bytes are on the line, and then the newest value goes", () => {
  const rig = new Rig(plainSign("hall")).open().done().show(12);
  rig.take();
  rig.show(13).give({ kind: "written" }).show(14);
  expect(rig.wakeAtMs).toBe(rig.nowMs + "hall=A12".length);
  rig.show(15).turn();
  expect(rig.take()).toBe("");
  expect(rig.wakeAtMs).toBe(rig.nowMs + betweenFramesMs);
  expect(rig.pause().take()).toBe("hall=A15");
  expect(rig.done().show(15).take()).toBe("");
});

test("two signs on a line take turns, and each is told its own", () => {
  const rig = new Rig(plainSign("hall"), plainSign("desk")).open().show(1, 2);
  expect(rig.done().done().done().take()).toBe("open *hall= *desk=A2 hall=A1");
  rig.show(3, 4).show(5, 6).done();
  expect(rig.done().done().take()).toBe("desk=A4 hall=A5 desk=A6");
});

test("a sign with something new goes before one that is only refreshed; nothing new is sent again after its time", () => {
  const rig = new Rig(plainSign("hall"), plainSign("desk")).open().done().done();
  rig.take();
  rig.nowMs += 60_000;
  expect(rig.show(null, 7).take()).toBe("desk=A7");
  expect(rig.done().done().take()).toBe("hall=");
  const before = rig.nowMs;
  expect(rig.turn().take()).toBe("desk=A7");
  expect(rig.nowMs - before).toBeGreaterThan(29_000);
});

test("within 3 s of being plugged in, every sign of a full line shows its number, after a frame that is of no use", () => {
  const [slow, frameBytes] = [{ baud: 9_600, bitsPerByte: 11 }, 63];
  expect(reopenMs + (signsPerLineMax + 1) * (wireMs(frameBytes, slow) + pauseMs(slow))).toBeLessThan(3_000);
});

test("a line that was lost is opened again soon, and everything is sent again: the current number, not the one that was under way", () => {
  const rig = new Rig(plainSign("hall")).open().done().show(12);
  rig.take();
  rig.give({ kind: "closed", cause: "unplugged" }).show(13);
  expect(rig.line.condition.unreachable).toBe("unplugged");
  expect(rig.take()).toBe("");
  const before = rig.nowMs;
  expect(rig.turn().take()).toBe("open");
  expect(rig.nowMs - before).toBe(reopenMs);
  rig.give({ kind: "closed", cause: "ENOENT" }).show(14).turn();
  expect(rig.line.condition.unreachable).toBe("ENOENT");
  expect(rig.give({ kind: "opened" }).take()).toBe("open *hall=A14");
  expect(rig.line.condition.unreachable).toBe(null);
});

test("bytes that the system does not take are a broken line: the port is dropped and made anew", () => {
  const rig = new Rig(plainSign("hall")).open();
  rig.take();
  rig.turn();
  expect([rig.nowMs, rig.take(), rig.line.condition.unreachable]).toEqual([writeTimeoutMs, "drop", "ETIMEDOUT"]);
  // Late words of the dropped one change nothing.
  rig.give({ kind: "written" });
  expect(rig.turn().give({ kind: "opened" }).take()).toBe("open *hall=");
});

test("an answer ends the wait, in pieces, between noise, and before the system has said that it took the frame", () => {
  const rig = new Rig(plainSign("hall", true)).open();
  rig.hear("\xff\x00ha").hear("ll+\x7f").give({ kind: "written" });
  expect(rig.line.condition.signs).toEqual([{ id: "hall", condition: "well" }]);
  rig.take();
  expect(rig.pause().show(1).take()).toBe("hall=A1");
});

test("a sign that does not answer gets the newest value each time, then counts as silent, keeps no other back, and recovers", () => {
  const rig = new Rig(plainSign("hall", true), plainSign("desk", true)).open();
  rig.give({ kind: "written" });
  expect(rig.wakeAtMs).toBe(rig.nowMs + "*hall=".length + 55);
  rig.turn().pause();
  rig.give({ kind: "written" }).hear("desk+").pause();
  rig.take();
  for (let tries = 2; tries <= triesMax; tries += 1) rig.show(tries, null).give({ kind: "written" }).turn().pause();
  expect(rig.line.condition.signs).toMatchObject([{ condition: "silent" }, { condition: "well" }]);
  rig.take();
  expect(rig.show(4, 9).take()).toBe("desk=A9");
  rig.give({ kind: "written" }).hear("desk+");
  rig.take();
  rig.show(5, 9).pause();
  expect(rig.take()).toBe("");
  // When its time has come, what is new for another goes first all the same.
  rig.nowMs = rig.wakeAtMs ?? 0;
  expect(rig.show(5, 10).take()).toBe("desk=A10");
  rig.give({ kind: "written" }).hear("desk+");
  expect(rig.pause().take()).toBe("*hall=A5");
  rig.give({ kind: "written" }).hear("hall+");
  expect(rig.line.condition.signs).toMatchObject([{ condition: "well" }, { condition: "well" }]);
});

test("a sign that refuses is said to refuse, and is tried again later", () => {
  const rig = new Rig(plainSign("hall", true)).open();
  rig.give({ kind: "written" }).hear("hall!");
  expect(rig.line.condition.signs).toEqual([{ id: "hall", condition: "refusing" }]);
  const before = rig.nowMs;
  rig.take();
  expect(rig.turn().take()).toBe("*hall=");
  expect(rig.nowMs - before).toBe(troubledRetryMs);
});

test("garbage from the line is heard, bounded, and changes nothing", () => {
  const rig = new Rig(plainSign("hall", true)).open().give({ kind: "written" });
  for (let time = 0; time < 100; time += 1) rig.hear("#".repeat(100));
  expect(rig.line.condition.signs).toEqual([{ id: "hall", condition: "well" }]);
  expect(rig.hear("hall+").pause().show(3).take()).toBe("open *hall= hall=A3");
  expect(noBytes).toHaveLength(0);
});
