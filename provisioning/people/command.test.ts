import { expect, test } from "vitest";
import { readPeopleArguments, runPeople } from "./command.ts";

test.each([
  [[], { kind: "list" }],
  [["--code", "lee"], { kind: "code", person: "lee" }],
  [["--end", "21", "--pin"], { kind: "end", person: "21", pin: true }],
  [["--audit", "--by", "kim"], { kind: "audit", by: "kim" }],
])("%j is a wish", (args, wish) => {
  expect(readPeopleArguments(args)).toMatchObject({ hub: "http://127.0.0.1:8080", by: null, ...wish });
});

test.each([
  [["--code", "a", "--end", "b"], "exclude"],
  [["--pin"], "--pin belongs"],
  [["--code", " "], "NAME must be"],
  [["--hub", "somewhere"], "--hub must be"],
  [["lee"], "Unexpected argument"],
])("%j is refused with what would be right", (args, sentence) => {
  expect(readPeopleArguments(args)).toEqual({ wrong: expect.stringContaining(sentence) });
});

test("a hub that is not there is said, with how to reach it", async () => {
  await expect(runPeople({ kind: "list", hub: "http://127.0.0.1:9", by: null }, "kim", () => {})).rejects.toThrow(
    /does not answer.*ssh -L/,
  );
});
