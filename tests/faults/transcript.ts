/** A round as a person can follow it: what was done, what was seen, and what promise was broken. */
import type { History, Observation, Violation } from "../checkers/history.ts";

export function transcript({ observations, hub, devices }: History, violations: readonly Violation[]): string {
  const from = observations[0]?.at ?? 0;
  const seen = [...observations]
    .sort((one, other) => one.at - other.at)
    .map((each) => `${((each.at - from) / 1_000).toFixed(3).padStart(9)}  ${lineOf(each)}`);
  const rows = [hub, ...devices].flatMap(({ source, rows }) => [
    `\nlog of ${source}:`,
    ...rows.map(
      ({ seq, kind, body, origin }) =>
        `${String(seq).padStart(6)}  ${kind} ${origin ? `${origin.source}.${origin.epoch}.${origin.seq} ` : ""}${short(body)}`,
    ),
  ]);
  return [...violations.map(({ promise, what }) => `${promise}: ${what}`), "", ...seen, ...rows, ""].join("\n");
}

function lineOf({ at: _at, kind, ...facts }: Observation): string {
  return `${kind.padEnd(10)}${short(facts)}`;
}

function short(facts: unknown): string {
  const text = JSON.stringify(facts) ?? "";
  return text.length > 260 ? `${text.slice(0, 260)}...` : text;
}
