/** A ticket that comes while the printer is asked for its pictures, or stores the logo: step by step, with no network and no clock. */
import { expect, test } from "vitest";
import { endOfStore, logoOf } from "./logo.ts";
import { PrinterMachine } from "./machine.ts";
import type { PrinterOutput } from "./print-job.ts";
import { printerProfiles } from "./profiles.ts";

const ok = [0x12, 0x12, 0x12, 0x12];
const logo = logoOf({ widthDots: 8, heightDots: 1, bytes: Uint8Array.of(0xff) }, () => "a digest");
const keysOf = (...keys: string[]) => [0x37, 0x72, 0x40, ...Buffer.from(keys.join(""), "latin1"), 0x00];
const storeEnded = [0x37, 0x22, ...Buffer.from("~lg~"), 0x00];

class Desk {
  stores = 0;
  readonly wakes: string[] = [];
  readonly machine = new PrinterMachine(printerProfiles["epson-tm-t20iii"], () => 0, {
    logo,
    isOpen: false,
    takeStore: () => {
      this.stores += 1;
      return true;
    },
  });

  take(outputs: readonly PrinterOutput[]): string[] {
    return outputs.flatMap((output) => {
      if (output.kind === "wake") this.wakes.push(output.wake);
      if (output.kind === "ended") return [`${output.job} ${output.outcome}`];
      if (output.kind === "logo") return [output.stands];
      if (output.kind === "reset") return ["reset"];
      if (output.kind !== "write") return [];
      if (output.bytes === logo.store) return ["store"];
      if (output.bytes === endOfStore) return ["zeros"];
      return output.bytes[0] === 0xee ? ["sent with logo"] : output.bytes[0] === 0xef ? ["sent without"] : [];
    });
  }
  open = () => this.take(this.machine.step({ kind: "opened", identity: null, port: null }));
  say = (...bytes: number[]) => this.take(this.machine.step({ kind: "bytes", bytes: Uint8Array.from(bytes) }));
  close = () => this.take(this.machine.step({ kind: "closed" }));
  print = (id: string) =>
    this.take(this.machine.step({ kind: "print", job: { id, encode: (_, kept) => Uint8Array.of(kept ? 0xee : 0xef) } }));
  due(start: string): string[] {
    const wake = this.wakes.filter((each) => each.startsWith(start)).at(-1) ?? start;
    return this.take(this.machine.step({ kind: "due", wake }));
  }
}

test("a ticket that comes during a store waits for it, and bears the logo", () => {
  const desk = new Desk();
  desk.open();
  desk.say(...ok);
  expect(desk.say(...keysOf("zz"))).toEqual(["settled", "store"]);
  expect(desk.print("0001")).toEqual([]);
  expect(desk.say(...storeEnded)).toEqual(["settled"]);
  expect(desk.say(...keysOf("zz", logo.key, logo.witness))).toEqual(["settled", "kept"]);
  expect(desk.say(...ok)).toEqual(["sent with logo"]);
});

test("a picture without its witness is half a one, and is stored again; one that is there is not", () => {
  const desk = new Desk();
  desk.open();
  desk.say(...ok);
  expect(desk.say(...keysOf(logo.key))).toEqual(["settled", "store"]);
  const other = new Desk();
  other.open();
  other.say(...ok);
  expect(other.say(...keysOf(logo.witness, logo.key))).toEqual(["settled", "kept"]);
  expect([desk.stores, other.stores]).toEqual([1, 0]);
});

test("a printer that says nothing of its keys gets the ticket that waits, without the logo, and nothing is stored", () => {
  const desk = new Desk();
  desk.open();
  desk.say(...ok);
  desk.print("0001");
  expect(desk.due("logo")).toEqual(["refused"]);
  expect(desk.say(...ok)).toEqual(["sent without"]);
  expect(desk.stores).toBe(0);
});

test("a store that does not end breaks the connection; the ticket behind it comes after the zeros, and is not lost", () => {
  const desk = new Desk();
  desk.open();
  desk.say(...ok);
  desk.say(...keysOf());
  desk.print("0001");
  expect(desk.due("logo")).toEqual(["reset"]);
  expect(desk.close()).toEqual([]);
  expect(desk.open()).toEqual(["zeros"]);
  // The answer comes behind all zeros: a slow line takes more than one poll for it.
  expect(desk.due("poll")).toEqual([]);
  expect(desk.say(...ok)).toEqual(["settled"]);
  expect(desk.say(...ok)).toEqual(["sent without"]);
});

test("a printer that does not come back after a store has lost its ticket's turn: it has failed, in a bounded time", () => {
  const desk = new Desk();
  desk.open();
  desk.say(...ok);
  desk.say(...keysOf());
  desk.print("0001");
  desk.due("logo");
  desk.close();
  desk.open();
  const told = Array.from({ length: 4 }, () => desk.due("poll"));
  expect(told).toEqual([[], [], [], ["reset"]]);
  expect(desk.close()).toEqual(["0001 failed"]);
});

test("nothing is stored while a ticket is printing, nor while something may hang on the paper", () => {
  const desk = new Desk();
  desk.take(desk.machine.start(true));
  desk.open();
  desk.say(...ok);
  desk.print("0001");
  expect(desk.say(...ok)).toEqual(["sent without"]);
  desk.due("poll");
  expect(desk.say(...ok, ...keysOf())).toEqual([]);
  expect(desk.stores).toBe(0);
});
