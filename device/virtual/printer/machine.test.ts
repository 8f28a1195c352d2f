import { createRequire } from "node:module";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Rig, startRig } from "./harness.ts";
import { hex } from "./operation.ts";
import { readPicture } from "./picture-text.ts";
import { commands, ticketBytes } from "./sample.ts";
import type { Switches } from "./status.ts";

let rig: Rig;
beforeEach(async () => {
  rig = await startRig();
});
afterEach(() => rig.stop());

const post = (body: unknown) =>
  fetch(`${rig.http}/switches`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
const turn = async (change: Partial<Switches>) => expect((await post(change)).status).toBe(200);

describe("over TCP", () => {
  test("a ticket is printed, confirmed and kept", async () => {
    const client = await rig.client();
    client.write(ticketBytes("Votre numéro — reçu œ"), commands.jobId("K001"));
    expect(hex(await client.hear(7))).toBe("37 22 4B 30 30 31 00");
    expect(await rig.tickets()).toEqual([
      {
        n: 1,
        at: 1_795_000_000_000,
        lines: ["Votre numéro — reçu œ"],
        findings: [],
        codes: [],
        cut: "partial",
        lengthMm: 3.75 + 14,
        totalMm: 3.75 + 14,
      },
    ]);
    const picture = await fetch(`${rig.http}/tickets/1.svg`);
    expect([picture.headers.get("content-type"), picture.headers.get("content-security-policy")]).toEqual([
      "image/svg+xml",
      "default-src 'none'; style-src 'none'",
    ]);
    expect(readPicture(await picture.text())).toEqual(["Votre numéro — reçu œ"]);
    expect(new Uint8Array(await (await fetch(`${rig.http}/tickets/1.bin`)).arrayBuffer())).toEqual(ticketBytes("Votre numéro — reçu œ"));
    client.socket.destroy();
  });

  test("a client that half-closes still hears that its ticket is printed", async () => {
    const client = await rig.client();
    client.write(ticketBytes("A1"), commands.jobId("K001"));
    client.socket.end();
    expect(hex(await client.hear(7))).toBe("37 22 4B 30 30 31 00");
    await client.closed;
  });

  test("off: connections are cut and refused; on again it listens on the same port", async () => {
    const client = await rig.client();
    await turn({ off: true });
    await client.closed;
    await expect(rig.client()).rejects.toThrow("ECONNREFUSED");
    expect(await (await fetch(`${rig.http}/state`)).json()).toMatchObject({ status: "off" });
    await turn({ off: false });
    const again = await rig.client();
    again.write(commands.status(1));
    expect(hex(await again.hear(1))).toBe("16");
    again.socket.destroy();
  });

  test("quick turns off and on end as the last one said", async () => {
    const quickly = (...changes: readonly boolean[]) => Promise.all(changes.map((off) => rig.machine.turn({ off })));
    const client = await rig.client();
    await quickly(true, false, true);
    await client.closed;
    await expect(rig.client()).rejects.toThrow("ECONNREFUSED");
    await quickly(false, true, false);
    expect(rig.machine.state().status).toBe("ready");
    (await rig.client()).socket.destroy();
  });

  test("blocked: it accepts and never reads, then reads what was sent", async () => {
    const before = await rig.client();
    before.write(commands.status(1));
    await before.hear(1);
    await turn({ blocked: true });
    const after = await rig.client();
    before.write(ticketBytes("A1"), commands.status(1));
    after.write(commands.status(1));
    // Three rounds through the printer's event loop: what it could have read, it would have answered.
    for (let round = 0; round < 3; round++) await rig.tickets();
    expect([before.heardBytes, after.heardBytes, (await rig.tickets()).length]).toEqual([0, 0, 0]);
    await turn({ blocked: false });
    await Promise.all([before.hear(1), after.hear(1)]);
    expect((await rig.tickets()).map((ticket) => ticket.lines)).toEqual([["A1"]]);
    before.socket.destroy();
    after.socket.destroy();
  });

  test("paper out: what a vanished client sent is printed when paper is back", async () => {
    await turn({ paperOut: true });
    const client = await rig.client();
    client.write(ticketBytes("ghost"), commands.status(4));
    expect(hex(await client.hear(1))).toBe("7E");
    client.socket.destroy();
    await turn({ paperOut: false });
    expect((await rig.tickets()).map((ticket) => ticket.lines)).toEqual([["ghost"]]);
  });
});

describe("a client we did not write (receiptio)", () => {
  const receiptio = createRequire(import.meta.url)("receiptio") as { print: (text: string, options: string) => Promise<string> };
  // It knows no other port than 9100, so this printer has a loopback address of its own.
  const host = "127.91.0.1";
  const text = "^^^A12\n\nReçu — numéro\n{code:A12; option:qrcode,4,M}\n";
  let printer: Rig;
  beforeEach(async () => {
    printer = await startRig({ host, port: 9100 });
  });
  afterEach(() => printer.stop());

  test.each([
    ["success", {}, 1],
    ["success", { paperLow: true }, 1],
    ["paperempty", { paperOut: true }, 0],
    ["coveropen", { coverOpen: true }, 0],
    ["disconnect", { off: true }, 0],
  ] as const)("reports %s with %j", async (result, switches, tickets) => {
    await printer.machine.turn(switches);
    expect(await receiptio.print(text, `-d ${host} -p escpos -l fr`)).toBe(result);
    const printed = await printer.tickets();
    expect(printed).toHaveLength(tickets);
    for (const ticket of printed) expect([ticket.lines, ticket.findings]).toEqual([["A12", "Reçu — numéro"], []]);
  });

  test("finds out by itself what kind of printer it is", async () => {
    expect(await receiptio.print(text, `-d ${host} -l fr`)).toBe("success");
    expect((await printer.tickets()).map((ticket) => ticket.lines)).toEqual([["A12", "Reçu — numéro"]]);
  });
});

describe("an encoder we did not write (node-thermal-printer)", () => {
  interface Encoder {
    alignCenter(): void;
    bold(on: boolean): void;
    underline(on: boolean): void;
    invert(on: boolean): void;
    setTypeFontB(): void;
    setTypeFontA(): void;
    setTextSize(height: number, width: number): void;
    setTextNormal(): void;
    println(text: string): void;
    drawLine(): void;
    leftRight(left: string, right: string): void;
    printQR(text: string, settings: { cellSize: number }): void;
    beep(): void;
    setLineSpacing(dots: number): void;
    resetLineSpacing(): void;
    upsideDown(on: boolean): void;
    printVerticalTab(): void;
    cut(): void;
    execute(): Promise<unknown>;
  }
  const { ThermalPrinter } = createRequire(import.meta.url)("node-thermal-printer") as {
    ThermalPrinter: new (settings: unknown) => Encoder;
  };

  test("each of its commands is understood", async () => {
    const client = await rig.client();
    const encoder = new ThermalPrinter({
      type: "epson",
      characterSet: "WPC1252",
      interface: {
        execute: async (bytes: Uint8Array) => client.write(bytes, commands.jobId("K001")),
        isPrinterConnected: async () => true,
        getPrinterName: () => "twin",
      },
    });
    encoder.alignCenter();
    encoder.bold(true);
    encoder.setTextSize(5, 5);
    encoder.println("A12");
    encoder.setTextNormal();
    encoder.bold(false);
    encoder.drawLine();
    encoder.println("Votre numéro — reçu œ");
    encoder.setTypeFontB();
    encoder.underline(true);
    encoder.println("Surveillez le tableau");
    encoder.underline(false);
    encoder.setTypeFontA();
    encoder.invert(true);
    encoder.println("PRACTICE");
    encoder.invert(false);
    encoder.leftRight("left", "right");
    encoder.upsideDown(true);
    encoder.println("turned");
    encoder.upsideDown(false);
    encoder.setLineSpacing(40);
    encoder.printQR("theq:A12", { cellSize: 6 });
    encoder.resetLineSpacing();
    encoder.beep();
    encoder.printVerticalTab();
    encoder.cut();
    await encoder.execute();
    await client.hear(7);
    expect((await rig.tickets()).map(({ lines, findings }) => ({ lines, findings }))).toEqual([
      {
        lines: [
          "A12",
          "-".repeat(48),
          "Votre numéro — reçu œ",
          "Surveillez le tableau",
          "PRACTICE",
          `left${" ".repeat(39)}right`,
          "turned",
        ],
        findings: [],
      },
    ]);
    client.socket.destroy();
  });
});
