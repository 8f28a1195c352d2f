import { describe, expect, test } from "vitest";
import type { BoardAnnounce } from "#shared/wire/board-page.ts";
import type { BoardView } from "#shared/wire/payloads.ts";
import { type AnnouncerEffect, type AnnouncerInput, announced, silent, waitingMax } from "./announcer.ts";
import { arcMinutes, boardGeometry } from "./geometry.ts";
import { sayingAt, sayingMs, sayings } from "./saying.ts";
import { newMs, pageMs, seen, slotsAt } from "./slots.ts";

const fullHd = { width: 1920, height: 1080 };

describe("geometry", () => {
  test.each([
    [43, 4],
    [43, 6],
    [55, 4],
    [55, 6],
    [55, 8],
    [65, 6],
    [65, 8],
    [65, 10],
  ])("on %i inches a capital subtends 0.7 degrees at %i m, and nothing is under 16 minutes", (inches, farthestSeatMetres) => {
    const screen = { inches, farthestSeatMetres };
    const { big, small, rows } = boardGeometry(fullHd, screen);
    expect(arcMinutes(big, fullHd, screen)).toBeGreaterThanOrEqual(41.99);
    expect(arcMinutes(small, fullHd, screen)).toBeGreaterThanOrEqual(15.99);
    expect(rows * big * 1.17 + small * 2.4).toBeLessThanOrEqual(1080);
  });

  test("rows follow from the room", () => {
    const rows = (inches: number, farthestSeatMetres: number) => boardGeometry(fullHd, { inches, farthestSeatMetres }).rows;
    expect([rows(43, 4), rows(43, 6), rows(55, 8), rows(65, 4), rows(65, 10)]).toEqual([5, 3, 3, 8, 3]);
    expect(rows(7, 30)).toBe(2);
  });

  test("a small frame shows the same picture, smaller", () => {
    const large = boardGeometry(fullHd, { inches: 43, farthestSeatMetres: 6 });
    const frame = boardGeometry({ width: 960, height: 540 }, { inches: 43, farthestSeatMetres: 6 });
    expect(frame.rows).toBe(large.rows);
    expect(frame.big).toBeCloseTo(large.big / 2, 0);
  });

  test("the note of a lost connection covers no call", () => {
    const screen = { inches: 43, farthestSeatMetres: 6 };
    const { rows, big, small, note, padding } = boardGeometry(fullHd, screen, { note: true, band: false });
    expect(rows * big + small * 2.4 + note * 2.4 + padding).toBeLessThanOrEqual(1080);
  });
});

type Call = BoardView["now"][number];

function call(id: string, stage: Call["stage"] = "called", calledAt = 0): Call {
  return { call: id, letter: "A", count: Number(id.replaceAll(/\D/g, "")) || 1, label: "1", stage, calledAt };
}

function view(...now: Call[]): BoardView {
  return { generation: 1, epoch: "e", n: 1, at: 0, zone: "main", date: "2026-11-23", now, before: [], waiting: 0 };
}

function ids(slots: ReturnType<typeof slotsAt>) {
  return slots.slots.map(({ call: each, isNew }) => (each ? `${each.call}${isNew ? "!" : ""}` : "-"));
}

test("a strip over the calls and one under them cover none", () => {
  const screen = { inches: 43, farthestSeatMetres: 6 };
  const { rows, big, small, note, padding } = boardGeometry(fullHd, screen, { note: true, band: true });
  expect(rows * big + small * 2.4 + note * (2.4 + 1.25) + padding * 1.8).toBeLessThanOrEqual(1080);
});

describe("what the office says", () => {
  const words = (count: number) => Array.from({ length: count }, (_, place) => `word${place}`).join(" ");
  const notice = (en: string, fr: string) => ({ id: en.slice(0, 20), text: { en, fr } });

  test("a long notice comes in as many parts in one language as in the other, each within its room, no word lost", () => {
    const [en, fr] = [words(20), words(33)];
    const said = sayings({ ...view(), notices: [notice(en, fr)] }, 80);
    expect(said.length).toBeGreaterThan(2);
    for (const part of said) expect(Math.max(part.en.length, part.fr.length)).toBeLessThanOrEqual(84);
    const whole = (language: "en" | "fr") => said.map((part) => part[language].replaceAll("…", "").trim()).join(" ");
    expect([whole("en"), whole("fr")]).toEqual([en, fr]);
  });

  test("what fits is said whole, one after the other; last tickets come before all; a word longer than the room stays whole", () => {
    const two = { ...view(), notices: [notice("Closed at noon", "Fermé à midi"), notice("B", "B")], stage: "last" as const };
    const said = sayings(two, 80);
    expect(said.map(({ en }) => en)).toEqual(["No more tickets today. You will still be called.", "Closed at noon", "B"]);
    expect([0, sayingMs, 2 * sayingMs, 3 * sayingMs].map((at) => sayingAt(said, at)?.en.slice(0, 2))).toEqual(["No", "Cl", "B", "No"]);
    expect(sayings({ ...view(), notices: [notice("x".repeat(200), "y")] }, 80)).toHaveLength(1);
    expect([sayingAt([], 5), sayings(null, 80)]).toEqual([null, []]);
  });
});

describe("slots", () => {
  const old = (shown: BoardView) => new Map(shown.now.map((each) => [each.call, -newMs]));

  test("always as many as there are rows, newest call on top, those at a counter below", () => {
    const shown = view(call("3"), call("2", "serving"), call("1"));
    expect(ids(slotsAt(shown, 4, old(shown), 0))).toEqual(["3", "1", "2", "-"]);
    expect(ids(slotsAt(view(), 2, new Map(), 0))).toEqual(["-", "-"]);
  });

  test("Q-CALL-2 every call is shown within its turn, however many there are", () => {
    for (const rows of [1, 2, 3, 5]) {
      for (const count of [1, 2, 4, 7, 12]) {
        const shown = view(...Array.from({ length: count }, (_, place) => call(`${count - place}`)));
        const met = new Set<string>();
        for (let at = 0; at < count * pageMs; at += pageMs) for (const each of ids(slotsAt(shown, rows, old(shown), at))) met.add(each);
        met.delete("-");
        expect(met.size, `${count} calls on ${rows} rows`).toBe(count);
      }
    }
  });

  test("a page stands for six seconds and never moves the newest", () => {
    const shown = view(...["5", "4", "3", "2", "1"].map((each) => call(each)));
    const at = (ms: number) => ids(slotsAt(shown, 3, old(shown), ms));
    expect(at(0)).toEqual(["5", "4", "3"]);
    expect(at(pageMs - 1)).toEqual(at(0));
    expect(at(pageMs)).toEqual(["5", "2", "1"]);
  });

  test("a new call stands in the first row at once and stays until it is no longer new", () => {
    const before = view(call("2"), call("1", "serving"));
    const first = seen(new Map(), before, 1_000, true, 10 ** 6);
    expect(ids(slotsAt(before, 3, first, 1_000))).toEqual(["2", "1", "-"]);
    const after = view(call("3", "called", 10 ** 6), ...before.now);
    const second = seen(first, after, 2_000, false, 10 ** 6);
    for (let at = 2_000; at < 2_000 + newMs; at += 500) expect(ids(slotsAt(after, 2, second, at))[0]).toBe("3!");
    expect(ids(slotsAt(after, 3, second, 2_000 + newMs))).toEqual(["3", "2", "1"]);
  });

  test("a page that comes up marks only what was just called, and forgets calls that are gone", () => {
    const shown = view(call("2", "called", 99_000), call("1", "called", 10_000));
    const first = seen(new Map(), shown, 5, true, 100_000);
    expect(ids(slotsAt(shown, 3, first, 5))).toEqual(["2!", "1", "-"]);
    expect(seen(first, view(), 10, false, 100_000).size).toBe(0);
  });
});

function announce(id: string, ...languages: ("en" | "fr" | null)[]): BoardAnnounce {
  return {
    call: id,
    number: "A1",
    label: "1",
    sounds: languages.map((language) => ({ address: `/${id}/${language}`, language, text: "" })),
  };
}

function announcing(...inputs: AnnouncerInput[]) {
  let state = silent;
  const effects: AnnouncerEffect[] = [];
  for (const input of inputs) {
    const stepped = announced(state, input);
    state = stepped.state;
    effects.push(...stepped.effects);
  }
  return { state, said: effects.map(inWords) };
}

function inWords(effect: AnnouncerEffect): string {
  if (effect.kind === "play") return effect.address;
  return effect.kind === "hush" ? "hush" : `${effect.call} ${effect.how}`;
}

const ended = { kind: "ended" } as const;
const take = (id: string, ...languages: ("en" | "fr" | null)[]) => ({ kind: "announce", announce: announce(id, ...languages) }) as const;

describe("announcements", () => {
  test("Q-CALL-2 one at a time, in order, each reported once", () => {
    const { said } = announcing(take("a", null, "en", "fr"), take("b", null), take("a", "en"), ended, ended, ended, ended);
    expect(said).toEqual(["/a/null", "/a/en", "/a/fr", "a spoken", "/b/null", "b chime-only"]);
  });

  test("a broken sound is left out; nothing heard at all has failed", () => {
    const broken = { kind: "failed", why: "broken" } as const;
    expect(announcing(take("a", null, "en"), ended, broken).said).toEqual(["/a/null", "/a/en", "a chime-only"]);
    expect(announcing(take("a", null, "en"), broken, broken).said).toEqual(["/a/null", "/a/en", "a failed"]);
    expect(announcing(take("a")).said).toEqual(["a failed"]);
  });

  test("Q-CALL-2 without its device it falls silent, and all that was not heard has failed; what comes later sounds", () => {
    const lost = { kind: "lost" } as const;
    const { state, said } = announcing(take("a", null, "en"), ended, take("b", null), lost, lost, take("c", null), ended);
    expect(said).toEqual(["/a/null", "/a/en", "hush", "a failed", "b failed", "/c/null", "c chime-only"]);
    expect(state).toEqual(silent);
    expect(announcing(lost)).toEqual({ state: silent, said: [] });
  });

  test("a browser that refuses is said so, and the next is tried all the same", () => {
    const refused = { kind: "failed", why: "refused" } as const;
    const { state, said } = announcing(take("a", null, "en"), take("b", null), refused);
    expect(said).toEqual(["/a/null", "a failed", "/b/null"]);
    expect(state.muted).toBe(true);
    expect(announcing(take("a", null), refused, { kind: "unmuted" }).state.muted).toBe(false);
  });

  test("the line is bounded and its oldest given up", () => {
    const many = Array.from({ length: waitingMax + 2 }, (_, place) => take(`c${place}`, null));
    const { state, said } = announcing(...many);
    expect(state.waiting).toHaveLength(waitingMax);
    expect(said).toEqual(["/c0/null", "c1 failed"]);
  });
});
