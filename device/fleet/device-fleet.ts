/** Orders of the office, joined to the parts of this device: its page, its work, its log, and its end. */
import { fault } from "#shared/faults/fault.ts";
import { cardOf, type MovePass } from "#shared/fleet/move.ts";
import { identifyMs, type Order, restartWaitMs } from "#shared/fleet/orders.ts";
import type { DeviceOverlay } from "#shared/fleet/overlay.ts";
import type { EnrolmentFile } from "#shared/identity/enrolment.ts";
import { codeOf } from "../runtime/storage.ts";
import type { Timers } from "../runtime/timers.ts";
import { Face } from "./face.ts";
import type { LogRing } from "./log-ring.ts";
import { type Done, Orders } from "./orders.ts";
import type { Placement } from "./placement.ts";

/** systemd starts a program again that ended so (EX_TEMPFAIL in sysexits.h), whichever way it was told to. */
export const restartCode = 75;

/** What the role brings. */
export interface RoleSide {
  readonly show: (overlay: DeviceOverlay | null) => void;
  /** In the middle of a ticket or a call. */
  readonly isBusy: () => boolean;
  /** How many rows of its log the hub does not have. */
  readonly unshipped: () => number;
  /** Where it speaks. */
  readonly sayName?: () => void;
  /** Where it has lamps: so long, in milliseconds. */
  readonly blink?: (forMs: number) => void;
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
  /** Whether the office ever told it what to be: what it wrote before is worth nothing to anybody. */
  readonly wasNamed: () => boolean;
  readonly placement: Pick<Placement, "take" | "markErasing">;
  /** Of the office that it is in. */
  readonly office: string;
  /** The card for the place that it is to take; null where it has no certificate of its own. */
  readonly cardFor: (order: Become) => EnrolmentFile | null;
  readonly drawId: () => string;
  readonly note: (what: string, facts: object) => void;
  /** Ends this program in an orderly way, with this code. */
  readonly end: (code: number) => void;
}

type Become = Extract<Order, { kind: "become" }>;

const lookEveryMs = 100;

export class DeviceFleet {
  readonly orders: Orders;
  readonly #ports: DeviceFleetPorts;
  readonly #face: Face;
  #side: RoleSide | null = null;
  #overlay: DeviceOverlay | null = null;
  #isLeaving = false;

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
        become: (order) => this.#become(order),
        erase: ({ force }) => this.#leave(force, null),
        move: ({ to }) => this.#move(to),
      },
    });
  }

  /** Not as a spare, nor while about to delete them. */
  get mayGiveTickets(): boolean {
    return !this.#isLeaving && !this.#face.isSpare;
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
    this.#side?.blink?.(identifyMs);
    return {};
  }

  async #restart(): Promise<Done> {
    const { name } = this.#ports;
    return (await this.#comesTo(() => !this.#isBusy)) ? this.#restarting : fault("device-busy", { device: name });
  }

  /** Only a spare: whoever has a place keeps it. */
  #become(order: Become): Done {
    const { name, placement, cardFor, drawId } = this.#ports;
    const card = this.#face.isSpare ? cardFor(order) : null;
    if (card === null) return fault("spare-not-fit", { device: name });
    try {
      placement.take(card, drawId());
    } catch (error) {
      return fault("storage-failed", { device: name, cause: codeOf(error) });
    }
    return this.#restarting;
  }

  /** A pass that is no card is known before anything is deleted. */
  #move(to: MovePass): Done | Promise<Done> {
    const { name, office } = this.#ports;
    const { role } = to.card;
    const isFit = (role === "kiosk" || role === "board" || role === "spare") && cardOf(to, office, role, to.card.madeAt);
    return isFit ? this.#leave(false, to) : fault("move-pass-not-fit", { device: name });
  }

  async #leave(force: boolean, to: MovePass | null): Promise<Done> {
    const { name, placement } = this.#ports;
    const mayLeave = () => !this.#isBusy && (force || this.#unshipped === 0);
    // Asked once more: from here on nothing comes between that and the mark.
    if (!((await this.#comesTo(mayLeave)) && mayLeave())) {
      return this.#isBusy ? fault("device-busy", { device: name }) : fault("rows-not-shipped", { device: name, rows: this.#unshipped });
    }
    try {
      placement.markErasing(to);
      this.#isLeaving = true;
    } catch (error) {
      return fault("storage-failed", { device: name, cause: codeOf(error) });
    }
    return this.#restarting;
  }

  get #restarting(): Done {
    return { afterwards: () => this.#ports.end(restartCode) };
  }

  get #isBusy(): boolean {
    return this.#side?.isBusy() === true;
  }

  get #unshipped(): number {
    return this.#ports.wasNamed() ? (this.#side?.unshipped() ?? 0) : 0;
  }

  /** Resolves as soon as it is so; with false when it has not come to that in time. */
  #comesTo(isSo: () => boolean): Promise<boolean> {
    const { timers, realMs } = this.#ports;
    const until = realMs() + restartWaitMs;
    return new Promise((resolve) => {
      const look = () => {
        if (isSo()) resolve(true);
        else if (realMs() >= until) resolve(false);
        else timers.after(lookEveryMs, look);
      };
      look();
    });
  }
}
