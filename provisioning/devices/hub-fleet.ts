/** Orders to an office's devices, given at its hub: HTTP on loopback. */
import type { GroupDone } from "#shared/fleet/groups.ts";
import type { FleetList, OrderDone } from "#shared/fleet/orders.ts";
import { askHub, failureOf } from "../ask-hub.ts";
import { Failure } from "../office/failure.ts";
import { readPass } from "./move-pass.ts";

/** Orders that need nothing but a device's name. */
export const plainOrders = ["identify", "restart", "logs"] as const;
export type PlainOrder = (typeof plainOrders)[number];

/** A device that prints is waited for. */
const withinMs = 40_000;
/** Half of a group restarts, comes back, and then the other half. */
const groupWithinMs = 100_000;

export class HubFleet {
  readonly #hub: string;
  /** Who asks, for the audit. */
  readonly #by: string;

  constructor(hub: string, by: string) {
    this.#hub = hub;
    this.#by = by;
  }

  async list(): Promise<FleetList> {
    return (await askHub(this.#hub, "/api/v1/fleet", withinMs, undefined)) as FleetList;
  }

  async replace(device: string, spare: string): Promise<string> {
    await askHub(this.#hub, "/api/v1/fleet/replace", withinMs, { device, with: spare, by: this.#by });
    return `${spare} becomes ${device}: it starts anew, takes a key of its own, and the old certificate ends with that.`;
  }

  async move(device: string, file: string): Promise<string> {
    const to = readPass(file);
    await askHub(this.#hub, "/api/v1/fleet/move", withinMs, { device, to, by: this.#by });
    const { office, name } = to.card;
    return `${device} deletes what it keeps and enrols as ${name} at ${office} as soon as it is there; its certificate here has ended. Take it out of this office's configuration.`;
  }

  async erase(device: string, force: boolean): Promise<string> {
    await askHub(this.#hub, "/api/v1/fleet/erase", withinMs, { device, force, by: this.#by });
    return `${device} deletes what it keeps, and its certificate has ended. A new card makes it a device again.`;
  }

  /** In words, how it went; throws a Failure when it did not. */
  async order(order: PlainOrder, device: string): Promise<string> {
    const { text } = (await askHub(this.#hub, `/api/v1/fleet/${order}`, withinMs, { device, by: this.#by })) as OrderDone;
    return done(order, device, text);
  }

  /** One line for each device, or its log under its name. Throws a Failure when it did not go well with one of them. */
  async orderGroup(order: PlainOrder, group: string, say: (line: string) => void): Promise<void> {
    const { results } = (await askHub(this.#hub, `/api/v1/fleet/group/${order}`, groupWithinMs, { group, by: this.#by })) as GroupDone;
    for (const { device, fault: wrong, text } of results) {
      if (wrong) say(`! ${device}: ${failureOf(wrong).message}`);
      else say(order === "logs" ? `--- ${device}\n${text.trimEnd()}` : done(order, device, text));
    }
    const count = results.filter(({ fault: wrong }) => wrong).length;
    if (count > 0) throw new Failure(`With ${count} of ${results.length} devices it did not go well.`);
  }
}

function done(order: PlainOrder, device: string, text: string): string {
  switch (order) {
    case "identify":
      return `${device} shows its name for 30 s.`;
    case "restart":
      return `${device} starts anew.`;
    case "logs":
      return text.trimEnd();
  }
}
