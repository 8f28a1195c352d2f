import { expect, test } from "vitest";
import { appointmentDayRequest, appointmentOneRequest } from "#shared/appointments/record.ts";
import { codeOrder, endOrder, pinRequest, signInRequest } from "#shared/wire/people.ts";
import { personalRequest } from "#shared/wire/personal.ts";
import { readBody, readPrivateBody } from "./answers.ts";

const secret = "830174";
const wrongs = (keys: readonly string[]) => [
  secret,
  [secret],
  ...keys.map((key) => ({ [key]: [secret] })),
  ...keys.map((key) => ({ ...Object.fromEntries(keys.map((each) => [each, secret])), [key]: { [key]: secret } })),
  { ...Object.fromEntries(keys.map((each) => [each, secret])), more: secret },
];

test.each([
  ["signInRequest", signInRequest],
  ["pinRequest", pinRequest],
  ["codeOrder", codeOrder],
  ["endOrder", endOrder],
  ["personalRequest", personalRequest],
  ["appointmentOneRequest", appointmentOneRequest],
  ["appointmentDayRequest", appointmentDayRequest],
])("Q-PRIV-1: a body of %s that is not right is refused without a word of what stood in it", (_name, schema) => {
  for (const body of wrongs(Object.keys(schema.entries))) {
    const said = readPrivateBody(schema, body);
    expect(said).toMatchObject({ fault: "bad-request" });
    expect(JSON.stringify(said)).not.toContain(secret);
  }
});

test("what is wrong with a body is said where it is no secret, and where the words are ours", () => {
  expect(readBody(codeOrder, { person: 7, by: "pat" })).toMatchObject({ facts: { path: "person", what: expect.stringContaining("7") } });
  expect(readPrivateBody(codeOrder, { person: 7, by: "pat" })).toMatchObject({ facts: { path: "person", what: "is not right" } });
  const key = "use 8 to 80 letters, digits, dots, hyphens or underscores";
  expect(readPrivateBody(personalRequest, { key: "?" })).toMatchObject({ facts: { path: "key", what: key } });
});
