/** Logs of released versions against what they told: whatever changes, they fold for ever. */
import { createHash, hash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { chainHash, chainStart, type LogRow } from "#shared/log/record.ts";
import { evolve } from "#shared/queue/evolve.ts";
import { emptyState, stateFromText, stateText } from "#shared/queue/state.ts";
import { emptyTimings, figuresOf, foldTimings, timingsFromText, timingsText } from "#shared/statistics/timings.ts";
import { paperNumber } from "#shared/ticket/number.ts";
import { foldMoves, outgoingEvents } from "../../hub/forward/moves.ts";
import { emptyMoves } from "../../hub/forward/moves-state.ts";

const sha1 = (bytes: Uint8Array): Uint8Array => createHash("sha1").update(bytes).digest();
const digest = (text: string) => hash("sha256", text, "base64url");
const versions = readdirSync(import.meta.dirname).flatMap((name) => (name.endsWith(".ndjson") ? [name.replace(".ndjson", "")] : []));

/** What a log tells, in lines that a person can compare. */
function transcript(lines: readonly string[]): string {
  const state = emptyState();
  const timings = emptyTimings();
  const moves = emptyMoves();
  const told: string[] = [];
  let chain = chainStart;
  let began = 0;
  lines.forEach((bytes, place) => {
    chain = chainHash(digest, chain, bytes);
    const row: LogRow = { ...JSON.parse(bytes), seq: place + 1 };
    began ||= row.at;
    evolve(state, row);
    foldTimings(timings, row);
    const minutes = ((row.at - began) / 60_000).toFixed(1).padStart(6);
    const sent = outgoingEvents(foldMoves(moves, row), { source: "hub", epochOf: () => "hub-epoch" }, sha1);
    const here = [...state.visits.values()].filter((visit) => visit.changed === row.seq);
    const visits = here.map((visit) => {
      const { kind } = visit.stage;
      const flags = [
        visit.toConfirm && "to confirm",
        visit.late && "late",
        visit.timeUncertain && "uncertain",
        visit.practice && "practice",
      ];
      const how = visit.stage.kind === "ended" ? `${kind} ${visit.stage.how}` : kind;
      return [`${paperNumber(visit.number)} of ${visit.date} ${how}`, ...flags.filter((flag) => flag !== false)].join(", ");
    });
    const events = sent.map(({ event, contexts }) => `${event.name}/${contexts.citizen.client_id % 1e8}`).join(" ");
    const parts = [visits.join("; "), `waiting ${state.waiting}, tickets ${state.tickets}`, events].filter((part) => part !== "");
    told.push(`${String(row.seq).padStart(3)} ${minutes}  ${row.kind.padEnd(20)} ${parts.join(" | ")}`);
  });
  const { joined, called, finished, noShow, left, waitP50, serviceP50 } = figuresOf(timings.cells.values());
  told.push(
    `chain ${chain}`,
    `joined ${joined}, called ${called}, finished ${finished}, no-show ${noShow}, left ${left}, wait ${Math.round(waitP50 ?? 0)}, service ${Math.round(serviceP50 ?? 0)}`,
  );
  expect(stateText(stateFromText(stateText(state)))).toBe(stateText(state));
  expect(timingsText(timingsFromText(timingsText(timings)))).toBe(timingsText(timings));
  return `${told.join("\n")}\n`;
}

it.each(versions)("Q-EVENT-2: the log of version %s tells what it told", async (version) => {
  const lines = readFileSync(join(import.meta.dirname, `${version}.ndjson`), "utf8")
    .trimEnd()
    .split("\n");
  await expect(transcript(lines)).toMatchFileSnapshot(`./${version}.txt`);
});

it("there is a log of every release", () => {
  expect(versions).toContain("0.1.0");
});
