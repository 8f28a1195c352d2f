/** What is particular to device files: which are refused and in which words, who else may hold one, and what pulling the cable leaves behind. */
import fs from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { fault } from "#shared/faults/fault.ts";
import { until } from "../testing/process.ts";
import { troubleOf } from "./device-file.ts";
import type { LineTo } from "./line.ts";
import type { AskPort, PortStatus } from "./port-status.ts";
import { Owner, printed, VirtualPrinter } from "./rig/harness.ts";
import { openWay, realTime, type Way } from "./rig/ways.ts";
import { serialLine } from "./serial-line.ts";
import { usbLine } from "./usb-line.ts";

const lines = {
  serial: (file: string) => serialLine({ path: file, baudRate: 115_200, flowControl: false }),
  usb: (file: string, sysfs = "/nowhere", askPort: AskPort = async () => null) => usbLine({ path: file, sysfs, askPort, pace: realTime }),
} as const satisfies Record<string, (file: string) => LineTo>;

let folder: string;
const owners: Owner[] = [];
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(tmpdir(), "the-q-device-"));
});
afterEach(() => {
  for (const owner of owners.splice(0)) owner.printer.stop();
  fs.rmSync(folder, { recursive: true, force: true });
});

function owner(lineTo: LineTo, profile: ConstructorParameters<typeof Owner>[1] = "epson-tm-t20iii"): Owner {
  const made = new Owner(lineTo, profile);
  owners.push(made);
  return made;
}

describe.each(["serial", "usb"] as const)("%s", (name) => {
  test("P4: what is no device is refused in words, and stays as it is", async () => {
    const file = path.join(folder, "lp0");
    fs.writeFileSync(file, "a list");
    const desk = owner(lines[name](file));
    await desk.until(() => desk.trouble !== null);
    expect(desk.trouble).toEqual(fault("printer-not-a-device", { path: file }));
    expect(desk.condition).toBe("offline");
    desk.time.turn(10_000);
    expect(await desk.printed("0001")).toEqual({ outcome: "failed", fault: "printer-offline" });
    expect(fs.readFileSync(file, "utf8")).toBe("a list");
  });

  test("a folder is refused as well", async () => {
    const desk = owner(lines[name](folder));
    await desk.until(() => desk.trouble !== null);
    expect(desk.trouble).toEqual(fault("printer-not-a-device", { path: folder }));
  });

  test("P3 P4: where nothing is, nothing is created, and a ticket of that time does not wait for a device to appear", async () => {
    const file = path.join(folder, "lp0");
    const desk = owner(lines[name](file));
    await desk.is("offline");
    expect(await desk.printed("0001")).toEqual({ outcome: "failed", fault: "printer-offline" });
    expect([fs.readdirSync(folder), desk.trouble]).toEqual([[], null]);
  });
});

test("a device that is not a terminal is no serial line", async () => {
  const desk = owner(lines.serial("/dev/null"));
  await desk.until(() => desk.trouble !== null);
  expect(desk.trouble).toEqual(fault("printer-not-a-device", { path: "/dev/null" }));
});

test.each(["/dev/null", "/dev/zero"])(
  "the wrong device, %s: it takes all and says nothing that a printer says, so no ticket is sent to it",
  async (file) => {
    const desk = owner(lines.usb(file));
    // Opened: the first question has its deadline.
    await until(
      () => desk.time.waiting,
      (waiting) => waiting > 0,
    );
    desk.print("0001");
    desk.time.turn(600);
    expect(desk.onlyEnd("0001")).toEqual({ outcome: "failed", fault: "printer-silent" });
    expect(desk.condition).toBe("unknown");
  },
);

test.each([
  ["EBUSY", "printer-in-use"],
  ["EACCES", "printer-not-allowed"],
  ["ENODEV", undefined],
  ["EIO", undefined],
])("%s is told as %s", (code, said) => {
  expect(troubleOf(Object.assign(new Error(code), { code }), "/dev/usb/lp0")?.fault).toBe(said);
});

describe("with a printer at the other end", () => {
  let virtual: VirtualPrinter;
  let way: Way;
  beforeAll(async () => {
    virtual = await VirtualPrinter.start();
  });
  afterAll(() => virtual.stop());
  afterEach(() => way.stop());

  test("a serial line that another program holds is told, and taken once it is free", async () => {
    way = await openWay("serial", virtual.port);
    const first = owner(way.lineTo);
    await first.is("ready");
    const second = owner(way.lineTo);
    await second.until(() => second.trouble !== null);
    expect(second.trouble).toEqual(fault("printer-in-use", { path: way.path as string }));
    first.printer.stop();
    await second.turnUntil(() => second.condition === "ready");
    expect(second.trouble).toBeNull();
    expect(await second.printed("0001")).toEqual(printed);
  });

  test("the kernel's word on a USB printer is taken before the printer's own", async () => {
    way = await openWay("usb", virtual.port);
    const file = way.path as string;
    // The kernel's folder has the name of the device, whatever link led to it.
    const device = path.join(folder, path.basename(fs.realpathSync(file)), "device");
    fs.mkdirSync(device, { recursive: true });
    fs.writeFileSync(path.join(device, "ieee1284_id"), "MFG:EPSON;CMD:ESC/POS;MDL:TM-m30II;CLS:PRINTER;\n");
    const desk = owner(lines.usb(file, folder), "auto");
    await desk.is("ready");
    expect([desk.recognised, desk.trouble]).toEqual(["EPSON TM-m30II", null]);
    expect(await desk.printed("0001")).toEqual(printed);
  });

  test("of a USB printer that stopped answering the kernel is asked, with its device open, and no longer once it was slow", async () => {
    way = await openWay("usb", virtual.port);
    const answers: ((status: PortStatus | null) => void)[] = [];
    const openWhenAsked: boolean[] = [];
    const askPort: AskPort = (fd) => {
      openWhenAsked.push(fs.fstatSync(fd).isCharacterDevice());
      return new Promise((resolve) => answers.push(resolve));
    };
    const desk = owner(lines.usb(way.path as string, "/nowhere", askPort));
    await desk.is("ready");
    await virtual.turn({ deaf: true });
    const answered = (count: number, status: PortStatus | null) =>
      desk.turnUntil(() => answers.length === count).then(() => answers[count - 1]?.(status));
    await answered(1, "paper-out");
    await desk.turnUntil(() => desk.condition === "paper-out");
    desk.print("0001");
    await desk.turnUntil(() => desk.ends.has("0001"));
    expect(desk.onlyEnd("0001")).toEqual({ outcome: "failed", fault: "printer-paper-out" });
    await answered(2, "error");
    await desk.turnUntil(() => desk.condition === "error");
    // The third question is not answered in its time: the line goes on without it, and does not ask again.
    await desk.turnUntil(() => answers.length === 3);
    await desk.turnUntil(() => desk.condition === "unknown");
    answers[2]?.("paper-out");
    await virtual.turn({ deaf: false });
    await desk.turnUntil(() => desk.condition === "ready");
    expect(openWhenAsked).toEqual([true, true, true]);
    expect(await desk.printed("0002")).toEqual(printed);
  });

  test("a USB printer of which the kernel knows nothing useful is asked", async () => {
    way = await openWay("usb", virtual.port);
    const desk = owner(way.lineTo, "auto");
    await desk.is("ready");
    expect(await desk.printed("0001")).toEqual(printed);
    expect(desk.recognised).toBe("EPSON TM-T20III");
  });
});
