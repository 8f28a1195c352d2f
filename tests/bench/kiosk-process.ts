/** A real kiosk in its own process for a benchmark, and a citizen who taps. */
import { randomUUID } from "node:crypto";
import { join } from "node:path";
import type { KioskLive, KioskTicket } from "#shared/wire/kiosk-page.ts";
import { type RunningProgram, start } from "./hub-process.ts";

export interface KioskOptions {
  readonly folder: string;
  /** Where its hub is. */
  readonly hub: string;
  /** The card's file that brings the token for a certificate; absent: none is needed on this machine. */
  readonly enrolment?: string;
  readonly printerPort: number | null;
}

export class BenchKiosk {
  readonly #program: RunningProgram;
  readonly #address: string;

  private constructor(program: RunningProgram) {
    this.#program = program;
    this.#address = `http://127.0.0.1:${program.ready.httpPort}/api/kiosk`;
  }

  static async start({ folder, hub, enrolment, printerPort }: KioskOptions): Promise<BenchKiosk> {
    const printer = printerPort === null ? null : { kind: "tcp", host: "127.0.0.1", port: printerPort };
    const role = { kind: "kiosk", zone: "main", httpPort: 0, printer };
    const identity = enrolment === undefined ? {} : { identity: { enrolment } };
    const file = { office: "example", id: "kiosk-1", data: join(folder, "data"), hub: { mqtt: hub }, role, ...identity };
    return new BenchKiosk(await start("device/main.ts", file, folder));
  }

  /** One citizen; the ticket as the page is told it. */
  async tap(): Promise<KioskTicket> {
    const request = { key: randomUUID(), service: "licence", language: "en", needs: [] };
    const answer = await fetch(`${this.#address}/tickets`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(request),
    });
    const told = (await answer.json()) as KioskTicket | { fault: string };
    if ("fault" in told) throw new Error(`the kiosk refused a tap: ${told.fault}`);
    return told;
  }

  /** Waits until the page is told so. While it has no certificate it has no such page, and is asked again. */
  async until(is: (live: KioskLive) => boolean): Promise<void> {
    while (!(await this.#told(is))) await new Promise((resolve) => setTimeout(resolve, 50));
  }

  async #told(is: (live: KioskLive) => boolean): Promise<boolean> {
    const stream = await fetch(`${this.#address}/live`);
    const decoder = new TextDecoder();
    let text = "";
    for await (const bytes of stream.body as unknown as AsyncIterable<Uint8Array>) {
      text += decoder.decode(bytes, { stream: true });
      const blocks = text.split("\n\n");
      text = blocks.pop() ?? "";
      for (const block of blocks) {
        const data = /^data: (.*)$/m.exec(block)?.[1];
        if (/^event: kiosk$/m.test(block) && data && is(JSON.parse(data))) return true;
      }
    }
    return false;
  }

  stop(): Promise<void> {
    return this.#program.stop();
  }
}
