/** A panel with the real firmware on an emulated board, in time that passes only when a test says so: no test waits for a clock. */
import type { Fault } from "#shared/faults/fault.ts";
import type { KioskTicket } from "#shared/wire/kiosk-page.ts";
import type { PanelSettings } from "#shared/wire/panels.ts";
import { VirtualCable } from "../../virtual/panel/cable.ts";
import { VirtualUno } from "../../virtual/panel/uno.ts";
import type { PanelSees } from "../face.ts";
import { loadPanelLibraries } from "../libraries.ts";
import { Panel } from "../panel.ts";
import type { PanelTroubles } from "../troubles.ts";

export const twoButtons: PanelSettings = {
  board: "uno",
  path: "/dev/serial/by-id/usb-panel",
  baud: 57_600,
  // Buttons and lamps of one port of eight pins, as anybody would wire them; pin 3 can be dimmed, pin 7 cannot.
  buttons: [
    { service: "licence", pin: "2", lamp: "3" },
    { service: "cash", pin: "4", lamp: "7" },
  ],
  beacon: { pin: "9" },
  buzzer: { pin: "8" },
  tamper: { pin: "A0" },
  displays: [],
};

export const openOffice: PanelSees = {
  live: { state: "ready", printer: "ready", today: null, tickets: [] },
  office: { services: ["licence", "cash"].map((id) => ({ id })) as unknown as NonNullable<PanelSees["office"]>["services"] },
  view: null,
};

/**
 * How much of a millisecond the board's processor has of each that passes. An eighth makes it answer later than any real one, and costs an
 * eighth of the emulation.
 */
const slow = 1 / 8;
const bootMs = 2_000;
/** Of its capabilities. */
const longestAnswerMs = 60;

/** A ticket whose paper is out already. */
export function printed(): KioskTicket {
  return { visit: "k.e.1", number: "A1", printed: "printed" } as KioskTicket;
}

interface Timer {
  readonly atMs: number;
  readonly run: () => void;
}

export class PanelWorld {
  readonly uno = new VirtualUno();
  readonly cable = new VirtualCable(this.uno);
  readonly panel: Panel;
  nowMs = 0;
  /** The board's share of time: none while what it does is of no interest, and whole while it starts. */
  pace = slow;
  /** Its share while nothing is asked of it; null: the same. */
  idlePace: number | null = null;
  #askedAtMs = 0;
  /** How far time goes at once: a millisecond where levels matter, more where nothing but heartbeats happens. */
  stepMs = 1;
  /** Services that were pressed, each a ticket, in order. */
  readonly taps: string[] = [];
  readonly notes: string[] = [];
  troubles: PanelTroubles | null = null;
  /** How the next tap ends. */
  answer: () => KioskTicket | Fault = printed;
  readonly #timers = new Set<Timer>();

  static async start(settings: PanelSettings = twoButtons): Promise<PanelWorld> {
    return new PanelWorld(settings, await loadPanelLibraries());
  }

  private constructor(settings: PanelSettings, libraries: Awaited<ReturnType<typeof loadPanelLibraries>>) {
    this.uno.close("A0", true);
    // It was switched on long ago, and is asked who it is.
    this.uno.run(bootMs);
    this.panel = new Panel(settings, libraries, {
      openPort: (events) => this.cable.port(events),
      realMs: () => this.nowMs,
      timers: { after: (ms, run) => this.#after(ms, run) },
      tap: (service) => {
        this.taps.push(service);
        return Promise.resolve(this.answer());
      },
      stand: (troubles) => {
        this.troubles = troubles;
      },
      note: (what, facts) => void this.notes.push(`${what} ${JSON.stringify(facts)}`),
    });
    this.panel.show(openOffice);
    this.panel.start();
  }

  /** Timers that are set: one that is never stopped would show here. */
  get timersSet(): number {
    return this.#timers.size;
  }

  async pass(ms: number): Promise<void> {
    for (let passed = 0; passed < ms; passed += this.stepMs) {
      this.nowMs += this.stepMs;
      if (this.uno.isHearing) this.#askedAtMs = this.nowMs;
      const pace = this.nowMs - this.#askedAtMs < longestAnswerMs ? this.pace : (this.idlePace ?? this.pace);
      if (pace > 0) this.uno.run(pace * this.stepMs);
      this.cable.deliver();
      for (const timer of [...this.#timers].sort((one, other) => one.atMs - other.atMs)) {
        if (timer.atMs <= this.nowMs && this.#timers.delete(timer)) timer.run();
      }
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  /** Passes time until it is so, and says how much; fails after so much. */
  async until(is: () => boolean, withinMs: number): Promise<number> {
    const from = this.nowMs;
    while (!is()) {
      if (this.nowMs - from >= withinMs) throw new Error(`not within ${withinMs} ms; ${this.notes.join(", ")}`);
      await this.pass(1);
    }
    return this.nowMs - from;
  }

  get isWell(): boolean {
    return this.troubles?.condition.kind === "well";
  }

  /** A finger on a button for so long, and as long off it. */
  async press(pin: string, ms = 100): Promise<void> {
    this.uno.close(pin, true);
    await this.pass(ms);
    this.uno.close(pin, false);
    await this.pass(ms);
  }

  #after(ms: number, run: () => void): () => void {
    const timer = { atMs: this.nowMs + ms, run };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }
}
