/** What the people in one waiting room hear of two boards and see on a sign, over some minutes: listened to in one WAV. */
import { expect, it } from "vitest";
import { spoken, spokenLanguages } from "#shared/voice/spoken.ts";
import type { Sound } from "../../device/voice/wav.ts";
import { heardAt, lengthMs, mixed } from "./mix.ts";
import { type Called, RoomOffice } from "./office.ts";
import { lastsMs, type Room } from "./room.ts";

const direction = { en: "left, past the window", fr: "à gauche, après la fenêtre" };

/** What a call says in each language: long, or short when others waited for it. */
function sentences({ number, counter, language }: Called, length: "full" | "short"): { text: string; language: "en" | "fr" }[] {
  const label = counter.replace("counter-", "");
  const said = { number, label, direction: label === "1" ? direction : null };
  return spokenLanguages(language, ["en", "fr"]).map((each) => ({ text: spoken(said, each, length), language: each }));
}

/** How often each sentence of each call is heard as it is; calls of one text are counted together. */
function timesHeard(calls: readonly Called[], room: Room, mix: Sound): Map<string, { heard: number; wanted: number }> {
  const counts = new Map<string, { heard: number; wanted: number }>();
  for (const call of calls) {
    const perLanguage = (["full", "short"] as const).map((length) => sentences(call, length));
    for (const [place, { language }] of (perLanguage[0] ?? []).entries()) {
      const key = perLanguage.map((each) => each[place]?.text).join(" | ");
      const known = counts.get(`${language} ${key}`);
      if (known) known.wanted += 1;
      else {
        const heard = perLanguage.flatMap((each) => heardAt(mix, room.sound(each[place]?.text ?? "", language))).length;
        counts.set(`${language} ${key}`, { heard, wanted: 1 });
      }
    }
  }
  return counts;
}

function expectNoOverlap(room: Room): void {
  const ends = room.spoken.map((each) => each.cutAt ?? each.at + lastsMs(each));
  for (const [place, { at, call }] of room.spoken.entries())
    if (place > 0) expect(at, call).toBeGreaterThanOrEqual(ends[place - 1] as number);
}

it("Q-CALL-2: one room with two boards and a sign hears every call once in each language, never two at once, and the sign shows each", async () => {
  const office = new RoomOffice(1);
  const { room } = office;
  await office.play(110_000);
  expect(office.crashes).toEqual([]);
  const calls = office.calls();
  expect(calls.length).toBeGreaterThan(9);
  expect(new Set(calls.map(({ how, device }) => `${device} ${how}`))).toEqual(new Set(["board-1 spoken"]));
  expectNoOverlap(room);
  const mix = mixed(room.parts());
  expect([...timesHeard(calls, room, mix)].filter(([, { heard, wanted }]) => heard !== wanted)).toEqual([]);
  // Nothing else was heard: chimes and sentences fill the sound but for silence.
  const soundedMs = room.spoken.reduce((sum, each) => sum + lastsMs(each), 0);
  expect(heardAt(mix, room.sound("", null))).toHaveLength(calls.length);
  expect(soundedMs).toBeLessThan(lengthMs(mix.samples.length));
  for (const { number, counter } of calls) {
    expect(room.onSign).toContain(`${number.letter}${number.count} ${counter.replace("counter-", "")}`);
  }
});

it("Q-CALL-2: when the board that speaks loses its power in the middle of a call, the other speaks from then on; what was cut off is told to the counter", async () => {
  const office = new RoomOffice(2);
  const { room } = office;
  const [first, second] = office.boards;
  let begun = 0;
  if (first)
    first.begins = (spokenNow) => {
      begun += 1;
      if (begun !== 5) return;
      office.agenda.in(lastsMs(spokenNow) * 0.6, () => first.losePower());
      office.agenda.in(60_000, () => {
        first.powered = true;
        first.start();
      });
    };
  await office.play(110_000);
  expect(office.crashes).toEqual([]);
  expect(second?.name).toBe("board-2");
  const calls = office.calls();
  const cut = room.spoken.find(({ cutAt }) => cutAt !== null);
  expect(calls.find(({ call }) => call === cut?.call)?.how).toBe("failed");
  const speakers = calls.map(({ device }) => device);
  // Board 2 goes on when board 1 is back: it had calls to say then, and the room would have heard both.
  expect(speakers.filter((device, place) => device !== speakers[place - 1])).toEqual(["board-1", "board-2"]);
  expectNoOverlap(room);
  const mix = mixed(room.parts());
  const whole = calls.filter(({ how }) => how === "spoken");
  expect(whole.length).toBeGreaterThan(9);
  expect([...timesHeard(whole, room, mix)].filter(([, { heard, wanted }]) => heard !== wanted)).toEqual([]);
  // Of a call that was not heard to its end the counter knows; none was spoken that its board did not own to.
  expect(room.spoken.length - 1).toBe(whole.length);
});

/** Board 1's program crashes in the middle of its fifth call; systemd starts it again within 4 s. */
async function crashed(seed: number, pageListens: boolean): Promise<RoomOffice> {
  const office = new RoomOffice(seed);
  const [first] = office.boards;
  let begun = 0;
  if (first) {
    first.pageListens = pageListens;
    first.begins = (spokenNow) => {
      begun += 1;
      if (begun === 5) office.agenda.in(lastsMs(spokenNow) * 0.2, () => first.kill("in the middle of a call"));
    };
  }
  await office.play(110_000);
  expect(office.crashes).toEqual([]);
  return office;
}

it("Q-CALL-2: when the board's program crashes in the middle of a call, its page falls silent before the other board speaks", async () => {
  const office = await crashed(2, true);
  const { room } = office;
  const calls = office.calls();
  expect(new Set(calls.map(({ device }) => device))).toEqual(new Set(["board-1", "board-2"]));
  const cut = room.spoken.filter(({ cutAt }) => cutAt !== null);
  expect(cut).toHaveLength(1);
  expect(calls.find(({ call }) => call === cut[0]?.call)?.how).toBe("failed");
  expectNoOverlap(room);
  const mix = mixed(room.parts());
  const whole = calls.filter(({ how }) => how === "spoken");
  expect(whole.length).toBeGreaterThan(9);
  expect([...timesHeard(whole, room, mix)].filter(([, { heard, wanted }]) => heard !== wanted)).toEqual([]);
});

it("a page that sounded on without its program would be heard over the next call", async () => {
  const { room } = await crashed(2, false);
  expect(() => expectNoOverlap(room)).toThrow();
});

it("a room in which two boards speak one call is heard to do so", () => {
  const office = new RoomOffice(3);
  const sound = office.room.sound("Ticket A-1, counter 1", "en");
  const twice = mixed([
    { at: 0, samples: sound.samples },
    { at: 5_000, samples: sound.samples },
  ]);
  expect(heardAt(twice, sound)).toHaveLength(2);
  const over = mixed([
    { at: 0, samples: sound.samples },
    { at: 400, samples: sound.samples },
  ]);
  expect(heardAt(over, sound)).toHaveLength(0);
});
