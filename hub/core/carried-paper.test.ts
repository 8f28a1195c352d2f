/** Paper that was typed in, over a night or with a return slip: its number stands for nobody else. Found by `model.test.ts`. */
import { expect, it } from "vitest";
import { monday, Office, tuesday, wednesday } from "./day-scene.ts";

/** The kiosk is known, so that its numbers may be typed in; its own ticket of that number is shipped later. */
function typedIn(): Office {
  const office = new Office();
  office.hub.ask("kiosk-1", { id: "enrol", kind: "enrol", epoch: "e1" });
  expect(office.do("admit", { number: "C1" })).toBe("done");
  return office;
}

function recordComes(office: Office): void {
  office.say(office.kiosk.ticket({ letter: "C", count: 1, request: null, date: null }));
  office.ship();
}

const numbered = (office: Office) => [...office.hub.state.visits.values()].filter(({ number }) => number.letter === "C");

it("Q-TICKET-1: a typed number that is carried over the night is joined by its record on the next date, and before it is opened", () => {
  for (const opens of [true, false]) {
    const office = typedIn();
    office.close(true);
    office.be(tuesday, "09:00");
    if (opens) office.office("open-doors", { date: tuesday });
    recordComes(office);
    if (!opens) office.office("open-doors", { date: tuesday });
    expect(numbered(office)).toMatchObject([{ admitted: true, date: tuesday }]);
    expect(office.hub.state.tickets).toBe(1);
  }
});

it("Q-TICKET-1: a number with a return slip cannot be typed in again, and its record joins it on its date", () => {
  const office = typedIn();
  expect(office.promise(tuesday, 9, "C1")).toBe("done");
  expect(office.do("admit", { number: "C1" })).toBe("number-known");
  expect(office.hub.state.day?.date).toBe(monday);
  office.close();
  office.be(tuesday, "09:00");
  office.office("open-doors", { date: tuesday });
  recordComes(office);
  expect(numbered(office)).toMatchObject([{ admitted: true, date: tuesday }]);
});

it("Q-TICKET-1: a typed number that was carried, and then had a slip, is joined by a record of any of its dates", () => {
  const office = typedIn();
  office.close(true);
  office.be(tuesday, "09:00");
  office.office("open-doors", { date: tuesday });
  expect(office.promise(wednesday, 9, "C1")).toBe("done");
  recordComes(office);
  expect(numbered(office)).toMatchObject([{ admitted: true, date: wednesday }]);
  expect(office.hub.state.tickets).toBe(1);
});
