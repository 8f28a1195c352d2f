/** All contacts of a board: each stepped by what the board says of it and by time, and asked about again. Closings come out. */
import type { PanelPin } from "#shared/wire/boards.ts";
import type { Timers } from "../runtime/timers.ts";
import type { PanelBoard } from "./board.ts";
import { Contact, type ContactStep } from "./contact.ts";

export interface ContactsPorts {
  readonly board: () => Pick<PanelBoard, "ask" | "fetch">;
  readonly realMs: () => number;
  readonly timers: Pick<Timers, "after">;
  /** Somebody has closed it now. */
  readonly closed: (pin: PanelPin) => void;
  /** What is known of it may be something else. */
  readonly changed: () => void;
}

interface Held {
  readonly contact: Contact;
  stopWake: () => void;
  /** Since when it is closed, as far as that is known. */
  closedSinceMs: number | null;
}

export class Contacts {
  readonly #ports: ContactsPorts;
  readonly #held = new Map<PanelPin, Held>();
  #stopped = false;

  constructor(ports: ContactsPorts) {
    this.#ports = ports;
  }

  level(pin: PanelPin, isClosed: boolean, atMs: number | undefined): void {
    // A level of the past: what was due until then happens before it, so that a press is one though this program slept through it.
    if (atMs !== undefined) this.#step(pin, (contact) => contact.due(atMs));
    this.#step(pin, (contact) => contact.level(isClosed, atMs ?? this.#ports.realMs()));
  }

  /** Null before the board has said it. */
  isClosed(pin: PanelPin): boolean | null {
    return this.#held.get(pin)?.contact.isClosed ?? null;
  }

  closedSinceMs(pin: PanelPin): number | null {
    return this.#held.get(pin)?.closedSinceMs ?? null;
  }

  /** The board is gone: what it said holds no longer. */
  forget(): void {
    for (const held of this.#held.values()) {
      held.stopWake();
      held.contact.forget();
      held.closedSinceMs = null;
    }
  }

  stop(): void {
    this.#stopped = true;
    for (const { stopWake } of this.#held.values()) stopWake();
  }

  #step(pin: PanelPin, take: (contact: Contact) => ContactStep): void {
    if (this.#stopped) return;
    const { realMs, timers, board } = this.#ports;
    const held = this.#held.get(pin) ?? { contact: new Contact(), stopWake: () => {}, closedSinceMs: null };
    this.#held.set(pin, held);
    held.stopWake();
    const { ask, happened, wakeAtMs } = take(held.contact);
    if (wakeAtMs !== null) {
      held.stopWake = timers.after(Math.max(0, wakeAtMs - realMs()), () => {
        // What the contact did meanwhile is told first, and may have answered.
        board().fetch();
        this.#step(pin, (contact) => contact.due(realMs()));
      });
    }
    if (ask) board().ask(pin);
    held.closedSinceMs = held.contact.isClosed ? (held.closedSinceMs ?? realMs()) : null;
    if (happened === "closed") this.#ports.closed(pin);
    this.#ports.changed();
  }
}
