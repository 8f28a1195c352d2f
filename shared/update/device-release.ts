/** What one device runs, and what becomes of it in the release that is on its way, as its hub sees it: for the page of machines and the command line. Pure. */
import type { OfficeReleases } from "./office-releases.ts";

type On = Extract<OfficeReleases, { kind: "on" }>;

export type NextRelease =
  /** It has the newest, or none is meant for it. */
  | { readonly kind: "none" }
  /** `trying`: it runs it on trial; `taking`: it begins; `quiet`: as soon as nobody would miss it; `after-first`: another one is first; `in-turn`: after others of its room. */
  | { readonly kind: "trying" | "taking" | "quiet" | "after-first" | "in-turn"; readonly version: string }
  /** The first has to keep it until then. UTC milliseconds. */
  | { readonly kind: "later"; readonly version: string; readonly at: number }
  /** `failed`: here; `passed-over`: here, and a person let the others go on; `halted`: because of another device; `paused`: because of other offices. */
  | { readonly kind: "failed" | "passed-over" | "halted" | "withdrawn" | "paused"; readonly version: string };

export interface DeviceRelease {
  readonly name: string;
  /** Null: it was not heard, or has none yet. */
  readonly running: string | null;
  readonly next: NextRelease;
}

/** Those where something is wrong first, then those that wait; else in the hub's order. */
export function deviceReleases(view: On): DeviceRelease[] {
  const order = ({ next: { kind } }: DeviceRelease) => (kind === "failed" || kind === "halted" ? 0 : kind === "none" ? 2 : 1);
  return view.devices
    .map((device) => ({ name: device.name, running: device.report?.kept?.version ?? null, next: nextOf(view, device) }))
    .sort((one, other) => order(one) - order(other));
}

function nextOf({ rollout, held, now }: On, { report, step }: On["devices"][number]): NextRelease {
  if (!rollout || !report) return { kind: "none" };
  const { version, number } = rollout;
  if (report.trial === number) return { kind: "trying", version };
  if (step === "kept" || (report.kept?.number ?? 0) >= number) return { kind: "none" };
  if (step === "failed" || step === "passed-over") return { kind: step, version };
  // What it began goes on whatever happens elsewhere.
  if (step === "taking") return { kind: "taking", version };
  if (!held.some((each) => each.number === number && each.targets.includes(report.target))) return { kind: "none" };
  if (rollout.mode !== "rolling") return { kind: rollout.mode, version };
  if (step === "may") return { kind: "quiet", version };
  if (rollout.kept === 0) return { kind: "after-first", version };
  const { widensAt } = rollout;
  return widensAt !== null && widensAt > now ? { kind: "later", version, at: widensAt } : { kind: "in-turn", version };
}
