/** A kiosk's panel: its board, its contacts, and what becomes of a press, joined. */
import type { Fault } from "#shared/faults/fault.ts";
import { isFault } from "#shared/faults/fault.ts";
import type { PanelPin } from "#shared/wire/boards.ts";
import type { KioskTicket } from "#shared/wire/kiosk-page.ts";
import type { PanelSettings } from "#shared/wire/panels.ts";
import type { Timers } from "../runtime/timers.ts";
import { SignFace } from "../sign/shown.ts";
import type { OpenBoard } from "./access.ts";
import { PanelBoard, type PanelInput, type PanelOutput, type PanelParts } from "./board.ts";
import { Contacts } from "./contacts.ts";
import {
  beacon,
  buttonLamp,
  changesInMs,
  isLit,
  isOffered,
  isPrinting,
  type PanelSees,
  type PressState,
  printingMaxMs,
  refusedMs,
} from "./face.ts";
import type { JohnnyFive } from "./libraries.ts";
import type { BoardCondition } from "./life.ts";
import type { PanelTroubles } from "./troubles.ts";

export interface PanelPorts {
  readonly openBoard: OpenBoard;
  /** Real, monotonic milliseconds. */
  readonly realMs: () => number;
  readonly timers: Pick<Timers, "after">;
  /** A ticket of this service: what a tap on the screen does. */
  readonly tap: (service: string) => Promise<KioskTicket | Fault>;
  readonly stand: (troubles: PanelTroubles) => void;
  readonly note: (what: string, facts: Readonly<Record<string, unknown>>) => void;
}

/** Short: your ticket is coming. Long: it is not. */
const takenBeepMs = 80;
const refusedBeepMs = 600;

/** Nobody presses for so long: the button is jammed, or somebody has put something on it. */
export const stuckMs = 60_000;

interface Button {
  readonly service: string;
  readonly lamp: PanelPin | undefined;
  press: PressState | null;
}

export class Panel {
  readonly #settings: PanelSettings;
  readonly #ports: PanelPorts;
  readonly #board: PanelBoard;
  readonly #buttons: ReadonlyMap<PanelPin, Button>;
  readonly #contacts: Contacts;
  /** What each display should say, by their places. */
  readonly #faces: readonly SignFace[];
  #sees: PanelSees = { live: { state: "starting", printer: "unknown", today: null, tickets: [] }, office: null, view: null };
  #condition: BoardCondition = { kind: "starting" };
  #lostAtMs: number | null = null;
  #beepUntilMs = 0;
  #soughtUntilMs = 0;
  #stopWake: () => void = () => {};
  #stopped = false;
  #stood = "";

  constructor(settings: PanelSettings, five: JohnnyFive, ports: PanelPorts) {
    this.#settings = settings;
    this.#ports = ports;
    this.#buttons = new Map(settings.buttons.map(({ pin, service, lamp }) => [pin, { service, lamp, press: null }]));
    this.#faces = settings.displays.map(({ counter }) => new SignFace(counter));
    this.#contacts = new Contacts({
      ...{ board: () => this.#board, realMs: ports.realMs, timers: ports.timers },
      closed: (pin) => this.#pressed(pin),
      // A lamp may be lit, or not, by what is known of its button.
      changed: () => this.#drawAndTell(),
    });
    this.#board = new PanelBoard(five, partsOf(settings), ports, {
      level: (pin, isClosed, atMs) => this.#contacts.level(pin, isClosed, atMs),
      lost: () => this.#lost(),
      condition: (condition) => this.#conditionIs(condition),
    });
  }

  start(): void {
    this.#board.start();
  }

  /** Whenever something of it has changed, and as often as one likes. */
  show(sees: PanelSees): void {
    this.#sees = sees;
    this.#draw();
    this.#tell();
  }

  /** Whether the sensor sees somebody; never in doubt, and where there is none. */
  get isSomebodyThere(): boolean {
    const { presence } = this.#settings;
    const isClosed = presence ? this.#contacts.isClosed(presence.pin) : null;
    return isClosed !== null && isClosed === (presence?.when === "low");
  }

  /** Somebody looks for this device: its lamps say so from now on, but for those that answer a press. */
  seek(forMs: number): void {
    this.#soughtUntilMs = this.#ports.realMs() + forMs;
    this.#draw();
  }

  stop(): void {
    this.#stopped = true;
    this.#stopWake();
    this.#contacts.stop();
    this.#board.stop();
  }

  #pressed(pin: PanelPin): void {
    const button = this.#buttons.get(pin);
    if (!button) return;
    const { service } = button;
    // Somebody who cannot wait presses again: it is one ticket until its paper is out.
    if (button.press?.kind === "asked" || button.press?.kind === "issued") {
      this.#ports.note("panel.pressed-again", { service });
      return;
    }
    if (!isOffered(this.#sees, service)) {
      this.#refuse(button, "not-offered");
      return;
    }
    button.press = { kind: "asked" };
    this.#beep(takenBeepMs);
    void this.#ports.tap(service).then((answer) => {
      if (this.#stopped) return;
      if (isFault(answer)) this.#refuse(button, answer.fault);
      else {
        this.#ports.note("panel.ticket", { service, number: answer.number });
        button.press = { kind: "issued", visit: answer.visit, untilMs: this.#ports.realMs() + printingMaxMs };
        this.#draw();
      }
    });
    this.#draw();
  }

  #refuse(button: Button, why: string): void {
    this.#ports.note("panel.refused", { service: button.service, fault: why });
    button.press = { kind: "refused", untilMs: this.#ports.realMs() + refusedMs };
    this.#beep(refusedBeepMs);
    this.#draw();
  }

  #beep(ms: number): void {
    this.#beepUntilMs = this.#ports.realMs() + ms;
  }

  /** Gives every output what it should be now, and comes back when one of them changes by itself. */
  #draw(): void {
    if (this.#stopped) return;
    this.#stopWake();
    const nowMs = this.#ports.realMs();
    const wakes: (number | null)[] = [];
    const soughtMs = this.#soughtUntilMs - nowMs;
    if (soughtMs > 0) wakes.push(soughtMs);
    const lamp = (pin: PanelPin | undefined, state: Parameters<typeof isLit>[0]) => {
      if (pin === undefined) return;
      this.#board.set(pin, isLit(state, nowMs));
      wakes.push(changesInMs(state, nowMs));
    };
    for (const [pin, button] of this.#buttons) {
      if (isOver(button.press, this.#sees, nowMs)) button.press = null;
      if (button.press && button.press.kind !== "asked") wakes.push(button.press.untilMs - nowMs);
      const state = buttonLamp(this.#sees, button.service, button.press, this.#contacts.isClosed(pin));
      lamp(button.lamp, soughtMs > 0 && button.press === null ? "twice" : state);
    }
    lamp(this.#settings.beacon?.pin, soughtMs > 0 ? "twice" : beacon(this.#sees));
    if (this.#settings.buzzer) {
      const left = this.#beepUntilMs - nowMs;
      this.#board.set(this.#settings.buzzer.pin, left > 0);
      if (left > 0) wakes.push(left);
    }
    for (const [place, face] of this.#faces.entries()) {
      const { shown, flashing } = face.want(this.#sees.view, nowMs);
      // News blinks, as on a sign.
      const light = flashing ? "slow" : "on";
      this.#board.display(place, { number: shown && { letter: shown.letter, count: shown.count }, isLit: isLit(light, nowMs) });
      wakes.push(changesInMs(light, nowMs));
    }
    for (const pin of this.#buttons.keys()) {
      const since = this.#contacts.closedSinceMs(pin);
      if (since !== null && nowMs - since < stuckMs) wakes.push(since + stuckMs - nowMs);
    }
    const soonest = Math.min(...wakes.map((each) => each ?? Number.POSITIVE_INFINITY));
    if (Number.isFinite(soonest)) this.#stopWake = this.#ports.timers.after(Math.max(1, soonest), () => this.#drawAndTell());
  }

  #drawAndTell(): void {
    this.#draw();
    this.#tell();
  }

  #lost(): void {
    this.#lostAtMs = this.#ports.realMs();
    this.#contacts.forget();
    this.#draw();
  }

  #conditionIs(condition: BoardCondition): void {
    const wasLostAtMs = this.#lostAtMs;
    if (condition.kind === "well" && wasLostAtMs !== null) {
      this.#lostAtMs = null;
      // What was pressed meanwhile nobody has seen: this is the word of it.
      this.#ports.note("panel.back", { awayMs: Math.round(this.#ports.realMs() - wasLostAtMs) });
    } else this.#ports.note("panel.condition", { ...condition });
    this.#condition = condition;
    this.#tell();
  }

  #isStuck(pin: PanelPin): boolean {
    const since = this.#contacts.closedSinceMs(pin);
    return since !== null && this.#ports.realMs() - since >= stuckMs;
  }

  #tell(): void {
    const { tamper, buttons } = this.#settings;
    const { office } = this.#sees;
    const known = new Set(office?.services.map(({ id }) => id));
    const tampered = tamper ? this.#contacts.isClosed(tamper.pin) === false : false;
    const troubles: PanelTroubles = {
      path: this.#settings.board === "uno" ? this.#settings.path : "",
      condition: this.#condition,
      isOpened: tampered,
      stuck: [...this.#buttons].filter(([pin]) => this.#isStuck(pin)).map(([, { service }]) => service),
      unknownServices: office ? buttons.map(({ service }) => service).filter((service) => !known.has(service)) : [],
    };
    const text = JSON.stringify(troubles);
    if (text === this.#stood) return;
    this.#stood = text;
    this.#ports.stand(troubles);
  }
}

function isOver(press: PressState | null, sees: PanelSees, nowMs: number): boolean {
  if (!press || press.kind === "asked") return false;
  return nowMs >= press.untilMs || (press.kind === "issued" && !isPrinting(sees, press.visit));
}

function partsOf({ buttons, beacon, buzzer, tamper, presence, displays }: PanelSettings): PanelParts {
  const parts: (PanelInput | PanelOutput)[] = [];
  for (const { pin, lamp } of buttons) {
    parts.push({ pin, is: "input" });
    if (lamp !== undefined) parts.push({ pin: lamp, is: "output", part: "lamp" });
  }
  for (const relay of [beacon, buzzer]) if (relay) parts.push({ pin: relay.pin, is: "output", part: "relay" });
  for (const sensor of [tamper, presence]) if (sensor) parts.push({ pin: sensor.pin, is: "input" });
  return { pins: parts, displays };
}
