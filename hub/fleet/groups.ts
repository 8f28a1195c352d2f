/**
 * One order to a group of devices: each is asked by itself and has its own result. Whoever restarts is away for a moment, so of the kiosks, or
 * boards, of one zone the second half is asked only when the first is back; if it does not come back, the others are left as they are.
 */
import { type Fault, fault, isFault } from "#shared/faults/fault.ts";
import { type GroupDevice, type GroupDone, type GroupResult, groupMax, isInGroup } from "#shared/fleet/groups.ts";
import type { OrderDone } from "#shared/fleet/orders.ts";

export type GroupOrder = "identify" | "restart" | "logs";

export interface GroupPorts {
  readonly devices: readonly GroupDevice[];
  readonly order: (device: string) => Promise<OrderDone | Fault>;
  /** Which run of its program is connected; undefined when none is. */
  readonly runOf: (device: string) => string | undefined;
  /** Runs every so many real milliseconds; returns how to stop it. */
  readonly every: (ms: number, run: () => void) => () => void;
}

export const lookEveryMs = 500;
/** A slow board starts within 20 s. */
const looksMax = 80;

export async function orderGroup(
  kind: GroupOrder,
  group: string,
  { devices, order, runOf, every }: GroupPorts,
): Promise<GroupDone | Fault> {
  const members = devices.filter((each) => isInGroup(group, each));
  if (members.length === 0) return fault("group-empty", { group });
  if (members.length > groupMax) return fault("group-too-large", { group, max: groupMax });
  const ask = async ({ id: device }: GroupDevice): Promise<GroupResult> => {
    const answer = await order(device);
    return isFault(answer)
      ? { device, fault: { fault: answer.fault, facts: answer.facts }, text: "" }
      : { device, fault: null, text: answer.text };
  };
  const [first, second] = kind === "restart" ? halves(members) : [members, []];
  const runs = new Map(first.map(({ id }) => [id, runOf(id)]));
  const results = await Promise.all(first.map(ask));
  if (second.length > 0) {
    const awaited = first.filter(
      ({ id }) => runs.get(id) !== undefined && results.some(({ device, fault: wrong }) => device === id && !wrong),
    );
    const isAway = ({ id }: GroupDevice) => [undefined, runs.get(id)].includes(runOf(id));
    await ended(() => !awaited.some(isAway), every);
    const away = awaited.filter(isAway);
    results.push(
      ...(await Promise.all(
        second.map((each) => {
          const other = away.find((one) => isAlike(one, each));
          return other ? { device: each.id, fault: fault("group-held-back", { device: each.id, other: other.id }), text: "" } : ask(each);
        }),
      )),
    );
  }
  return { kind: "done", results };
}

/** At most half of those that stand in for each other, and one where it is alone. */
function halves(members: readonly GroupDevice[]): [GroupDevice[], GroupDevice[]] {
  const isFirst = (each: GroupDevice) => {
    const alike = members.filter((other) => isAlike(each, other));
    return alike.indexOf(each) < Math.max(1, Math.floor(alike.length / 2));
  };
  return [members.filter(isFirst), members.filter((each) => !isFirst(each))];
}

function isAlike(one: GroupDevice, other: GroupDevice): boolean {
  return one.role === other.role && one.zone === other.zone;
}

/** Resolves as soon as it is so, or when it was looked for often enough. */
function ended(isSo: () => boolean, every: GroupPorts["every"]): Promise<void> {
  if (isSo()) return Promise.resolve();
  return new Promise((resolve) => {
    let looks = 0;
    const stop = every(lookEveryMs, () => {
      looks += 1;
      if (!isSo() && looks < looksMax) return;
      stop();
      resolve();
    });
  });
}
