/** What happens to printers, over every way to them: no ghost ticket, no double ticket, and nothing printed again by itself. */
import fs from "node:fs";
import fc from "fast-check";
import { afterEach, describe, expect, test } from "vitest";
import type { TicketLine } from "#shared/ticket/layout.ts";
import { until } from "../testing/process.ts";
import { sampleTicket } from "../testing/sample-ticket.ts";
import { encodeTicket } from "./encode.ts";
import { printerProfiles } from "./profiles.ts";
import { Owner, type Paper, printed, VirtualPrinter } from "./rig/harness.ts";
import { openWay, type Way, type WayName, wayNames } from "./rig/ways.ts";

let virtual: VirtualPrinter;
let way: Way;
let desk: Owner;

type ModelTested = "tm-t20iii" | "np-3511";
const profileOf = { "tm-t20iii": "epson-tm-t20iii", "np-3511": "nippon-np-3511" } as const;

async function set(name: WayName, model: ModelTested, mmPerSecond = 0): Promise<void> {
  virtual = await VirtualPrinter.start(model, mmPerSecond);
  way = await openWay(name, virtual.port);
  desk = new Owner(way.lineTo, profileOf[model]);
  await desk.is("ready");
}

afterEach(async () => {
  desk.printer.stop();
  await way.stop();
  await virtual.stop();
});

/** Paper moves, so a ticket takes its time; the machine's time does not pass meanwhile. */
const slowly = 150;

/** Epson's commands over every way, Nippon's over the one that they are for. */
const contracts = [...wayNames.map((way) => [way, "tm-t20iii"] as const), ["serial", "np-3511"] as const];

describe.each(contracts)("Q-TICKET-5 over %s to a %s", (name, model) => {
  // What a printer says of itself does not depend on the way: all of it over the network, one over each of the others.
  test.each(
    (
      [
        ["paper that ends", "paperOut", "printer-paper-out"],
        ["a cover that opens", "coverOpen", "printer-cover-open"],
        ["a cutter that sticks", "cutterStuck", "printer-cutter-stuck"],
      ] as const
    ).filter(([, trouble]) => name === "tcp" || trouble === "paperOut"),
  )("%s under a ticket: unknown, and the rest of it never comes out", async (_what, trouble, why) => {
    await set(name, model, slowly);
    desk.printer.print("0001", sampleTicket());
    await until(
      () => virtual.state(),
      ({ printing }) => printing,
    );
    await virtual.turn({ [trouble]: true });
    if (model === "tm-t20iii") await desk.until(() => desk.condition !== "ready");
    await desk.turnUntil(() => desk.ends.has("0001"));
    expect(desk.onlyEnd("0001")).toEqual({ outcome: "unknown", fault: why });
    // A Nippon throws it away by itself, and does not say so.
    if (model === "tm-t20iii") await forgotten();
    await virtual.turn({ [trouble]: false });
    await readyAgain();
    expect(await desk.printed("0002")).toEqual(printed);
    // The remains are cut off, without the end of the ticket; then the next citizen's, alone on its paper.
    const [remains, next, ...more] = await virtual.papers();
    expect(more).toEqual([]);
    expect(remains?.lines.join(" ")).not.toContain("Letters do not show the order");
    expect(next?.lines).toEqual(["0002"]);
    expect(next?.findings).toEqual([]);
  });

  test("a program that dies while paper is out under a ticket: the next one makes the printer forget the rest, and cuts off what is there", async () => {
    await set(name, model, slowly);
    desk.printer.print("0001", sampleTicket());
    await until(
      () => virtual.state(),
      ({ printing }) => printing,
    );
    await virtual.turn({ paperOut: true });
    if (model === "tm-t20iii") await desk.is("paper-out");
    desk.printer.stop();
    desk = new Owner(way.lineTo, profileOf[model], true);
    // Dead programs hold no port; this one, which lives in the same process, may be closing its own when the next one first tries.
    await desk.turnUntil(() => desk.condition === "paper-out");
    // A Nippon throws it away by itself, and does not say so.
    if (model === "tm-t20iii") await forgotten();
    await virtual.turn({ paperOut: false });
    await readyAgain();
    expect(await desk.printed("0002")).toEqual(printed);
    const papers = await virtual.papers();
    expect(papers.at(-1)).toMatchObject({ lines: ["0002"], findings: [] });
    expect(papers.filter((paper) => says(paper, "Letters do not show the order"))).toEqual([]);
  });

  test("paper that ends after a ticket changes nothing about it", async () => {
    await set(name, model);
    expect(await desk.printed("0001")).toEqual(printed);
    await virtual.turn({ paperOut: true });
    await desk.turnUntil(() => desk.condition === "paper-out");
    desk.time.turn(8_000);
    expect(desk.onlyEnd("0001")).toEqual(printed);
    expect(await virtual.cleanTexts()).toEqual(["0001"]);
  });

  test("a printer that is switched off under a ticket: unknown, and switched on again it prints only what comes next", async () => {
    await set(name, model, slowly);
    desk.printer.print("0001", sampleTicket());
    await until(
      () => virtual.state(),
      ({ printing }) => printing,
    );
    await virtual.turn({ off: true });
    expect(await desk.ended("0001")).toEqual({ outcome: "unknown", fault: "printer-offline" });
    await virtual.turn({ off: false });
    await way.plug();
    await readyAgain();
    expect(await desk.printed("0002")).toEqual(printed);
    expect((await virtual.papers()).at(-1)?.lines).toEqual(["0002"]);
    expect(await textsWith("Letters do not show the order")).toEqual([]);
  });

  test("a printer that is stuck for 30 s and then lives: what failed meanwhile never comes out", async () => {
    await set(name, model);
    await virtual.turn({ blocked: true });
    desk.print("0001");
    for (let seconds = 0; seconds < 30; seconds += 1) {
      desk.time.turn(1_000);
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(desk.onlyEnd("0001")).toEqual({ outcome: "failed", fault: "printer-silent" });
    expect(desk.condition).toBe("unknown");
    await virtual.turn({ blocked: false });
    await readyAgain();
    expect(await desk.printed("0002")).toEqual(printed);
    expect(await virtual.cleanTexts()).toEqual(["0002"]);
  });

  test("a cable that is pulled after any byte of a ticket: failed or unknown, no ghost, no double, and the next ticket is whole", async () => {
    await set(name, model);
    const length = encodeTicket(ticket("V"), "V000", printerProfiles[profileOf[model]]).length - 2;
    // Every byte over the network. Each cable to a device file is a process of its own: there each eighth byte, and all of the end; few of a code in dots.
    const step = model === "tm-t20iii" ? 8 : 233;
    const breaks = Array.from({ length }, (_, place) => place).filter(
      (n) => name === "tcp" || n % step === 0 || n > length - (model === "tm-t20iii" ? 12 : 4),
    );
    for (const n of breaks) {
      const place = n.toString(36).toUpperCase().padStart(3, "0");
      const [job, next] = [`V${place}`, `W${place}`];
      const { tickets } = await virtual.state();
      const broken = way.relay.breakAfter(n);
      desk.printer.print(job, ticket(job));
      await broken;
      await desk.turnUntil(() => desk.ends.has(job));
      expect(desk.onlyEnd(job).outcome).toBe("unknown");
      await desk.turnUntil(() => desk.condition !== "ready");
      await way.plug();
      await readyAgain();
      desk.printer.print(next, ticket(next));
      expect(await desk.ended(next)).toEqual(printed);
      desk.onlyEnd(job);
      // The broken one may be whole, half, in two pieces, or followed by a blank strip: but its number once, and nothing of it on the next.
      const papers = await virtual.papers(tickets);
      expect(papers.filter((paper) => says(paper, job)).length).toBeLessThanOrEqual(1);
      expect(papers.at(-1)).toMatchObject({ lines: ["Service BC Victoria", next, "Renew a driver's licence"], findings: [] });
    }
  }, 120_000);

  // The printer has no part in it.
  const pulls = model === "tm-t20iii" ? test : () => {};
  pulls(
    "unplugged and plugged in again 30 times: found each time, and nothing is left behind",
    async () => {
      await set(name, model);
      const left: number[] = [];
      for (let time = 0; time < 30; time += 1) {
        await way.pull();
        // A serial line may notice only when the next question cannot be sent.
        await desk.turnUntil(() => desk.condition !== "ready");
        await way.plug();
        await readyAgain();
        left.push(fs.readdirSync("/proc/self/fd").length);
      }
      // A socket may take its time to go; one that was left behind each time would be twenty by now.
      expect(Math.max(...left.slice(-5)) - Math.max(...left.slice(0, 5))).toBeLessThan(5);
      expect(desk.time.waiting).toBeLessThan(10);
      expect(await desk.printed("0001")).toEqual(printed);
      expect(await virtual.cleanTexts()).toEqual(["0001"]);
    },
    60_000,
  );

  test("noise on the way back: a job ends once, and is printed only when paper has come out", async () => {
    await set(name, model);
    let jobs = 0;
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 40 }), async (noise) => {
        jobs += 1;
        const job = `N${String(jobs).padStart(3, "0")}`;
        way.relay.noise(noise);
        desk.print(job);
        await desk.turnUntil(() => desk.ends.has(job));
        if (desk.onlyEnd(job).outcome === "printed") expect(await textsWith(job)).toHaveLength(1);
        await readyAgain();
      }),
      { numRuns: model === "tm-t20iii" ? 15 : 3 },
    );
    await readyAgain();
    expect(await desk.printed("last")).toEqual(printed);
  }, 60_000);
});

/** A small ticket with all kinds of commands in it. */
function ticket(number: string): TicketLine[] {
  return [
    { kind: "text", text: "Service BC Victoria", size: "normal", bold: true, language: "en" },
    { kind: "text", text: number, size: "huge", bold: true, language: "en" },
    { kind: "code", data: `theq1:${number}` },
    { kind: "text", text: "Renew a driver's licence", size: "small", bold: false, language: "en" },
  ];
}

function says({ lines }: Paper, text: string): boolean {
  return lines.join(" ").includes(text);
}

async function textsWith(text: string): Promise<Paper[]> {
  return (await virtual.papers()).filter((paper) => says(paper, text));
}

/** Nobody loads paper so quickly that the printer was not told yet. */
async function forgotten(): Promise<void> {
  await until(
    () => way.relay.cleared,
    (times) => times > 0,
  );
}

async function readyAgain(): Promise<void> {
  await desk.turnUntil(() => desk.condition === "ready");
}
