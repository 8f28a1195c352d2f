import fc from "fast-check";
import { expect, test } from "vitest";
import { ReplyReader } from "./replies.ts";
import { conditionOfAnswers, conditionOfAutoStatus, fullStatusOf } from "./status.ts";

const done = [0x37, 0x22, 0x30, 0x30, 0x61, 0x7a, 0x00];
const model = [0x5f, ...Buffer.from("TM-m30"), 0x00];
const full = [0x10, 0x0f, 0x24, 0x00, 0x00, 0x01];
const stream = [0x12, 0x16, ...done, 0x10, 0x00, 0x0c, 0x0f, ...full, ...model, 0x12, 0x00];
const replies = [
  { kind: "status", byte: 0x12 },
  { kind: "status", byte: 0x16 },
  { kind: "done", job: "00az" },
  { kind: "auto-status", bytes: [0x10, 0x00, 0x0c, 0x0f] },
  { kind: "full-status", bytes: [0x24, 0x00, 0x00, 0x01] },
  { kind: "identity", text: "TM-m30" },
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
  ["ready", [0x12, 0x12, 0x12, 0x12]],
  ["paper-low", [0x12, 0x12, 0x12, 0x1e]],
  ["paper-out", [0x1a, 0x32, 0x12, 0x7e]],
  ["cover-open", [0x1a, 0x16, 0x12, 0x12]],
  ["cover-open", [0x1a, 0x36, 0x12, 0x7e]],
  ["error", [0x1a, 0x52, 0x12, 0x12]],
  ["error", [0x1a, 0x52, 0x32, 0x12]],
  ["cutter-stuck", [0x1a, 0x52, 0x1a, 0x12]],
  ["offline", [0x1a, 0x12, 0x12, 0x12]],
] as const)("answers that mean %s", (condition, answers) => {
  expect(conditionOfAnswers(answers)).toBe(condition);
});

test.each([
  ["ready", [0x10, 0, 0, 0x0f]],
  ["paper-low", [0x10, 0, 0x03, 0x0f]],
  ["paper-out", [0x18, 0, 0x0f, 0x0f]],
  ["cover-open", [0x38, 0, 0, 0x0f]],
  ["cutter-stuck", [0x18, 0x08, 0, 0x0f]],
  ["error", [0x18, 0x40, 0, 0x0f]],
  ["offline", [0x18, 0, 0, 0x0f]],
] as const)("unasked status that means %s", (condition, bytes) => {
  expect(conditionOfAutoStatus(bytes)).toBe(condition);
});

test("noise that begins like a long answer does not hold back the next one", () => {
  expect(new ReplyReader().take(Uint8Array.from([0x5f, 0x37, 0x12, 0x37, 0x22, 1, 2, 3, 4, 5, 0x16]))).toContainEqual({
    kind: "status",
    byte: 0x16,
  });
  expect(new ReplyReader().take(Uint8Array.from([...Array(100).fill(0x5f), 0x12]))).toEqual([{ kind: "status", byte: 0x12 }]);
});

// CUSTOM KPM300 command reference, full status: paper, user, recoverable and unrecoverable errors.
test.each([
  ["ready", false, [0x00, 0, 0, 0]],
  ["ready", true, [0x20, 0, 0, 0]],
  ["paper-low", false, [0x04, 0, 0, 0]],
  ["paper-low", false, [0x40, 0, 0, 0]],
  ["paper-out", false, [0x05, 0, 0, 0]],
  ["cover-open", false, [0x00, 0x02, 0, 0]],
  ["error", false, [0x00, 0, 0x08, 0]],
  ["cutter-stuck", true, [0x20, 0, 0, 0x01]],
] as const)("full status that means %s, with a ticket held: %s", (condition, holdsTicket, bytes) => {
  expect(fullStatusOf(bytes)).toEqual({ condition, holdsTicket });
});
