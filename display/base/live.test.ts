import { describe, expect, test } from "vitest";
import { type Connection, Live } from "./live.ts";
import type { LivePorts, StreamEvents } from "./ports.ts";

/** A browser with a hand-turned clock. */
function fakeBrowser() {
  const timers = new Set<{ at: number; action: () => void }>();
  const opened: { events: StreamEvents; state: "connecting" | "open" | "closed"; closedByPage: boolean }[] = [];
  const watchers = new Set<() => void>();
  let now = 0;
  let hidden = false;
  const ports: LivePorts = {
    open: (_address, _names, events) => {
      const stream = { events, state: "connecting" as const, closedByPage: false };
      opened.push(stream);
      return { state: () => opened[opened.indexOf(stream)]?.state ?? "closed", close: () => Object.assign(stream, { closedByPage: true }) };
    },
    later: (ms, action) => {
      const timer = { at: now + ms, action };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    mono: () => now,
    hidden: () => hidden,
    onHidden: (changed) => {
      watchers.add(changed);
      return () => watchers.delete(changed);
    },
  };
  const turn = (ms: number) => {
    const until = now + ms;
    for (;;) {
      const due = [...timers].filter((each) => each.at <= until).sort((a, b) => a.at - b.at)[0];
      if (!due) break;
      timers.delete(due);
      now = due.at;
      due.action();
    }
    now = until;
  };
  const setHidden = (to: boolean) => {
    hidden = to;
    for (const watcher of [...watchers]) watcher();
  };
  const newest = () => {
    const stream = opened.at(-1);
    if (!stream) throw new Error("nothing was opened");
    return stream;
  };
  return { ports, opened, timers, turn, setHidden, newest };
}

function start(whenHidden: "keep" | "close" = "keep") {
  const browser = fakeBrowser();
  const connections: Connection[] = [];
  const seen: unknown[] = [];
  const live = new Live(
    {
      address: "/live",
      events: { view: (data, id) => seen.push([data, id]) },
      connection: (each) => connections.push(each),
      staleAfterMs: 10_000,
      whenHidden,
    },
    browser.ports,
  );
  return { ...browser, live, connections, seen, last: () => connections.at(-1) };
}

describe("Live", () => {
  test("hands on events with their ids and is live from the first", () => {
    const page = start();
    expect(page.last()).toEqual({ kind: "connecting" });
    page.newest().events.event("view", '{"n":1}', "e:1");
    expect(page.seen).toEqual([[{ n: 1 }, "e:1"]]);
    expect(page.last()).toEqual({ kind: "live" });
  });

  test("a silent connection is lost, and opened again", () => {
    const page = start();
    page.newest().events.event("view", "{}", "");
    page.turn(9_000);
    page.newest().events.event("beat", "{}", "");
    page.turn(9_999);
    expect(page.last()).toEqual({ kind: "live" });
    page.turn(1);
    expect(page.last()).toEqual({ kind: "lost", since: 18_999 + 1 });
    expect(page.opened[0]?.closedByPage).toBe(true);
    page.turn(500);
    expect(page.opened).toHaveLength(2);
    page.newest().events.event("view", "{}", "");
    expect(page.last()).toEqual({ kind: "live" });
  });

  test("leaves a retry to the browser while it tries, and backs off by itself when it has given up", () => {
    const page = start();
    page.newest().events.failed();
    expect(page.opened).toHaveLength(1);
    const gaps: number[] = [];
    for (let round = 0; round < 6; round += 1) {
      page.newest().state = "closed";
      page.newest().events.failed();
      const before = page.opened.length;
      let waited = 0;
      while (page.opened.length === before) {
        page.turn(100);
        waited += 100;
      }
      gaps.push(waited);
    }
    expect(gaps).toEqual([500, 1_000, 2_000, 5_000, 10_000, 10_000]);
  });

  test("keeps the first moment of a loss", () => {
    const page = start();
    page.newest().events.event("view", "{}", "");
    page.turn(1_000);
    page.newest().events.failed();
    page.turn(3_000);
    page.newest().events.failed();
    expect(page.last()).toEqual({ kind: "lost", since: 1_000 });
  });

  test("lets go while hidden where told to, and only there", () => {
    const kept = start();
    kept.setHidden(true);
    expect(kept.newest().closedByPage).toBe(false);
    const staff = start("close");
    staff.setHidden(true);
    expect(staff.newest().closedByPage).toBe(true);
    expect(staff.timers.size).toBe(0);
    staff.setHidden(false);
    expect(staff.opened).toHaveLength(2);
  });

  test("leaves nothing behind when stopped", () => {
    const page = start("close");
    page.live.stop();
    page.setHidden(false);
    expect(page.timers.size).toBe(0);
    expect(page.opened.every((each) => each.closedByPage)).toBe(true);
  });
});
