/** The newest move can be taken back within a minute, and then it never was. */
import { describe, expect, it } from "vitest";
import { evolve } from "#shared/queue/evolve.ts";
import { emptyState, stateText } from "#shared/queue/state.ts";
import { relativeError } from "#shared/statistics/histogram.ts";
import { Scene } from "./moves-scene.ts";

const seconds = (minutes: number) => minutes * 60;
const near = (value: number | null, wanted: number) => Math.abs((value ?? -1) - wanted) <= relativeError * wanted;

describe("undo", () => {
  it("puts the newest move back within a minute, with every clock as if it had never been", () => {
    const office = new Scene(["licence"]);
    office.serve("A1");
    const before = office.visit("A1").stage;
    office.pass(10);
    office.do("finish", { on: "A1", outcome: "papers-missing" });
    office.hub.at += 59_000;
    expect(office.do("undo", { on: "A1" })).toBe("done");
    expect(office.visit("A1")).toMatchObject({ stage: before, outcome: null, segments: [{ state: "serving" }] });
    expect([office.holds(1), office.hub.state.before]).toEqual(["A1", []]);
    expect(office.figures()).toMatchObject({ finished: 0, served: 0, serviceP50: null });
    expect(office.do("undo", { on: "A1" })).toBe("nothing-to-undo");
    office.pass(5);
    office.do("finish", { on: "A1" });
    expect(near(office.figures().serviceP50, seconds(15) + 59)).toBe(true);
  });

  it("is refused later, of an older move, by another agent and elsewhere", () => {
    const office = new Scene(["licence", "licence"]);
    office.do("call-next", {});
    office.do("begin", { on: "A1" });
    office.hub.at += 60_000;
    expect(office.do("undo", { on: "A1" })).toBe("undo-too-late");
    office.do("finish", { on: "A1" });
    expect(office.other("undo", { on: "A1" })).toBe("undo-not-yours");
    expect(office.door("undo", { on: "A1", agent: 21 })).toBe("undo-not-yours");
    office.do("call-next", {});
    // The counter has somebody else by now.
    expect(office.do("undo", { on: "A1" })).toBe("nothing-to-undo");
    expect(office.do("undo", { on: "A2" })).toBe("done");
    expect([office.holds(1), office.line, office.stage("A2")]).toEqual([null, ["A2"], "waiting"]);
    expect(office.figures()).toMatchObject({ called: 1 });
  });

  it("puts a call that was recalled no more back, and a call id is never given twice", () => {
    const office = new Scene(["licence"]);
    office.do("call-next", {});
    const first = office.visit("A1").stage;
    expect(office.do("undo", { on: "A1" })).toBe("done");
    office.do("call-next", {});
    expect(office.visit("A1").stage).not.toMatchObject({ call: "call" in first ? first.call : "" });
    office.do("recall", { on: "A1" });
    expect(office.do("undo", { on: "A1" })).toBe("nothing-to-undo");
  });

  it("moves with the hub's clock", () => {
    const office = new Scene(["licence"]);
    office.pass(10);
    office.do("call-next", {});
    const { arrivedAt } = office.visit("A1");
    office.hub.send({ kind: "clock-drift", driftMs: 3_600_000 });
    office.hub.at += 3_600_000 + 30_000;
    expect(office.do("undo", { on: "A1" })).toBe("done");
    const visit = office.visit("A1");
    expect(visit).toMatchObject({ arrivedAt: arrivedAt + 3_600_000, place: visit.arrivedAt, stage: { since: visit.arrivedAt } });
  });

  it("takes back every kind of move: afterwards the visit is what it was", () => {
    type Step = (office: Scene) => unknown;
    const call: Step = (office) => office.do("call-next", {});
    const serve: Step = (office) => office.serve("A1");
    const park: Step = (office) => office.do("park", { on: "A1", reason: "payment" });
    const away: Step = (office) => office.do("step-away", { on: "A1", minutes: 30 });
    const every: Readonly<Record<string, readonly Step[]>> = {
      call: [call],
      "call from the list": [(office) => office.do("call-from-list", { on: "A1" })],
      left: [(office) => office.do("left", { on: "A1" })],
      "set needs": [(office) => office.do("set-needs", { on: "A1", priority: "high", needs: ["hearing"], people: 4 })],
      correct: [(office) => office.do("correct-service", { on: "A1", service: "abstract" })],
      errand: [(office) => office.do("add-service", { on: "A1", service: "abstract" })],
      transfer: [(office) => office.do("transfer", { on: "A1", to: { kind: "counter", id: "counter-2" } })],
      away: [away],
      "come back": [away, (office) => office.do("come-back", { on: "A1" })],
      begin: [call, (office) => office.do("begin", { on: "A1" })],
      "no-show": [call, (office) => office.do("no-show", { on: "A1" })],
      "no-show returned": [call, (office) => office.do("no-show", { on: "A1" }), (office) => office.do("return-no-show", { on: "A1" })],
      return: [serve, (office) => office.do("return-to-line", { on: "A1", place: "end" })],
      park: [serve, park],
      resume: [serve, park, (office) => office.do("resume", { on: "A1" })],
      "call back": [serve, park, (office) => office.do("call-from-list", { on: "A1" })],
      add: [serve, (office) => office.do("add-service", { on: "A1", service: "abstract" })],
      switch: [
        serve,
        (office) => office.do("add-service", { on: "A1", service: "abstract" }),
        (office) => office.do("switch-service", { on: "A1", segment: 1 }),
      ],
      quantity: [serve, (office) => office.do("set-quantity", { on: "A1", segment: 1, quantity: 7 })],
      finish: [serve, (office) => office.do("finish", { on: "A1" })],
    };
    for (const [what, steps] of Object.entries(every)) {
      const office = new Scene(["licence", "licence"]);
      for (const step of steps) expect([what, step(office) ?? "done"]).toEqual([what, "done"]);
      // The same story without its last move.
      const rows = [...office.hub.log.readAll()];
      const without = emptyState();
      for (const row of rows.slice(0, -1)) evolve(without, row);
      expect([what, office.do("undo", { on: "A1" })]).toEqual([what, "done"]);
      const plain = (state: typeof without) => {
        const { n: _n, commandsDone: _done, undos: _undos, ...rest } = JSON.parse(stateText(state));
        const bare = (entries: [string, object][]) => entries.map(([id, each]) => [id, { ...each, version: 0, changed: 0, calls: 0 }]);
        return { ...rest, visits: bare(rest.visits), counters: bare(rest.counters) };
      };
      expect(plain(office.hub.state), what).toEqual(plain(without));
    }
  });
});
