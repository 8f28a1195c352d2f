import { describe, expect, test } from "vitest";
import { exampleOffice } from "#shared/office/example.ts";
import { Forwarder } from "./forwarder.ts";
import { absentVisit as absent, hastyOffice, LogWriter, minute, sha1, World } from "./harness.ts";
import { MoveOutbox } from "./move-outbox.ts";

describe("the outbox", () => {
  const forwarding = (log: LogWriter, world = new World(() => log.now())) => {
    const forwarder = new Forwarder(new MoveOutbox(log.log, log.database, sha1), world.ports);
    forwarder.onCommitted();
    return { forwarder, world };
  };
  const names = (world: World) => world.accepted.map((each) => each.name);
  const patient = () => LogWriter.opened(exampleOffice());

  test("tells of an absence when its time is over, although nothing else happens in the office", async () => {
    const log = LogWriter.opened(hastyOffice());
    absent(log);
    const { world } = forwarding(log);
    await world.turn();
    expect(names(world).at(-1)).toBe("invitecitizen");
    expect(world.waits.at(-1)).toBe(45 * minute + 1);
    log.at += 45 * minute + 1;
    await world.turn();
    expect(names(world).at(-1)).toBe("customerleft");
    await world.turn();
    log.at += 90 * minute;
    await world.turn();
    expect(names(world).filter((name) => name === "customerleft")).toEqual(["customerleft"]);
  });

  test("takes up rows that come while it waits for an absence to be over", async () => {
    const log = LogWriter.opened(hastyOffice());
    absent(log);
    const { world, forwarder } = forwarding(log);
    await world.turn();
    log.join();
    forwarder.onCommitted();
    expect(world.waits.at(-1)).toBe(0);
    await world.turn();
    expect(names(world).slice(-3)).toEqual(["addcitizen", "chooseservice", "addtoqueue"]);
    log.at += 46 * minute;
    await world.turn();
    expect(names(world).at(-1)).toBe("customerleft");
  });

  test("waits for the return to be beyond undoing before it tells of an absence", async () => {
    const log = patient();
    const visit = absent(log);
    log.at += 45 * minute - 1_000;
    log.returnNoShow(visit);
    log.at += 2_000;
    const { world } = forwarding(log);
    await world.turn();
    expect(names(world).at(-1)).toBe("invitecitizen");
    log.at += minute;
    await world.turn();
    expect(names(world).at(-1)).toBe("queuefromprep");
  });

  test("never sends what was undone, however late it comes to send", async () => {
    const log = patient();
    const visit = log.join();
    log.call(visit);
    log.at += 30_000;
    log.begin(visit);
    log.at += 59_000;
    log.undo(visit);
    log.at += 61_000;
    const { world, forwarder } = forwarding(log);
    await world.turn();
    expect(names(world)).toEqual(["addcitizen", "chooseservice", "addtoqueue", "invitecitizen"]);
    log.begin(visit);
    forwarder.onCommitted();
    log.at += minute;
    await world.turn();
    expect(names(world).slice(4)).toEqual(["beginservice"]);
  });

  test("never sends what was undone while a row at which it stopped was in between", async () => {
    const log = patient();
    const visit = log.join();
    log.at += minute;
    log.call(visit);
    const { world, forwarder } = forwarding(log);
    await world.turn();
    log.at += 50_000;
    log.undo(visit);
    forwarder.onCommitted();
    log.at += 10_000;
    await world.turn();
    expect(names(world)).toEqual(["addcitizen", "chooseservice", "addtoqueue"]);
  });

  test("Q-EVENT-1: killed at any moment, it tells each absence under one id, and the undone never", async () => {
    const whole = patient();
    const script = (log: LogWriter, until: number) => {
      const visits: string[] = [];
      for (let turn = 0; turn < until; turn += 1) {
        log.at += 7 * minute;
        const visit = log.join();
        log.call(visit);
        if (turn % 4 === 3) log.undo(visit);
        else if (turn % 2 === 0) log.noShow(visit);
        const back = visits.at(-2);
        if (turn % 6 === 4 && back) log.returnNoShow(back);
        visits.push(visit);
      }
      log.at += 2 * 60 * minute;
    };
    script(whole, 24);
    const all = forwarding(whole);
    for (let turn = 0; turn < 6; turn += 1) await all.world.turn();
    const expected = [...new Set(all.world.accepted.map((each) => each.eid))];
    expect(names(all.world)).toContain("queuefromprep");
    expect(expected.length).toBe(all.world.accepted.length);

    const log = patient();
    script(log, 24);
    const world = new World(() => log.now());
    for (let life = 0; life < 60; life += 1) {
      // Every life ends while a batch is on its way, sometimes kept, sometimes not.
      world.outcomes = [
        (body) => {
          if (life % 2 === 0) for (const { eid } of body.data) world.accepted.push({ eid, name: "" });
          if (life % 3 === 0) running.forwarder.stop();
          return { kind: "retry", why: "timeout", status: null, cause: "killed" };
        },
      ];
      const running = forwarding(log, world);
      await world.turn();
      running.forwarder.stop();
    }
    const last = forwarding(log, world);
    world.outcomes = [];
    for (let turn = 0; turn < 6; turn += 1) await world.turn();
    last.forwarder.stop();
    expect(new Set(world.accepted.map((each) => each.eid))).toEqual(new Set(expected));
  });

  test("Q-EVENT-1: a hub that was restored sends what the one before it may have sent under the very same ids", async () => {
    const log = patient();
    log.call(log.join());
    log.at += 2 * minute;
    const before = forwarding(log);
    before.world.outcomes = [
      (body) => {
        for (const { eid } of body.data) before.world.accepted.push({ eid, name: "" });
        before.forwarder.stop();
        return { kind: "retry", why: "timeout", status: null, cause: "killed" };
      },
    ];
    await before.world.turn();
    log.log.beginEpoch("hub-epoch-2", []);
    const { world } = forwarding(log);
    await world.turn();
    expect(world.accepted.map(({ eid }) => eid)).toEqual(before.world.accepted.map(({ eid }) => eid));
    expect(world.accepted.length).toBe(4);
  });
});
