import fc from "fast-check";
import { expect, test } from "vitest";
import { readDevicesArguments, runDevices } from "./command.ts";

test.each([
  [[], "list"],
  [["--token", "kiosk-1", "--role", "kiosk"], "token"],
  [["--approve", "kiosk-1", "--code", "0412"], "approve"],
  [["--revoke", "kiosk-1", "--why", "stolen"], "revoke"],
  [["--identify", "kiosk-1"], "order"],
  [["--restart", "board-1"], "order"],
  [["--logs", "board-1"], "order"],
  [["--group", "zone:main", "--do", "restart"], "group"],
  [["--group", "front-*", "--do", "logs"], "group"],
  [["--replace", "kiosk-1", "--with", "spare-1"], "replace"],
  [["--token", "kiosk-9", "--role", "kiosk", "--pass", "pass.json", "--at", "hub.example"], "token"],
  [["--move", "kiosk-1", "--pass", "pass.json"], "move"],
  [["--erase", "kiosk-1", "--force"], "erase"],
])("%j is a wish", (args, kind) => {
  expect(readDevicesArguments(args)).toMatchObject({ kind, hub: "http://127.0.0.1:8080", by: null });
});

test.each([
  [["--token", "kiosk-1"], "--role must be"],
  [["--token", "spare-1", "--role", "spare"], "A spare is one or the other"],
  [["--token", "hub", "--role", "kiosk"], "A device's name"],
  [["--approve", "kiosk-1", "--code", "12"], "4 digits"],
  [["--token", "a", "--revoke", "b"], "exclude"],
  [["--restart", "a", "--logs", "a"], "exclude"],
  [["--replace", "kiosk-1"], "--with must name a spare"],
  [["--with", "spare-1"], "--with belongs"],
  [["--group", "everybody", "--do", "logs"], "--group must be"],
  [["--group", "boards"], "--do must be"],
  [["--do", "logs"], "--do belongs"],
  [["--group", "boards", "--do", "logs", "--erase", "kiosk-1"], "--group stands alone"],
  [["--move", "kiosk-1"], "--move needs --pass"],
  [["--pass", "pass.json"], "--pass belongs"],
  [["--token", "kiosk-9", "--role", "kiosk", "--pass", "pass.json"], "--at HOST belongs"],
  [["--force"], "--force belongs"],
  [["--role", "kiosk"], "--role belongs"],
  [["--hub", "somewhere"], "--hub must be"],
])("%j is refused with what would be right", (args, sentence) => {
  expect(readDevicesArguments(args)).toEqual({ wrong: expect.stringContaining(sentence) });
});

test("whatever the arguments are, they are read or refused with a sentence", () => {
  const words = fc.oneof(
    fc.constantFrom(
      "--token",
      "--role",
      "--approve",
      "--code",
      "--revoke",
      "--why",
      "--hub",
      "--by",
      "kiosk",
      "kiosk-1",
      "1234",
      "http://h",
    ),
    fc.string({ maxLength: 8 }),
  );
  fc.assert(
    fc.property(fc.array(words, { maxLength: 8 }), (args) => {
      const read = readDevicesArguments(args);
      expect("wrong" in read ? read.wrong.length > 8 : read.kind.length > 0).toBe(true);
    }),
  );
});

test("a hub that is not there is said, with how to reach it", async () => {
  await expect(runDevices({ kind: "list", hub: "http://127.0.0.1:9", by: null }, "kim", () => {})).rejects.toThrow(
    /does not answer.*ssh -L/,
  );
});
