import { expect, it } from "vitest";
import { lostNames } from "./world.ts";

it("Q-TICKET-2: a ticket lost with its card is excused under the name it was shown by, unless the hub holds a ticket of that name", () => {
  const epochs = [
    { epoch: "old", first: 1 },
    { epoch: "new", first: 3 },
  ];
  const none = new Set<string>();
  expect(lostNames("kiosk-1", epochs, { seq: 4 }, none)).toEqual(["kiosk-1.old.4", "kiosk-1.new.4"]);
  expect(lostNames("kiosk-1", epochs, { seq: 2 }, none)).toEqual(["kiosk-1.old.2"]);
  expect(lostNames("kiosk-1", epochs, { seq: 4 }, new Set(["kiosk-1.old.4"]))).toEqual(["kiosk-1.new.4"]);
});
