/** What the province remembers of tickets: little, for a short while, and of the hub that is in charge. */
import { describe, expect, test } from "vitest";
import type { CitizenState } from "#shared/citizen/schema.ts";
import { asksMax, type CitizenPost } from "../shipping/citizen-post.ts";
import { askKeptMs, Citizens, forgottenMs, silentMs, ticketsMax } from "./citizens.ts";

const about = { name: { en: "Victoria", fr: "Victoria" }, timeZone: "America/Vancouver", languages: ["en", "fr"] as ("en" | "fr")[] };
const nameOf = (n: number) => `ticket-${n}`.padEnd(22, "_");
const waiting = (before: number): CitizenState => ({
  ...{ number: "A1", language: "en", stage: { kind: "waiting", before }, mayStepAway: [15] },
});
const stepAway = { kind: "step-away", minutes: 15 } as const;

class Scene {
  now = 0;
  ids = 0;
  readonly citizens = new Citizens(() => {
    this.ids += 1;
    return `ask-${this.ids}`;
  });

  tell(tickets: CitizenPost["tickets"], over: Partial<CitizenPost> = {}) {
    return this.citizens.take("victoria", { generation: 1, office: about, whole: false, tickets, done: [], ...over }, this.now);
  }

  begun(): this {
    this.tell([[nameOf(1), waiting(0)]], { whole: true });
    return this;
  }

  told = (n = 1) => this.citizens.told(nameOf(n), this.now);
  ask = (n = 1) => this.citizens.ask(nameOf(n), stepAway, this.now);
}

describe("what is told", () => {
  test("an office that is not known is asked for the whole, and what it does not name then is forgotten", () => {
    const scene = new Scene();
    expect(scene.tell([[nameOf(1), waiting(0)]])).toMatchObject({ known: false, asks: [] });
    expect(scene.told()).toBeUndefined();
    scene.begun();
    expect(scene.told()).toMatchObject({ ticket: waiting(0), isOld: false, asking: false, refused: null, office: about });
    scene.tell([
      [nameOf(1), null],
      [nameOf(2), waiting(0)],
    ]);
    expect([scene.told(1), scene.told(2)?.ticket]).toEqual([undefined, waiting(0)]);
    scene.tell([[nameOf(3), waiting(0)]], { whole: true });
    expect([scene.told(2), scene.told(3)?.ticket]).toEqual([undefined, waiting(0)]);
  });

  test("an office that falls silent is told as it was, and forgotten after an hour", () => {
    const scene = new Scene().begun();
    scene.now = silentMs + 1;
    expect(scene.told()).toMatchObject({ isOld: true });
    scene.now = forgottenMs + 1;
    expect(scene.told()).toBeUndefined();
    expect(scene.tell([])).toMatchObject({ known: false });
  });

  test("a hub that another took over from is not listened to, and the one that did begins with the whole", () => {
    const scene = new Scene().begun();
    expect(scene.tell([[nameOf(1), waiting(3)]], { generation: 2 })).toMatchObject({ known: false });
    expect(scene.told()?.ticket).toEqual(waiting(0));
    scene.tell([[nameOf(1), waiting(4)]], { generation: 2, whole: true });
    expect(scene.tell([[nameOf(1), waiting(9)]], { whole: true })).toEqual({ generation: 2, known: true, asks: [] });
    expect(scene.told()?.ticket).toEqual(waiting(4));
  });

  test("no office fills the memory", () => {
    const scene = new Scene().begun();
    for (let from = 0; from <= ticketsMax; from += 500) {
      scene.tell(
        Array.from({ length: 500 }, (_each, place) => [nameOf(from + place), waiting(1)] as const).map(([name, state]) => [name, state]),
      );
    }
    expect([scene.told(ticketsMax - 1)?.ticket, scene.told(ticketsMax + 1)]).toEqual([waiting(1), undefined]);
    scene.tell([[nameOf(1), waiting(7)]]);
    expect(scene.told(1)?.ticket).toEqual(waiting(7));
  });
});

describe("what is asked", () => {
  test("goes to the hub with each answer until it says what became of it", () => {
    const scene = new Scene().begun();
    expect(scene.ask()).toBeUndefined();
    expect([scene.ask(), scene.told()?.asking]).toEqual(["asking", true]);
    const asks = [{ id: "ask-1", ticket: nameOf(1), ask: stepAway }];
    expect([scene.tell([]).asks, scene.tell([]).asks]).toEqual([asks, asks]);
    expect(scene.tell([], { done: [{ id: "ask-1", fault: "not-waiting" }] }).asks).toEqual([]);
    expect(scene.told()).toMatchObject({ asking: false, refused: "not-waiting" });
    expect(scene.ask()).toBeUndefined();
    expect(scene.tell([], { done: [{ id: "ask-2", fault: null }] }).asks).toEqual([]);
    expect(scene.told()).toMatchObject({ asking: false, refused: null });
  });

  test("is refused for a ticket that nobody knows, while the office is not heard, and when too much is asked already", () => {
    const scene = new Scene().begun();
    expect(scene.ask(2)).toBe("unknown");
    scene.tell(Array.from({ length: asksMax + 1 }, (_each, place) => [nameOf(place), waiting(1)]));
    for (let place = 0; place < asksMax; place += 1) expect(scene.ask(place)).toBeUndefined();
    expect(scene.ask(asksMax)).toBe("too-many");
    scene.now = silentMs + 1;
    expect(scene.ask(1)).toBe("office-not-heard");
  });

  test("is given up after a minute without an answer", () => {
    const scene = new Scene().begun();
    scene.ask();
    scene.now = askKeptMs + 1;
    scene.tell([]);
    expect(scene.told()).toMatchObject({ asking: false, refused: null });
    expect(scene.tell([]).asks).toEqual([]);
  });
});
