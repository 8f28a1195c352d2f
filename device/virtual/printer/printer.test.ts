import { describe, expect, test } from "vitest";
import { hex } from "./operation.ts";
import type { Ticket } from "./page.ts";
import { pictureOf } from "./picture.ts";
import { readPicture } from "./picture-text.ts";
import { bufferBytesMax, Printer } from "./printer.ts";
import { commands, latin, ticketBytes } from "./sample.ts";

/** A printer on a bench: connections are numbers, time passes when told. */
class Bench {
  readonly tickets: Ticket[] = [];
  readonly bytes: Uint8Array[] = [];
  readonly finished: number[] = [];
  readonly reading = new Map<number, boolean>();
  readonly #answers = new Map<number, number[]>();
  #timer: { ms: number; call: () => void } | null = null;
  readonly printer: Printer;

  constructor(mmPerSecond = 0) {
    this.printer = new Printer(
      {
        send: (connection, bytes) => this.#answers.set(connection, [...(this.#answers.get(connection) ?? []), ...bytes]),
        read: (connection, wanted) => this.reading.set(connection, wanted),
        finish: (connection) => this.finished.push(connection),
        ticket: (ticket, bytes) => {
          this.tickets.push(ticket);
          this.bytes.push(bytes);
        },
        after: (ms, call) => {
          this.#timer = { ms, call };
          return () => {
            this.#timer = null;
          };
        },
      },
      { mmPerSecond },
    );
  }

  send(connection: number, ...bytes: readonly (Uint8Array | readonly number[])[]): void {
    if (!this.reading.has(connection)) this.printer.opened(connection);
    for (const each of bytes) this.printer.received(connection, Uint8Array.from(each));
  }

  /** What a connection heard since asked last. */
  heard(connection: number): string {
    const heard = hex(Uint8Array.from(this.#answers.get(connection) ?? []));
    this.#answers.delete(connection);
    return heard;
  }

  lines(): string[][] {
    return this.tickets.map((ticket) => readPicture(pictureOf(ticket, "Ticket")));
  }

  /** Lets the paper move to the end; gives the milliseconds it took. */
  feed(): number {
    let passed = 0;
    for (let timer = this.#timer; timer !== null; timer = this.#timer) {
      this.#timer = null;
      passed += timer.ms;
      timer.call();
    }
    return passed;
  }

  step(): void {
    const timer = this.#timer;
    this.#timer = null;
    timer?.call();
  }
}

describe("status", () => {
  test("real-time status is answered at once, even with the paper out and data waiting", () => {
    const bench = new Bench();
    bench.printer.set({ paperOut: true });
    bench.send(1, ticketBytes("A1"), commands.status(2), commands.status(4));
    expect(bench.heard(1)).toBe("32 7E");
    expect(bench.tickets).toEqual([]);
  });

  test("real-time status is answered in the middle of another command's data, which is printed all the same", () => {
    const bench = new Bench();
    bench.send(1, commands.raster(3, commands.status(1)), commands.cutFed);
    expect(bench.heard(1)).toBe("16");
    expect(bench.tickets).toHaveLength(1);
    expect(bench.tickets[0]?.findings).toEqual([]);
  });

  test("queued status waits for its turn: an offline printer does not answer it", () => {
    const bench = new Bench();
    bench.printer.set({ coverOpen: true });
    bench.send(1, [0x1d, 0x72, 1]);
    expect(bench.heard(1)).toBe("");
    bench.printer.set({ coverOpen: false });
    expect(bench.heard(1)).toBe("00");
  });

  test("automatic status: at once when asked for, then with each change, until ESC @", () => {
    const bench = new Bench();
    bench.send(1, commands.autoStatus(0xff));
    expect(bench.heard(1)).toBe("14 00 00 0F");
    bench.printer.set({ paperLow: true });
    bench.printer.set({ paperLow: true });
    expect(bench.heard(1)).toBe("14 00 03 0F");
    bench.printer.set({ coverOpen: true });
    expect(bench.heard(1)).toBe("3C 00 03 0F");
    bench.printer.set({ coverOpen: false, paperLow: false });
    bench.heard(1);
    bench.send(1, commands.initialize);
    bench.printer.set({ paperLow: true });
    expect(bench.heard(1)).toBe("");
  });

  test("a deaf printer prints and answers nothing", () => {
    const bench = new Bench();
    bench.printer.set({ deaf: true });
    bench.send(1, commands.autoStatus(0xff), ticketBytes("A1"), commands.jobId("0001"), commands.status(1));
    expect(bench.heard(1)).toBe("");
    expect(bench.lines()).toEqual([["A1"]]);
  });
});

describe("Q-TICKET-5 what the printer says is what is on paper", () => {
  test("a job's id comes back when its last line is printed, not before, at the head's pace", () => {
    const bench = new Bench(250);
    bench.send(1, ticketBytes("A1"), commands.jobId("K001"));
    expect(bench.heard(1)).toBe("");
    bench.step();
    expect(bench.heard(1)).toBe("");
    // The line's 30 dots have gone; the 112 to the cutter and the cut follow.
    expect(bench.feed()).toBeCloseTo((112 / 8 / 250) * 1_000, 6);
    expect(bench.heard(1)).toBe("37 22 4B 30 30 31 00");
  });

  test("bytes that wait for paper are printed when it is back, though their sender has gone long since", () => {
    const bench = new Bench();
    bench.printer.set({ paperOut: true });
    bench.send(1, ticketBytes("ghost"), commands.jobId("K001"));
    bench.printer.closed(1);
    expect(bench.tickets).toEqual([]);
    bench.printer.set({ paperOut: false });
    expect(bench.lines()).toEqual([["ghost"]]);
    expect(bench.heard(1)).toBe("");
  });

  test("clearing the buffers in real time drops what waits, its ids too, and says so", () => {
    const bench = new Bench();
    bench.printer.set({ paperOut: true });
    bench.send(1, ticketBytes("ghost"), commands.jobId("K001"), commands.clearBuffers);
    expect(bench.heard(1)).toBe("37 25 00");
    bench.printer.set({ paperOut: false });
    bench.send(1, ticketBytes("next"), commands.jobId("K002"));
    expect(bench.lines()).toEqual([["next"]]);
    expect(bench.heard(1)).toBe("37 22 4B 30 30 32 00");
  });

  test("the paper running out in the middle of a ticket stops it there, and the rest follows on the same paper", () => {
    const bench = new Bench(250);
    bench.send(1, [...latin("one"), 0x0a, ...latin("two"), 0x0a, ...commands.cutFed]);
    bench.printer.set({ paperOut: true });
    bench.feed();
    expect(bench.tickets).toEqual([]);
    bench.printer.set({ paperOut: false });
    bench.feed();
    expect(bench.lines()).toEqual([["one", "two"]]);
  });

  test("turning the printer off loses what was not printed, and keeps what was", () => {
    const bench = new Bench(250);
    bench.send(1, [...latin("one"), 0x0a, ...latin("two"), 0x0a]);
    bench.printer.set({ off: true });
    expect(bench.feed()).toBe(0);
    bench.printer.set({ off: false });
    bench.send(2, ticketBytes("next"));
    bench.feed();
    expect(bench.lines()).toEqual([["one", "next"]]);
  });
});

describe("several connections", () => {
  test("never mix in one ticket: the second waits for the first one's cut", () => {
    const bench = new Bench();
    const first = ticketBytes("first");
    bench.send(1, first.subarray(0, 7));
    bench.send(2, ticketBytes("second"));
    expect(bench.tickets).toEqual([]);
    bench.send(1, first.subarray(7));
    expect(bench.lines()).toEqual([["first"], ["second"]]);
    expect(bench.tickets.map((ticket) => ticket.findings)).toEqual([[], []]);
  });

  test("one that only asks holds nobody up", () => {
    const bench = new Bench();
    bench.send(1, commands.initialize, commands.autoStatus(0xff), commands.status(1));
    bench.send(2, ticketBytes("A1"));
    expect(bench.lines()).toEqual([["A1"]]);
  });

  test("one that dies inside a command takes the next one's first bytes with it, and the ticket says so", () => {
    const bench = new Bench();
    bench.send(1, [0x1d, 0x28, 0x6b, 6, 0, 49, 80]);
    bench.printer.closed(1);
    bench.send(2, ticketBytes("A1"));
    expect(bench.tickets[0]?.findings.map((each) => each.kind)).toContain("interrupted");
  });

  test("one that dies without a cut leaves its lines above the next ticket", () => {
    const bench = new Bench();
    bench.send(1, [...latin("half"), 0x0a]);
    bench.printer.closed(1);
    bench.send(2, ticketBytes("A2"));
    expect(bench.lines()).toEqual([["half", "A2"]]);
    expect(bench.tickets[0]?.findings.map((each) => each.kind)).toEqual(["interrupted"]);
  });

  test("one that ends its side hears the rest and is then finished", () => {
    const bench = new Bench(250);
    bench.send(1, ticketBytes("A1"), commands.jobId("K001"));
    bench.printer.ended(1);
    expect(bench.finished).toEqual([]);
    bench.feed();
    expect(bench.heard(1)).toBe("37 22 4B 30 30 31 00");
    expect(bench.finished).toEqual([1]);
  });
});

describe("bounds", () => {
  test("an offline printer takes 64 KiB and stops reading; cured, it prints all and reads on", () => {
    const bench = new Bench();
    bench.printer.set({ coverOpen: true });
    const one = ticketBytes("A1");
    let sent = 0;
    while (sent < bufferBytesMax) {
      expect(bench.reading.get(1) ?? true).toBe(true);
      bench.send(1, one);
      sent += one.length;
    }
    expect(bench.reading.get(1)).toBe(false);
    bench.printer.set({ coverOpen: false });
    expect(bench.reading.get(1)).toBe(true);
    expect(bench.tickets).toHaveLength(sent / one.length);
  });

  test("a picture larger than the buffer is printed", () => {
    const bench = new Bench();
    const rows = 2_000;
    bench.send(1, [0x1d, 0x76, 0x30, 0, 72, 0, rows & 255, rows >> 8], new Array(72 * 1_000).fill(0x55));
    expect(bench.reading.get(1)).toBe(true);
    bench.send(1, new Array(72 * 1_000).fill(0x55), commands.cutFed);
    expect(bench.tickets.map((ticket) => ticket.lengthDots)).toEqual([2_112]);
  });

  test("a blocked printer reads from nobody", () => {
    const bench = new Bench();
    bench.printer.set({ blocked: true });
    bench.printer.opened(1);
    expect(bench.reading.get(1)).toBeUndefined();
    bench.printer.set({ blocked: false });
    expect(bench.reading.get(1)).toBe(true);
  });

  test("the kept bytes are those that came", () => {
    const bench = new Bench();
    bench.send(1, ticketBytes("A1"), ticketBytes("A2"));
    expect(bench.bytes).toEqual([ticketBytes("A1"), ticketBytes("A2")]);
  });
});
