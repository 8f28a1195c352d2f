/** Devices that have a certificate and no place: the configuration does not name them. What is known of them is their own word, and in no log. */

import type { Spare } from "#shared/fleet/orders.ts";
import type { DeviceState } from "#shared/wire/payloads.ts";

export type { Spare } from "#shared/fleet/orders.ts";

export interface SparesPorts {
  readonly isNamed: (name: string) => boolean;
  readonly isEnrolled: (name: string) => boolean;
  readonly now: () => number;
  /** That it is a spare. */
  readonly tell: (name: string) => void;
}

/** More than an office has boxes of. */
const sparesMax = 50;

export class Spares {
  readonly #ports: SparesPorts;
  readonly #seen = new Map<string, { readonly state: DeviceState; readonly since: number }>();

  constructor(ports: SparesPorts) {
    this.#ports = ports;
  }

  get list(): Spare[] {
    return [...this.#seen].flatMap(([id, { state, since }]) =>
      this.#isSpare(id) ? [{ id, role: state.role, online: state.alive, since, software: state.software }] : [],
    );
  }

  hear(name: string, state: DeviceState): void {
    if (!this.#isSpare(name)) return;
    const before = this.#seen.get(name);
    // The late will of a session that is over.
    if (before && !state.alive && (state.epoch !== before.state.epoch || state.session < before.state.session)) return;
    if (!before && this.#seen.size >= sparesMax) return;
    this.#seen.set(name, { state, since: before?.state.alive === state.alive ? before.since : this.#ports.now() });
    if (state.alive) this.#ports.tell(name);
  }

  beat(): void {
    for (const [name, { state }] of this.#seen) {
      if (!this.#isSpare(name)) this.#seen.delete(name);
      else if (state.alive) this.#ports.tell(name);
    }
  }

  #isSpare(name: string): boolean {
    return !this.#ports.isNamed(name) && this.#ports.isEnrolled(name);
  }
}
