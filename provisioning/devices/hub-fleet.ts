/** Orders to an office's devices, given at its hub: HTTP on loopback. */
import type { FleetList, OrderDone, Spare } from "#shared/fleet/orders.ts";
import { askHub } from "./hub-identity.ts";

/** Orders that need nothing but a device's name. */
export const plainOrders = ["identify", "restart", "logs"] as const;
export type PlainOrder = (typeof plainOrders)[number];

/** A device that prints is waited for. */
const withinMs = 40_000;

export class HubFleet {
  readonly #hub: string;
  /** Who asks, for the audit. */
  readonly #by: string;

  constructor(hub: string, by: string) {
    this.#hub = hub;
    this.#by = by;
  }

  async spares(): Promise<readonly Spare[]> {
    return ((await askHub(this.#hub, "/api/v1/fleet", withinMs, undefined)) as FleetList).spares;
  }

  async replace(device: string, spare: string): Promise<string> {
    await askHub(this.#hub, "/api/v1/fleet/replace", withinMs, { device, with: spare, by: this.#by });
    return `${spare} becomes ${device}: it starts anew, takes a key of its own, and the old certificate ends with that.`;
  }

  async erase(device: string, force: boolean): Promise<string> {
    await askHub(this.#hub, "/api/v1/fleet/erase", withinMs, { device, force, by: this.#by });
    return `${device} deletes what it keeps, and its certificate has ended. A new card makes it a device again.`;
  }

  /** In words, how it went; throws a Failure when it did not. */
  async order(order: PlainOrder, device: string): Promise<string> {
    const { text } = (await askHub(this.#hub, `/api/v1/fleet/${order}`, withinMs, { device, by: this.#by })) as OrderDone;
    switch (order) {
      case "identify":
        return `${device} shows its name for 30 s.`;
      case "restart":
        return `${device} starts anew.`;
      case "logs":
        return text.trimEnd();
    }
  }
}
