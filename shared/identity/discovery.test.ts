/** What a hub says of its place, and what a device reads of such answers. */
import { expect, test } from "vitest";
import { hubService, placeIn, recordsOf } from "./discovery.ts";

const place = { office: "victoria", mqttsPort: 8_883, enrolPort: 8_443 };
/** As they come off the network: texts are bytes. */
const heard = recordsOf(place, "hub-1").map((each) =>
  each.type === "TXT" ? { ...each, data: (each.data as string[]).map((line) => Buffer.from(line)) } : each,
);

test("a device reads what its office's hub says, and nothing of another office's", () => {
  expect(placeIn(heard, "victoria")).toEqual(place);
  expect(placeIn(heard, "kelowna")).toBeUndefined();
});

test("a hub whose broker is another program names no port for it", () => {
  expect(placeIn(recordsOf({ ...place, mqttsPort: null }, "hub-1"), "victoria")).toEqual({ ...place, mqttsPort: null });
});

test.each([
  ["no records", []],
  ["a text that is no list", [{ name: `victoria.${hubService}`, type: "TXT", data: "office=victoria" }]],
  ["no port", [{ name: `victoria.${hubService}`, type: "TXT", data: ["office=victoria"] }]],
  ["a port that is none", [{ name: `victoria.${hubService}`, type: "TXT", data: ["office=victoria", "enrol=99999"] }]],
  ["another office's name inside", [{ name: `victoria.${hubService}`, type: "TXT", data: ["office=kelowna", "enrol=8443"] }]],
])("names no hub: %s", (_about, records) => {
  expect(placeIn(records, "victoria")).toBeUndefined();
});
