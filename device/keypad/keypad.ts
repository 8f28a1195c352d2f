/** The keypad of a counter: its board, its contacts, and what becomes of a press, joined. */
import type { PanelPin } from "#shared/wire/boards.ts";
import type { KeypadSettings } from "#shared/wire/keypads.ts";
import type { AnswerMessage, AskMessage } from "#shared/wire/payloads.ts";
import type { OpenBoard } from "../panel/access.ts";
import { PanelBoard, type PanelInput, type PanelOutput } from "../panel/board.ts";
import { Contacts } from "../panel/contacts.ts";
import { changesInMs, isLit, type LampState } from "../panel/face.ts";
import type { JohnnyFive } from "../panel/libraries.ts";
import type { BoardCondition } from "../panel/life.ts";
import type { Timers } from "../runtime/timers.ts";
import { askEveryMs, Keys } from "./keys.ts";
import type { KeypadTroubles } from "./troubles.ts";

export type KeypadAsk = Extract<AskMessage, { kind: "keypad" | "press" }>;

export interface KeypadPorts {
  readonly openBoard: OpenBoard;
  /** Real, monotonic milliseconds. */
  readonly realMs: () => number;
  readonly timers: Pick<Timers, "after">;
  /** Of this run of the program: 8 to 40 letters and digits. */
  readonly run: string;
  /** To the hub, where it is there: an answer comes as `heard`, or none. */
  readonly ask: (message: KeypadAsk) => void;
  readonly stand: (troubles: KeypadTroubles) => void;
  readonly note: (what: string, facts: Readonly<Record<string, unknown>>) => void;
}

/** Short: carried out. Long: not. */
const doneBeepMs = 80;
const refusedBeepMs = 600;

export class Keypad {
  readonly #settings: KeypadSettings;
  readonly #ports: KeypadPorts;
  readonly #board: PanelBoard;
  readonly #contacts: Contacts;
  readonly #keys: Keys;
  #condition: BoardCondition = { kind: "starting" };
  #isLinked = false;
  #isUnbound = false;
  #asks = 0;
  #beepUntilMs = 0;
  #stopAsking: () => void = () => {};
  #stopWake: () => void = () => {};
  #stopped = false;
  #stood = "";

  constructor(settings: KeypadSettings, five: JohnnyFive, ports: KeypadPorts) {
    this.#settings = settings;
    this.#ports = ports;
    this.#keys = new Keys(ports.run);
    this.#contacts = new Contacts({
      ...{ board: () => this.#board, realMs: ports.realMs, timers: ports.timers },
      closed: (pin) => this.#pressed(pin),
      changed: () => this.#draw(),
    });
    this.#board = new PanelBoard(five, { pins: partsOf(settings), displays: [] }, ports, {
      level: (pin, isClosed, atMs) => this.#contacts.level(pin, isClosed, atMs),
      lost: () => {
        this.#contacts.forget();
        this.#draw();
      },
      condition: (condition) => {
        ports.note("keypad.condition", { ...condition });
        this.#condition = condition;
        this.#tell();
      },
    });
  }

  start(): void {
    this.#board.start();
    this.#askWhat();
  }

  /** The connection to the hub is lost, or new. */
  link(isUp: boolean): void {
    if (this.#stopped || isUp === this.#isLinked) return;
    this.#isLinked = isUp;
    if (isUp) this.#askWhat();
    else this.#keys.forget();
    this.#draw();
  }

  /** An answer to what was asked. */
  heard(message: AnswerMessage): void {
    if (this.#stopped) return;
    const nowMs = this.#ports.realMs();
    const does = this.#keys.onTheWay;
    if (message.kind === "keypad") {
      this.#isUnbound = false;
      this.#keys.heard({ kind: "can", can: message.can, now: message.now }, nowMs);
    } else if (message.kind === "pressed") this.#ended(this.#keys.heard({ kind: "done", key: message.id }, nowMs), { does });
    else if (message.kind === "refused") {
      const { fault } = message.fault;
      this.#isUnbound = fault === "keypad-unbound";
      if (this.#isUnbound) this.#keys.forget();
      this.#ended(this.#keys.heard({ kind: "refused", key: message.id }, nowMs), { does, fault });
    }
    this.#draw();
    this.#tell();
  }

  stop(): void {
    this.#stopped = true;
    this.#stopWake();
    this.#stopAsking();
    this.#contacts.stop();
    this.#board.stop();
  }

  /** What may be done, and again after a while. */
  #askWhat(): void {
    this.#stopAsking();
    this.#asks += 1;
    this.#ports.ask({ id: `keypad-${this.#ports.run}-${this.#asks}`, kind: "keypad" });
    this.#stopAsking = this.#ports.timers.after(askEveryMs, () => this.#askWhat());
  }

  #pressed(pin: PanelPin): void {
    const does = this.#settings.keys.find((each) => each.pin === pin)?.does;
    if (does === undefined) return;
    const taken = this.#keys.pressed(does, this.#ports.realMs());
    if (taken.kind === "waits") this.#ports.note("keypad.pressed-again", { does });
    else if (taken.kind === "refused") this.#ended("refused", { does, fault: taken.fault });
    else {
      this.#ports.note("keypad.pressed", { does, key: taken.press.key });
      this.#ports.ask({ id: taken.press.key, kind: "press", ...taken.press });
    }
  }

  #ended(how: "done" | "refused" | null, facts: Readonly<Record<string, unknown>>): void {
    if (how === null) return;
    this.#ports.note(`keypad.${how}`, facts);
    this.#beepUntilMs = this.#ports.realMs() + (how === "done" ? doneBeepMs : refusedBeepMs);
    this.#askWhat();
  }

  /** Gives every output what it should be now, and comes back when one of them changes by itself. */
  #draw(): void {
    if (this.#stopped) return;
    this.#stopWake();
    const nowMs = this.#ports.realMs();
    const does = this.#keys.onTheWay;
    this.#ended(this.#keys.due(nowMs), { does, fault: "hub-away" });
    const wakes: (number | null)[] = [];
    for (const { does, pin, lamp } of this.#settings.keys) {
      if (lamp === undefined) continue;
      const state: LampState = this.#keys.lamp(does, this.#contacts.isClosed(pin), nowMs);
      this.#board.set(lamp, isLit(state, nowMs));
      wakes.push(changesInMs(state, nowMs));
    }
    const { buzzer } = this.#settings;
    if (buzzer) {
      this.#board.set(buzzer.pin, nowMs < this.#beepUntilMs);
      if (nowMs < this.#beepUntilMs) wakes.push(this.#beepUntilMs - nowMs);
    }
    const wakeAtMs = this.#keys.wakeAtMs();
    if (wakeAtMs !== null && wakeAtMs > nowMs) wakes.push(wakeAtMs - nowMs);
    const soonest = Math.min(...wakes.map((each) => each ?? Number.POSITIVE_INFINITY));
    if (Number.isFinite(soonest)) this.#stopWake = this.#ports.timers.after(Math.max(1, soonest), () => this.#draw());
  }

  #tell(): void {
    const path = this.#settings.board === "uno" ? this.#settings.path : "";
    const troubles = { path, condition: this.#condition, isUnbound: this.#isUnbound };
    const text = JSON.stringify(troubles);
    if (this.#stopped || text === this.#stood) return;
    this.#stood = text;
    this.#ports.stand(troubles);
  }
}

function partsOf({ keys, buzzer }: KeypadSettings): (PanelInput | PanelOutput)[] {
  const ofKeys = keys.flatMap(({ pin, lamp }): (PanelInput | PanelOutput)[] => [
    { pin, is: "input" },
    ...(lamp === undefined ? [] : [{ pin: lamp, is: "output", part: "lamp" } as const]),
  ]);
  return buzzer ? [...ofKeys, { pin: buzzer.pin, is: "output", part: "relay" }] : ofKeys;
}
