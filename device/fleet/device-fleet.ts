/** Orders of the office, joined to the parts of this device: its page, its work, its log, and its end. */
import { type Fault, fault } from "#shared/faults/fault.ts";
import { restartWaitMs } from "#shared/fleet/orders.ts";
import type { DeviceOverlay } from "#shared/fleet/overlay.ts";
import type { Timers } from "../runtime/timers.ts";
import { Face } from "./face.ts";
import type { LogRing } from "./log-ring.ts";
import { Orders } from "./orders.ts";

/** systemd starts a program again that ended so (EX_TEMPFAIL in sysexits.h), whichever way it was told to. */
export const restartCode = 75;

/** What the role brings. */
export interface RoleSide {
  readonly show: (overlay: DeviceOverlay | null) => void;
  /** In the middle of a ticket or a call. */
  readonly isBusy: () => boolean;
  /** Where it speaks. */
  readonly sayName?: () => void;
}

export interface DeviceFleetPorts {
  readonly name: string;
  readonly software: string;
  readonly realMs: () => number;
  readonly speed: number;
  readonly timers: Timers;
  readonly log: LogRing;
  readonly wasSpare: boolean;
  readonly keepSpare: (isSpare: boolean) => void;
  readonly note: (what: string, facts: object) => void;
  /** Ends this program in an orderly way, with this code. */
  readonly end: (code: number) => void;
}

const lookEveryMs = 100;

export class DeviceFleet {
  readonly orders: Orders;
  readonly #ports: DeviceFleetPorts;
  readonly #face: Face;
  #side: RoleSide | null = null;
  #overlay: DeviceOverlay | null = null;

  constructor(ports: DeviceFleetPorts) {
    this.#ports = ports;
    const { name, software, timers, wasSpare, keepSpare: keep, realMs, speed, note } = ports;
    this.#face = new Face({ name, software, timers, wasSpare, keep, show: (overlay) => this.#show(overlay) });
    this.orders = new Orders({
      ...{ realMs, speed, note },
      isSpare: (isSpare) => this.#face.heard(isSpare),
      does: {
        identify: () => this.#identify(),
        restart: () => this.#restart(),
        logs: () => ({ text: ports.log.told }),
      },
    });
  }

  /** A spare gives no tickets. */
  get isSpare(): boolean {
    return this.#face.isSpare;
  }

  attach(side: RoleSide): void {
    this.#side = side;
    side.show(this.#overlay);
  }

  stop(): void {
    this.#face.stop();
  }

  #show(overlay: DeviceOverlay | null): void {
    this.#overlay = overlay;
    this.#side?.show(overlay);
  }

  #identify() {
    this.#face.seek();
    this.#side?.sayName?.();
    return {};
  }

  async #restart(): Promise<Fault | { readonly afterwards: () => void }> {
    const { name, end } = this.#ports;
    return (await this.#isAtRest()) ? { afterwards: () => end(restartCode) } : fault("device-busy", { device: name });
  }

  /** Resolves as soon as it may end; with false when it has not come to that in time. */
  #isAtRest(): Promise<boolean> {
    const { timers, realMs } = this.#ports;
    const until = realMs() + restartWaitMs;
    return new Promise((resolve) => {
      const look = () => {
        const isBusy = this.#side?.isBusy() === true;
        if (!isBusy || realMs() >= until) resolve(!isBusy);
        else timers.after(lookEveryMs, look);
      };
      look();
    });
  }
}
