/** The board's adapters around its core: messages and pages become inputs; announcements get their sounds and go to one page. */
import * as v from "valibot";
import { fault } from "#shared/faults/fault.ts";
import type { EventLog, Identity } from "#shared/log/event-log.ts";
import type { BoardAnnounce } from "#shared/wire/board-page.ts";
import { boardView } from "#shared/wire/payloads.ts";
import type { BoardApi } from "../http/board-api.ts";
import type { Pages } from "../http/streams.ts";
import type { Keypad, KeypadAsk } from "../keypad/keypad.ts";
import type { KeypadTroubles } from "../keypad/troubles.ts";
import { readKept } from "../link/office.ts";
import { hubIsPresent } from "../runtime/hub-presence.ts";
import { KeptLater } from "../runtime/kept-later.ts";
import type { ForRole, Role, RuntimePorts } from "../runtime/ports.ts";
import { Runtime } from "../runtime/runtime.ts";
import type { Signs } from "../sign/signs.ts";
import type { SignTroubles } from "../sign/troubles.ts";
import { voiceAdvice } from "../voice/espeak.ts";
import { chimeId, type SpokenSounds } from "../voice/sounds.ts";
import { atVolume } from "../voice/wav.ts";
import type { OwnEffect, OwnInput } from "./contract.ts";
import { createBoardCore } from "./core.ts";
import { boardFaults, boardLive, signView } from "./live.ts";
import { type KeptView, newSession } from "./session.ts";
import type { BoardState } from "./state.ts";

/** The loudspeaker of a board that has one: how each sound of an announcement went. */
export interface OwnSpeaker {
  readonly device: string;
  say(sounds: readonly Uint8Array[]): Promise<readonly boolean[]>;
}

export class BoardRole implements Role<BoardState, OwnInput, OwnEffect> {
  readonly kind = "board";
  readonly coreKinds = ["device-started", "announcement-intended", "announcement-made"] as const;
  readonly runtime: Runtime<BoardState, OwnInput, OwnEffect>;
  readonly api: BoardApi;
  readonly #session;
  readonly #ports: RuntimePorts;
  readonly #speed: number;
  readonly #sounds: SpokenSounds;
  readonly #streams: () => Pages | null;
  readonly #signs: () => Pick<Signs, "show"> | null;
  readonly #speaker: OwnSpeaker | null;
  readonly #keypad: () => Pick<Keypad, "heard" | "link"> | null;
  readonly #keeper: KeptLater;
  #namesSaid = 0;
  /** What was last given to the keeper. */
  #kept: KeptView | null;

  constructor(
    ports: RuntimePorts,
    speed: number,
    sounds: SpokenSounds,
    streams: () => Pages | null,
    signs: () => Pick<Signs, "show"> | null = () => null,
    speaker: OwnSpeaker | null = null,
    keypad: () => Pick<Keypad, "heard" | "link"> | null = () => null,
  ) {
    this.#kept = readView(ports.kept.get("view"), ports.self.zone);
    this.#session = newSession(ports.clock.now().at, this.#kept);
    this.#ports = ports;
    this.#speed = speed;
    this.#sounds = sounds;
    this.#streams = streams;
    this.#signs = signs;
    this.#speaker = speaker;
    this.#keypad = keypad;
    this.#session.speaker = speaker?.device ?? null;
    this.#session.office = readKept(ports.kept.get("desired"), this.kind)?.office ?? null;
    this.runtime = new Runtime(ports, this);
    this.#keeper = new KeptLater({
      keep: (text) => this.runtime.keep("view", text),
      realMs: ports.realMs,
      after: (ms, run) => this.runtime.after(ms, run),
    });
    this.api = {
      live: () => this.#live(),
      sound: async (id, volume) => {
        const bytes = await this.#sounds.wav(id);
        return bytes && atVolume(bytes, volume);
      },
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

  /** Leaves what a start without the hub shows. */
  async stop(waitMs: number): Promise<void> {
    this.#keepView();
    this.#keeper.flush();
    await this.runtime.stop(waitMs);
  }

  pages(connected: number): void {
    this.runtime.submit({ kind: "pages", connected });
  }

  /** Why its own loudspeaker plays nothing; null: it plays. */
  outputStands(cause: string | null): void {
    this.runtime.submit({ kind: "output", cause });
  }

  signsStand(troubles: SignTroubles): void {
    this.runtime.submit({ kind: "signs", troubles });
  }

  keypadAsks(message: KeypadAsk): void {
    this.runtime.submit({ kind: "keypad-asks", message });
  }

  keypadStands(troubles: KeypadTroubles): void {
    this.runtime.submit({ kind: "keypad", troubles });
  }

  /** Whether it is calling somebody. */
  get isSpeaking(): boolean {
    return this.#session.speaking !== null;
  }

  /** Its own name, once: for whoever looks for it. Not where another speaks, nor while it calls somebody. */
  async sayName(): Promise<void> {
    const { silent, speaking, office } = this.#session;
    if (silent || speaking !== null) return;
    this.#namesSaid += 1;
    const name = this.#identity.source;
    const language = office?.languages[0] ?? "en";
    const sounds: { id: string; language: typeof language | null; text: string }[] = [{ id: chimeId, language: null, text: "" }];
    const id = await this.#sounds.idOf(name.replaceAll("-", " "), language).catch(() => null);
    if (id !== null) sounds.push({ id, language, text: name });
    if (this.#speaker) {
      await this.#say(this.#speaker, sounds, nameVolume);
      return;
    }
    const addressed = sounds.map(({ id: sound, ...rest }) => ({ address: addressOf(sound, nameVolume), ...rest }));
    const call = `name-${this.#ports.boot}-${this.#namesSaid}`;
    this.#streams()?.sendToLatest("announce", { call, number: name, label: "", sounds: addressed } satisfies BoardAnnounce);
  }

  carryOut(effect: OwnEffect): void {
    if (effect.kind === "announce") void this.#announce(effect);
    else this.#keypad()?.heard(effect.message);
  }

  heard(message: ForRole): void {
    switch (message.entry) {
      case "hubState":
        this.runtime.submit({ kind: "hub-heard", alive: message.message.alive, at: message.message.at });
        break;
      case "boardView":
        this.runtime.submit({ kind: "view", view: message.message });
        break;
      case "line":
      case "print":
        break;
      case "boardCalls":
        this.runtime.submit({ kind: "call", call: message.message });
        break;
    }
  }

  stored(): void {}

  faults() {
    return boardFaults(this.#identity, this.#session);
  }

  changed(): void {
    this.#signs()?.show(signView(this.#session, this.#ports.realMs()));
    this.#streams()?.show("board", this.#live());
    this.#keypad()?.link(this.#session.linkUp);
    this.#keepView();
  }

  /** Each new view, and the time to which it was right as soon as the hub is away: not at every beat. */
  #keepView(): void {
    const { view, heardAt } = this.#session;
    if (!view) return;
    const isPresent = hubIsPresent(this.#session, this.#ports.realMs());
    if (this.#kept?.view === view && (isPresent || this.#kept.heardAt === heardAt)) return;
    this.#kept = { view, heardAt };
    this.#keeper.set(() => JSON.stringify(this.#kept));
  }

  /** Whether anybody may look at it, as the hub says; in doubt it is. */
  get isOpen(): boolean {
    const { hubAwaySince, view } = this.#live();
    if (hubAwaySince !== null || view === null) return true;
    return view.rests === undefined ? view.date !== null || view.practice === true : !view.rests;
  }

  get #identity(): Identity {
    return this.runtime.log.identity;
  }

  #live() {
    return boardLive(this.#session, this.#ports.self.zone, this.#ports.realMs(), this.#ports.clock.now().at);
  }

  /** Speaks every text it can; without a voice the chime alone calls, and says so. */
  async #announce({ call, number, label, volume, texts }: Extract<OwnEffect, { kind: "announce" }>): Promise<void> {
    const speech: { id: string; language: (typeof texts)[number]["language"]; text: string }[] = [];
    try {
      for (const { language, text, parts } of texts) speech.push({ id: await this.#sounds.idOf(text, language, parts), language, text });
      this.#hasVoice(true);
    } catch (error) {
      this.#ports.logger.warn({ error: String(error), advice: voiceAdvice }, "voice.failed");
      this.#hasVoice(false);
    }
    if (this.#session.speaking !== call) return;
    const sounds = [{ id: chimeId, language: null, text: "" }, ...speech];
    if (this.#speaker) {
      const how = await this.#say(this.#speaker, sounds, volume);
      if (this.#session.speaking === call) this.runtime.submit({ kind: "played", call, how });
      return;
    }
    const addressed = sounds.map(({ id, language, text }) => ({ address: addressOf(id, volume), language, text }));
    const announcement: BoardAnnounce = { call, number, label, sounds: addressed };
    if (!this.#streams()?.sendToLatest("announce", announcement)) this.runtime.submit({ kind: "played", call, how: "failed" });
  }

  async #say(speaker: OwnSpeaker, sounds: readonly { id: string }[], volume: number): Promise<"spoken" | "chime-only" | "failed"> {
    const wavs = await Promise.all(sounds.map(({ id }) => this.api.sound(id, volume)));
    const [chimed, ...spoke] = await speaker.say(wavs.filter((wav) => wav !== undefined));
    return spoke.includes(true) ? "spoken" : chimed ? "chime-only" : "failed";
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
}

/** In per cent: somebody stands before it. */
const nameVolume = 70;

function addressOf(sound: string, volume: number): string {
  return `/api/board/sounds/${sound}.wav?volume=${volume}`;
}

const keptView = v.object({ view: boardView, heardAt: v.number() });

/** As it was kept; null when there is none that this version reads, or when the board hung in another zone. */
function readView(text: string | undefined, zone: string): KeptView | null {
  if (text === undefined) return null;
  const parsed = v.safeParse(keptView, JSON.parse(text));
  return parsed.success && parsed.output.view.zone === zone ? parsed.output : null;
}
