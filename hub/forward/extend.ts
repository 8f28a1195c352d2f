/** Everything behind the hub's log that serves nobody directly: reports, the copy at central, timings. `hub/main.ts` gives it to the hub. */

import { rowsFrom } from "../archive/archived-rows.ts";
import { Archiver } from "../archive/archiver.ts";
import { every, systemTime } from "../clock.ts";
import type { Extension, Follower, HubInside, TimingsPort } from "../extension.ts";
import { HandoverSender } from "../handover/sender.ts";
import { causeOf, sha256 } from "../storage.ts";
import { TimingsFold } from "../timings/timings.ts";
import { createFollowers } from "./followers.ts";

export function extendHub(inside: HubInside): Extension {
  const { file, log, storage, state, now, faults, journal, ask, heardGeneration } = inside;
  const { office, collector, central, followers: standbys = [], time } = file;
  const { database } = storage;
  const generation = () => state().generation;
  const places = { office, collector, central, standbys, speed: time?.speed ?? 1 };
  const readAll = (from: number) => rowsFrom(log, from, file.archive, sha256);
  const options = { log, database, ...places, now, generation, superseded: heardGeneration, readAll, faults, state, ask };
  const fold = new TimingsFold(log, database);
  const timings: TimingsPort = {
    timings: (date) => fold.of(date, state().configuration?.office.timeZone ?? "UTC", now().at),
  };
  const keeper = keepTimings(fold, (error) => journal.warn("timings.not-kept", { cause: causeOf(error) }));
  const handovers: Follower[] = (file.handover ?? []).map(
    ({ to, recipient }) => new HandoverSender(to, recipient, { ...options, file, wall: systemTime.wall, every }),
  );
  const followers: Follower[] = [...createFollowers(options), keeper, ...handovers];
  if (file.archive === undefined) return { followers, timings };
  const neededFrom = () => Math.min(...followers.map((each) => each.neededFrom?.() ?? Number.POSITIVE_INFINITY));
  const archiver = new Archiver({ log, database, digest: sha256, office, folder: file.archive, neededFrom, faults });
  return { followers: [...followers, archiver], timings };
}

/** Rows folded in one turn of the event loop. */
const rowsPerTurn = 250;

/** The fold keeps up with the log, so that neither a question nor a start after a kill has much to fold. */
function keepTimings(fold: TimingsFold, failed: (error: unknown) => void): Follower {
  let isDue = false;
  let isStopped = false;
  const goOn = () => {
    isDue = false;
    if (isStopped) return;
    try {
      if (fold.goOn(rowsPerTurn)) due();
    } catch (error) {
      // It only makes the next start quicker: a full disk must not hold up anybody.
      failed(error);
    }
  };
  const due = () => {
    if (isDue) return;
    isDue = true;
    setImmediate(goOn);
  };
  const stop = () => {
    isStopped = true;
    try {
      fold.keep();
    } catch (error) {
      failed(error);
    }
  };
  return { onCommitted: due, neededFrom: () => fold.keptAt + 1, stop };
}
