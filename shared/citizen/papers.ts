/** Under which names a visit may stand on paper. Pure. */
import { type OfficeState, sourceKey, visitOf } from "../queue/state.ts";
import type { Visit } from "../queue/visit.ts";

/**
 * The visit of each name that the squares of today's papers may bear: visits' own, the second names of visits that two records told of, and,
 * where a device's rows were given another epoch, the name that the paper was printed under. A name of two visits is that of the one that bears it.
 */
export function papersOf(state: OfficeState, visits: Iterable<Visit["id"]>): Map<string, Visit["id"]> {
  const papers = new Map<string, Visit["id"]>();
  const today = new Set(visits);
  for (const id of today) {
    papers.set(id, id);
    for (const name of earlierNames(state, id)) if (!visitOf(state, name)) papers.set(name, id);
  }
  for (const [name, id] of state.aliases) if (today.has(id)) papers.set(name, id);
  return papers;
}

function earlierNames(state: OfficeState, visit: string): string[] {
  const [device = "", first = "", seq = ""] = visit.split(".");
  const names: string[] = [];
  let epoch = first;
  while (names.length < epochsMax) {
    const from = state.sources.get(sourceKey(device, epoch))?.from;
    // A row from before the fork was first written under the epoch before, and so was its paper.
    if (!from || Number(seq) <= from.seq) return names;
    names.push(`${device}.${from.epoch}.${seq}`);
    epoch = from.epoch;
  }
  return names;
}

/** A card that forked more often than this has its older papers found at a counter. */
const epochsMax = 8;
