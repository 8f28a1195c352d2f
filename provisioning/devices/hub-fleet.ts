/** Orders to an office's devices, given at its hub: HTTP on loopback. */
import type { OrderDone } from "#shared/fleet/orders.ts";
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
