/** A board view for tests: the calls that hold, the newest first, written as `A12 3`; those of before by the hub's clock. */
import type { BoardView } from "#shared/wire/payloads.ts";

export function sampleView(...calls: readonly string[]): BoardView {
  const now = calls.map((text, index): BoardView["now"][number] => {
    const [, letter = "", count = "", label = ""] = /^([A-Z]+)(\d+) (.+)$/.exec(text) ?? [];
    const calledAt = 1_795_000_000_000 + Number(count) * 1_000 - index;
    return { call: `call-${letter}${count}`, letter, count: Number(count), label, stage: "called", calledAt };
  });
  return { generation: 1, epoch: "h1", n: 1, at: 1_795_000_000_000, zone: "main", date: "2026-11-23", now, before: [], waiting: 0 };
}
