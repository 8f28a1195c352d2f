/** A panel on a board that is not there, in time that passes only when a test says so: no test waits for a clock. */
import fs from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Fault } from "#shared/faults/fault.ts";
import type { KioskTicket } from "#shared/wire/kiosk-page.ts";
import type { PanelSettings, PiPanelSettings, UnoPanelSettings } from "#shared/wire/panels.ts";
import { findGpioChip } from "../../kernel/gpio-chip.ts";
import { VirtualCable } from "../../virtual/panel/cable.ts";
import { VirtualHeader } from "../../virtual/panel/header.ts";
import { VirtualUno } from "../../virtual/panel/uno.ts";
import type { OpenBoard } from "../access.ts";
import type { PanelSees } from "../face.ts";
import { FirmataBoard, type FirmataPorts } from "../firmata-board.ts";
import { type FirmataLibrary, type JohnnyFive, loadFirmata, loadJohnnyFive } from "../libraries.ts";
import { Panel } from "../panel.ts";
import { PiBoard } from "../pi-board.ts";
import type { PanelTroubles } from "../troubles.ts";

export const twoButtons: UnoPanelSettings = {
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
  presence: { pin: "A1", when: "low" },
  displays: [],
};

/** The same on a Raspberry Pi. */
export const twoButtonsOnPi: PiPanelSettings = {
  board: "pi",
  buttons: [
    { service: "licence", pin: "GPIO4", lamp: "GPIO17" },
    { service: "cash", pin: "GPIO5", lamp: "GPIO27" },
  ],
  beacon: { pin: "GPIO22" },
  buzzer: { pin: "GPIO23" },
  tamper: { pin: "GPIO24" },
  presence: { pin: "GPIO25", when: "high" },
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

/** What hangs on pins, and how time passes for the board. */
export interface RigBoard {
  readonly open: (ports: Omit<FirmataPorts, "openPort" | "baud">) => OpenBoard;
  close(pin: string, closed: boolean): void;
  level(pin: string): "high" | "low" | null;
  isPulledUp(pin: string): boolean;
}

/** Time, and a board in it. */
export abstract class BoardWorld {
  readonly board: RigBoard;
  nowMs = 0;
  /** How far time goes at once: a millisecond where levels matter, more where nothing but heartbeats happens. */
  stepMs = 1;
  /** The device's program does something else meanwhile: time passes for the board, and nobody looks at it. */
  isBusy = false;
  readonly notes: string[] = [];
  readonly #timers = new Set<Timer>();

  protected constructor(board: RigBoard) {
    this.board = board;
  }

  protected get ports() {
    return { realMs: () => this.nowMs, timers: { after: (ms: number, run: () => void) => this.#after(ms, run) } };
  }

  /** What the board does of itself in this step. */
  protected abstract turn(): void;

  /** Timers that are set: one that is never stopped would show here. */
  get timersSet(): number {
    return this.#timers.size;
  }

  async pass(ms: number): Promise<void> {
    for (let passed = 0; passed < ms; passed += this.stepMs) {
      this.nowMs += this.stepMs;
      this.turn();
      if (this.isBusy) continue;
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

  /** A finger on a button for so long, and as long off it. */
  async press(pin: string, ms = 100): Promise<void> {
    this.board.close(pin, true);
    await this.pass(ms);
    this.board.close(pin, false);
    await this.pass(ms);
  }

  #after(ms: number, run: () => void): () => void {
    const timer = { atMs: this.nowMs + ms, run };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }
}

export abstract class PanelWorld extends BoardWorld {
  readonly panel: Panel;
  /** Services that were pressed, each a ticket, in order. */
  readonly taps: string[] = [];
  troubles: PanelTroubles | null = null;
  /** How the next tap ends. */
  answer: () => KioskTicket | Fault = printed;

  protected constructor(settings: PanelSettings, five: JohnnyFive, board: RigBoard) {
    super(board);
    this.panel = new Panel(settings, five, {
      ...this.ports,
      openBoard: board.open(this.ports),
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

  get isWell(): boolean {
    return this.troubles?.condition.kind === "well";
  }
}

/** With the real firmware on an emulated board. */
export class UnoWorld extends PanelWorld {
  readonly uno: VirtualUno;
  readonly cable: VirtualCable;
  /** The board's share of time: none while what it does is of no interest, and whole while it starts. */
  pace = slow;
  /** Its share while nothing is asked of it; null: the same. */
  idlePace: number | null = null;
  #askedAtMs = 0;

  static async start(settings: PanelSettings = twoButtons): Promise<UnoWorld> {
    return new UnoWorld(settings, await loadJohnnyFive(), await loadFirmata(), new VirtualUno());
  }

  private constructor(settings: PanelSettings, five: JohnnyFive, firmata: FirmataLibrary, uno: VirtualUno) {
    const cable = new VirtualCable(uno);
    uno.close("A0", true);
    // It was switched on long ago, and is asked who it is.
    uno.run(bootMs);
    super(settings, five, {
      open: (ports) => (pins, events) =>
        new FirmataBoard(firmata, pins, { ...ports, baud: 57_600, openPort: (port) => cable.port(port) }, events),
      close: (pin, closed) => uno.close(pin, closed),
      level: (pin) => uno.level(pin),
      isPulledUp: (pin) => uno.isPulledUp(pin),
    });
    this.uno = uno;
    this.cable = cable;
  }

  protected override turn(): void {
    if (this.uno.isHearing) this.#askedAtMs = this.nowMs;
    const pace = this.nowMs - this.#askedAtMs < longestAnswerMs ? this.pace : (this.idlePace ?? this.pace);
    if (pace > 0) this.uno.run(pace * this.stepMs);
    if (!this.isBusy) this.cable.deliver();
  }
}

interface PiWorldAsked {
  readonly settings?: PanelSettings;
  /** Of the chip that is there. */
  readonly label?: string | undefined;
  /** What is so before the panel's program starts. */
  readonly prepare?: (header: VirtualHeader) => void;
}

/** With a kernel that answers as that of a Raspberry Pi does. */
export class PiWorld extends PanelWorld {
  readonly header: VirtualHeader;

  static async start({ settings = twoButtonsOnPi, label, prepare = () => {} }: PiWorldAsked = {}): Promise<PiWorld> {
    const folder = fs.mkdtempSync(path.join(tmpdir(), "the-q-header-"));
    const header = new VirtualHeader(folder, label);
    prepare(header);
    return new PiWorld(settings, await loadJohnnyFive(), header);
  }

  private constructor(settings: PanelSettings, five: JohnnyFive, header: VirtualHeader) {
    header.close("GPIO24", true);
    header.close("GPIO25", true);
    const openChip = () => findGpioChip(header, ["pinctrl-rp1"], header.folder);
    super(settings, five, {
      open: (ports) => (pins, events) => new PiBoard(pins, { ...ports, openChip, monotonicNs: () => header.nowNs }, events),
      close: (pin, closed) => header.close(pin, closed),
      level: (pin) => header.level(pin),
      isPulledUp: (pin) => header.isPulledUp(pin),
    });
    this.header = header;
  }

  protected override turn(): void {
    this.header.run(this.stepMs);
  }

  end(): void {
    this.panel.stop();
    fs.rmSync(this.header.folder, { recursive: true, force: true });
  }
}
