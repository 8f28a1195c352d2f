import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { LogRow } from "#shared/log/record.ts";
import { exampleOffice } from "#shared/office/example.ts";
import { type OutgoingEvent, tp2Event, tp2Payload } from "#shared/snowplow/payload.ts";
import { eventId } from "#shared/snowplow/uuid5.ts";
import { letterAt, seriesLettersTotal } from "#shared/ticket/number.ts";
import { SchemaRegistry } from "../central/collector/schemas/registry.ts";
import { rowsOfPost } from "../central/collector/validate.ts";
import { clientId } from "./client-id.ts";
import { LogWriter, minute, nine, sha1 } from "./harness.ts";
import { emptyMoves, foldMoves, movesFromText, movesText, outgoingEvents } from "./moves.ts";

const hub = { source: "hub", epoch: "hub-epoch" };

function eventsOf(rows: Iterable<LogRow>, state = emptyMoves()): OutgoingEvent[] {
  return [...rows].flatMap((row) => outgoingEvents(row, foldMoves(state, row), hub, sha1));
}

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
    "22 closes the day": (office, visit) => office.close([visit]),
    "the hours close the day": (office, visit) => office.close([visit], null),
  };

  test.each<[string, string[]]>([
    ["call, no-show", ["invitecitizen | 21", "customerleft at-prep | 21"]],
    ["leaves the line", ["customerleft being-served | 21", "left_while_waiting | 21"]],
    ["call, leaves when called", ["invitecitizen | 21", "customerleft at-prep | 21"]],
    ["call, begin, leaves while served", ["invitecitizen | 21", "beginservice | 21", "customerleft being-served | 21"]],
    ["22 closes the day", ["customerleft being-served | 22", "left_while_waiting | 22"]],
    ["the hours close the day", ["customerleft being-served | 1000001", "left_while_waiting | 1000001"]],
    ["call, 22 closes the day", ["invitecitizen | 21", "customerleft at-prep | 21"]],
    ["call, begin, 22 closes the day", ["invitecitizen | 21", "beginservice | 21", "finish true, 1 | 21"]],
  ])("%s", (story, expected) => {
    const told = visitOf((_office, visit, later) => {
      for (const step of story.split(", ")) doing[step]?.(later(), visit);
    });
    expect(short(told).map((line) => line?.slice(4).replace(/ \w+$/, ""))).toEqual(expected);
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

/** A random legal history of an office: each step moves one visit on, or lets one join; the day may be closed in the end. */
const steps = fc.array(fc.record({ visit: fc.nat(7), choice: fc.nat(99), minutes: fc.nat(20) }), { minLength: 1, maxLength: 80 });

function history(script: readonly { visit: number; choice: number; minutes: number }[], closes: boolean): LogWriter {
  const office = LogWriter.opened();
  const open: { id: string; stage: "waiting" | "called" | "serving" }[] = [];
  const end = (place: number) => void open.splice(place, 1);
  for (const { visit: wanted, choice, minutes } of script) {
    office.at += minutes * minute;
    const place = wanted % 8;
    const visit = open[place];
    if (!visit) {
      open.push({ id: office.join({ service: choice % 3 === 0 ? null : "licence", agoMs: (choice % 4) * 1_000 }), stage: "waiting" });
    } else if (visit.stage === "waiting") {
      if (choice < 15) {
        office.left(visit.id, "waiting");
        end(place);
      } else {
        office.call(visit.id, "counter-1", 21, choice < 40 ? "chosen-from-list" : "plain-order");
        visit.stage = "called";
      }
    } else if (visit.stage === "called") {
      if (choice < 20) office.recall(visit.id);
      else if (choice < 30) {
        office.noShow(visit.id);
        end(place);
      } else if (choice < 40) {
        office.left(visit.id, "called");
        end(place);
      } else {
        office.begin(visit.id);
        visit.stage = "serving";
      }
    } else if (choice < 10) office.assign(visit.id, "abstract");
    else {
      if (choice < 30) office.left(visit.id, "serving");
      else office.finish(visit.id);
      end(place);
    }
  }
  if (closes) office.close(open.map((each) => each.id));
  return office;
}

describe("the incumbent's model of our events", () => {
  /** The public formulas: a duration is known only when a stage was entered as often as it was left. */
  const stages = {
    creation: { into: ["addcitizen"], out: ["addtoqueue", "servecitizen", "customerleft service-creation"] },
    waiting: {
      into: ["addtoqueue", "returntoqueue", "queuefromprep"],
      out: ["invitecitizen", "invitefromlist", "returninvite", "returnfromlist"],
    },
    prep: {
      into: ["invitecitizen", "invitefromlist", "returninvite", "returnfromlist"],
      out: ["beginservice", "queuefromprep", "customerleft at-prep"],
    },
    serve: {
      into: ["additionalservice", "beginservice", "servecitizen", "invitefromhold", "restartservice"],
      out: ["returntoqueue", "hold", "stopservice", "finish", "customerleft being-served"],
    },
  };

  test("at the end of a day every visit is balanced, but for those who left the line", () => {
    let gaveUpSeen = 0;
    fc.assert(
      fc.property(steps, (script) => {
        const office = history(script, true);
        const visits = Map.groupBy(eventsOf(office.log.readAll()), (each) => each.contexts.citizen.client_id);
        for (const events of visits.values()) {
          const names = events.map(({ event }) => (event.name === "customerleft" ? `customerleft ${event.data.leave_status}` : event.name));
          const count = (of: readonly string[]) => names.filter((name) => of.includes(name)).length;
          const gaveUp = names.includes("left_while_waiting");
          if (gaveUp) gaveUpSeen += 1;
          const unbalanced = Object.entries(stages).filter(([, { into, out }]) => count(into) !== count(out));
          expect(unbalanced.map(([stage]) => stage)).toEqual(gaveUp ? ["waiting", "serve"] : []);
          const times = events.map((each) => each.happenedAtMs);
          expect(times).toEqual([...times].sort((one, other) => one - other));
        }
      }),
    );
    expect(gaveUpSeen).toBeGreaterThan(0);
  });

  test("Q-EVENT-1: taken up again at any row, the fold gives the same events under the same ids, and no id twice", () => {
    fc.assert(
      fc.property(steps, fc.boolean(), fc.nat(), (script, closes, cut) => {
        const rows = [...history(script, closes).log.readAll()];
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
