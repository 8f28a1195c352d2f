/** The contract of every way to a printer: the machine over it against the virtual printer as a real process, in every state of its switches. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { PrinterCondition } from "./condition.ts";
import { HandTime, Owner, printed, VirtualPrinter } from "./rig/harness.ts";
import { openWay, type Way, wayNames } from "./rig/ways.ts";
import { tcpLine } from "./tcp-line.ts";

/** Epson's commands over every way, Nippon's over the one that they are for. */
const contracts = [
  ...wayNames.map((way) => [way, "tm-t20iii", ["epson-tm-t20iii", "generic-80mm", "auto"]] as const),
  ["serial", "np-3511", ["nippon-np-3511", "auto"]] as const,
];

describe.each(contracts)("over %s to a %s", (name, model, profiles) => {
  let virtual: VirtualPrinter;
  let way: Way;
  let before: number;
  const owners: Owner[] = [];

  beforeAll(async () => {
    virtual = await VirtualPrinter.start(model);
  });
  afterAll(() => virtual.stop());

  beforeEach(async () => {
    before = (await virtual.state()).tickets;
    way = await openWay(name, virtual.port);
  });
  afterEach(async () => {
    for (const owner of owners.splice(0)) owner.printer.stop();
    await way.stop();
    await virtual.turn({ ...allWell });
  });

  const allWell = { paperLow: false, paperOut: false, coverOpen: false, cutterStuck: false, off: false, blocked: false, deaf: false };
  const papers = () => virtual.cleanTexts(before);

  function owner(profile: ConstructorParameters<typeof Owner>[1] = profiles[0]): Owner {
    const made = new Owner(way.lineTo, profile);
    owners.push(made);
    return made;
  }

  /** Of a change; a Nippon says nothing that it is not asked. */
  const told = (desk: Owner, condition: PrinterCondition) =>
    model === "np-3511" ? desk.turnUntil(() => desk.condition === condition) : desk.is(condition);

  test.each(profiles)("a ready printer prints, and says so (%s)", async (profile) => {
    const desk = owner(profile);
    await desk.turnUntil(() => desk.condition === "ready");
    expect(await desk.printed("0001", "Numéro A1")).toEqual(printed);
    expect(await papers()).toEqual(["Numéro A1"]);
  });

  test("low paper prints", async () => {
    await virtual.turn({ paperLow: true });
    const desk = owner();
    await desk.is("paper-low");
    expect(await desk.printed("0001")).toEqual(printed);
  });

  test.each([
    ["paperOut", "paper-out", "printer-paper-out"],
    ["coverOpen", "cover-open", "printer-cover-open"],
    ["cutterStuck", "cutter-stuck", "printer-cutter-stuck"],
  ] as const)("P2: with %s a job fails, and is not printed when the printer is well again", async (name, condition, fault) => {
    const desk = owner();
    await desk.is("ready");
    await virtual.turn({ [name]: true });
    await told(desk, condition);
    expect(await desk.printed("0001")).toEqual({ outcome: "failed", fault });
    await virtual.turn({ [name]: false });
    await told(desk, "ready");
    expect(await desk.printed("0002")).toEqual(printed);
    expect(await papers()).toEqual(["0002"]);
  });

  test("P1: a printer that reads nothing fails the job within its deadline, and prints no ghost of it afterwards", async () => {
    const desk = owner();
    await desk.is("ready");
    await virtual.turn({ blocked: true });
    desk.print("0001");
    desk.time.turn(600);
    expect(await desk.ended("0001")).toEqual({ outcome: "failed", fault: "printer-silent" });
    await virtual.turn({ blocked: false });
    await desk.is("ready");
    expect(await desk.printed("0002")).toEqual(printed);
    expect(await papers()).toEqual(["0002"]);
  });

  test("P3: a printer that is off fails jobs at once, and is found again when it is on", async () => {
    const desk = owner();
    await desk.is("ready");
    await virtual.turn({ off: true });
    await desk.is("offline");
    expect(await desk.printed("0001")).toEqual({ outcome: "failed", fault: "printer-offline" });
    await virtual.turn({ off: false });
    await way.plug();
    desk.time.turn(2_000);
    await desk.is("ready");
    expect(await desk.printed("0002")).toEqual(printed);
    expect(await papers()).toEqual(["0002"]);
  });

  test("a printer that answers nothing is not trusted with a ticket", async () => {
    await virtual.turn({ deaf: true });
    const desk = owner();
    await desk.turnUntil(() => desk.condition === "unknown");
    expect((await desk.printed("0001")).outcome).toBe("failed");
    expect(await papers()).toEqual([]);
  });

  test("many jobs come out once each and in order", async () => {
    const desk = owner();
    await desk.is("ready");
    const jobs = Array.from({ length: 12 }, (_, place) => String(place).padStart(4, "0"));
    for (const job of jobs) desk.print(job);
    for (const job of jobs) expect(await desk.ended(job)).toEqual(printed);
    expect(await papers()).toEqual(jobs);
    const lengthMm = (await virtual.papers(before)).reduce((sum, paper) => sum + paper.lengthMm, 0);
    expect(desk.paperUsedMm).toBeCloseTo(lengthMm, 1);
  });

  test("a text that the code page lacks is drawn, and its job ends like any other", async () => {
    const desk = owner();
    await desk.is("ready");
    desk.printer.print("0001", [{ kind: "text", text: "您的排队号码", size: "normal", bold: false, language: "en" }]);
    expect(await desk.ended("0001")).toEqual(printed);
    expect(await desk.printed("0002")).toEqual(printed);
    const [drawn, plain] = await virtual.papers(before);
    // No letter of it is the printer's own, and it is longer than a line.
    expect([drawn?.lines, drawn?.findings, plain?.lines]).toEqual([[], [], ["0002"]]);
    expect(drawn?.lengthMm).toBeGreaterThan(14 + 3.75);
  });
});

describe("a printer is recognised by what it says of itself", () => {
  let virtual: VirtualPrinter;
  let made: Owner;
  afterEach(async () => {
    made.printer.stop();
    await virtual.stop();
  });

  function owner(profile: "auto"): Owner {
    made = new Owner(tcpLine({ host: "127.0.0.1", port: virtual.port }), profile);
    return made;
  }

  test.each([
    ["tm-t20iii", "EPSON TM-T20III", null],
    ["tm-t88vi", "EPSON TM-T88VI", null],
    ["tm-m30ii", "EPSON TM-m30II", null],
    ["mc-print3", "Star mC-Print3", null],
    ["kpm180h", "CUSTOM KPM180H", null],
    ["np-3511", "Nippon Primex NP-3511", null],
    ["np-2511", "Nippon Primex NP-2511", null],
    ["stranger", "Acme Roll-O-Matic 80", { fault: "printer-unrecognised", facts: { model: "Acme Roll-O-Matic 80" } }],
  ])("%s", async (model, said, trouble) => {
    virtual = await VirtualPrinter.start(model);
    const desk = owner("auto");
    // A Nippon is asked in its own way when it has not answered in the other.
    if (said.startsWith("Nippon")) await desk.turnUntil(() => desk.condition === "ready");
    else await desk.is("ready");
    expect(await desk.printed("0001")).toEqual(printed);
    expect([desk.recognised, desk.trouble]).toEqual([said, trouble]);
    expect(await virtual.cleanTexts()).toEqual(["0001"]);
  });

  test("one that does not know the question is told as unknown after 600 ms, and prints as a plain one", async () => {
    virtual = await VirtualPrinter.start("plain-80mm");
    const desk = owner("auto");
    await desk.is("ready");
    desk.time.turn(600);
    expect(desk.trouble).toEqual({ fault: "printer-unrecognised", facts: { model: "" } });
    expect(await desk.printed("0001")).toEqual(printed);
  });

  test.each(["kpm180h", "np-3511"])("the presenter of a %s tells of the ticket it holds until its citizen takes it", async (model) => {
    virtual = await VirtualPrinter.start(model);
    const desk = owner("auto");
    await desk.turnUntil(() => desk.condition === "ready");
    expect(await desk.printed("0001")).toEqual(printed);
    const holds = (held: boolean) => desk.turnUntil(() => desk.holdsTicket === held);
    await holds(true);
    await virtual.take();
    await holds(false);
    expect(desk.condition).toBe("ready");
  });
});

test("time turned by hand runs what comes due in its order, and no more", () => {
  const time = new HandTime();
  const log: number[] = [];
  time.after(20, () => log.push(20));
  time.after(10, () => time.after(5, () => log.push(15)));
  time.after(30, () => log.push(30))();
  time.turn(25);
  expect([log, time.waiting]).toEqual([[15, 20], 0]);
});
