/** The printer's job protocol, step by step, with no network and no clock. */
import { expect, test } from "vitest";
import type { PrinterProfileName } from "#shared/wire/process.ts";
import type { PrinterIdentity } from "./identity.ts";
import { jobsMax, PrinterMachine } from "./machine.ts";
import type { PortStatus } from "./port-status.ts";
import type { PrinterOutput } from "./print-job.ts";
import { printerProfiles } from "./profiles.ts";

const ok = [0x12, 0x12, 0x12, 0x12];
const paperOut = [0x1a, 0x32, 0x12, 0x72];
const job = (id: string) => ({ id, encode: () => Uint8Array.from([1, 2, 3]) });
const doneOf = (id: string) => [0x37, 0x22, ...Buffer.from(id), 0x00];

class Desk {
  readonly machine: PrinterMachine;
  readonly wakes: string[] = [];
  readonly log: string[] = [];

  constructor(profile: PrinterProfileName | "auto" = "epson-tm-t20iii", remains = false) {
    this.machine = new PrinterMachine(profile === "auto" ? profile : printerProfiles[profile], () => 0.5);
    this.#note(this.machine.start(remains));
  }

  #note(outputs: PrinterOutput[]): string[] {
    const lines = outputs.flatMap((output) => {
      if (output.kind === "wake") this.wakes.push(output.wake);
      if (output.kind === "ended") return [`${output.job} ${output.outcome} ${output.fault ?? "-"}`];
      if (output.kind === "condition") return [output.condition];
      if (output.kind === "recognised") return [`${output.known ? "known" : "unknown"}: ${output.identity.maker}/${output.identity.model}`];
      if (output.kind === "presenter") return [output.holdsTicket ? "holds a ticket" : "holds none"];
      if (output.kind === "write" && output.bytes.length === 3 && output.bytes[0] === 1) return ["sent"];
      if (output.kind === "write" && output.bytes[1] === 0x14) return ["clear"];
      if (output.kind === "write" && output.bytes[1] === 0x49) return ["who?"];
      if (output.kind === "write" && output.bytes[1] === 0x40) return ["cut off"];
      return output.kind === "reset" || output.kind === "open" ? [output.kind] : [];
    });
    this.log.push(...lines);
    return lines;
  }

  open(identity: PrinterIdentity | null = null, answers: readonly number[] = ok, port: PortStatus | null = null) {
    return [...this.#note(this.machine.step({ kind: "opened", identity, port })), ...this.say(...answers)];
  }
  close() {
    return this.#note(this.machine.step({ kind: "closed" }));
  }
  print(id: string) {
    return this.#note(this.machine.step({ kind: "print", job: job(id) }));
  }
  say(...bytes: number[]) {
    return this.#note(this.machine.step({ kind: "bytes", bytes: Uint8Array.from(bytes) }));
  }
  /** The newest wake whose name begins so comes due. */
  due(start: string) {
    const wake = this.wakes.filter((each) => each.startsWith(start)).at(-1) ?? start;
    return this.#note(this.machine.step({ kind: "due", wake }));
  }
}

test("a job is sent once the printer has said that it is ready, and printed when it says the job's id back", () => {
  const desk = new Desk();
  expect(desk.open()).toEqual(["ready"]);
  expect(desk.print("0001")).toEqual([]);
  expect(desk.say(...ok)).toEqual(["sent"]);
  expect(desk.say(...doneOf("0000"))).toEqual([]);
  expect(desk.say(...doneOf("0001"))).toEqual(["0001 printed -"]);
  expect(desk.due("confirm")).toEqual([]);
});

test("P1: a printer that takes connections and says nothing prints nothing, and its jobs fail", () => {
  const desk = new Desk();
  desk.open();
  expect(desk.print("0001")).toEqual([]);
  expect(desk.due("ask")).toEqual([]);
  expect(desk.due("silence")).toEqual(["unknown", "0001 failed printer-silent"]);
  expect(desk.say(...ok)).toEqual(["ready"]);
  expect(desk.log).not.toContain("sent");
});

test("an answer that is read only after the deadline has come due, as on a machine that stood still, is no silence", () => {
  const desk = new Desk();
  desk.open();
  desk.print("0001");
  expect(desk.due("ask")).toEqual([]);
  expect(desk.say(...ok)).toEqual(["sent"]);
  expect(desk.due("silence")).toEqual([]);
  expect(desk.say(...doneOf("0001"))).toEqual(["0001 printed -"]);
});

test("P2: without paper the job fails, and is not printed when the paper is back", () => {
  const desk = new Desk();
  desk.open();
  desk.print("0001");
  expect(desk.say(...paperOut)).toEqual(["paper-out", "0001 failed printer-paper-out"]);
  expect(desk.say(0x10, 0, 0, 0x0f)).toEqual(["ready"]);
  desk.due("poll");
  desk.say(...ok);
  expect(desk.log).not.toContain("sent");
});

test("P3: a job without a connection fails at once and is not kept for the next one", () => {
  const desk = new Desk();
  expect(desk.print("0001")).toEqual(["0001 failed printer-offline"]);
  desk.open();
  expect(desk.log).not.toContain("sent");
});

test.each([
  ["before its bytes left", [], "0001 failed printer-offline"],
  ["after its bytes left", ok, "0001 unknown printer-offline"],
])("a connection that breaks %s", (_when, answers, end) => {
  const desk = new Desk();
  desk.open();
  desk.print("0001");
  desk.say(...answers);
  expect(desk.close()).toEqual(["offline", end]);
  expect(desk.due("reopen")).toEqual(["open"]);
});

test("P2: a job that a silent printer does not confirm is unknown, and what it has not taken is dropped with the connection", () => {
  const desk = new Desk();
  desk.open();
  desk.print("0001");
  desk.say(...ok);
  desk.due("poll");
  expect(desk.due("confirm")).toEqual(["0001 unknown print-unknown", "reset"]);
  expect(desk.print("0002")).toEqual(["0002 failed printer-offline"]);
});

test("P2: a job that paper ran out under is unknown, and the printer is told to forget the rest of it", () => {
  const desk = new Desk();
  desk.open();
  desk.print("0001");
  desk.say(...ok);
  expect(desk.say(0x18, 0, 0x0c, 0x0f)).toEqual(["paper-out"]);
  expect(desk.due("confirm")).toEqual(["0001 unknown printer-paper-out", "clear"]);
});

test("jobs go one after the other, each with its own question, and one too many fails", () => {
  const desk = new Desk();
  desk.open();
  for (let each = 0; each <= jobsMax; each += 1) expect(desk.print(`j${each}`.padEnd(4, "_"))).toEqual([]);
  expect(desk.print("much")).toEqual(["much failed overloaded"]);
  expect(desk.say(...ok)).toEqual(["sent"]);
  expect(desk.say(...doneOf("j0__"))).toEqual(["j0__ printed -"]);
  expect(desk.say(...ok)).toEqual(["sent"]);
});

test("a poll without an answer makes the condition unknown and begins a new connection, so that answers stay in step", () => {
  const desk = new Desk();
  desk.open();
  expect(desk.due("poll")).toEqual([]);
  expect(desk.due("poll")).toEqual(["unknown", "reset"]);
  expect(desk.due("poll")).toEqual([]);
  expect(desk.close()).toEqual([]);
  expect(desk.open()).toEqual(["ready"]);
});

test("a printer without job ids has printed when it has taken all bytes and then says that it is ready", () => {
  const desk = new Desk("generic-80mm");
  desk.open();
  desk.print("0001");
  expect(desk.say(...ok)).toEqual(["sent"]);
  expect(desk.say(0x00)).toEqual([]);
  expect(desk.say(...ok)).toEqual(["0001 printed -"]);
});

test("a printer without job ids that stands without paper afterwards may have printed half", () => {
  const desk = new Desk("generic-80mm");
  desk.open();
  desk.print("0001");
  desk.say(...ok);
  desk.say(0x0c);
  expect(desk.say(...paperOut)).toEqual(["paper-out", "0001 unknown printer-paper-out"]);
});

const text = (said: string) => [0x5f, ...Buffer.from(said), 0x00];

test("a printer is asked who it is once it is able, and the first job waits for the answer", () => {
  const desk = new Desk("auto");
  expect(desk.open(null, paperOut)).toEqual(["paper-out", "clear"]);
  desk.due("poll");
  expect(desk.say(...ok)).toEqual(["ready", "who?"]);
  desk.print("0001");
  expect(desk.say(...ok)).toEqual([]);
  expect(desk.say(...text("EPSON"))).toEqual([]);
  expect(desk.say(...text("TM-T20III"))).toEqual(["known: EPSON/TM-T20III", "sent"]);
  expect(desk.say(...doneOf("0001"))).toEqual(["0001 printed -"]);
  expect(desk.due("identify")).toEqual([]);
});

test.each([
  ["says nothing", [], "unknown: /"],
  ["says only what it is", text("POS-80"), "unknown: /POS-80"],
])("a printer that %s is a plain one after 600 ms, and its jobs are confirmed in turn", (_what, answer, said) => {
  const desk = new Desk("auto");
  desk.open();
  desk.print("0001");
  desk.say(...ok, ...answer);
  expect(desk.due("identify")).toEqual([said, "sent"]);
  desk.say(0x00);
  expect(desk.say(...ok)).toEqual(["0001 printed -"]);
});

test("what the kernel knows of a printer needs no question", () => {
  const desk = new Desk("auto");
  expect(desk.open({ maker: "EPSON", model: "TM-m30II" })).toEqual(["known: EPSON/TM-m30II", "ready"]);
});

test("a printer that neither the kernel's word nor its own makes known is told by the kernel's", () => {
  const desk = new Desk("auto");
  expect(desk.open({ maker: "Acme", model: "POS58" })).toEqual(["ready", "who?"]);
  expect(desk.due("identify")).toEqual(["unknown: Acme/POS58"]);
});

test("another printer on the same cable is asked again", () => {
  const desk = new Desk("auto");
  desk.open();
  desk.say(...text("EPSON"), ...text("TM-T20III"));
  desk.close();
  expect(desk.open()).toEqual(["ready", "who?"]);
});

test("paper that runs out while a job waits to know the printer fails the job, and a cable that breaks does too", () => {
  const desk = new Desk("auto");
  desk.open();
  desk.print("0001");
  desk.say(...ok);
  desk.say(0x18, 0, 0x0c, 0x0f);
  expect(desk.due("identify")).toEqual(["unknown: /", "0001 failed printer-paper-out"]);
  desk.close();
  desk.open();
  desk.print("0002");
  desk.say(...ok);
  expect(desk.close()).toEqual(["offline", "0002 failed printer-offline"]);
});

test("what an unknown job left on the paper is cut off before the next ticket, and only then", () => {
  const desk = new Desk();
  desk.open();
  desk.print("0001");
  desk.say(...ok);
  desk.close();
  desk.open();
  desk.print("0002");
  expect(desk.say(...ok)).toEqual(["cut off", "sent"]);
  desk.say(...doneOf("0002"));
  desk.print("0003");
  expect(desk.say(...ok)).toEqual(["sent"]);
});

test("what a broken job left in a printer is forgotten when it stands still, at once or later, and only once", () => {
  const desk = new Desk();
  desk.open();
  desk.print("0001");
  desk.say(...ok);
  desk.close();
  // It is printing that ticket now: leave it alone.
  expect(desk.open()).toEqual(["ready"]);
  expect(desk.say(0x18, 0, 0x0c, 0x0f)).toEqual(["paper-out", "clear"]);
  desk.due("poll");
  expect(desk.say(...paperOut)).toEqual([]);
  desk.close();
  expect(desk.open(null, paperOut)).toEqual(["paper-out", "clear"]);
});

test("paper that ends while nothing can be in the printer clears nothing", () => {
  const desk = new Desk();
  desk.open();
  expect(desk.say(0x18, 0, 0x0c, 0x0f)).toEqual(["paper-out"]);
});

test("what an earlier life of the program may have left on the paper is cut off before the first ticket", () => {
  const desk = new Desk("epson-tm-t20iii", true);
  desk.open();
  desk.print("0001");
  expect(desk.say(...ok)).toEqual(["cut off", "sent"]);
});

test("a presenter's full status: a ticket that waits, a stuck cutter that the plain questions do not tell, and its cure", () => {
  const desk = new Desk("custom-kiosk");
  expect(desk.open()).toEqual(["ready"]);
  expect(desk.say(0x10, 0x0f, 0x20, 0, 0, 0)).toEqual(["holds a ticket"]);
  expect(desk.say(0x10, 0x0f, 0x00, 0, 0, 0x01)).toEqual(["holds none", "cutter-stuck"]);
  desk.print("0001");
  expect(desk.say(...ok)).toEqual(["0001 failed printer-cutter-stuck"]);
  desk.say(0x10, 0x0f, 0x04, 0, 0, 0);
  desk.due("poll");
  expect(desk.say(...ok)).toEqual(["paper-low"]);
});

test("a printer that stopped answering suffers from what its port says, until it answers again", () => {
  const desk = new Desk();
  desk.open();
  desk.due("poll");
  expect(desk.due("poll")).toEqual(["unknown", "reset"]);
  desk.close();
  expect(desk.print("0001")).toEqual(["0001 failed printer-silent"]);
  expect(desk.open(null, [], "paper-out")).toEqual(["paper-out"]);
  desk.print("0002");
  desk.due("ask");
  expect(desk.due("silence")).toEqual(["0002 failed printer-paper-out"]);
  expect(desk.due("poll")).toEqual(["reset"]);
  desk.close();
  expect(desk.print("0003")).toEqual(["0003 failed printer-paper-out"]);
  // The roll is in; the port was asked a moment too early.
  expect(desk.open(null, ok, "paper-out")).toEqual(["ready"]);
  desk.due("poll");
  // What it said of an earlier silence means nothing for this one.
  expect(desk.due("poll")).toEqual(["unknown", "reset"]);
  desk.close();
  expect(desk.open(null, [], null)).toEqual([]);
});
