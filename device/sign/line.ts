/**
 * One serial line with its signs, as a pure machine: which frame goes next. At most one is under way, so that nothing old lies in a
 * buffer when something new is called; the newest value wins; all is sent again when the line comes back.
 */
import { noBytes, type Replies, type SignDriver } from "./driver.ts";
import type { Wanted } from "./shown.ts";

export interface LinePace {
  readonly baud: number;
  /** With start, parity and stop bits. */
  readonly bitsPerByte: number;
}

export type LineInput =
  | { readonly kind: "start" }
  | { readonly kind: "opened" }
  /** It could not be opened, or is gone. `cause` is the system's word, such as ENOENT. */
  | { readonly kind: "closed"; readonly cause: string }
  /** The system took the bytes of the last write. */
  | { readonly kind: "written" }
  | { readonly kind: "bytes"; readonly bytes: Uint8Array }
  /** What each sign should show, in the order of the signs. */
  | { readonly kind: "show"; readonly wanted: readonly Wanted[] }
  /** The time asked for has come. */
  | { readonly kind: "due" };

export type LineOutput =
  | { readonly kind: "open" }
  | { readonly kind: "write"; readonly bytes: Uint8Array }
  /** Forget this port: nothing more is heard of it. */
  | { readonly kind: "drop" };

export interface LineStep {
  readonly outputs: readonly LineOutput[];
  /** When to step with `due`; null: not before something else happens. */
  readonly wakeAtMs: number | null;
}

export type SignCondition = "well" | "silent" | "refusing";

export interface LineCondition {
  /** Null while the line is open, and before it was tried. */
  readonly unreachable: string | null;
  readonly signs: readonly { readonly id: string; readonly condition: SignCondition }[];
}

/** A line that is not there is tried again this soon. */
export const reopenMs = 500;
/** Bytes that the system does not take within this time: the line is broken, whatever it says. */
export const writeTimeoutMs = 1_000;
/** A sign that has not answered so many frames counts as silent, and is asked again less often, so that the others are not kept. */
export const triesMax = 3;
export const troubledRetryMs = 2_000;
/** Silence between frames: ours, and at least the 3.5 characters that Modbus over serial line V1.02 asks for (2.5.1.1). */
export const betweenFramesMs = 10;
/** Heard since a frame; an answer is far shorter. */
const heardMax = 256;

interface SignState {
  readonly driver: SignDriver;
  frame: Uint8Array;
  /** What the sign shows as far as anybody knows; null: nobody does. */
  sent: Uint8Array | null;
  sentAtMs: number;
  servedAtMs: number;
  tries: number;
  notBeforeMs: number;
  condition: SignCondition;
}

interface Flight {
  readonly sign: SignState;
  readonly frame: Uint8Array;
  readonly sentByMs: number;
  phase: "writing" | "sending" | "replying";
  untilMs: number;
  heard: Uint8Array;
}

export class SignLine {
  readonly #pace: LinePace;
  readonly #signs: readonly SignState[];
  #port: "closed" | "opening" | "open" = "closed";
  #openAtMs = Number.POSITIVE_INFINITY;
  #quietUntilMs = 0;
  #flight: Flight | null = null;
  #unreachable: string | null = null;

  constructor(pace: LinePace, drivers: readonly SignDriver[]) {
    this.#pace = pace;
    const blank = { shown: null, flashing: false };
    this.#signs = drivers.map((driver) => ({ driver, frame: driver.frame(blank), ...unknown, servedAtMs: Number.NEGATIVE_INFINITY }));
  }

  get condition(): LineCondition {
    return {
      unreachable: this.#unreachable,
      signs: this.#signs.map(({ driver, condition }) => ({ id: driver.id, condition })),
    };
  }

  step(input: LineInput, nowMs: number): LineStep {
    const outputs = [...this.#take(input, nowMs), ...this.#goOn(nowMs)];
    return { outputs, wakeAtMs: this.#wakeAtMs() };
  }

  #take(input: LineInput, nowMs: number): LineOutput[] {
    switch (input.kind) {
      case "start":
        this.#openAtMs = nowMs;
        return [];
      case "opened":
        this.#port = "open";
        this.#unreachable = null;
        return [];
      case "closed":
        this.#lost(input.cause, nowMs);
        return [];
      case "written":
        if (this.#flight?.phase === "writing") this.#written(this.#flight, nowMs);
        return [];
      case "bytes":
        if (this.#flight) this.#heard(this.#flight, input.bytes, nowMs);
        return [];
      case "show":
        for (const [index, wanted] of input.wanted.entries()) {
          const sign = this.#signs[index];
          if (sign) sign.frame = sign.driver.frame(wanted);
        }
        return [];
      case "due":
        return this.#flight && nowMs >= this.#flight.untilMs ? this.#late(this.#flight, nowMs) : [];
    }
  }

  #goOn(nowMs: number): LineOutput[] {
    if (this.#port === "closed" && nowMs >= this.#openAtMs) {
      this.#port = "opening";
      return [{ kind: "open" }];
    }
    if (this.#port !== "open" || this.#flight || nowMs < this.#quietUntilMs) return [];
    const sign = this.#next(nowMs);
    if (!sign) return [];
    const bytes = joined(sign.sent ? noBytes : sign.driver.opening, sign.frame);
    sign.servedAtMs = nowMs;
    this.#flight = {
      ...{ sign, frame: sign.frame, phase: "writing", heard: noBytes },
      ...{ sentByMs: nowMs + wireMs(bytes.length, this.#pace), untilMs: nowMs + writeTimeoutMs },
    };
    return [{ kind: "write", bytes }];
  }

  /** A well sign with something new, then one to refresh, then those in trouble; among equals the one that waited longest. */
  #next(nowMs: number): SignState | undefined {
    const rank = (sign: SignState) => (sign.condition !== "well" ? 2 : isNews(sign) ? 0 : 1);
    return this.#signs
      .filter((sign) => nowMs >= dueAtMs(sign))
      .sort((one, other) => rank(one) - rank(other) || one.servedAtMs - other.servedAtMs)[0];
  }

  #written(flight: Flight, nowMs: number): void {
    const { reply } = flight.sign.driver;
    flight.phase = reply ? "replying" : "sending";
    flight.untilMs = Math.max(nowMs, flight.sentByMs) + (reply ? replyMs(reply, this.#pace) : 0);
    if (reply) this.#heard(flight, noBytes, nowMs);
    else if (nowMs >= flight.untilMs) this.#taken(flight, nowMs);
  }

  /** Answers can come before the system has said that it took the frame, in pieces, and with noise around them. */
  #heard(flight: Flight, bytes: Uint8Array, nowMs: number): void {
    const { reply } = flight.sign.driver;
    if (!reply) return;
    flight.heard = joined(flight.heard, bytes).slice(-heardMax);
    const said = flight.phase === "replying" ? reply.find(flight.heard, flight.frame) : null;
    if (said?.kind === "taken") this.#taken(flight, nowMs);
    if (said?.kind === "refused") this.#failed(flight.sign, "refusing", nowMs);
  }

  #late(flight: Flight, nowMs: number): LineOutput[] {
    switch (flight.phase) {
      case "writing":
        this.#lost("ETIMEDOUT", nowMs);
        return [{ kind: "drop" }];
      case "sending":
        this.#taken(flight, nowMs);
        return [];
      case "replying":
        flight.sign.tries += 1;
        if (flight.sign.tries >= triesMax) this.#failed(flight.sign, "silent", nowMs);
        else this.#ended(nowMs);
        return [];
    }
  }

  #taken({ sign, frame }: Flight, nowMs: number): void {
    Object.assign(sign, { sent: frame, sentAtMs: nowMs, tries: 0, condition: "well" });
    this.#ended(nowMs);
  }

  #failed(sign: SignState, condition: SignCondition, nowMs: number): void {
    Object.assign(sign, { sent: null, condition, notBeforeMs: nowMs + troubledRetryMs });
    this.#ended(nowMs);
  }

  #ended(nowMs: number): void {
    this.#flight = null;
    this.#quietUntilMs = nowMs + pauseMs(this.#pace);
  }

  #lost(cause: string, nowMs: number): void {
    this.#port = "closed";
    this.#openAtMs = nowMs + reopenMs;
    this.#unreachable = cause;
    this.#flight = null;
    for (const sign of this.#signs) Object.assign(sign, unknown);
  }

  #wakeAtMs(): number | null {
    const at = this.#port === "closed" ? this.#openAtMs : this.#port === "open" ? this.#openWakeAtMs() : Number.POSITIVE_INFINITY;
    return Number.isFinite(at) ? at : null;
  }

  #openWakeAtMs(): number {
    return this.#flight ? this.#flight.untilMs : Math.max(this.#quietUntilMs, Math.min(...this.#signs.map(dueAtMs)));
  }
}

/** A sign of which nothing is known: at a start, and when its line was lost. */
const unknown = { sent: null, sentAtMs: 0, tries: 0, notBeforeMs: 0, condition: "well" } as const;

/** How long so many bytes are on the line. */
export function wireMs(bytes: number, { baud, bitsPerByte }: LinePace): number {
  return (bytes * bitsPerByte * 1_000) / baud;
}

/** How long a sign has for its answer, after the last byte to it. */
export function replyMs({ withinMs, bytesMax }: Replies, pace: LinePace): number {
  return withinMs + wireMs(bytesMax, pace);
}

/** The silence after a frame. */
export function pauseMs(pace: LinePace): number {
  return Math.max(betweenFramesMs, wireMs(3.5, pace));
}

function isNews({ sent, frame }: SignState): boolean {
  return sent === null || Buffer.compare(sent, frame) !== 0;
}

function dueAtMs(sign: SignState): number {
  return isNews(sign) ? sign.notBeforeMs : sign.sentAtMs + sign.driver.refreshMs;
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  return first.length === 0 ? second : Buffer.concat([first, second]);
}
