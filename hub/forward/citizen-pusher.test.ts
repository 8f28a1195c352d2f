/** What a hub tells the province of its tickets: what changed, bounded, again when it was forgotten; and what it carries out for their holders. */
import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { ticketName, ticketSecret } from "#shared/citizen/page.ts";
import type { Fault } from "#shared/faults/fault.ts";
import { exampleOffice } from "#shared/office/example.ts";
import type { CommandDone } from "#shared/queue/commands.ts";
import type { HubInput } from "../core/contract.ts";
import { DeviceHarness, HubHarness } from "../core/harness.ts";
import { type CitizenAnswer, type CitizenPost, ticketsPerPostMax } from "../shipping/citizen-post.ts";
import { type CitizenOutcome, CitizenPusher, pushEveryMs } from "./citizen-pusher.ts";

const digest = (text: string) => createHash("sha256").update(text).digest("base64url");
const key = "K".repeat(43);
const configuration = { ...exampleOffice(), citizenPage: { address: "https://queue.example" }, citizenKey: key };
const nameOf = (visit: string) => ticketName(digest, ticketSecret(digest, key, visit));

class Scene {
  readonly hub = HubHarness.opened();
  readonly kiosk = new DeviceHarness("kiosk-1");
  readonly posts: CitizenPost[] = [];
  readonly faults = new Map<string, Fault>();
  superseded: number | null = null;
  /** What the province answers; null: nothing. */
  answer: Partial<CitizenAnswer> | null = {};
  waits: { readonly ms: number; readonly run: () => void }[] = [];
  readonly pusher: CitizenPusher;

  constructor({ isFed = true } = {}) {
    this.hub.send({ kind: "configure", configuration, key: "with-page" });
    this.pusher = new CitizenPusher({
      post: isFed ? async (post) => this.#post(post) : null,
      state: () => this.hub.state,
      at: () => this.hub.at,
      digest,
      ask: async (inputOf) => this.#ask(inputOf(1)),
      superseded: (generation) => {
        this.superseded = generation;
      },
      after: (ms, run) => {
        this.waits.push({ ms, run });
        return () => {};
      },
      random01: () => 0,
      faults: { raise: (about, fault) => void this.faults.set(about, fault), clear: (about) => void this.faults.delete(about) },
    });
    this.pusher.onCommitted();
  }

  tickets(count: number): string[] {
    const from = this.kiosk.rows.length + 1;
    for (let made = 0; made < count; made += 1)
      this.kiosk.write(this.kiosk.ticket({ letter: "C", count: from + made, request: null, date: null }, "licence"));
    this.hub.send(this.kiosk.message(from));
    return [...this.hub.state.visits.keys()].slice(-count);
  }

  /** Lets the next post happen; how long it was waited for. */
  async turn(): Promise<number> {
    const [wait] = this.waits.splice(0, 1);
    wait?.run();
    // A post, its answer and what is carried out are a few turns of promises, and no time.
    for (let turns = 0; turns < 20; turns += 1) await Promise.resolve();
    return wait?.ms ?? -1;
  }

  get last(): CitizenPost {
    return this.posts.at(-1) as CitizenPost;
  }

  #post(post: CitizenPost): CitizenOutcome {
    this.posts.push(post);
    if (!this.answer) return { kind: "failed" };
    return { kind: "answered", answer: { generation: post.generation, known: true, asks: [], ...this.answer } };
  }

  #ask(input: HubInput): CommandDone | Fault {
    const [effect] = this.hub.send(input);
    if (effect?.kind !== "reply") throw new Error("no reply");
    return effect.answer;
  }
}

describe("what is told", () => {
  test("is the whole at first, then what changed, and nothing when nothing did", async () => {
    const scene = new Scene();
    const [first = "", second = ""] = scene.tickets(2);
    expect(await scene.turn()).toBe(0);
    expect(scene.last).toMatchObject({ whole: true, office: { timeZone: "America/Vancouver" } });
    expect(scene.last.tickets.map(([name]) => name)).toEqual([nameOf(first), nameOf(second)]);
    expect(await scene.turn()).toBe(pushEveryMs);
    expect(scene.last).toMatchObject({ whole: false, tickets: [] });
    scene.hub.command("sign-in", { agent: 21, counter: "counter-1" });
    scene.hub.command("call-next", { agent: 21, counter: "counter-1" });
    await scene.turn();
    expect(scene.last.tickets.map(([, state]) => state?.stage.kind)).toEqual(["called", "waiting"]);
  });

  test("is told again to a province that has forgotten, and after an answer that never came", async () => {
    const scene = new Scene();
    scene.tickets(1);
    scene.answer = null;
    await scene.turn();
    scene.answer = { known: false };
    expect(await scene.turn()).toBeGreaterThanOrEqual(1_000);
    scene.answer = {};
    expect(await scene.turn()).toBe(0);
    expect(scene.posts.map(({ whole, tickets }) => [whole, tickets.length])).toEqual(Array(3).fill([true, 1]));
  });

  test("comes in posts of a bounded size, one after the other, until all is told", async () => {
    const scene = new Scene();
    scene.tickets(ticketsPerPostMax + 3);
    await scene.turn();
    expect(await scene.turn()).toBe(0);
    expect(scene.posts.map(({ whole, tickets }) => [whole, tickets.length])).toEqual([
      [true, ticketsPerPostMax],
      [false, 3],
    ]);
  });

  test("ends an hour after the visit, and with the office's day", async () => {
    const scene = new Scene();
    const [first = "", second = ""] = scene.tickets(2);
    const at = { agent: 21, counter: "counter-1" };
    scene.hub.command("sign-in", at);
    scene.hub.command("left", { ...at, visit: first });
    await scene.turn();
    scene.hub.at += 60 * 60_000 + 1;
    await scene.turn();
    expect(scene.last.tickets).toEqual([[nameOf(first), null]]);
    scene.hub.command("close-day", { ...at, date: "2026-11-23" });
    await scene.turn();
    expect(scene.last.tickets).toEqual([[nameOf(second), null]]);
  });

  test("is for nobody while the office has no page, and a page that nobody feeds is a fault", async () => {
    const unfed = new Scene({ isFed: false });
    await unfed.turn();
    expect([...unfed.faults.values()]).toMatchObject([{ fault: "citizen-page-unfed" }]);
    unfed.hub.send({ kind: "configure", configuration: exampleOffice(), key: "without-page" });
    await unfed.turn();
    expect(unfed.faults.size).toBe(0);
    const scene = new Scene();
    scene.hub.send({ kind: "configure", configuration: exampleOffice(), key: "without-page" });
    await scene.turn();
    expect(scene.posts).toEqual([]);
  });

  test("ends when another hub has taken over", async () => {
    const scene = new Scene();
    scene.answer = { generation: 9 };
    await scene.turn();
    expect([scene.superseded, scene.waits]).toEqual([9, []]);
  });
});

describe("what holders ask for", () => {
  test("is carried out once, and what became of it is told at once and until it was heard", async () => {
    const scene = new Scene();
    const [first = ""] = scene.tickets(1);
    await scene.turn();
    const ask = { kind: "step-away", minutes: 15 } as const;
    scene.answer = { asks: [{ id: "ask-00000001", ticket: nameOf(first), ask }] };
    await scene.turn();
    scene.answer = null;
    expect(await scene.turn()).toBe(0);
    scene.answer = { asks: [{ id: "ask-00000001", ticket: nameOf(first), ask }] };
    await scene.turn();
    expect(scene.posts.slice(-2).map(({ done }) => done)).toEqual(Array(2).fill([{ id: "ask-00000001", fault: null }]));
    expect(scene.last.tickets).toMatchObject([[nameOf(first), { stage: { kind: "away" } }]]);
    expect(scene.hub.rows.filter(({ kind }) => kind === "visit-stepped-away")).toHaveLength(1);
  });

  test("is refused in the fault's word, also for a ticket that is not here", async () => {
    const scene = new Scene();
    const [first = ""] = scene.tickets(1);
    const ask = { kind: "come-back" } as const;
    const asks = [first, "kiosk-9.e.1"].map((visit, place) => ({ id: `ask-0000000${place}`, ticket: nameOf(visit), ask }));
    scene.answer = { asks };
    await scene.turn();
    scene.answer = {};
    await scene.turn();
    expect(scene.last.done.map(({ fault }) => fault)).toEqual(["not-away", "unknown-visit"]);
  });
});

test("a ticket is found under the name on its paper also where its card was given another epoch, and another's name is never taken", async () => {
  const scene = new Scene();
  const [first = "", second = ""] = scene.tickets(2);
  const { hub } = scene;
  // The card lost its second row, wrote another in its place, and told it under a new epoch: its paper bears the old name.
  const card = new DeviceHarness("kiosk-1", "e2");
  card.rows.push(...scene.kiosk.rows.slice(0, 1));
  card.hashes.push(...scene.kiosk.hashes.slice(1, 2));
  for (const count of [3, 4]) card.write(card.ticket({ letter: "C", count, request: null, date: null }, "licence"));
  const message = card.message(2);
  const begins = { first: { seq: 2, hash: scene.kiosk.hashes[1] as string }, from: { epoch: "e1", seq: 1 } };
  hub.send({ ...message, message: { ...message.message, ...begins } });
  expect([...hub.state.visits.keys()]).toEqual([first, second, "kiosk-1.e2.2", "kiosk-1.e2.3"]);
  await scene.turn();
  const told = new Map(scene.last.tickets.map(([name, state]) => [name, state?.number]));
  expect(["e1.2", "e1.3", "e2.3"].map((row) => told.get(nameOf(`kiosk-1.${row}`)))).toEqual(["C2", "C4", "C4"]);
});
