/** Every move of a visit in The Q's words: what is told, of which service of the visit, and by whom. */
import { describe, expect, test } from "vitest";
import { exampleOffice } from "#shared/office/example.ts";
import { eventsOf, LogWriter, minute } from "./harness.ts";

type Story = (office: LogWriter, visit: string) => void;

/** `name data/service` of each event after the visit has joined the line, or after it was begun; five minutes a step. */
function told(begin: (office: LogWriter) => string, ...story: Story[]): string[] {
  const office = LogWriter.opened();
  const visit = begin(office);
  const joined = eventsOf(office.log.readAll()).length;
  for (const step of story) {
    office.at += 5 * minute;
    step(office, visit);
  }
  const events = eventsOf(office.log.readAll());
  return events.slice(joined).map(({ event, contexts: { citizen } }) => {
    const { name } = event;
    const data = name === "chooseservice" ? [event.data.transaction_name.replace(/^X /, "")] : Object.values(event.data);
    return `${[name, ...data].join(" ")}/${citizen.service_count}`;
  });
}

const kiosk = (office: LogWriter) => office.join();
const atOnce = (office: LogWriter) => office.intake(["licence"], { stage: "serving" });
const call: Story = (office, visit) => office.call(visit);
const begin: Story = (office, visit) => office.begin(visit);
const finish: Story = (office, visit) => office.finish(visit);
const park: Story = (office, visit) => office.park(visit);
const resume: Story = (office, visit) => office.resume(visit);
const add: Story = (office, visit) => office.add(visit, 2, "abstract");
const leave =
  (from: "waiting" | "called" | "serving" | "parked"): Story =>
  (office, visit) =>
    office.left(visit, from);
const toLine =
  (from: "called" | "serving" | "parked"): Story =>
  (office, visit) =>
    office.returnToLine(visit, from);
const transfer =
  (from: "waiting" | "called" | "serving" | "parked", service: string | null = null): Story =>
  (office, visit) =>
    office.transfer(visit, from, service);
const undo: Story = (office, visit) => office.undo(visit);

describe("a visit that staff begin", () => {
  test("joins the line by the agent who took it in, through the channel it came by", () => {
    const office = LogWriter.opened();
    office.intake(["abstract"], { channel: "phone", counterType: "Quick Trans" });
    const [added, chosen, queued] = eventsOf(office.log.readAll());
    expect([added?.event.name, queued?.event.name]).toEqual(["addcitizen", "addtoqueue"]);
    expect(chosen?.event).toMatchObject({ name: "chooseservice", data: { channel: "phone", transaction_name: "X Driving record" } });
    expect(chosen?.contexts.agent).toEqual({ agent_id: 21, idir: null, role: "CSR", counter_type: "Counter" });
    expect(chosen?.contexts.citizen).toMatchObject({ counter_type: "Quick Trans", service_count: 1 });
  });

  test("is served at once, without a line", () => {
    const office = LogWriter.opened();
    office.intake(["licence"], { stage: "serving", counter: "counter-2" });
    const events = eventsOf(office.log.readAll());
    expect(events.map(({ event }) => event.name)).toEqual(["addcitizen", "chooseservice", "servecitizen"]);
    expect(events[2]?.contexts.citizen.counter_type).toBe("Quick Trans");
  });

  test("at the door is told by the receptionist", () => {
    const office = LogWriter.opened();
    office.intake(["licence"], { counter: null });
    expect(eventsOf(office.log.readAll())[0]?.contexts.agent.counter_type).toBe("Receptionist");
  });

  test("bears a number of the hub's own, and none that another visit has", () => {
    const office = LogWriter.opened();
    office.intake();
    office.join();
    office.admit("C", 90);
    office.intake();
    const clients = eventsOf(office.log.readAll()).flatMap(({ event, contexts }) =>
      event.name === "addcitizen" ? [contexts.citizen.client_id] : [],
    );
    expect(new Set(clients).size).toBe(4);
  });

  test("for practice reaches nothing, nor does anything that is done with it", () => {
    const office = LogWriter.opened();
    const visit = office.intake(["licence"], { practice: true, stage: "serving" });
    for (const step of [add, park, resume, finish]) step(office, visit);
    expect(eventsOf(office.log.readAll())).toEqual([]);
  });
});

describe("several services in one visit", () => {
  test("a second is begun while the first is put aside, and gone back to", () => {
    expect(told(atOnce, add, (office, visit) => office.switchTo(visit, 1, 2), finish)).toEqual([
      "stopservice/1",
      "chooseservice Driving record/2",
      "additionalservice/2",
      "stopservice/2",
      "restartservice/1",
      "finish false 1/1",
      "finishstopped 1/2",
    ]);
  });

  test("an errand is told of when it is begun, by the same agent", () => {
    const both = (office: LogWriter) => office.intake(["licence", "abstract"], { stage: "serving" });
    expect(told(both, (office, visit) => office.switchTo(visit, 2, 1, "waiting"), finish)).toEqual([
      "stopservice/1",
      "chooseservice Driving record/2",
      "additionalservice/2",
      "finish false 1/2",
      "finishstopped 1/1",
    ]);
  });

  test("an errand that another counter does stands in line for itself when the first is done", () => {
    const errand = (office: LogWriter) => {
      const visit = office.join();
      office.errands(visit, ["abstract", "unsure"]);
      return visit;
    };
    expect(told(errand, call, begin, (office, visit) => office.finishSegment(visit, 1, 2), call, begin, finish)).toEqual([
      "invitecitizen/1",
      "beginservice/1",
      "finish false 1/1",
      "addcitizen/2",
      "chooseservice Driving record/2",
      "addtoqueue/2",
      "returninvite/2",
      "beginservice/2",
      "finish false 1/2",
    ]);
  });

  test("errands that are never begun are never told of", () => {
    const errand = (office: LogWriter) => {
      const visit = office.join();
      office.errands(visit, ["abstract"]);
      return visit;
    };
    expect(told(errand, call, begin, finish)).toEqual(["invitecitizen/1", "beginservice/1", "finish false 1/1"]);
  });

  test("a service that was put aside keeps its quantity to the end", () => {
    expect(told(atOnce, (office, visit) => office.setQuantity(visit, 1, 5), add, finish).slice(-2)).toEqual([
      "finish false 1/2",
      "finishstopped 5/1",
    ]);
  });

  test("a service that is changed, or done more than once, is told anew, as The Q does", () => {
    const changes: Story[] = [(office, visit) => office.setQuantity(visit, 1, 3), (office, visit) => office.change(visit, 1, "abstract")];
    expect(told(atOnce, ...changes)).toEqual(["chooseservice Driver's licence/1", "chooseservice Driving record/1"]);
  });

  test("whoever leaves during the second leaves the first as finished", () => {
    expect(told(atOnce, add, leave("serving")).slice(-2)).toEqual(["customerleft being-served/2", "finishstopped 1/1"]);
  });

  test("the errands of paper that staff had taken in belong to its visit", () => {
    const office = LogWriter.opened();
    const visit = office.admit("C", 41);
    const record = office.join({ own: true });
    office.errands(record, ["abstract"]);
    office.call(visit);
    office.begin(visit);
    office.switchTo(visit, 2, 1, "waiting");
    expect(eventsOf(office.log.readAll()).at(-2)?.event).toMatchObject({ data: { transaction_name: "X Driving record" } });
  });
});

describe("back into the line", () => {
  test.each<[string, Story[], string[]]>([
    ["from service, called again", [call, begin, toLine("serving"), call], ["returntoqueue/1", "returninvite/1"]],
    ["from a call", [call, toLine("called"), call], ["queuefromprep/1", "returninvite/1"]],
    ["while parked", [call, begin, park, toLine("parked"), call], ["invitefromhold/1", "returntoqueue/1", "returninvite/1"]],
    [
      "chosen from the list when it is back",
      [call, toLine("called"), (office, visit) => office.call(visit, "counter-1", 21, "chosen-from-list")],
      ["queuefromprep/1", "returnfromlist/1"],
    ],
    ["to another counter, while waiting: no move for The Q", [transfer("waiting"), call], ["invitecitizen/1"]],
    ["to another service, while waiting", [transfer("waiting", "abstract"), call], ["chooseservice Driving record/1", "invitecitizen/1"]],
    ["to another counter, from a call", [call, transfer("called"), call], ["queuefromprep/1", "returninvite/1"]],
    [
      "to another service, from service",
      [call, begin, transfer("serving", "abstract")],
      ["returntoqueue/1", "chooseservice Driving record/1"],
    ],
    ["to another counter, while parked", [call, begin, park, transfer("parked")], ["invitefromhold/1", "returntoqueue/1"]],
  ])("%s", (_title, story, expected) => {
    expect(told(kiosk, ...story).slice(-expected.length)).toEqual(expected);
  });
});

test("carried overnight, it stands in line for The Q all night, and is called the next day by its own number", () => {
  const office = LogWriter.opened();
  const visit = office.join();
  office.join();
  office.close([], 22, [visit]);
  office.at += 15 * 60 * minute;
  office.write("day-opened", { date: "2026-11-24", actor: { kind: "system", part: "hours" } });
  office.call(visit);
  const told = eventsOf(office.log.readAll()).slice(6);
  expect(told.map(({ event }) => event.name)).toEqual(["invitecitizen"]);
});

describe("parked", () => {
  test("is a hold, and going on is an invitation from it, at whatever counter", () => {
    expect(told(atOnce, park, (office, visit) => office.resume(visit, "counter-2", 22), finish)).toEqual([
      "hold 0/1",
      "invitefromhold/1",
      "finish false 1/1",
    ]);
  });

  test("and gone: the hold ends at the moment at which they are seen to have left, so that the model knows how long it was", () => {
    expect(told(atOnce, park, leave("parked"))).toEqual(["hold 0/1", "invitefromhold/1", "customerleft being-served/1"]);
  });

  test("and found so by the end of the day: finished with a time that is not accurate", () => {
    expect(told(atOnce, add, park, (office, visit) => office.close([visit])).slice(-4)).toEqual([
      "hold 0/2",
      "invitefromhold/2",
      "finish true 1/2",
      "finishstopped 1/1",
    ]);
  });
});

describe("undone", () => {
  test.each<[string, Story[], string[]]>([
    ["a call", [call, undo], []],
    ["a finish; service goes on", [call, begin, finish, undo, finish], ["invitecitizen/1", "beginservice/1", "finish false 1/1"]],
    [
      "a no-show; then they left",
      [call, (office, visit) => office.noShow(visit), undo, leave("called")],
      ["invitecitizen/1", "customerleft at-prep/1"],
    ],
    ["a second service", [call, begin, add, undo, finish], ["invitecitizen/1", "beginservice/1", "finish false 1/1"]],
    ["a transfer", [call, transfer("called"), undo, begin], ["invitecitizen/1", "beginservice/1"]],
    ["one after the other, the newest first", [call, begin, undo, (office) => undoRow(office, -2)], []],
  ])("%s was never made", (_title, story, expected) => {
    expect(told(kiosk, ...story)).toEqual(expected);
  });

  /** Undoes the row so many before the newest. */
  function undoRow(office: LogWriter, back: number): void {
    const row = office.log.read(office.log.last + back, 1)[0];
    const actor = { kind: "agent", agent: 21, counter: "counter-1" } as const;
    office.write("move-undone", {
      visit: "kiosk-1.e1.41",
      actor,
      practice: false,
      undone: row?.seq ?? 0,
      what: row?.kind ?? "",
      counter: "counter-1",
    });
  }

  test("a whole visit that staff had begun was never there", () => {
    const office = LogWriter.opened();
    office.undo(office.intake());
    expect(eventsOf(office.log.readAll())).toEqual([]);
  });

  test("the clocks are right afterwards: service ran on from its beginning", () => {
    const office = LogWriter.opened();
    const visit = office.join();
    for (const step of [call, begin, finish, undo, finish]) {
      office.at += 5 * minute;
      step(office, visit);
    }
    const [begun, finished] = eventsOf(office.log.readAll()).slice(-2);
    expect((finished?.happenedAtMs ?? 0) - (begun?.happenedAtMs ?? 0)).toBe(15 * minute);
  });
});

describe("what only we tell", () => {
  test("how a service ended, and where the citizen was sent: a key, never a text", () => {
    const outcome: Story = (office, visit) => office.finish(visit, { outcome: "wrong-office", elsewhere: "land-title-office" });
    expect(told(atOnce, outcome)).toEqual(["finish false 1/1", "service_outcome wrong-office land-title-office/1"]);
  });

  test("nothing of those who step away and come back: they stand in line for The Q", () => {
    const away: Story = (office, visit) => {
      const actor = { kind: "agent", agent: 21, counter: null } as const;
      office.write("visit-stepped-away", { visit, actor, practice: false, minutes: 15, until: office.at + 15 * minute });
      office.write("visit-came-back", { visit, actor, practice: false });
    };
    expect(told(kiosk, away, call)).toEqual(["invitecitizen/1"]);
  });
});

test("in an office without a line every counter is a plain counter, also for citizens meant for another kind", () => {
  const example = exampleOffice();
  const office = LogWriter.opened({ ...example, office: { ...example.office, type: "non-reception" } });
  const visit = office.intake(["licence"], { stage: "serving", counterType: "Quick Trans", counter: "counter-2" });
  office.finish(visit, {}, "counter-2");
  const types = eventsOf(office.log.readAll()).flatMap(({ contexts: { citizen, agent } }) => [citizen.counter_type, agent.counter_type]);
  expect(new Set(types)).toEqual(new Set(["Counter"]));
});

test("a kind of counter that a citizen is meant for is told from then on, until it is taken back", () => {
  const office = LogWriter.opened();
  const visit = office.join();
  office.mark(visit, "Quick Trans");
  office.call(visit);
  office.mark(visit, null);
  office.begin(visit);
  const types = eventsOf(office.log.readAll()).map(({ contexts }) => contexts.citizen.counter_type);
  expect(types.slice(-3)).toEqual(["Counter", "Quick Trans", "Counter"]);
});
