import fc from "fast-check";
import { expect, test } from "vitest";
import { ReplyReader } from "./replies.ts";
import { conditionOfAnswers, conditionOfAutoStatus } from "./status.ts";

const done = [0x37, 0x22, 0x30, 0x30, 0x61, 0x7a, 0x00];
const stream = [0x12, 0x16, ...done, 0x10, 0x00, 0x0c, 0x0f, 0x12, 0x00];
const replies = [
  { kind: "status", byte: 0x12 },
  { kind: "status", byte: 0x16 },
  { kind: "done", job: "00az" },
  { kind: "auto-status", bytes: [0x10, 0x00, 0x0c, 0x0f] },
  { kind: "status", byte: 0x12 },
  { kind: "in-turn", byte: 0x00 },
];

test("replies are the same however the network cuts them", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 20 }), (pieces) => {
      const reader = new ReplyReader();
      const read = [];
      let at = 0;
      for (const length of [...pieces, stream.length]) {
        read.push(...reader.take(Uint8Array.from(stream.slice(at, at + length))));
        at += length;
      }
      expect(read).toEqual(replies);
    }),
  );
});

test("any bytes are read without end or failure", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      expect(new ReplyReader().take(bytes).length).toBeLessThanOrEqual(bytes.length);
    }),
  );
});

test.each([
  ["ready", [0x12, 0x12, 0x12]],
  ["paper-low", [0x12, 0x12, 0x1e]],
  ["paper-out", [0x1a, 0x32, 0x7e]],
  ["cover-open", [0x1a, 0x16, 0x12]],
  ["cover-open", [0x1a, 0x36, 0x7e]],
  ["error", [0x1a, 0x52, 0x12]],
  ["offline", [0x1a, 0x12, 0x12]],
] as const)("answers that mean %s", (condition, answers) => {
  expect(conditionOfAnswers(answers)).toBe(condition);
});

test.each([
  ["ready", [0x10, 0, 0, 0x0f]],
  ["paper-low", [0x10, 0, 0x03, 0x0f]],
  ["paper-out", [0x18, 0, 0x0f, 0x0f]],
  ["cover-open", [0x38, 0, 0, 0x0f]],
  ["error", [0x18, 0x08, 0, 0x0f]],
  ["offline", [0x18, 0, 0, 0x0f]],
] as const)("unasked status that means %s", (condition, bytes) => {
  expect(conditionOfAutoStatus(bytes)).toBe(condition);
});
