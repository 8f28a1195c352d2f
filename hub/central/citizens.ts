/**
 * How tickets stand, for the pages of those who hold them: what hubs told last, in memory alone. A hub that finds itself forgotten tells all of it
 * again. Tickets go by digests of their secrets; nothing here opens a page. Time is monotonic milliseconds.
 */
import type { CitizenAsk, CitizenState } from "#shared/citizen/schema.ts";
import type { AskRefusal, CitizenTold } from "#shared/wire/citizen-page.ts";
import { asksMax, type CitizenAnswer, type CitizenOffice, type CitizenPost } from "../shipping/citizen-post.ts";

/** A hub tells something every two seconds: one that has missed so many times is not heard. */
export const silentMs = 15_000;
/** Forgotten so long after the office was last heard: nobody looks at what was so yesterday. */
export const forgottenMs = 60 * 60_000;
/** An ask that the hub did not answer, and what became of one that it did, are kept so long. */
export const askKeptMs = 60_000;
export const officesMax = 1_000;
/** Of one office: the busiest day known has 3,416, and each may bear a second name. */
export const ticketsMax = 8_000;

interface Asked {
  readonly id: string;
  readonly ask: CitizenAsk;
  readonly at: number;
  /** Undefined while the hub has not said; null: done. */
  outcome: string | null | undefined;
}

interface Office {
  about: CitizenOffice;
  generation: number;
  heardAt: number;
  readonly tickets: Map<string, CitizenState>;
  /** By ticket: one at a time. */
  readonly asked: Map<string, Asked>;
}

export class Citizens {
  readonly #offices = new Map<string, Office>();
  readonly #drawId: () => string;

  constructor(drawId: () => string) {
    this.#drawId = drawId;
  }

  /** What a hub tells; a hub that another took over from is told so, and not listened to. */
  take(id: string, post: CitizenPost, now: number): CitizenAnswer {
    this.#forget(now);
    const before = this.#offices.get(id);
    if (before && post.generation < before.generation) return { generation: before.generation, known: true, asks: [] };
    const { generation, office: about } = post;
    if (!before && !post.whole) return { generation, known: false, asks: [] };
    // A hub that took over may know less than what is told here already: it begins with the whole.
    if (before && post.generation > before.generation && !post.whole) return { generation, known: false, asks: [] };
    const office = before ?? this.#begun(id, post, now);
    if (!office) return { generation, known: true, asks: [] };
    Object.assign(office, { about, generation, heardAt: now });
    if (post.whole) office.tickets.clear();
    for (const [name, state] of post.tickets) {
      if (state === null) office.tickets.delete(name);
      else if (office.tickets.has(name) || office.tickets.size < ticketsMax) office.tickets.set(name, state);
    }
    for (const { id: askId, fault } of post.done) for (const asked of office.asked.values()) if (asked.id === askId) asked.outcome = fault;
    return { generation, known: true, asks: openAsks(office) };
  }

  /** Undefined for a ticket that nobody knows (any more). */
  told(name: string, now: number): CitizenTold | undefined {
    this.#forget(now);
    for (const office of this.#offices.values()) {
      const ticket = office.tickets.get(name);
      if (!ticket) continue;
      const asked = office.asked.get(name);
      const asking = asked !== undefined && asked.outcome === undefined;
      return { office: office.about, ticket, isOld: now - office.heardAt > silentMs, asking, refused: asked?.outcome ?? null };
    }
    return undefined;
  }

  /** Undefined when it is on its way. */
  ask(name: string, ask: CitizenAsk, now: number): AskRefusal | "unknown" | undefined {
    this.#forget(now);
    const office = [...this.#offices.values()].find((each) => each.tickets.has(name));
    if (!office) return "unknown";
    if (now - office.heardAt > silentMs) return "office-not-heard";
    const before = office.asked.get(name);
    if (before && before.outcome === undefined) return "asking";
    if (openAsks(office).length >= asksMax) return "too-many";
    office.asked.set(name, { id: this.#drawId(), ask, at: now, outcome: undefined });
    return undefined;
  }

  #begun(id: string, { generation, office: about }: CitizenPost, now: number): Office | undefined {
    if (this.#offices.size >= officesMax) return undefined;
    const office: Office = { about, generation, heardAt: now, tickets: new Map(), asked: new Map() };
    this.#offices.set(id, office);
    return office;
  }

  #forget(now: number): void {
    for (const [id, office] of this.#offices) {
      if (now - office.heardAt > forgottenMs) this.#offices.delete(id);
      for (const [name, { at }] of office.asked) if (now - at > askKeptMs) office.asked.delete(name);
    }
  }
}

function openAsks({ asked }: Office): CitizenAnswer["asks"] {
  const open: CitizenAnswer["asks"] = [];
  for (const [ticket, { id, ask, outcome }] of asked) if (outcome === undefined && open.length < asksMax) open.push({ id, ticket, ask });
  return open;
}
