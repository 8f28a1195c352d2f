/**
 * What needs a person on the spot, who goes, and when the manager is told. Pure: it is given the devices as they are, what the log
 * says of who goes, and the hub's time.
 */
import { type Fault, fault } from "../faults/fault.ts";
import { isNeed, type NeedCode, needs } from "./needs.ts";

/** So long one who goes is trusted to do it, and so long nobody need go before the manager is told. */
export const patienceMs = 5 * 60_000;

/** A device that was not heard since the hub began may still be on its way back to it. */
export const settleMs = 60_000;

/** Somebody said "I go". Kept until it is handed back or the device says that all is well. */
export interface Going {
  readonly device: string;
  readonly need: NeedCode;
  readonly agent: number;
  readonly at: number;
}

/** One fault of one device, as staff pages are told of it. */
export interface AttentionEntry {
  readonly kind: "attention";
  readonly device: string;
  readonly need: NeedCode;
  readonly facts: Fault["facts"];
  /** Since when the hub has heard of it without a break, by its own clock. */
  readonly since: number;
  /** `asked`: somebody is wanted; `went` says who was trusted with it before, and since when. */
  readonly stage:
    | { readonly kind: "asked"; readonly went: Went | null }
    | { readonly kind: "taken"; readonly agent: number; readonly at: number };
  /** The manager is told: it is neither cured nor in anybody's fresh hands after `patienceMs`. */
  readonly escalated: boolean;
}

export interface Went {
  readonly agent: number;
  readonly at: number;
}

/** A device as the hub sees it. */
export interface DeviceSeen {
  readonly id: string;
  readonly online: boolean;
  readonly since: number;
  readonly faults: readonly Fault[];
}

export function goingKey(device: string, need: NeedCode): string {
  return `${device}/${need}`;
}

/** What needs a person of a device now. One that is away says nothing of its printer any more: that it is away is what is known. */
export function needsOf(device: DeviceSeen): readonly (Fault & { readonly fault: NeedCode })[] {
  const said = device.online ? device.faults : [fault("device-away", { device: device.id })];
  return said.flatMap((each) =>
    isNeed(each.fault) && !(device.online && each.fault === "device-away") ? { ...each, fault: each.fault } : [],
  );
}

/** Who is trusted with it still. */
export function inHand(going: Going | undefined, at: number): boolean {
  return going !== undefined && at - going.at < patienceMs;
}

/** `since`: the same need as it was told last. */
export function attentionOf(
  { device, need, facts }: Pick<AttentionEntry, "device" | "need" | "facts">,
  since: number,
  going: Going | undefined,
  at: number,
): AttentionEntry {
  const went = going ? { agent: going.agent, at: going.at } : null;
  if (went && inHand(going, at))
    return { kind: "attention", device, need, facts, since, stage: { kind: "taken", ...went }, escalated: false };
  const escalated = at - since >= patienceMs || went !== null;
  return { kind: "attention", device, need, facts, since, stage: { kind: "asked", went }, escalated };
}

/** Of those who said "I go": whose device is heard, and says nothing of the fault any more; or is no device of this office. */
export function cured(goings: Iterable<Going>, deviceOf: (id: string) => DeviceSeen | undefined): Going[] {
  return [...goings].filter(({ device: id, need }) => {
    const device = deviceOf(id);
    if (!device) return true;
    return device.online && !needsOf(device).some((each) => each.fault === need);
  });
}

/** What cannot wait first, then the oldest. */
export function byUrgency(one: AttentionEntry, other: AttentionEntry): number {
  const rank = (entry: AttentionEntry) => (needs[entry.need].when === "now" ? 0 : 1);
  return (
    rank(one) - rank(other) || one.since - other.since || goingKey(one.device, one.need).localeCompare(goingKey(other.device, other.need))
  );
}
