import { describe, expect, test } from "vitest";
import { Forwarder, mayReport } from "./forwarder.ts";
import { hastyOffice, LogWriter, minute, sha1, World } from "./harness.ts";
import { forwardedCursor, MoveOutbox } from "./move-outbox.ts";

function forwarding(office: LogWriter, world = new World(() => office.now())) {
  const forwarder = new Forwarder(new MoveOutbox(office.log, office.database, sha1), world.ports);
  forwarder.onCommitted();
  return { forwarder, world };
}

/** An office whose moves are reported at once. */
function hasty(): LogWriter {
  return LogWriter.opened(hastyOffice());
}

function serve(office: LogWriter, visits: number): void {
  for (let served = 0; served < visits; served += 1) {
    const visit = office.join();
    office.call(visit);
    office.begin(visit);
    office.finish(visit);
  }
}

describe("the forwarder", () => {
  test("a move is sent when it can no longer be undone, with its own time", async () => {
    const office = LogWriter.opened();
    const { world, forwarder } = forwarding(office);
    office.at += minute;
    await world.turn();
    office.join();
    forwarder.onCommitted();
    office.at += 59_999;
    await world.turn();
    expect([world.accepted, office.log.cursor(forwardedCursor)]).toEqual([[], 5]);
    expect(world.waits.at(-1)).toBe(50);
    office.at += 1;
    await world.turn();
    expect(world.accepted.map((each) => each.name)).toEqual(["addcitizen", "chooseservice", "addtoqueue"]);
    const [event] = world.bodies[0]?.data ?? [];
    expect([Number(event?.dtm), Number(event?.stm)]).toEqual([office.at - minute, office.at]);
    expect([event?.aid, event?.tna]).toEqual(["TheQ", "TheQ_localhost"]);
    expect(office.log.cursor(forwardedCursor)).toBe(6);
  });

  test("in an office twenty times as fast the wait is twenty times as short", async () => {
    const office = LogWriter.opened();
    const world = new World(() => office.now());
    world.speed = 20;
    forwarding(office, world);
    await world.turn();
    expect(world.waits).toEqual([0, 3_000]);
  });

  test("the time to undo is counted without the hub's clock where that was set, and from the start of a later boot", async () => {
    const office = LogWriter.opened();
    office.at += minute;
    office.boot = "boot-2";
    const { world } = forwarding(office, new World(() => ({ at: office.at - 3_600_000, boot: "boot-2", mono: office.at - 1 })));
    await world.turn();
    expect(office.log.cursor(forwardedCursor)).toBe(5);
  });

  test("Q-EVENT-1: an outage of any length loses nothing, and the fault goes with it", async () => {
    const office = hasty();
    const { world } = forwarding(office);
    world.outcomes = Array.from({ length: 12 }, () => () => ({ kind: "retry", why: "network", status: null, cause: "ECONNREFUSED" }));
    serve(office, 300);
    for (let turn = 0; turn < 13; turn += 1) {
      await world.turn();
      if (turn < 11) expect([...world.faults.values()]).toEqual(["collector-unreachable"]);
    }
    expect(world.faults.size).toBe(0);
    expect(world.accepted.length).toBe(1_800);
    expect(new Set(world.accepted.map((each) => each.eid)).size).toBe(1_800);
    expect(world.waits.slice(1, 13)).toEqual([1_500, 2_500, 4_500, 8_500, 16_500, 30_500, 30_500, 30_500, 30_500, 30_500, 30_500, 30_500]);
    expect(world.history).toEqual(["raise collector-unreachable", "clear collector-unreachable"]);
    expect(office.log.cursor(forwardedCursor)).toBe(office.log.last);
  });

  test("a batch found too large passes in halves, and batches grow again", async () => {
    const office = hasty();
    serve(office, 40);
    const { world } = forwarding(office);
    const limit = (body: { data: readonly unknown[] }) =>
      body.data.length > 60 ? ({ kind: "too-large", status: 413 } as const) : ({ kind: "accepted" } as const);
    world.outcomes = Array.from({ length: 8 }, () => limit);
    await world.turn();
    expect(world.bodies.map((body) => body.data.length)).toEqual([240, 120, 60, 120, 60, 120, 60, 60]);
    expect(new Set(world.accepted.map((each) => each.eid)).size).toBe(240);
    expect(world.faults.size).toBe(0);
  });

  test("what is refused is kept and stays in order; a person is told; a minute later it is tried again", async () => {
    const office = hasty();
    serve(office, 1);
    const { world, forwarder } = forwarding(office);
    world.outcomes = [() => ({ kind: "refused", status: 404 }), () => ({ kind: "refused", status: 404 })];
    await world.turn();
    office.join();
    forwarder.onCommitted();
    await world.turn();
    expect([...world.faults]).toEqual([["collector/refused", "collector-refused"]]);
    expect(world.waits).toEqual([0, 60_000, 60_000]);
    expect(office.log.cursor(forwardedCursor)).toBe(0);
    await world.turn();
    expect(world.accepted.map((each) => each.name).join(" ")).toBe(
      "addcitizen chooseservice addtoqueue invitecitizen beginservice finish addcitizen chooseservice addtoqueue",
    );
    expect(world.faults.size).toBe(0);
  });

  test("a single event found too large is treated as refused", async () => {
    const office = hasty();
    const visit = office.join();
    const { world } = forwarding(office);
    await world.turn();
    office.call(visit);
    world.outcomes = [() => ({ kind: "too-large", status: 413 })];
    const again = forwarding(office, world);
    await world.turn();
    expect([...world.faults.values()]).toEqual(["collector-refused"]);
    again.forwarder.stop();
  });

  test("Q-EVENT-1: a full disk under the cursor only makes events travel twice, under the same ids", async () => {
    const office = hasty();
    const { world } = forwarding(office);
    await world.turn();
    serve(office, 2);
    office.database.exec("create trigger full before update on cursors begin select raise(abort, 'no room'); end");
    const again = forwarding(office, world);
    await world.turn();
    expect([...world.faults.values()]).toEqual(["storage-failed"]);
    office.database.exec("drop trigger full");
    await world.turn();
    expect(world.faults.size).toBe(0);
    expect([world.accepted.length, new Set(world.accepted.map((each) => each.eid)).size]).toEqual([24, 12]);
    again.forwarder.stop();
  });

  test("Q-EVENT-1: killed before or after any answer and started again, it sends each event at least once under one id, in order", async () => {
    const whole = hasty();
    serve(whole, 30);
    const all = forwarding(whole);
    await all.world.turn();
    const expected = all.world.accepted.map((each) => each.eid);
    expect(expected.length).toBe(180);

    const office = hasty();
    const world = new World(() => office.now());
    for (let round = 0; round < 30; round += 1) {
      // Every life ends while a batch is on its way: half of them arrived, and none was heard of.
      const arrives = round % 2 === 0;
      const taken = (body: { data: readonly { eid: string; ue_pr: string }[] }) => {
        if (arrives) for (const { eid } of body.data) world.accepted.push({ eid, name: "" });
        life.forwarder.stop();
        return { kind: "retry", why: "timeout", status: null, cause: "killed" } as const;
      };
      serve(office, 1);
      world.outcomes = round % 3 === 2 ? [] : [taken];
      const life = forwarding(office, world);
      await world.turn();
      if (round % 5 === 4) life.forwarder.stop();
    }
    const life = forwarding(office, world);
    await world.turn();
    life.forwarder.stop();
    const seen = [...new Set(world.accepted.map((each) => each.eid))];
    expect(seen).toEqual(expected);
    expect(world.accepted.length).toBeGreaterThan(expected.length);
  });

  test("Q-EVENT-1: killed between two batches of the same rows, it goes on with the second", async () => {
    const office = hasty();
    serve(office, 20);
    const world = new World(() => office.now());
    world.outcomes = [
      () => ({ kind: "too-large", status: 413 }),
      () => ({ kind: "accepted" }),
      () => {
        life.forwarder.stop();
        return { kind: "retry", why: "network", status: null, cause: "killed" };
      },
    ];
    const life = forwarding(office, world);
    await world.turn();
    expect(world.accepted.length).toBe(60);
    // 10 visits of 4 rows each were told; the cursor lies at the last of them.
    expect(office.log.cursor(forwardedCursor)).toBe(45);
    forwarding(office, world);
    await world.turn();
    expect([world.accepted.length, new Set(world.accepted.map((each) => each.eid)).size]).toEqual([120, 120]);
  });

  test("the kept fold spares a start the log before it, and a fold of another version or beyond the cursor is not used", async () => {
    const office = hasty();
    const visit = office.join();
    const first = forwarding(office);
    await first.world.turn();
    first.forwarder.stop();
    expect(office.database.prepare("select n from moves").get()).toEqual({ n: office.log.last });
    office.call(visit);
    const second = forwarding(office);
    await second.world.turn();
    expect(second.world.accepted.map((each) => each.name)).toEqual(["invitecitizen"]);
    second.forwarder.stop();
    office.log.setCursor(forwardedCursor, 0);
    const third = forwarding(office);
    await third.world.turn();
    expect(third.world.accepted.map((each) => each.name)).toEqual(["addcitizen", "chooseservice", "addtoqueue", "invitecitizen"]);
  });
});

describe("made-up data", () => {
  test.each([
    ["https://collector.example.gov", 1, true],
    ["https://collector.example.gov", 20, false],
    ["http://127.0.0.1.example.gov:80", 20, false],
    ["http://127.0.0.1:9090", 20, true],
    ["http://[::1]:9090/path", 20, true],
    ["http://localhost:9090", 500, true],
  ])("%s at speed %d: %s", (url, speed, expected) => {
    expect(mayReport(url, speed)).toBe(expected);
  });
});
