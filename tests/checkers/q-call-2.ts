/** Q-CALL-2: a call is spoken once at most, never when it is old, and every board ends up showing what is so. */
import { queueMax } from "../../device/board/contract.ts";
import type { Checker, History, Violation } from "./history.ts";
import { LineReading } from "./line-reading.ts";
import { seconds, seen } from "./reading.ts";

/** Boards judge a call's age by monotonic time over a network whose delay they can only bound. */
const ageMaxMs = 10_000 + 2_500;
/** A device finds its hub again within so long. */
const recoversMs = 25_000;
/** Calls that wait for others to be spoken. */
const queueMaxMs = 90_000;

export const spokenOnceAndShown: Checker = (history) => {
  const found: Violation[] = [];
  const fail = (what: string) => void found.push({ promise: "Q-CALL-2", what });
  const spoken = new Map<string, Spoken>();
  const forgetful = devicesThatForgot(history);
  for (const { call, zone, device, at, calledAt, takenAt } of seen(history.observations, "spoken")) {
    const before = spoken.get(`${zone} ${call}`);
    if (before !== undefined) fail(`call ${call} was spoken by ${before.device} and again by ${device} at ${seconds(at)}`);
    spoken.set(`${zone} ${call}`, { device, at });
    // Undefined where nobody could look: real devices keep no true time beside their rows.
    if (takenAt === null && !forgetful.has(device)) fail(`${device} spoke call ${call} without its intent on record`);
    if (takenAt !== undefined && takenAt !== null && takenAt > at) fail(`${device} spoke call ${call} before its intent was on record`);
    if (calledAt === null) continue;
    const age = (takenAt ?? at) - calledAt;
    if (age > ageMaxMs + (takenAt === undefined || takenAt === null ? queueMaxMs : 0))
      fail(`${device} spoke call ${call} when it was ${seconds(age)} old`);
  }
  if (history.converged) for (const what of boardsThatDiffer(history)) fail(what);
  for (const what of notSpoken(history, spoken)) fail(what);
  return found;
};

interface Spoken {
  readonly device: string;
  readonly at: number;
}

/** Those whose storage was changed under them: what they had on record may be gone. */
function devicesThatForgot({ observations }: History): ReadonlySet<string> {
  const changes: readonly string[] = ["disk-loses-tail", "storage-replaced", "storage-cloned", "storage-older-image"];
  return new Set(seen(observations, "fault").flatMap(({ what, who }) => (changes.includes(what) ? [who] : [])));
}

interface Named {
  readonly call: string;
  readonly device: string | null;
  /** When the call was on the hub's disk. */
  readonly at: number;
  readonly spoken: Spoken | undefined;
}

/** Once everything is healed every call names a device, and that device speaks it, unless as many as it keeps wait for their turn already. */
function notSpoken({ hub, healedAt, hubCommittedAt, observations }: Parameters<Checker>[0], spoken: ReadonlyMap<string, Spoken>): string[] {
  if (healedAt === undefined || healedAt === null || spoken.size === 0) return [];
  const last = observations.at(-1)?.at ?? 0;
  const named = hub.rows.flatMap((row): Named[] => {
    const at = hubCommittedAt.get(row.seq);
    const { announcement } = (row.body ?? {}) as { announcement?: { call: string; zone: string; device: string | null } };
    if (!announcement || at === undefined) return [];
    const { call, zone, device } = announcement;
    return [{ call, device, at, spoken: spoken.get(`${zone} ${call}`) }];
  });
  const waitAt = (device: string, at: number) =>
    named.filter((one) => one.spoken?.device === device && one.at < at && one.spoken.at > at).length;
  return named.flatMap(({ call, device, at, spoken }) => {
    if (at < healedAt + recoversMs || at > last - queueMaxMs / 3) return [];
    if (device === null) return [`call ${call} named nobody to speak it at ${seconds(at)}, long after all was well`];
    if (spoken !== undefined || waitAt(device, at) >= queueMax) return [];
    return [`call ${call} was not spoken by ${device}, though all was well`];
  });
}

/** Boards whose last picture is not what the hub's log says, each in a sentence. */
export function boardsThatDiffer(history: Pick<History, "hub" | "observations">): string[] {
  const reading = new LineReading();
  const calls = new Map<string, string>();
  for (const row of history.hub.rows) {
    reading.step(row);
    const { announcement, visit } = (row.body ?? {}) as { announcement?: { call: string }; visit?: string };
    if (announcement && visit) calls.set(visit, announcement.call);
  }
  const truth = [...reading.visits.values()]
    .filter(({ stage }) => stage === "called" || stage === "serving")
    .map(({ id, stage }) => (stage === "called" ? (calls.get(id) ?? "") : `${id}.serving`))
    .sort();
  const last = new Map<string, readonly string[]>();
  for (const { device, calls: shown } of seen(history.observations, "board")) last.set(device, shown);
  return [...last].flatMap(([device, shown]) =>
    shown.toSorted().join() === truth.join()
      ? []
      : [`at rest ${device} shows [${shown.join(", ")}], and the hub's log says [${truth.join(", ")}]`],
  );
}
