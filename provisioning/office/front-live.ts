/** What the front page shows, looked up again every second and whenever a program's state changes; told only when it differs. */
import type { FrontLive, FrontPanel, FrontSign } from "#shared/wire/front-page.ts";
import { askCounts, behindPapers, type Counts, countsAgree } from "./counts.ts";
import { type KeypadCounter, keypadSeen } from "./keypad.ts";
import { beaconPin, type PanelButton } from "./panel.ts";
import type { Papers } from "./papers.ts";
import { addressOf, type Ports } from "./programs.ts";
import { askJson } from "./wire/ask.ts";
import type { Panel, PanelState } from "./wire/panel.ts";
import type { Printer, PrinterState } from "./wire/printer.ts";
import type { Scanner, ScannerState } from "./wire/scanner.ts";
import type { Sign } from "./wire/sign.ts";

export interface FrontLivePorts {
  readonly printer: Printer;
  readonly panel: Pick<Panel, "state"> | null;
  readonly buttons: readonly PanelButton[];
  readonly scanner: Pick<Scanner, "state"> | null;
  readonly sign: Pick<Sign, "state"> | null;
  readonly keypad: Pick<Panel, "state"> | null;
  readonly keypadCounter: KeypadCounter | null;
  readonly papers: Papers;
  readonly ports: () => Ports;
  readonly processes: () => FrontLive["processes"];
  readonly hubPlugged: () => boolean;
  readonly network: { readonly kioskConnected: boolean; readonly internetConnected: boolean };
  readonly card: { readonly n: number; readonly lost: number | null };
  readonly central: boolean;
  readonly appointments: () => FrontLive["appointments"];
  readonly timeZone: string;
  readonly speed: number;
  /** Business time. */
  readonly now: () => number;
  readonly every: (ms: number, look: () => void) => () => void;
}

const lookEveryMs = 1_000;
const nobody: Counts = { papers: null, hub: null, central: null, collector: null };

export class FrontLiveView {
  readonly #ports: FrontLivePorts;
  readonly #listeners = new Set<(live: FrontLive) => void>();
  readonly #end: () => void;
  #counts = nobody;
  #printer: PrinterState | null = null;
  #panel: PanelState | null = null;
  #scanner: ScannerState | null = null;
  #sign: FrontSign | null = null;
  #keypad: PanelState | null = null;
  #collectorAnswering = true;
  #looking: Promise<void> | null = null;
  #told = "";

  constructor(ports: FrontLivePorts) {
    this.#ports = ports;
    this.#end = ports.every(lookEveryMs, () => void this.look());
  }

  get live(): FrontLive {
    const { ports, papers, processes, hubPlugged, network, card, central, appointments, timeZone, speed, now } = this.#ports;
    const { keypadCounter } = this.#ports;
    const behind = behindPapers(this.#counts);
    const hub = addressOf(ports().hub);
    return {
      pages: {
        kiosk: `${addressOf(ports().kiosk)}/`,
        board: `${addressOf(ports().board)}/`,
        counter: `${hub}/counter/`,
        reception: `${hub}/reception/`,
        manager: `${hub}/manager/`,
      },
      counts: this.#counts,
      agree: countsAgree(this.#counts, central),
      processes: processes(),
      printer: this.#printer,
      panel: this.#panel && panelSeen(this.#panel, this.#ports.buttons),
      scanner: this.#scanner,
      sign: this.#sign,
      keypad: this.#keypad && keypadCounter && keypadSeen(this.#keypad, keypadCounter),
      hubPlugged: hubPlugged(),
      collectorAnswering: this.#collectorAnswering,
      kioskConnected: network.kioskConnected,
      internetConnected: network.internetConnected,
      // Whatever of it staff have taken in by hand since is known again.
      card: { n: card.n, lost: card.lost === null ? null : Math.min(card.lost, behind.hub ?? card.lost) },
      behind,
      papers: papers.latest.map(({ n, lines, codes = [] }) => ({
        ...{ n, address: `/api/front/papers/${n}.svg`, lines },
        page: codes.find((code) => /^http:\/\/127\.0\.0\.1:\d+\/t\/#/.test(code)) ?? null,
        code: codes[0] ?? null,
      })),
      appointments: appointments(),
      timeZone,
      speed,
      now: now(),
    };
  }

  /** Called at once and with each change, until the returned function is called. */
  listen(listener: (live: FrontLive) => void): () => void {
    this.#listeners.add(listener);
    listener(this.live);
    return () => this.#listeners.delete(listener);
  }

  /** Asks everybody now. While one look is under way another is the same one. */
  look(): Promise<void> {
    this.#looking ??= this.#ask().finally(() => {
      this.#looking = null;
    });
    return this.#looking;
  }

  /** Tells the listeners when something is different from what they were told. */
  tell(): void {
    const live = this.live;
    const about = JSON.stringify({ ...live, now: 0 });
    if (about === this.#told) return;
    this.#told = about;
    for (const listener of this.#listeners) listener(live);
  }

  close(): void {
    this.#end();
    this.#listeners.clear();
  }

  async #ask(): Promise<void> {
    const { papers, ports, printer, panel, scanner, sign, keypad } = this.#ports;
    const [counts, state, panelState, scannerState, signState, keypadState, answering] = await Promise.all([
      askCounts(papers, ports()),
      printer.state(),
      panel?.state() ?? null,
      scanner?.state() ?? null,
      sign?.state() ?? null,
      keypad?.state() ?? null,
      collectorAnswers(ports().collector),
    ]);
    this.#counts = counts;
    this.#printer = state;
    this.#panel = panelState;
    this.#scanner = scannerState;
    this.#sign = signState;
    this.#keypad = keypadState;
    this.#collectorAnswering = answering;
    this.tell();
  }
}

function panelSeen({ plugged, frozen, lamps, number }: PanelState, buttons: readonly PanelButton[]): FrontPanel {
  const lampOf = (pin: string) => lamps[pin] ?? "off";
  const seen = buttons.map(({ service, name, lamp }) => ({ service, name, lamp: lampOf(lamp) }));
  return { plugged, frozen, beacon: lampOf(beaconPin), number, buttons: seen };
}

async function collectorAnswers(port: number): Promise<boolean> {
  try {
    const { body } = await askJson(`${addressOf(port)}/faults`, 1_000);
    return typeof body === "object" && body !== null && "mode" in body && body.mode === "none";
  } catch {
    return false;
  }
}
