import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { exampleOffice } from "#shared/office/example.ts";
import { type EventName, eventSchemas } from "#shared/snowplow/event.ts";
import { type OutgoingEvent, tp2Event, tp2Payload } from "#shared/snowplow/payload.ts";
import { eventId } from "#shared/snowplow/uuid5.ts";
import { letterAt, seriesLettersTotal } from "#shared/ticket/number.ts";
import { SchemaRegistry } from "../central/collector/schemas/registry.ts";
import { rowsOfPost } from "../central/collector/validate.ts";
import { clientId } from "./client-id.ts";
import { eventsOf, incumbentFindings, LogWriter, minute, nine, sha1 } from "./harness.ts";
import { history, steps } from "./histories.ts";
import { undoneRows } from "./moves.ts";
import { emptyMoves, movesFromText, movesText } from "./moves-state.ts";

/** A line for each event: minutes since nine, the event and its data, then who, the visit and its counter. */
function transcript(events: readonly OutgoingEvent[]): string[] {
  return events.map(({ happenedAtMs, event, contexts: { citizen, office, agent } }) => {
    const data = Object.values(event.data).join(", ");
    const who = `${agent.agent_id} ${agent.role} at ${agent.counter_type}`;
    const visit = `${office.office_id}/${citizen.client_id}/${citizen.service_count} at ${citizen.counter_type}`;
    return `${String((happenedAtMs - nine) / minute).padStart(2)}  ${`${event.name} ${data}`.trim()} | ${who} | ${visit}`;
  });
}

/** The events of one visit; every five minutes something happens. */
function visitOf(tell: (office: LogWriter, visit: string, later: () => LogWriter) => void, service: string | null = "licence"): string[] {
  const office = LogWriter.opened();
  office.at += 2 * minute;
  const visit = office.join({ agoMs: minute, service });
  const later = () => {
    office.at += 5 * minute;
    return office;
  };
  tell(office, visit, later);
  return transcript(eventsOf(office.log.readAll()));
}

describe("the moves of a visit", () => {
  test("a visit as The Q would report it, to the letter", () => {
    const told = visitOf((_office, visit, later) => {
      later().call(visit, "counter-2");
      later().recall(visit, "counter-2");
      later().begin(visit, "counter-2");
      later().finish(visit, { quantity: 2 }, "counter-2");
    });
    expect(told.join("\n")).toBe(
      [
        " 1  addcitizen | 1000001 WebSelfServe at Counter | 999/999000200000041/1 at Counter",
        " 1  chooseservice in-person, X - licence, X, X, X Driver's licence | 1000001 WebSelfServe at Counter | 999/999000200000041/1 at Counter",
        " 1  addtoqueue | 1000001 WebSelfServe at Counter | 999/999000200000041/1 at Counter",
        " 7  invitecitizen | 21 CSR at Quick Trans | 999/999000200000041/1 at Quick Trans",
        "12  recall | 21 CSR at Quick Trans | 999/999000200000041/1 at Quick Trans",
        "17  beginservice | 21 CSR at Quick Trans | 999/999000200000041/1 at Quick Trans",
        "22  finish false, 2 | 21 CSR at Quick Trans | 999/999000200000041/1 at Quick Trans",
      ].join("\n"),
    );
  });

  const eventAndAgent = (line: string | undefined) => line?.slice(4).replace(/ \w+( at .*)?$/, "");
  const short = (lines: readonly string[]) => lines.slice(3).map((line) => line.split(" at Counter |")[0]);

  test("a citizen who is not sure is reported under first contact, and again when an agent knows", () => {
    const told = visitOf((_office, visit, later) => {
      later().call(visit, "counter-1", 21, "chosen-from-list");
      later().assign(visit, "abstract");
      later().begin(visit);
      later().finish(visit, { timeNotAccurate: true });
    }, null);
    expect(told[1]).toContain("chooseservice in-person, X - unsure, X, X, X Another question");
    expect(short(told)).toEqual([
      " 7  invitefromlist | 21 CSR",
      "12  chooseservice in-person, X - abstract, X, X, X Driving record | 21 CSR",
      "17  beginservice | 21 CSR",
      "22  finish true, 1 | 21 CSR",
    ]);
  });

  const doing: Readonly<Record<string, (office: LogWriter, visit: string) => void>> = {
    call: (office, visit) => office.call(visit),
    begin: (office, visit) => office.begin(visit),
    "no-show": (office, visit) => office.noShow(visit),
    "leaves the line": (office, visit) => office.left(visit, "waiting"),
    "leaves when called": (office, visit) => office.left(visit, "called"),
    "leaves while served": (office, visit) => office.left(visit, "serving"),
    "was served by voice": (office, visit) => office.catchUp(visit, "served"),
    "had left": (office, visit) => office.catchUp(visit, "left"),
    "still waits": (office, visit) => office.catchUp(visit, "waiting"),
    "22 closes the day": (office, visit) => office.close([visit]),
    "the hours close the day": (office, visit) => office.close([visit], null),
  };

  test.each<[string, string[]]>([
    ["leaves the line", ["customerleft being-served | 21", "left_while_waiting | 21"]],
    ["call, leaves when called", ["invitecitizen | 21", "customerleft at-prep | 21"]],
    ["call, begin, leaves while served", ["invitecitizen | 21", "beginservice | 21", "customerleft being-served | 21"]],
    ["was served by voice", ["invitefromlist | 21", "beginservice | 21", "finish true, 1 | 21"]],
    ["had left", ["customerleft being-served | 21", "left_while_waiting | 21"]],
    ["still waits, call, leaves when called", ["invitecitizen | 21", "customerleft at-prep | 21"]],
    ["22 closes the day", ["customerleft being-served | 22", "left_while_waiting | 22"]],
    ["the hours close the day", ["customerleft being-served | 1000001", "left_while_waiting | 1000001"]],
    ["call, 22 closes the day", ["invitecitizen | 21", "customerleft at-prep | 21"]],
    ["call, begin, 22 closes the day", ["invitecitizen | 21", "beginservice | 21", "finish true, 1 | 21"]],
  ])("%s", (story, expected) => {
    const told = visitOf((_office, visit, later) => {
      for (const step of story.split(", ")) doing[step]?.(later(), visit);
    });
    expect(short(told).map(eventAndAgent)).toEqual(expected);
  });

  test("a clock that is set in the middle of a visit bends no duration of it: its events go on in the time in which they began", () => {
    const set = (office: LogWriter, byMs: number) => {
      office.write("clock-set", { from: office.at, to: office.at + byMs, why: "synchronised" });
      office.at += byMs;
    };
    const told = visitOf((office, visit, later) => {
      set(office, -60 * minute);
      later().call(visit);
      set(office, 3 * 60 * minute);
      later().begin(visit);
      later().finish(visit);
    });
    expect(told.slice(2).map((line) => Number(line.slice(0, 2)))).toEqual([1, 7, 12, 17]);
  });

  test("paper that staff took in is told of once, by the agent who did, under a number of the hub's own", () => {
    const office = LogWriter.opened();
    const id = office.admit("C", 41);
    const record = office.join({ own: true });
    office.call(id);
    expect(record).toBe("kiosk-1.e1.41");
    const { last } = office.log;
    expect(transcript(eventsOf(office.log.readAll()))).toEqual([
      ` 0  addcitizen | 21 CSR at Counter | 999/${clientId(999, 0, last - 2)}/1 at Counter`,
      ` 0  chooseservice in-person, X - unsure, X, X, X Another question | 21 CSR at Counter | 999/${clientId(999, 0, last - 2)}/1 at Counter`,
      ` 0  addtoqueue | 21 CSR at Counter | 999/${clientId(999, 0, last - 2)}/1 at Counter`,
      ` 0  invitecitizen | 21 CSR at Counter | 999/${clientId(999, 0, last - 2)}/1 at Counter`,
    ]);
  });

  test("a record that comes after its date was closed is told of as if the end of the day had found it in line", () => {
    const office = LogWriter.opened();
    office.at += minute;
    office.close([]);
    office.at += minute;
    const late = office.join({ own: true, agoMs: 90_000 });
    const told = eventsOf(office.log.readAll());
    expect(late).toBe("kiosk-1.e1.41");
    expect(told.map(({ event }) => event.name)).toEqual([
      "addcitizen",
      "chooseservice",
      "addtoqueue",
      "customerleft",
      "left_while_waiting",
    ]);
    expect(incumbentFindings(told)).toEqual([]);
  });

  test("the time of a visit's events never runs backwards, although the hub's clock did", () => {
    const told = visitOf((office, visit) => {
      office.at = nine - 10 * minute;
      office.call(visit);
      office.at = nine + 3 * minute;
      office.begin(visit);
    });
    expect(told.map((line) => Number(line.slice(0, 2)))).toEqual([1, 1, 1, 1, 3]);
  });

  test("a practice visit reaches nothing", () => {
    const office = LogWriter.opened();
    const visit = office.join({ practice: true });
    office.call(visit);
    office.begin(visit);
    office.close([visit]);
    expect(eventsOf(office.log.readAll())).toEqual([]);
  });

  test("in an office without a line every counter is a plain counter", () => {
    const example = exampleOffice();
    const office = LogWriter.opened({ ...example, office: { ...example.office, type: "non-reception" } });
    office.call(office.join(), "counter-2");
    expect(transcript(eventsOf(office.log.readAll())).at(-1)).toBe(
      " 0  invitecitizen | 21 CSR at Counter | 999/999000200000041/1 at Counter",
    );
  });

  test("a service or counter that the configuration no longer has, or that is named like a part of JavaScript, harms nothing", () => {
    const office = LogWriter.opened();
    office.call(office.join({ service: "constructor" }), "toString", 999);
    const told = transcript(eventsOf(office.log.readAll()));
    expect(told[1]).toContain("X Another question");
    expect(told[3]).toContain("999 CSR at Counter");
  });
});

describe("what a collector reads", () => {
  test("equals, parsed, what The Q sends", () => {
    const example = exampleOffice();
    const agents = [{ number: 22, id: "agent-22", displayName: "Claire B.", role: "CSR" as const }];
    const office = LogWriter.opened({ ...example, agents, office: { ...example.office, number: 94 } });
    const visit = office.join();
    office.call(visit, "counter-1", 22);
    office.begin(visit, "counter-1", 22);
    office.finish(visit, {}, "counter-1", 22);
    const events = eventsOf(office.log.readAll()).map((each) => tp2Event(each, { appId: "TheQ", namespace: "TheQ_test" }));
    const theQ = "iglu:ca.bc.gov.cfmspoc";
    const citizen = { client_id: 94_000_200_000_041, service_count: 1, counter_type: "Counter" };
    expect(JSON.parse(events.at(-1)?.ue_pr ?? "").data).toEqual({
      schema: `${theQ}/finish/jsonschema/2-0-0`,
      data: { inaccurate_time: false, quantity: 1 },
    });
    expect(JSON.parse(events.at(-1)?.co ?? "").data).toEqual([
      { schema: `${theQ}/citizen/jsonschema/4-0-0`, data: citizen },
      { schema: `${theQ}/office/jsonschema/1-0-0`, data: { office_id: 94, office_type: "reception" } },
      { schema: `${theQ}/agent/jsonschema/4-0-0`, data: { agent_id: 22, idir: null, role: "CSR", counter_type: "Counter" } },
    ]);
  });

  test("satisfies every schema, whatever happens in an office", () => {
    const registry = new SchemaRegistry();
    fc.assert(
      fc.property(steps, fc.boolean(), (script, closes) => {
        const outgoing = eventsOf(history(script, closes).log.readAll());
        const events = outgoing.map((each) => tp2Event(each, { appId: "TheQ", namespace: "TheQ_test" }));
        const rows = rowsOfPost(registry, "application/json", JSON.stringify(tp2Payload(events, nine)));
        expect(rows.filter((row) => row.kind === "bad")).toEqual([]);
        expect(rows.length).toBe(events.length);
      }),
      { numRuns: 30 },
    );
  });

  test("Q-EVENT-1: carries an id made of where the row was first written, so that a restored hub gives the same", () => {
    const office = LogWriter.opened();
    office.call(office.join());
    const ids = eventsOf(office.log.readAll()).map((each) => each.id);
    const atKiosk = { office: 999, source: "kiosk-1", epoch: "e1", seq: 41 };
    const atHub = { office: 999, source: "hub", epoch: "hub-epoch", seq: office.log.last };
    expect(ids).toEqual([eventId(atKiosk, 0, sha1), eventId(atKiosk, 1, sha1), eventId(atKiosk, 2, sha1), eventId(atHub, 0, sha1)]);
  });
});

describe("the number of a visit in the province", () => {
  test("names the office, the storage and the row", () => {
    expect(clientId(94, 2, 41)).toBe(94_000_200_000_041);
    expect(clientId(9_006, seriesLettersTotal - 1, 99_999_999)).toBeLessThan(2 ** 53);
    expect(() => clientId(94, 2, 100_000_000)).toThrow("no client_id");
    expect(() => clientId(9_007, 9_999, 1)).toThrow("no client_id");
  });

  test("is of the storage that wrote the visit, even of one that never got a letter", () => {
    const office = LogWriter.opened();
    office.write("series-opened", { letter: letterAt(30) as string, use: "own", device: "kiosk-2", epoch: "e1" });
    for (const device of ["kiosk-1", "kiosk-2", "kiosk-3", "kiosk-4", "kiosk-3"]) office.join({ device });
    const added = eventsOf(office.log.readAll()).filter((each) => each.event.name === "addcitizen");
    expect(added.map((each) => each.contexts.citizen.client_id)).toEqual([
      clientId(999, 2, 41),
      clientId(999, 30, 41),
      clientId(999, seriesLettersTotal, 41),
      clientId(999, seriesLettersTotal + 1, 41),
      clientId(999, seriesLettersTotal, 42),
    ]);
  });
});

describe("appointments", () => {
  const booked = (office: LogWriter, appointment: string, number: number | null) =>
    office.write("appointment-booked", {
      appointment,
      number,
      date: "2026-11-23",
      at: nine,
      minutes: 15,
      service: "licence",
      source: "desk",
    });
  const checkins = (office: LogWriter) =>
    eventsOf(office.log.readAll()).flatMap(({ event, contexts }) =>
      event.name === "appointment_checkin" ? [[event.data.appointment_id, contexts.citizen.client_id, contexts.agent.agent_id]] : [],
    );

  test("are told when somebody comes for them, once, by whom, and only where the calendar has a number for them", () => {
    const office = LogWriter.opened();
    booked(office, "ap-1", 8812);
    booked(office, "ap-2", null);
    booked(office, "ap-3", 8813);
    const checkedIn = (appointment: string) => {
      const visit = office.join();
      office.checkedIn(visit, appointment);
      return visit;
    };
    const tickets = [checkedIn("ap-1"), checkedIn("ap-1"), checkedIn("ap-2"), office.join()] as const;
    const byStaff = { appointment: "ap-3", visit: tickets[3], actor: { kind: "agent", agent: 21, counter: "counter-1" } } as const;
    office.write("appointment-checked-in", byStaff);
    office.write("appointment-check-in-undone", byStaff);
    office.write("appointment-checked-in", { ...byStaff, visit: tickets[2] });
    const client = (visit: string) => clientId(999, 2, Number(visit.split(".").at(-1)));
    expect(checkins(office)).toEqual([
      [8812, client(tickets[0]), 1_000_001],
      [8813, client(tickets[3]), 21],
      [8813, client(tickets[2]), 21],
    ]);
  });
});

describe("the incumbent's model of our events", () => {
  test("at the end of a day every visit is balanced, whatever happened, undone and no-show included, but for those who left the line", () => {
    fc.assert(
      fc.property(steps, (script) => {
        expect(incumbentFindings(eventsOf(history(script, true).log.readAll()))).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  test("these histories bring forth every event of a visit", () => {
    const drawn = fc.sample(steps, { seed: 4, numRuns: 100 }).flatMap((script) => eventsOf(history(script, true).log.readAll()));
    const names = new Set(drawn.map(({ event }) => event.name));
    const never = Object.keys(eventSchemas).filter((name) => !names.has(name as EventName));
    expect(never.sort()).toEqual(["appointment_checkin", "appointment_create", "appointment_update"]);
  });

  test("Q-EVENT-1: taken up again at any row, the fold gives the same events under the same ids, and no id twice", () => {
    fc.assert(
      fc.property(steps, fc.boolean(), fc.nat(), (script, closes, cut) => {
        const all = [...history(script, closes).log.readAll()];
        const undone = undoneRows(all);
        const rows = all.filter((row) => !undone.has(row.seq));
        const whole = eventsOf(rows);
        const at = cut % (rows.length + 1);
        const state = emptyMoves();
        const before = eventsOf(rows.slice(0, at), state);
        const after = eventsOf(rows.slice(at), movesFromText(movesText(state)));
        expect([...before, ...after]).toEqual(whole);
        expect(new Set(whole.map((each) => each.id)).size).toBe(whole.length);
      }),
    );
  });
});
