import { expect, test } from "vitest";
import { checkOffice } from "./check.ts";
import { differences } from "./difference.ts";
import { exampleOffice } from "./example.ts";
import { publicService } from "./public.ts";
import { withTheQ } from "./the-q.ts";

const theirs = (service_code: string, service_name: string, category: string | null, rest: object = {}) => ({
  service_code,
  service_name,
  parent_id: category === null ? null : 1,
  parent: category === null ? null : { service_name: category },
  external_service_name: null,
  deleted: null,
  timeslot_duration: null,
  actual_service_ind: category === null ? 0 : 1,
  ...rest,
});

test("The Q's catalogue comes in without a public name, and what is known keeps its own", () => {
  const office = exampleOffice();
  const taken = withTheQ(
    {
      services: [
        theirs("X", "X", null),
        theirs("X - licence", "X Licence renewed", "X"),
        theirs("X - abstract", "X Driving record", "X", { deleted: "2026-01-01T00:00:00Z" }),
        theirs("MSP - 001", "MSP Enrolment/Change", "MSP", { external_service_name: "Medical Services Plan", timeslot_duration: 15 }),
        theirs("X - 009", "X Other", "X"),
        theirs("MSP - 002", "Gone before it came", "MSP", { deleted: "2019-01-01" }),
        theirs("test1", "test", "X"),
      ],
    },
    office,
  );
  const checked = checkOffice(taken);
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems));
  expect(differences(office, checked.office).map(({ path }) => path)).toEqual([
    "programmes[msp]",
    "services[licence].reportedName",
    "services[abstract].active",
    "services[msp-001]",
    "services[x-009]",
  ]);
  const [licence, , , enrolment, other] = checked.office.services;
  expect(licence?.name.en).toBe("Driver's licence");
  expect(enrolment).toMatchObject({
    code: "MSP - 001",
    name: { en: "Medical Services Plan" },
    offered: "counter",
    minutes: 15,
    unnamed: ["en", "fr"],
  });
  expect(other).toMatchObject({ offered: "kiosk", unnamed: ["en", "fr"] });
  expect(other && publicService(other, ["en", "fr"])).toBeUndefined();
  // A second time it says nothing new.
  expect(differences(checked.office, withTheQ({ services: [theirs("MSP - 001", "MSP Enrolment/Change", "MSP")] }, checked.office))).toEqual(
    [],
  );
});

test("What is no such catalogue is left to others", () => {
  for (const input of [null, 5, {}, { services: [] }, { services: [{ id: "a" }] }, exampleOffice()])
    expect(withTheQ(input, exampleOffice())).toBeUndefined();
});
