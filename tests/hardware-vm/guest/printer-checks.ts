/** Our printer's line and machine on the kernel's own USB printer driver. */
import fs from "node:fs";
import type { Fault } from "#shared/faults/fault.ts";
import { faultText } from "#shared/faults/text.ts";
import type { PrinterCondition } from "../../../device/printer/condition.ts";
import { identityText } from "../../../device/printer/identity.ts";
import { kernelPort } from "../../../device/printer/port-status.ts";
import { type PrintEnd, Printer } from "../../../device/printer/transport.ts";
import { usbLine, usbSysfs } from "../../../device/printer/usb-line.ts";
import { realTimers } from "../../../device/runtime/timers.ts";
import { startProgram } from "../../../device/testing/process.ts";
import { type Bench, type Check, same, until } from "./check.ts";
import { PrinterGadget, portStatus } from "./gadget.ts";

const node = "/dev/usb/lp0";

/** A kiosk's printer as `device/main.ts` builds it, and what it was told. */
class Desk {
  condition: PrinterCondition | null = null;
  trouble: Fault | null = null;
  recognised: string | null = null;
  readonly conditions: string[] = [];
  readonly #ends = new Map<string, PrintEnd[]>();
  readonly #printer: Printer;

  constructor() {
    const lineTo = usbLine({ path: node, sysfs: usbSysfs, askPort: kernelPort(), pace: realTimers.after });
    this.#printer = new Printer(lineTo, "auto", () => 0, realTimers.after, {
      condition: (condition) => {
        this.condition = condition;
        this.conditions.push(condition);
      },
      ended: (job, end) => void this.#ends.set(job, [...(this.#ends.get(job) ?? []), end]),
      trouble: (trouble) => {
        this.trouble = trouble;
      },
      recognised: (identity) => {
        this.recognised = identityText(identity);
      },
      presenter: () => {},
      paperUsed: () => {},
    });
    this.#printer.start(false);
  }

  async is(condition: PrinterCondition): Promise<void> {
    await until(
      `the printer to be ${condition}`,
      () => this.condition,
      (now) => now === condition,
    );
  }

  /**
   * Prints it. A printer is given 600 ms to answer before anything is sent, and this one's processor may be away for longer: such a ticket has
   * failed cleanly, and is asked for again under another job, as by a second tap.
   */
  async prints(job: string, text: string): Promise<void> {
    let end: PrintEnd | null = null;
    for (const id of tapsOf(job)) {
      end = await this.printed(id, text);
      if (end.outcome !== "failed" || end.fault !== "printer-silent") break;
    }
    same(`the end of ${text}`, end, { outcome: "printed", fault: null });
  }

  /** Prints it, as far as the gadget lets it come. Resolves with the job's id, of the tap that was answered, when the gadget has stopped. */
  async begins(job: string, text: string): Promise<string> {
    for (const id of tapsOf(job)) {
      this.print(id, text);
      await until(
        `the beginning of ${text}`,
        () => gadget.isStuck || this.#ends.has(id),
        (now) => now,
      );
      if (gadget.isStuck) return id;
    }
    throw new Error(`${text} did not begin: ${JSON.stringify([...this.#ends])}`);
  }

  async printed(job: string, text: string): Promise<PrintEnd> {
    this.print(job, text);
    return this.ended(job);
  }

  print(job: string, text: string): void {
    this.#printer.print(job, [{ kind: "text", text, size: "normal", bold: false, language: "en" }]);
  }

  async ended(job: string): Promise<PrintEnd> {
    const ends = await until(
      `an end of job ${job}`,
      () => this.#ends.get(job) ?? [],
      (all) => all.length > 0,
    );
    same(`ends of job ${job}`, ends.length, 1);
    return ends[0] as PrintEnd;
  }

  stop(): void {
    this.#printer.stop();
  }
}

/** Ids of so many jobs for one ticket. */
function tapsOf(job: string): string[] {
  return ["0", "1", "2", "3"].map((tap) => `${job[0]}${tap}${job.slice(2)}`);
}

let gadget: PrinterGadget;
let papers: () => Promise<string[]>;

function deskOf(bench: Bench): Desk {
  const desk = new Desk();
  bench.afterwards(() => desk.stop());
  return desk;
}

export const printerChecks: readonly Check[] = [
  {
    name: "a ticket through /dev/usb/lp0: recognised by the kernel's id, asked how it stands, and printed when it says the job's id back",
    run: async (bench) => {
      const options = ["--port", "0", "--control-port", "0", "--mm-per-second", "0", "--data", fs.mkdtempSync("/tmp/printer-")];
      const virtual = await startProgram("device/virtual/printer/main.ts", options);
      papers = async () => {
        const answer = await fetch(`http://127.0.0.1:${virtual.ready.controlPort}/tickets?after=0`);
        return ((await answer.json()) as { lines: string[] }[]).map(({ lines }) => lines.join(" ").trim());
      };
      gadget = new PrinterGadget(bench.kernel, virtual.ready.port as number, "MFG:EPSON;CMD:ESC/POS;MDL:TM-T20III;CLS:PRINTER;");
      await gadget.plug();
      const desk = deskOf(bench);
      await desk.is("ready");
      await desk.prints("0001", "A1 reçu");
      same("who it is, and what is wrong", [desk.recognised, desk.trouble], ["EPSON TM-T20III", null]);
      same("papers", await papers(), ["A1 reçu"]);
    },
  },
  {
    name: "a second program at the printer is told that it is in use, and has it when the first has gone",
    run: async (bench) => {
      const first = deskOf(bench);
      await first.is("ready");
      const second = deskOf(bench);
      const trouble = await until(
        "its trouble",
        () => second.trouble,
        (now) => now !== null,
      );
      same("its trouble", trouble?.fault, "printer-in-use");
      const told = faultText(trouble as Fault, "en");
      if (!told.what.includes(node) && !told.advice.includes(node))
        throw new Error(`nobody can tell which printer: ${JSON.stringify(told)}`);
      first.stop();
      await second.is("ready");
      await second.prints("0002", "A2");
      same("papers", (await papers()).at(-1), "A2");
    },
  },
  {
    name: "a printer that takes no bytes any more has no paper by the kernel's word, its tickets fail for that reason, and none comes out later",
    run: async (bench) => {
      const desk = deskOf(bench);
      await desk.is("ready");
      const before = (await papers()).length;
      gadget.isStuck = true;
      gadget.status(portStatus.paperEmpty);
      await desk.is("paper-out");
      same("its end", await desk.printed("0003", "A3"), { outcome: "failed", fault: "printer-paper-out" });
      gadget.status(portStatus.error);
      await desk.is("error");
      gadget.status(portStatus.well);
      gadget.isStuck = false;
      await desk.is("ready");
      await desk.prints("0004", "A4");
      same("papers", (await papers()).slice(before), ["A4"]);
    },
  },
  {
    name: "a printer that stops in the middle of a ticket: the ticket is unknown and comes out once at most, and the next one is whole",
    run: async (bench) => {
      const desk = deskOf(bench);
      await desk.is("ready");
      const before = (await papers()).length;
      gadget.stickAfter(20);
      const job = await desk.begins("0005", "CITIZEN FIVE");
      same("its end", (await desk.ended(job)).outcome, "unknown");
      gadget.loosen();
      await desk.is("ready");
      await desk.prints("0006", "CITIZEN SIX");
      await noGhosts(before, "CITIZEN FIVE", "CITIZEN SIX");
    },
  },
  {
    name: "a printer that is pulled under a ticket: the node goes, the ticket is unknown, and plugged in again it prints the next one and no ghost",
    run: async (bench) => {
      const desk = deskOf(bench);
      await desk.is("ready");
      for (const [place, bytes] of pulledAfterBytes.entries()) {
        const before = (await papers()).length;
        const [under, without, after] = ["1", "2", "3"].map((each) => `${place + 1}00${each}`) as [string, string, string];
        gadget.stickAfter(bytes);
        const job = await desk.begins(under, `UNDER ${place}`);
        await gadget.pull();
        same("its end", await desk.ended(job), { outcome: "unknown", fault: "printer-offline" });
        await until(
          `${node} to go`,
          () => fs.existsSync(node),
          (isThere) => !isThere,
        );
        same("without a printer", await desk.printed(without, `WITHOUT ${place}`), { outcome: "failed", fault: "printer-offline" });
        await gadget.plug();
        await desk.is("ready");
        await desk.prints(after, `AFTER ${place}`);
        await noGhosts(before, `UNDER ${place}`, `AFTER ${place}`);
      }
    },
  },
];

/** Of a ticket's bytes: none, some of its head, and into its text. */
const pulledAfterBytes = [0, 1, 20, 40] as const;

/** Of the papers since then: the last one bears its own text alone; before it may be one of the unknown ticket, as far as it came. */
async function noGhosts(before: number, unknown: string, last: string): Promise<void> {
  const seen = (await papers()).slice(before).filter((text) => text !== "");
  const others = seen.slice(0, -1);
  if (seen.at(-1) !== last || others.length > 1 || !others.every((text) => unknown.startsWith(text)))
    throw new Error(`papers: ${JSON.stringify(seen)}`);
}
