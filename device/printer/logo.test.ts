/** The office's logo in a printer's own memory, at the real virtual printer: stored once, on every ticket, and never in a ticket's way. */
import { createHash } from "node:crypto";
import fs from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createCanvas } from "@napi-rs/canvas";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { until } from "../testing/process.ts";
import { sampleTicket } from "../testing/sample-ticket.ts";
import { readLogo } from "./logo-file.ts";
import { LogoMemory, storesADayMax } from "./logo-memory.ts";
import { Owner, printed, VirtualPrinter } from "./rig/harness.ts";
import { openWay, type Way } from "./rig/ways.ts";
import type { LogoAsked } from "./transport.ts";

const digest = (text: string) => createHash("sha256").update(text).digest("base64url");
const day = Date.UTC(2026, 10, 23, 9);
let folder: string;

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(tmpdir(), "the-q-logo-"));
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

/** A ring of a width, in the middle of white. */
function ring(width: number, height = 160, name = "logo.png"): string {
  const canvas = createCanvas(width, height);
  const context = canvas.getContext("2d");
  context.fillStyle = "#fff";
  context.fillRect(0, 0, width, height);
  context.lineWidth = height / 8;
  context.strokeStyle = "#123";
  context.beginPath();
  context.ellipse(width / 2, height / 2, width / 3, height / 3, 0, 0, 2 * Math.PI);
  context.stroke();
  const file = path.join(folder, name);
  fs.writeFileSync(file, canvas.toBuffer("image/png"));
  return file;
}

const memory = (now = () => day) => new LogoMemory(path.join(folder, "logo.json"), now);
const asked = async (file: string): Promise<LogoAsked> => ({ logo: await readLogo(file, digest), memory: memory() });

describe("Q-TICKET-5 with a logo", () => {
  let virtual: VirtualPrinter;
  let way: Way;
  const owners: Owner[] = [];
  afterEach(async () => {
    for (const owner of owners.splice(0)) owner.printer.stop();
    await way.stop();
    await virtual.stop();
  });

  async function at(model: string): Promise<void> {
    virtual = await VirtualPrinter.start(model);
    way = await openWay("tcp", virtual.port);
  }

  async function owner(logo: LogoAsked, profile: ConstructorParameters<typeof Owner>[1] = "epson-tm-t20iii"): Promise<Owner> {
    for (const before of owners.splice(0)) before.printer.stop();
    const made = new Owner(way.lineTo, profile, false, logo);
    owners.push(made);
    await made.is("ready");
    return made;
  }

  const stored = async () => (await virtual.state()).picturesStored;
  const dots = async (paper: number) => [...(await virtual.picture(paper)).matchAll(/shape-rendering="crispEdges"\/>/g)].length;

  test("it is stored once, with its witness, and stands on every ticket, also of the program's next life", async () => {
    await at("tm-t20iii");
    const first = await owner(await asked(ring(300)));
    expect(await first.printed("0001")).toEqual(printed);
    expect(await first.printed("0002")).toEqual(printed);
    const next = await owner(await asked(ring(300)));
    expect(await next.printed("0003")).toEqual(printed);
    expect(await stored()).toBe(2);
    expect(await virtual.cleanTexts()).toEqual(["0001", "0002", "0003"]);
    for (const paper of [1, 2, 3]) expect(await dots(paper)).toBe(1);
    expect(next.trouble).toBeNull();
    expect(memory().isOpen).toBe(false);
  });

  test("another picture is stored beside it, and printed in its place", async () => {
    await at("tm-t20iii");
    await (await owner(await asked(ring(300)))).printed("0001");
    await (await owner(await asked(ring(200)))).printed("0002");
    expect(await stored()).toBe(4);
    const [before, after] = [await virtual.picture(1), await virtual.picture(2)];
    expect(await dots(2)).toBe(1);
    expect(/ d="(M[^"]*)" shape-rendering/.exec(after)?.[1]).not.toBe(/ d="(M[^"]*)" shape-rendering/.exec(before)?.[1]);
  });

  test.each([
    ["of another maker", "plain-80mm", "generic-80mm"],
    ["that is not what the device's file says", "plain-80mm", "epson-tm-t20iii"],
  ] as const)("a printer %s: tickets without it, and staff are told", async (_what, model, profile) => {
    await at(model);
    const desk = await owner(await asked(ring(300)), profile);
    await desk.turnUntil(() => desk.trouble?.fault === "printer-logo-refused");
    desk.print("0001");
    await desk.turnUntil(() => desk.ends.has("0001"));
    expect(await virtual.cleanTexts()).toEqual(["0001"]);
    expect(await dots(1)).toBe(0);
  });

  test("a memory that was written to often enough today is left alone", async () => {
    await at("tm-t20iii");
    const worn = memory();
    while (worn.takeStore());
    worn.ended();
    const desk = await owner(await asked(ring(300)));
    expect(await desk.printed("0001")).toEqual(printed);
    expect(await stored()).toBe(0);
    expect(desk.trouble?.fault).toBe("printer-logo-refused");
  });

  test("a life that did not see its store end ends it by zeros, and its ticket comes after them, whole", async () => {
    await at("tm-t20iii");
    expect(memory().takeStore()).toBe(true);
    const desk = await owner(await asked(ring(300)));
    desk.printer.print("0001", sampleTicket());
    expect(await desk.ended("0001")).toEqual(printed);
    expect((await virtual.papers()).map(({ findings }) => findings)).toEqual([[]]);
    expect(memory().isOpen).toBe(false);
    expect(await stored()).toBe(2);
    if (process.env["PICTURES"]) fs.writeFileSync(path.join(tmpdir(), "ticket-with-logo.svg"), await virtual.picture(1));
  });

  test("a picture that cannot be used is told from the start, and tickets come without it", async () => {
    await at("tm-t20iii");
    const desk = await owner(await asked(path.join(folder, "nowhere.png")));
    expect(desk.trouble).toEqual({ fault: "printer-logo-unusable", facts: { path: path.join(folder, "nowhere.png"), why: "ENOENT" } });
    expect(await desk.printed("0001")).toEqual(printed);
    await until(stored, (count) => count === 0);
  });
});

test("a memory stores a bounded number of times in a day, whatever the clock says, and remembers it", () => {
  let now = day;
  for (let count = 0; count < storesADayMax; count++) expect(memory(() => now).takeStore()).toBe(true);
  expect(memory(() => now).takeStore()).toBe(false);
  now -= 90 * 86_400_000;
  expect(memory(() => now).takeStore()).toBe(false);
  now = day + 86_400_001;
  expect(memory(() => now).takeStore()).toBe(true);
  const nowhere = new LogoMemory("/proc/nowhere/logo.json", () => day);
  expect(nowhere.takeStore()).toBe(false);
});

test("pictures that are no logo are refused with what they are", async () => {
  const file = (name: string, bytes: Uint8Array | string) => {
    fs.writeFileSync(path.join(folder, name), bytes);
    return path.join(folder, name);
  };
  const whole = fs.readFileSync(ring(300));
  const refused = async (each: string) => {
    const read = await readLogo(each, digest);
    return "fault" in read ? (read.facts.why ?? "") : "taken";
  };
  expect(await refused(file("letter.png", "Dear office"))).toBe("≠ PNG");
  expect(await refused(folder)).toBe("≠ PNG");
  expect(await refused("/dev/zero")).toBe("≠ PNG");
  expect(await refused(file("large.png", new Uint8Array(1_000_002)))).toBe("> 1 MB");
  expect(await refused(ring(2_001, 100, "wide.png"))).toBe("2001 × 100");
  expect(await refused(file("half.png", whole.subarray(0, 60)))).not.toBe("taken");
  const white = createCanvas(100, 100);
  expect(await refused(file("white.png", white.toBuffer("image/png")))).toBe("0 %");
  const dark = white.getContext("2d");
  dark.fillRect(0, 0, 100, 100);
  expect(await refused(file("dark.png", white.toBuffer("image/png")))).toBe("100 %");
  const small = await readLogo(ring(1_900, 1_900), digest);
  expect("fault" in small ? small : small.heightDots).toBe(80);
});
