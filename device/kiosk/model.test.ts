/** Two kiosks and a hub that answers late, twice or never, with restarts and a flapping link, in every order that fast-check finds. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { isFault } from "#shared/faults/fault.ts";
import { Bench, digest } from "../testing/bench.ts";
import { sampleOffice } from "../testing/sample-office.ts";
import type { KioskEffect, KioskInput } from "./contract.ts";
import { createKioskCore } from "./core.ts";
import { newSession } from "./session.ts";
import type { KioskState } from "./state.ts";

type Ask = Extract<KioskEffect, { kind: "ask" }>["message"];

/** Numbers as the rules say: a repeated request gets the same answer, a letter is given once. */
class Hub {
  readonly #reserved = new Map<string, number>();
  readonly #letters = new Map<string, string>();

  answer(device: string, message: Ask): KioskInput {
    const common = { id: message.id, generation: 1, at: 0 };
    if (message.kind === "reserve") {
      const count = this.#reserved.get(message.request) ?? this.#reserved.size + 1;
      this.#reserved.set(message.request, count);
      return { kind: "answer", message: { ...common, kind: "reserved", request: message.request, letter: "A", count, date: "2026-11-23" } };
    }
    if (message.kind === "enrol") {
      const letter = this.#letters.get(device) ?? "BCDEF".charAt(this.#letters.size);
      this.#letters.set(device, letter);
      return { kind: "answer", message: { ...common, kind: "enrolled", letter } };
    }
    return { kind: "answer", message: { ...common, kind: "probed" } };
  }
}

class Kiosk {
  session = newSession();
  readonly bench: Bench<KioskState, KioskInput, KioskEffect>;
  /** Questions on their way, and everything that was ever carried out. */
  asked: Ask[] = [];
  wakes: string[] = [];
  readonly paper: { readonly visit: string; readonly copy: number; readonly rows: number }[] = [];
  readonly told = new Map<string, Set<string>>();
  readonly #keys = new Map<number, string>();
  #tokens = 0;

  constructor(name: string) {
    this.bench = new Bench(name, `epoch-${name}`, (log) => createKioskCore(log.identity, this.session, digest, 1));
    this.begin();
  }

  begin(): void {
    this.give({ kind: "start", software: "1" }, { kind: "desired", version: 1, office: sampleOffice });
  }

  restart(): void {
    this.session = newSession();
    this.asked = [];
    this.wakes = [];
    this.bench.restart();
    this.begin();
  }

  tap(key: string): void {
    this.#tokens += 1;
    this.#keys.set(this.#tokens, key);
    this.give({ kind: "tap", token: this.#tokens, request: { key, service: null, language: "en", needs: [] } });
  }

  give(...inputs: KioskInput[]): void {
    for (const effect of this.bench.give(...inputs)) {
      if (effect.kind === "ask") this.asked.push(effect.message);
      if (effect.kind === "wake") this.wakes.push(effect.id);
      if (effect.kind === "print") this.paper.push({ ...effect, rows: this.bench.storedAt.get(effect) ?? 0 });
      if (effect.kind !== "reply" || isFault(effect.answer)) continue;
      const key = this.#keys.get(effect.token);
      if (key === undefined) continue;
      this.told.set(key, (this.told.get(key) ?? new Set()).add(`${effect.answer.visit} ${effect.answer.number}`));
    }
  }
}

const move = fc.oneof(
  fc.record({ kind: fc.constant("tap" as const), who: fc.nat(1), key: fc.nat(5) }),
  fc.record({
    kind: fc.constantFrom("answer" as const, "twice" as const, "late" as const, "lost" as const),
    who: fc.nat(1),
    place: fc.nat(3),
  }),
  fc.record({
    kind: fc.constantFrom("up" as const, "down" as const, "restart" as const, "stored" as const, "wake" as const, "full" as const),
    who: fc.nat(1),
  }),
  fc.record({
    kind: fc.constant("printed" as const),
    who: fc.nat(1),
    how: fc.constantFrom("printed" as const, "failed" as const, "unknown" as const),
  }),
  fc.record({ kind: fc.constant("copy" as const), who: fc.nat(1) }),
);

test("Q-TICKET-1 Q-TICKET-2: no number twice, no paper before its row, one ticket a tap, in any order of events", () => {
  fc.assert(
    fc.property(fc.array(move, { minLength: 20, maxLength: 120 }), (moves) => {
      const hub = new Hub();
      const kiosks = [new Kiosk("k0"), new Kiosk("k1")] as const;
      for (const each of moves) {
        const kiosk = kiosks[each.who as 0 | 1];
        const last = kiosk.paper.at(-1);
        if (each.kind === "tap") kiosk.tap(`tap-key-${each.who}-${each.key}`);
        else if (each.kind === "up") kiosk.give({ kind: "link", up: true });
        else if (each.kind === "down") kiosk.give({ kind: "link", up: false });
        else if (each.kind === "restart") kiosk.restart();
        else if (each.kind === "full") kiosk.bench.breakNextCommit = new Error("full");
        else if (each.kind === "stored") kiosk.give({ kind: "stored", seq: kiosk.bench.state.n });
        else if (each.kind === "wake") for (const id of kiosk.wakes.splice(0)) kiosk.give({ kind: "due", id });
        else if (each.kind === "printed" && last)
          kiosk.give({ kind: "print-ended", visit: last.visit, copy: last.copy, job: "abcd", outcome: each.how, fault: null });
        else if (each.kind === "copy" && last) kiosk.give({ kind: "reprint", visit: last.visit, token: 0 });
        else if (each.kind === "answer" || each.kind === "twice" || each.kind === "late" || each.kind === "lost") {
          const [ask] = kiosk.asked.splice(each.place % Math.max(1, kiosk.asked.length), 1);
          if (!ask) continue;
          if (each.kind === "late" || each.kind === "lost") kiosk.give({ kind: "due", id: ask.id });
          if (each.kind !== "lost") kiosk.give(hub.answer(kiosk.bench.log.identity.source, ask));
          if (each.kind === "twice") kiosk.give(hub.answer(kiosk.bench.log.identity.source, ask));
        }
      }
      const issued = kiosks.flatMap((kiosk) =>
        kiosk.bench.rows
          .filter((row) => row.kind === "ticket-issued")
          .map((row) => row.body as { letter: string; count: number; tap: string }),
      );
      const numbers = issued.map(({ letter, count }) => `${letter}${count}`);
      expect(new Set(numbers).size).toBe(numbers.length);
      expect(new Set(issued.map(({ tap }) => tap)).size).toBe(issued.length);
      for (const kiosk of kiosks) {
        for (const { visit, rows } of kiosk.paper) expect(rows).toBeGreaterThanOrEqual(Number(visit.split(".").at(-1)));
        const papers = kiosk.paper.map(({ visit, copy }) => `${visit} ${copy}`);
        expect(new Set(papers).size).toBe(papers.length);
        for (const answers of kiosk.told.values()) expect(answers.size).toBe(1);
      }
    }),
    { numRuns: 300 },
  );
});
