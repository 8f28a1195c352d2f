import { describe, expect, it } from "vitest";
import { Child, fallsMax } from "./child.ts";
import type { Running } from "./launch.ts";

/** Programs that start when told to and fall when told to, in a time that a test turns. */
class World {
  readonly launched: { fall: (how: string) => void; ready: () => void; signals: string[] }[] = [];
  readonly #due: { at: number; go: () => void }[] = [];
  #now = 0;
  #watchers: (() => void)[] = [];

  readonly child = new Child("hub", {
    launch: () => this.#launch(),
    mono: () => this.#now,
    wait: (ms) => new Promise((go) => this.#due.push({ at: this.#now + ms, go })),
    changed: () => {
      for (const watcher of this.#watchers) watcher();
    },
  });

  async pass(ms: number): Promise<void> {
    this.#now += ms;
    for (const due of this.#due.splice(0)) due.at <= this.#now ? due.go() : this.#due.push(due);
    // Lets everything that has become due run to its end.
    await new Promise((done) => setImmediate(done));
  }

  until(state: string): Promise<void> {
    return new Promise((done) => {
      const look = () => this.child.state === state && done();
      this.#watchers = [look];
      look();
    });
  }

  get last() {
    const last = this.launched.at(-1);
    if (!last) throw new Error("Nothing was started.");
    return last;
  }

  #launch(): Running {
    let fall = (_how: string) => {};
    let ready = () => {};
    const signals: string[] = [];
    const ended = new Promise<string>((done) => {
      fall = done;
    });
    const isReady = new Promise<{ ready: "hub" }>((done, failed) => {
      ready = () => done({ ready: "hub" });
      void ended.then((how) => failed(new Error(`hub ${how} before it was ready.`)));
    });
    isReady.catch(() => {});
    this.launched.push({ fall, ready, signals });
    const signal = (name: "SIGTERM" | "SIGKILL") => {
      signals.push(name);
      if (name === "SIGKILL") fall("was ended by SIGKILL");
    };
    return { pid: 1_000 + this.launched.length, ready: isReady, ended, signal };
  }

  async started(): Promise<void> {
    const start = this.child.start();
    this.last.ready();
    await start;
  }
}

describe("a program under care", () => {
  it("is started again when it falls, later each time, and is given up after the fifth time within a minute", async () => {
    const world = new World();
    await world.started();
    for (let falls = 1; falls <= fallsMax; falls += 1) {
      world.last.fall("ended with code 1");
      await world.until("starting");
      await world.pass(150 * 2 ** (falls - 1));
      expect(world.launched).toHaveLength(falls + 1);
      world.last.ready();
      await world.until("running");
    }
    world.last.fall("ended with code 1");
    await world.until("failed");
    await world.pass(60_000);
    expect(world.launched).toHaveLength(fallsMax + 1);
    expect(world.child.about).toMatch(/ended with code 1, 6 times within a minute/);
  });

  it("goes on being started again when it falls now and then", async () => {
    const world = new World();
    await world.started();
    for (let falls = 1; falls <= 2 * fallsMax; falls += 1) {
      world.last.fall("ended with code 1");
      await world.until("starting");
      await world.pass(20_000);
      world.last.ready();
      await world.until("running");
    }
    expect(world.launched).toHaveLength(2 * fallsMax + 1);
  });

  it("stays down while its plug is pulled, also when it was about to be started again", async () => {
    const world = new World();
    await world.started();
    await world.child.pull();
    await world.pass(60_000);
    expect(world.launched).toHaveLength(1);
    expect(world.launched[0]?.signals).toEqual(["SIGKILL"]);
    await world.started();
    world.last.fall("ended with code 1");
    await world.until("starting");
    await world.child.pull();
    await world.pass(60_000);
    expect(world.launched).toHaveLength(2);
    expect(world.child.state).toBe("stopped");
  });

  it("is asked to end, and ended when it does not", async () => {
    const world = new World();
    await world.started();
    const stop = world.child.stop(1_600);
    await world.pass(1_599);
    expect(world.last.signals).toEqual(["SIGTERM"]);
    await world.pass(1);
    await stop;
    expect(world.last.signals).toEqual(["SIGTERM", "SIGKILL"]);
  });

  it("says why it did not start", async () => {
    const world = new World();
    const start = world.child.start();
    world.last.fall("ended with code 1");
    await expect(start).rejects.toThrow("hub ended with code 1 before it was ready.");
    expect(world.child.state).toBe("failed");
  });
});
