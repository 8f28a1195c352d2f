/** A screen over hours, by hand: one look a second. */
import { describe, expect, it } from "vitest";
import type { Look } from "./watch.ts";
import { beginning, stateOf, type Watch, watched } from "./watch.ts";

const limits = { silenceMs: 30_000, startMs: 60_000 };

class Screen {
  watch: Watch = beginning;
  nowMs = 0;
  browserRuns = false;
  device: "there" | "silent" | "no-page" = "there";
  awake = true;
  /** Whether the page says that it is drawn. */
  beats = true;
  /** Whether the browser ends when it is told to. */
  ends = true;
  effects: string[] = [];
  states: string[] = [];
  #beatMs: number | null = null;

  look(): void {
    this.nowMs += 1_000;
    if (this.browserRuns && this.beats) this.#beatMs = this.nowMs - 100;
    const page = { beatAgeMs: this.#beatMs === null ? null : this.nowMs - this.#beatMs, awake: this.awake };
    const look: Look = { device: this.device === "there" ? page : this.device, browserRuns: this.browserRuns };
    const { watch, effects } = watched(this.watch, look, limits, this.nowMs);
    this.watch = watch;
    this.effects.push(...effects);
    if (this.states.at(-1) !== stateOf(watch)) this.states.push(stateOf(watch));
    if (effects.includes("start")) this.browserRuns = true;
    if (effects.includes("stop") && this.ends) this.browserRuns = false;
  }

  run(seconds: number): this {
    for (let second = 0; second < seconds; second += 1) this.look();
    return this;
  }

  /** What was done since this was last asked. */
  get done(): string {
    return this.effects.splice(0).join(" ");
  }
}

it("starts when the device answers, not before: a browser that finds nobody shows its own errors", () => {
  const screen = new Screen();
  screen.device = "silent";
  expect(screen.run(600).done).toBe("");
  screen.device = "there";
  expect(screen.run(3).done).toBe("start");
  expect(screen.states).toEqual(["starting", "showing"]);
});

describe("a page that is white, frozen or gone", () => {
  it("frozen: after half a minute without a beat the browser is started again", () => {
    const screen = new Screen().run(100);
    screen.beats = false;
    expect(screen.run(29).done).toBe("start");
    expect(screen.run(2).done).toBe("stop");
    screen.beats = true;
    expect(screen.run(5).done).toBe("start");
    expect(screen.states).toEqual(["starting", "showing", "starting", "showing"]);
  });

  it("white from the start: it has a minute for its first picture, and a beat of the browser before does not count for it", () => {
    const screen = new Screen().run(100);
    screen.browserRuns = false;
    screen.beats = false;
    expect(screen.run(3).done).toBe("start start");
    expect(screen.run(57).done).toBe("");
    expect(screen.run(3).done).toBe("stop");
  });

  it("gone: it is back after a second, and after longer and longer pauses when it falls again and again", () => {
    const screen = new Screen().run(10);
    const starts: number[] = [];
    for (let second = 0; second < 400; second += 1) {
      screen.look();
      if (screen.done.includes("start")) starts.push(screen.nowMs);
      screen.browserRuns = false;
    }
    const pauses = starts.slice(1).map((at, place) => (at - (starts[place] as number)) / 1_000);
    expect(pauses.slice(0, 6)).toEqual([2, 3, 6, 11, 31, 61]);
  });
});

it("three bad starts make the screen dark; a picture that stands for twenty seconds ends it, and each is said once", () => {
  const screen = new Screen();
  screen.beats = false;
  screen.run(300);
  expect(screen.states).toEqual(["starting", "dark"]);
  screen.beats = true;
  screen.run(100);
  expect(screen.states).toEqual(["starting", "dark", "showing"]);
});

it("a picture that falls again before it has stood does not end the dark", () => {
  const screen = new Screen();
  for (let second = 0; second < 900; second += 1) {
    screen.look();
    if (screen.browserRuns && second % 10 === 9) screen.browserRuns = false;
  }
  expect(screen.states.at(-1)).toBe("dark");
  expect(screen.states.filter((each) => each === "dark")).toHaveLength(1);
});

it("a device that restarts or is set up is no reason to restart the browser, and its silence is no page's", () => {
  const screen = new Screen().run(100);
  screen.beats = false;
  for (const device of ["silent", "no-page"] as const) {
    screen.device = device;
    expect(screen.run(600).done.replace("start", "")).toBe("");
  }
  screen.device = "there";
  expect(screen.run(28).done).toBe("");
  screen.beats = true;
  expect(screen.run(60).done).toBe("");
  expect(screen.states).toEqual(["starting", "showing"]);
});

it("when nobody may look any more the browser ends and the screen sleeps; when they may, it is back, as new", () => {
  const screen = new Screen().run(100);
  screen.awake = false;
  expect(screen.run(36_000).done).toBe("start stop sleep");
  screen.awake = true;
  expect(screen.run(60).done).toBe("wake start");
  expect(screen.states).toEqual(["starting", "showing", "asleep", "starting", "showing"]);
});

it("a device that starts at night lets the screen sleep without a browser", () => {
  const screen = new Screen();
  screen.awake = false;
  expect(screen.run(10).done).toBe("sleep");
});

it("a browser that does not end when it is told to is not started twice, and the screen is dark", () => {
  const screen = new Screen().run(100);
  screen.ends = false;
  screen.beats = false;
  expect(screen.run(600).done).toBe("start stop");
  expect(screen.states.at(-1)).toBe("dark");
});
