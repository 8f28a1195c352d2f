import { describe, expect, test } from "vitest";
import type { PublicOffice } from "#shared/office/public.ts";
import type { KioskLive, KioskTicket } from "#shared/wire/kiosk-page.ts";
import { asksProgramme, pageOf, topicChoices } from "./choices.ts";
import { guardMs, type KioskInput, startState, step, ticketGuardMs, triesMax } from "./flow.ts";
import { idleAfterMs, idlePhase, ticketMs, ticketOnScreenMs, warningMs } from "./idle.ts";
import { keyRows, queryMax, typed } from "./keyboard.ts";
import { paperPath } from "./screen.ts";
import type { KioskState } from "./state.ts";

const both = (text: string) => ({ en: text, fr: `${text} fr` });

function officeOf(services: Readonly<Record<string, number>>): PublicOffice {
  return {
    id: "sample",
    name: both("Sample"),
    timeZone: "America/Vancouver",
    languages: ["en", "fr"],
    unreviewed: [],
    topics: [
      { id: "few", name: both("Few"), hint: both("Few things"), programmes: ["a", "b"] },
      { id: "many", name: both("Many"), hint: both("Many things"), programmes: ["c", "d", "empty"] },
      { id: "none", name: both("None"), hint: both("Nothing"), programmes: ["empty"] },
    ],
    programmes: ["a", "b", "c", "d", "empty"].map((id) => ({ id, name: both(id) })),
    services: Object.entries(services).flatMap(([programme, count]) =>
      Array.from({ length: count }, (_, place) => ({
        id: `${programme}-${place}`,
        programme,
        name: both(`${programme} ${place}`),
        words: { en: [], fr: [] },
      })),
    ),
    needs: ["come-and-get-me", "hearing"],
    zones: [],
    screen: null,
  };
}

const office = officeOf({ a: 2, b: 1, c: 8, d: 1 });

function ticket(change: Partial<KioskTicket> = {}): KioskTicket {
  return {
    visit: "v.1",
    number: "A12",
    service: "c-1",
    errands: [],
    people: 1,
    at: 0,
    lines: [],
    printed: "pending",
    mayReprint: false,
    ...change,
  };
}

function live(change: Partial<KioskLive> = {}): KioskLive {
  return {
    state: "ready",
    hub: "present",
    printer: "ready",
    fault: null,
    staffPage: true,
    today: null,
    waiting: 3,
    tickets: [],
    catalogue: 1,
    now: 0,
    ...change,
  };
}

/** A citizen who touches once a second. */
function citizen(of: PublicOffice = office) {
  let state: KioskState = startState(of, 0);
  let now = 0;
  const effects: unknown[] = [];
  const touch = (input: KioskInput, afterMs = 1_000) => {
    now += afterMs;
    const stepped = step(state, input, now, of);
    state = stepped.state;
    effects.push(...stepped.effects);
    return state;
  };
  return { touch, effects, state: () => state, screen: () => state.screen };
}

function atConfirm() {
  const someone = citizen();
  someone.touch({ kind: "choose-language", language: "fr" });
  someone.touch({ kind: "choose-topic", topic: "many" });
  someone.touch({ kind: "choose-programme", programme: "c" });
  someone.touch({ kind: "choose-service", service: "c-1" });
  return someone;
}

describe("the way to a ticket", () => {
  test("leads from the language over topic, programme and service to one request", () => {
    const someone = atConfirm();
    expect([someone.screen(), someone.state().chosen]).toEqual([{ kind: "confirm" }, ["c-1"]]);
    someone.touch({ kind: "toggle-need", need: "hearing" });
    someone.touch({ kind: "take-ticket", key: "key-00000001" });
    expect(someone.effects).toEqual([
      { kind: "post-ticket", request: { key: "key-00000001", service: "c-1", language: "fr", needs: ["hearing"] } },
    ]);
    someone.touch({ kind: "ticket-made", ticket: ticket() });
    expect(someone.screen()).toMatchObject({ kind: "ticket", ticket: { number: "A12" } });
  });

  test("skips a question with one answer, and topics that lead nowhere", () => {
    const someone = citizen();
    someone.touch({ kind: "choose-language", language: "en" });
    someone.touch({ kind: "choose-topic", topic: "many" });
    someone.touch({ kind: "choose-programme", programme: "d" });
    expect([someone.screen(), someone.state().chosen]).toEqual([{ kind: "confirm" }, ["d-0"]]);
    expect(asksProgramme(office, "few")).toBe(false);
    expect(asksProgramme(office, "many")).toBe(true);
    expect(topicChoices(office).map(({ id }) => id)).toEqual(["few", "many"]);
  });

  test("goes back the way it came, and forgets needs at the first screen", () => {
    const someone = atConfirm();
    someone.touch({ kind: "toggle-need", need: "hearing" });
    const kinds = Array.from({ length: 5 }, () => someone.touch({ kind: "back" }).screen.kind);
    expect(kinds).toEqual(["services", "programmes", "topics", "welcome", "welcome"]);
    expect(someone.state().needs).toEqual([]);
  });

  test("takes up to four more errands on the same ticket, and how many people came", () => {
    const someone = atConfirm();
    for (const service of ["c-2", "c-3", "c-4", "c-5", "c-6"]) {
      someone.touch({ kind: "add-errand" });
      someone.touch({ kind: "choose-service", service });
    }
    // The sixth was not asked for: the ticket is full, and the touch chose nothing.
    expect(someone.state().chosen).toEqual(["c-1", "c-2", "c-3", "c-4", "c-5"]);
    for (let more = 0; more < 25; more += 1) someone.touch({ kind: "set-people", people: someone.state().people + 1 });
    expect(someone.state().people).toBe(20);
    someone.touch({ kind: "set-people", people: 3 });
    someone.touch({ kind: "take-ticket", key: "key-00000001" });
    const request = { service: "c-1", errands: ["c-2", "c-3", "c-4", "c-5"], people: 3, language: "fr", needs: [] };
    expect(someone.effects).toEqual([{ kind: "post-ticket", request: { key: "key-00000001", ...request } }]);
  });

  test("an errand chosen twice is on the ticket once; one taken off is gone; the last one stays", () => {
    const someone = atConfirm();
    const add = (service: string | null) => {
      someone.touch({ kind: "add-errand" });
      someone.touch({ kind: "choose-service", service });
    };
    add("c-1");
    add("c-2");
    expect(someone.state().chosen).toEqual(["c-1", "c-2"]);
    someone.touch({ kind: "drop-errand", place: 0 });
    someone.touch({ kind: "drop-errand", place: 0 });
    expect(someone.state().chosen).toEqual(["c-2"]);
  });

  test("Back from another errand leads to the ticket as it was, and from there where it led before", () => {
    const someone = atConfirm();
    someone.touch({ kind: "set-people", people: 2 });
    someone.touch({ kind: "add-errand" });
    expect(someone.touch({ kind: "back" })).toMatchObject({ screen: { kind: "confirm" }, adding: false, chosen: ["c-1"], people: 2 });
    someone.touch({ kind: "add-errand" });
    someone.touch({ kind: "choose-topic", topic: "few" });
    someone.touch({ kind: "choose-service", service: "a-1" });
    expect(someone.state()).toMatchObject({ screen: { kind: "confirm" }, adding: false, chosen: ["c-1", "a-1"] });
    const kinds = Array.from({ length: 4 }, () => someone.touch({ kind: "back" }).screen.kind);
    expect(kinds).toEqual(["services", "programmes", "topics", "welcome"]);
    expect(someone.state().people).toBe(1);
  });

  test("somebody with one errand needs no more touches than before: language, topic, service, ticket", () => {
    const someone = citizen();
    const touches: KioskInput[] = [
      { kind: "choose-language", language: "en" },
      { kind: "choose-topic", topic: "few" },
      { kind: "choose-service", service: "a-1" },
      { kind: "take-ticket", key: "key-00000001" },
    ];
    for (const each of touches) someone.touch(each);
    expect(someone.effects).toHaveLength(1);
  });

  test("switches the language and keeps the screen", () => {
    const someone = atConfirm();
    const before = someone.screen();
    someone.touch({ kind: "switch-language" });
    expect(someone.state().language).toBe("en");
    expect(someone.screen()).toBe(before);
  });

  test("six choices on a page, the last page with what is left", () => {
    expect(pageOf([1, 2, 3, 4, 5, 6, 7, 8], 1)).toEqual({ items: [7, 8], page: 1, pages: 2 });
    expect(pageOf([1], 9)).toEqual({ items: [1], page: 0, pages: 1 });
    expect(pageOf([], -1)).toEqual({ items: [], page: 0, pages: 1 });
  });
});

describe("a hand that trembles", () => {
  test("a second tap does not choose on the next screen", () => {
    const someone = citizen();
    someone.touch({ kind: "choose-language", language: "en" });
    someone.touch({ kind: "choose-topic", topic: "many" }, guardMs - 1);
    expect(someone.screen().kind).toBe("topics");
    someone.touch({ kind: "choose-topic", topic: "many" }, 1);
    expect(someone.screen().kind).toBe("programmes");
  });

  test("takes no ticket within the guard of the confirm screen, and one only after it", () => {
    const someone = atConfirm();
    someone.touch({ kind: "take-ticket", key: "key-00000001" }, ticketGuardMs - 1);
    expect(someone.effects).toEqual([]);
    someone.touch({ kind: "take-ticket", key: "key-00000002" }, 1);
    someone.touch({ kind: "take-ticket", key: "key-00000003" }, 5);
    someone.touch({ kind: "take-ticket", key: "key-00000004" }, 5_000);
    expect(someone.effects).toHaveLength(1);
  });
});

describe("a request that fails", () => {
  test("is sent again under the same key, then gives up kindly, and tries again under the same key", () => {
    const someone = atConfirm();
    someone.touch({ kind: "take-ticket", key: "key-00000001" });
    for (let tries = 1; tries < triesMax; tries += 1) {
      someone.touch({ kind: "ticket-lost" });
      someone.touch({ kind: "retry" });
    }
    someone.touch({ kind: "ticket-lost" });
    expect(someone.screen().kind).toBe("refused");
    someone.touch({ kind: "try-again" });
    const keys = someone.effects.flatMap((each) => (JSON.stringify(each).includes("post-ticket") ? [JSON.stringify(each)] : []));
    expect(keys).toHaveLength(triesMax + 1);
    expect(new Set(keys).size).toBe(1);
  });

  test("a late retry does nothing once the ticket is there", () => {
    const someone = atConfirm();
    someone.touch({ kind: "take-ticket", key: "key-00000001" });
    someone.touch({ kind: "ticket-made", ticket: ticket() });
    someone.touch({ kind: "retry" });
    someone.touch({ kind: "ticket-refused", words: null });
    expect(someone.screen().kind).toBe("ticket");
    expect(someone.effects).toHaveLength(1);
  });

  test("Back from a refusal leads to the confirm screen", () => {
    const someone = atConfirm();
    someone.touch({ kind: "take-ticket", key: "key-00000001" });
    someone.touch({ kind: "ticket-refused", words: null });
    someone.touch({ kind: "back" });
    expect([someone.screen(), someone.state().chosen]).toEqual([{ kind: "confirm" }, ["c-1"]]);
  });
});

describe("the ticket on the screen", () => {
  function atTicket() {
    const someone = atConfirm();
    someone.touch({ kind: "take-ticket", key: "key-00000001" });
    someone.touch({ kind: "ticket-made", ticket: ticket() });
    return someone;
  }

  test("Q-TICKET-5 follows its printing, and is reprinted once at most", () => {
    const someone = atTicket();
    someone.touch({ kind: "reprint" });
    someone.touch({ kind: "heard", live: live({ tickets: [ticket({ printed: "failed", mayReprint: true })] }) });
    someone.touch({ kind: "reprint" });
    someone.touch({ kind: "reprint" });
    expect(someone.effects.slice(1)).toEqual([{ kind: "post-reprint", visit: "v.1" }]);
    expect(someone.screen()).toMatchObject({ ticket: { printed: "failed", number: "A12" } });
  });

  test("Q-TICKET-5 says where the number is for every state of the printer", () => {
    const pending = ["ready", "paper-low", "unknown", "paper-out", "cover-open", "offline", "error"] as const;
    expect(pending.map((printer) => paperPath(ticket(), printer))).toEqual([
      ...["printing", "printing", "printing"],
      ...["screen", "screen", "screen", "screen"],
    ]);
    expect((["printed", "failed", "unknown"] as const).map((printed) => paperPath(ticket({ printed }), "ready"))).toEqual([
      "take",
      "screen",
      "screen",
    ]);
  });

  test("closes by itself, later where the number must be written down", () => {
    const printed = atTicket();
    printed.touch({ kind: "heard", live: live({ tickets: [ticket({ printed: "printed" })] }) }, 0);
    printed.touch({ kind: "tick" }, ticketMs - 1);
    expect(printed.screen().kind).toBe("ticket");
    printed.touch({ kind: "tick" }, 1);
    expect(printed.screen().kind).toBe("welcome");
    const failed = atTicket();
    failed.touch({ kind: "heard", live: live({ tickets: [ticket({ printed: "failed" })] }) }, 0);
    failed.touch({ kind: "tick" }, ticketOnScreenMs - 1);
    expect(failed.screen().kind).toBe("ticket");
    failed.touch({ kind: "stay" }, 0);
    failed.touch({ kind: "tick" }, ticketOnScreenMs - 1);
    expect(failed.screen().kind).toBe("ticket");
  });
});

describe("nobody there", () => {
  test("asks after 45 s for 20 s, keeps the screen for who stays, and forgets it for who has left", () => {
    expect(warningMs).toBeGreaterThanOrEqual(20_000);
    const screen = { kind: "topics" } as const;
    expect(idlePhase(screen, null, idleAfterMs - 1)).toEqual({ kind: "active" });
    expect(idlePhase(screen, null, idleAfterMs)).toEqual({ kind: "warning", secondsLeft: 20 });
    expect(idlePhase(screen, null, idleAfterMs + warningMs)).toEqual({ kind: "over" });
    const someone = atConfirm();
    someone.touch({ kind: "tick" }, idleAfterMs + 5_000);
    const kept = someone.screen();
    someone.touch({ kind: "stay" });
    someone.touch({ kind: "tick" }, idleAfterMs - 1);
    expect(someone.screen()).toBe(kept);
    someone.touch({ kind: "tick" }, warningMs + 1);
    expect(someone.state()).toMatchObject({ screen: { kind: "welcome" }, language: "en", needs: [], trail: [] });
  });

  test("the first screen waits for ever", () => {
    expect(idlePhase({ kind: "welcome" }, null, 10 ** 9)).toEqual({ kind: "active" });
  });
});

test("the keyboard types letters, one space at a time, and no more than fit", () => {
  expect(typed(typed("tax", " "), " ")).toBe("tax ");
  expect(typed("", " ")).toBe("");
  expect(typed("x".repeat(queryMax), "y")).toHaveLength(queryMax);
  expect(keyRows("en")).toHaveLength(3);
  expect(keyRows("fr").flat().join("")).toContain("é");
  expect(keyRows("fr").every((row) => row.length <= 10)).toBe(true);
});

describe("whoever has an appointment", () => {
  const booking: PublicOffice = { ...office, appointments: { phoneDigits: 4 } };
  const found = { found: "one", id: "appointment-1", service: null, at: 0, arrival: "on-time" } as const;

  function atKeys(way: "code" | "phone", typed: string) {
    const someone = citizen(booking);
    someone.touch({ kind: "choose-language", language: "en" });
    someone.touch({ kind: "open-check-in" });
    someone.touch({ kind: "choose-way", way });
    someone.touch({ kind: "type-in", typed });
    someone.touch({ kind: "look-up" });
    return someone;
  }

  test("is looked for once enough was typed, and only then", () => {
    for (const [way, typed] of [
      ["phone", "011"],
      ["phone", "01123"],
      ["code", "K7M"],
    ] as const) {
      const someone = atKeys(way, typed);
      expect([someone.screen().kind, someone.effects]).toEqual(["check-in-type", []]);
    }
    const someone = atKeys("phone", "0112");
    expect(someone.effects).toEqual([{ kind: "post-appointment", by: { kind: "phone", digits: "0112" }, language: "en" }]);
    // Nobody goes back from a question that is under way, and a second answer is none.
    expect(someone.touch({ kind: "back" }).screen.kind).toBe("looking-up");
    someone.touch({ kind: "appointment-told", told: found });
    expect(someone.touch({ kind: "appointment-told", told: { found: "none" } }).screen).toMatchObject({ told: found });
  });

  test("that was found takes the ticket for it; a double touch takes none", () => {
    const someone = atKeys("code", "K7M4PX");
    someone.touch({ kind: "appointment-told", told: found });
    someone.touch({ kind: "take-ticket", key: "key-00000001" }, ticketGuardMs - 1);
    expect(someone.screen().kind).toBe("appointment");
    someone.touch({ kind: "take-ticket", key: "key-00000001" });
    expect(someone.effects.at(-1)).toEqual({
      kind: "post-ticket",
      request: { key: "key-00000001", service: null, language: "en", needs: [], appointment: { kind: "found", id: "appointment-1" } },
    });
    someone.touch({ kind: "ticket-made", ticket: ticket() });
    expect(someone.touch({ kind: "done" })).toMatchObject({ screen: { kind: "welcome" }, appointment: null });
  });

  test("that was not found leaves nothing typed to the next, and is said on an ordinary ticket", () => {
    const someone = atKeys("phone", "0112");
    someone.touch({ kind: "appointment-told", told: { found: "none" } });
    expect(someone.touch({ kind: "back" }).screen).toEqual({ kind: "check-in-type", way: "phone", typed: "" });
    someone.touch({ kind: "type-in", typed: "0113" });
    someone.touch({ kind: "look-up" });
    someone.touch({ kind: "appointment-told", told: { found: "hub-away" } });
    someone.touch({ kind: "say-appointment" });
    someone.touch({ kind: "choose-service", service: null });
    someone.touch({ kind: "take-ticket", key: "key-00000002" });
    expect(someone.effects.at(-1)).toMatchObject({ request: { service: null, appointment: { kind: "said", code: null } } });
  });

  test("is asked for a ticket only where the office has none", () => {
    const someone = citizen();
    someone.touch({ kind: "choose-language", language: "en" });
    expect(someone.touch({ kind: "open-check-in" }).screen.kind).toBe("check-in-type");
  });
});

describe("whoever comes back with a ticket", () => {
  const slip = (stands: "return-today" | "return-later") => {
    const paper = { letter: "A", count: 12, visit: null };
    const hour = { date: "2026-11-24", from: 540, to: 600 };
    return { found: "ticket", number: "A12", paper, language: "en", stands, until: null, counter: null, hour } as const;
  };
  function brought() {
    const someone = citizen();
    someone.touch({ kind: "choose-language", language: "en" });
    someone.touch({ kind: "open-check-in" });
    someone.touch({ kind: "type-in", typed: " a12 " });
    someone.touch({ kind: "look-up" });
    return someone;
  }

  test("is looked for once, and can say that they are here where that is something to say", () => {
    const someone = brought();
    expect(someone.effects.at(-1)).toEqual({ kind: "post-desk", ticket: "a12", language: "en" });
    expect(someone.touch({ kind: "ticket-told", told: slip("return-today") }).screen.kind).toBe("slip");
    someone.touch({ kind: "am-here" });
    expect(someone.effects.at(-1)).toMatchObject({ kind: "post-back", number: "A12", language: "en" });
    // A second touch while that is on its way says nothing more.
    const before = someone.effects.length;
    someone.touch({ kind: "am-here" });
    expect(someone.effects.length).toBe(before);
  });

  test("says nothing of a day that has not come, and leaves empty keys behind", () => {
    const someone = brought();
    someone.touch({ kind: "ticket-told", told: slip("return-later") });
    const before = someone.effects.length;
    someone.touch({ kind: "am-here" });
    expect(someone.effects.length).toBe(before);
    expect(someone.touch({ kind: "back" }).screen).toEqual({ kind: "check-in-type", way: "ticket", typed: "" });
  });
});
