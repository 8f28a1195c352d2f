/**
 * For tests and the bench: a day of an office as the hub's real core writes it, with ids of the size that real programs draw.
 * Two kiosks, a board, two counters; citizens come, are called, served, recalled, and now and then do not appear.
 */
import { createHash } from "node:crypto";
import type { DeviceEvent } from "#shared/queue/events.ts";
import { DeviceHarness, HubHarness } from "../core/harness.ts";

const minuteMs = 60_000;

/** The hub of such a day, with at least so many rows in its log. The same seed gives the same bytes. */
export function typicalDay(rows: number, seed = 1, hub = HubHarness.opened()): HubHarness {
  return new TypicalDay(hub, seed).run(rows);
}

/** A day that can be gone on with. */
export class TypicalDay {
  readonly #hub: HubHarness;
  readonly #seed: number;
  readonly #kiosks: readonly DeviceHarness[];
  readonly #board: DeviceHarness;
  readonly #due: { readonly at: number; readonly run: () => void }[] = [];
  #draws = 0;
  #bootedAt: number;

  constructor(hub: HubHarness, seed: number) {
    this.#hub = hub;
    this.#seed = seed;
    this.#bootedAt = hub.at;
    this.#kiosks = [this.#device("kiosk-1")];
    this.#board = this.#device("board-1");
  }

  /** Until the hub's log has at least so many rows. */
  run(rows: number): HubHarness {
    if (this.#due.length === 0) this.#begin();
    while (this.#hub.log.last < rows) this.#turn();
    return this.#hub;
  }

  #begin(): void {
    const hub = this.#hub;
    for (const counter of ["counter-1", "counter-2"]) {
      const agent = counter === "counter-1" ? 21 : 22;
      hub.command("sign-in", { counter, agent, key: this.#id("hex").slice(0, 32) });
      this.#at(minuteMs, () => this.#callNext(counter, agent));
    }
    for (const device of [...this.#kiosks, this.#board]) this.#write(device, started(device.boot));
    this.#arrivals();
  }

  #turn(): void {
    const next = this.#due.reduce((first, each) => (each.at < first.at ? each : first));
    this.#due.splice(this.#due.indexOf(next), 1);
    this.#hub.at = Math.max(this.#hub.at, next.at);
    next.run();
  }

  #arrivals(): void {
    this.#at(this.#draw(20_000, 100_000), () => {
      this.#arrive();
      this.#arrivals();
    });
  }

  #arrive(): void {
    const kiosk = this.#kiosks[this.#draws % this.#kiosks.length] as DeviceHarness;
    const request = this.#id("base64url");
    const { epoch, boot } = kiosk;
    const answer = this.#hub.ask(kiosk.device, { id: `${boot}.1`, kind: "reserve", request, epoch, boot, practice: false });
    if (answer.kind !== "reserved") throw new Error(`not reserved: ${JSON.stringify(answer)}`);
    const { letter, count, date } = answer;
    const service = ["licence", "licence", "abstract", "unsure", null][this.#draws % 5] as string | null;
    const language = this.#draws % 7 === 0 ? "fr" : "en";
    const needs = this.#draws % 11 === 0 ? (["hearing"] as const) : [];
    const ticket = { letter, count, date, request, insteadOf: null, service, language, practice: false } as const;
    const tap = this.#id("hex").slice(0, 32);
    this.#at(this.#draw(4, 20), () => {
      const seq = this.#write(kiosk, { kind: "ticket-issued", version: 1, body: { ...ticket, needs: [...needs], tap } });
      const visit = `${kiosk.device}.${epoch}.${seq}`;
      const body = { visit, job: (seq * 2).toString(36).padStart(4, "0"), copy: 1, outcome: "printed", fault: null } as const;
      this.#at(this.#draw(600, 1_500), () => void this.#write(kiosk, { kind: "ticket-printed", version: 1, body }));
    });
  }

  #callNext(counter: string, agent: number): void {
    const key = () => this.#id("hex").slice(0, 32);
    const answer = this.#hub.command("call-next", { counter, agent, key: key() });
    if (!("done" in answer) || answer.visit === null) {
      this.#at(15_000, () => this.#callNext(counter, agent));
      return;
    }
    const { visit } = answer;
    this.#announce(visit);
    if (this.#draws % 10 === 0) {
      this.#at(30_000, () => {
        this.#hub.command("recall", { counter, agent, visit, key: key() });
        this.#announce(visit);
      });
    }
    this.#at(this.#draw(32_000, 70_000), () => {
      if (this.#draws % 13 === 0) this.#hub.command("no-show", { counter, agent, visit, key: key() });
      else this.#serve(counter, agent, visit);
      this.#at(this.#draw(5_000, 60_000), () => this.#callNext(counter, agent));
    });
  }

  #serve(counter: string, agent: number, visit: string): void {
    const key = () => this.#id("hex").slice(0, 32);
    this.#hub.command("begin", { counter, agent, visit, key: key() });
    // Long services are cut short here: the counter's next call must find it free.
    this.#hub.at += this.#draw(300, 2_000);
    this.#hub.command("finish", { counter, agent, visit, timeNotAccurate: false, quantity: 1, key: key() });
  }

  #announce(visit: string): void {
    const stage = this.#hub.state.visits.get(visit)?.stage;
    if (stage?.kind !== "called") return;
    const { call } = stage;
    const intended = { kind: "announcement-intended", version: 1, body: { call, languages: ["en", "fr"] } } as DeviceEvent;
    this.#at(this.#draw(10, 40), () => void this.#write(this.#board, intended));
    const made = { kind: "announcement-made", version: 1, body: { call, how: "spoken" } } as DeviceEvent;
    this.#at(this.#draw(3_000, 6_000), () => void this.#write(this.#board, made));
  }

  /** Writes a row in a device's log and ships it; returns its seq. */
  #write(device: DeviceHarness, event: DeviceEvent): number {
    const { at } = this.#hub;
    device.mono = at - this.#bootedAt + device.device.length * 1_234;
    const { seq } = device.writeRaw({ ...event, seq: device.rows.length + 1, at: at - 37, boot: device.boot, mono: device.mono });
    this.#hub.at += this.#draw(2, 12);
    device.mono += 2;
    this.#hub.send(device.message(seq));
    return seq;
  }

  #device(id: string): DeviceHarness {
    const device = new DeviceHarness(id, this.#id("hex").slice(0, 10));
    device.boot = this.#id("base64url").slice(0, 12);
    return device;
  }

  #at(inMs: number, run: () => void): void {
    this.#due.push({ at: this.#hub.at + inMs, run });
  }

  #draw(from: number, to: number): number {
    const first = Number.parseInt(this.#id("hex").slice(0, 8), 16);
    return from + (first % (to - from));
  }

  #id(encoding: "hex" | "base64url"): string {
    this.#draws += 1;
    return createHash("sha256").update(`${this.#seed}/${this.#draws}`).digest(encoding);
  }
}

function started(boot: string): DeviceEvent {
  return { kind: "device-started", version: 1, body: { boot, software: "0.1.0" } };
}
