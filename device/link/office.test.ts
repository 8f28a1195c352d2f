import { expect, it } from "vitest";
import { exampleOffice } from "#shared/office/example.ts";
import { publicOffice } from "#shared/office/public.ts";
import { readDesired } from "./office.ts";

/** With every part that a device may be told of. */
function everything() {
  const office = exampleOffice();
  Object.assign(office.zones[0] as object, { volume: ["09:00 40"] });
  Object.assign(office.services[0] as object, {
    bring: [{ en: "Photo ID", fr: "Pièce d'identité" }],
    notHere: { en: "Go to City Hall.", fr: "Allez à l'hôtel de ville." },
  });
  return {
    ...office,
    voice: { volume: ["08:30 60", "17:00 0"] },
    appointments: { phoneDigits: 4, earlyMinutes: 15, lateMinutes: 10, expireMinutes: 60, keepDays: 1 },
  };
}

const message = (office: object) => ({ version: 1, role: "board", zone: "main", office }) as Parameters<typeof readDesired>[0];

it("a device reads all that the office tells it: what its schema lacks would be lost without a word", () => {
  const told = publicOffice(everything(), "board-1");
  expect(told.volume).toEqual(["08:30 60", "17:00 0"]);
  expect(readDesired(message(told), "board")).toMatchObject({ office: told });
  expect(Object.keys((readDesired(message(told), "board") as { office: object }).office).sort()).toEqual(Object.keys(told).sort());
});

it("a key of a newer hub is left out", () => {
  const told = publicOffice(everything(), "board-1");
  expect(readDesired(message({ ...told, tomorrow: true }), "board")).toMatchObject({ office: told });
});
