/** The board's adapters around its core: messages and pages become inputs; announcements get their sounds and go to one page. */
import { fault } from "#shared/faults/fault.ts";
import type { EventLog, Identity } from "#shared/log/event-log.ts";
import type { BoardAnnounce } from "#shared/wire/board-page.ts";
import type { DesiredMessage } from "#shared/wire/payloads.ts";
import type { BoardApi } from "../http/board-api.ts";
import type { Streams } from "../http/streams.ts";
import type { FromHub } from "../link/decode.ts";
import { readDesired, readKept } from "../link/office.ts";
import { type Role, Runtime, type RuntimePorts } from "../runtime/runtime.ts";
import { voiceAdvice } from "../voice/espeak.ts";
import { chimeId, type Sounds } from "../voice/sounds.ts";
import type { BoardEffect, BoardInput } from "./contract.ts";
import { createBoardCore } from "./core.ts";
import { boardFaults, boardLive } from "./live.ts";
import { newSession } from "./session.ts";
import type { BoardState } from "./state.ts";

export class BoardRole implements Role<BoardState, BoardInput, BoardEffect> {
  readonly kind = "board";
  readonly runtime: Runtime<BoardState, BoardInput, BoardEffect>;
  readonly api: BoardApi;
  readonly #session;
  readonly #ports: RuntimePorts;
  readonly #speed: number;
  readonly #sounds: Sounds;
  readonly #streams: () => Streams | null;
  #shown = "";

  constructor(ports: RuntimePorts, speed: number, sounds: Sounds, streams: () => Streams | null) {
    this.#session = newSession(ports.clock.now().at);
    this.#ports = ports;
    this.#speed = speed;
    this.#sounds = sounds;
    this.#streams = streams;
    this.#session.office = readKept(ports.kept.get("desired"), this.kind)?.office ?? null;
    this.runtime = new Runtime(ports, this);
    this.api = {
      live: () => this.#live(),
      sound: (id) => this.#sounds.wav(id),
      played: ({ call, how }) => {
        if (call !== this.#session.speaking) return fault("bad-request", { reason: "this call is not being announced" });
        this.runtime.submit({ kind: "played", call, how });
        return { noted: true };
      },
    };
  }

  core(log: EventLog) {
    return createBoardCore(log.identity, this.#ports.self.zone, this.#session, this.#speed);
  }

  start(): void {
    this.runtime.start();
    this.#findVoice();
    this.runtime.every(1_000, () => this.runtime.changed());
  }

  pages(connected: number): void {
    this.runtime.submit({ kind: "pages", connected });
  }

  carryOut(effect: BoardEffect): void {
    switch (effect.kind) {
      case "ask":
        this.runtime.publish("ask", effect.message);
        this.runtime.wake(effect.message.id, effect.deadlineMs);
        break;
      case "wake":
        this.runtime.wake(effect.id, effect.afterMs);
        break;
      case "announce":
        void this.#announce(effect);
        break;
    }
  }

  heard(message: Exclude<FromHub, { entry: "ack" }>): void {
    switch (message.entry) {
      case "answer":
        this.runtime.submit({ kind: "answer", message: message.message });
        break;
      case "hubState":
        this.runtime.submit({ kind: "hub-heard", alive: message.message.alive, at: message.message.at });
        break;
      case "boardView":
        this.runtime.submit({ kind: "view", view: message.message });
        break;
      case "boardCalls":
        this.runtime.submit({ kind: "call", call: message.message });
        break;
      case "desired":
        this.#desired(message.message);
        break;
    }
  }

  stored(): void {}

  faults() {
    return boardFaults(this.#identity, this.#session);
  }

  changed(): void {
    const live = this.#live();
    const text = JSON.stringify({ ...live, now: 0 });
    if (text === this.#shown) return;
    this.#shown = text;
    this.#streams()?.send("board", live);
  }

  get #identity(): Identity {
    return this.runtime.log.identity;
  }

  #live() {
    return boardLive(this.#session, this.#ports.self.zone, this.#ports.realMs(), this.#ports.clock.now().at);
  }

  /** Speaks every text it can; without a voice the chime alone calls, and says so. */
  async #announce({ call, number, label, texts }: Extract<BoardEffect, { kind: "announce" }>): Promise<void> {
    const speech: { address: string; language: (typeof texts)[number]["language"] | null; text: string }[] = [];
    try {
      for (const { language, text } of texts) speech.push({ address: addressOf(await this.#sounds.idOf(text, language)), language, text });
      this.#hasVoice(true);
    } catch (error) {
      this.#ports.logger.warn({ error: String(error), advice: voiceAdvice }, "voice.failed");
      this.#hasVoice(false);
    }
    const sounds = [{ address: addressOf(chimeId), language: null, text: "" }, ...speech];
    const announcement: BoardAnnounce = { call, number, label, sounds };
    if (this.#session.speaking !== call) return;
    if (!this.#streams()?.sendToLatest("announce", announcement)) this.runtime.submit({ kind: "played", call, how: "failed" });
  }

  #findVoice(): void {
    this.#sounds.idOf("Welcome", "en").then(
      () => this.#hasVoice(true),
      (error: unknown) => {
        this.#ports.logger.warn({ error: String(error), advice: voiceAdvice }, "voice.missing");
        this.#hasVoice(false);
      },
    );
  }

  #hasVoice(present: boolean): void {
    if (present !== this.#session.voice) this.runtime.submit({ kind: "voice", present });
  }

  #desired(message: DesiredMessage): void {
    const desired = readDesired(message, this.kind);
    if (typeof desired === "string") {
      this.#ports.logger.warn({ version: message.version, reason: desired }, "desired.unreadable");
      return;
    }
    this.runtime.submit({ kind: "desired", ...desired });
    this.runtime.keep("desired", JSON.stringify(message));
    const { epoch } = this.#identity;
    this.runtime.publish("reported", { epoch, version: message.version, at: this.#ports.clock.now().at });
  }
}

function addressOf(sound: string): string {
  return `/api/board/sounds/${sound}.wav`;
}
