/** Everything behind the hub's log that serves nobody directly: reports, the copy at central, timings. `hub/main.ts` gives it to the hub. */
import type { Extension, Follower, HubInside, TimingsPort } from "../extension.ts";
import { causeOf } from "../storage.ts";
import { TimingsFold } from "../timings/timings.ts";
import { createFollowers } from "./followers.ts";

export function extendHub(inside: HubInside): Extension {
  const { file, log, storage, state, now, faults, journal } = inside;
  const { office, collector, central, time } = file;
  const { database } = storage;
  const options = { log, database, office, collector, central, speed: time?.speed ?? 1, now, generation: () => state().generation, faults };
  const fold = new TimingsFold(log, database);
  const timings: TimingsPort = {
    timings: (date) => fold.of(date, state().configuration?.office.timeZone ?? "UTC", now().at),
  };
  // The fold catches up when somebody asks; it only has to be kept when the hub stops.
  const keep = () => {
    try {
      fold.keep();
    } catch (error) {
      // It only makes the next start quicker: a full disk must not hold up the stop.
      journal.warn("timings.not-kept", { cause: causeOf(error) });
    }
  };
  const keeper: Follower = { onCommitted: () => {}, stop: keep };
  return { followers: [...createFollowers(options), keeper], timings };
}
