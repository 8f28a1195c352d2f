/** The wires of the office that a person can pull: between the kiosk and the hub, and between the hub and the world outside. */
import type { Cables, Ports } from "./programs.ts";
import { FaultProxy } from "./proxy/fault-proxy.ts";

export interface NetworkSwitches {
  readonly kiosk?: boolean | undefined;
  readonly internet?: boolean | undefined;
}

export class OfficeNetwork {
  readonly #kiosk: FaultProxy;
  readonly #central: FaultProxy;
  readonly #collector: FaultProxy;

  /** `ports`: where the programs listen by now; asked for with each connection. */
  constructor(ports: () => Ports) {
    const wireTo = (target: () => number) => new FaultProxy({ target, random01: () => 0 });
    this.#kiosk = wireTo(() => ports().broker);
    this.#central = wireTo(() => ports().central);
    this.#collector = wireTo(() => ports().collector);
  }

  /** Any free ports: nobody but our own programs is told them. */
  async lay(): Promise<void> {
    await Promise.all(this.#wires.map((wire) => wire.listen()));
  }

  get cables(): Cables {
    return { kiosk: this.#kiosk.port, central: this.#central.port, collector: this.#collector.port };
  }

  get kioskConnected(): boolean {
    return this.#kiosk.faults.state === "open";
  }

  get internetConnected(): boolean {
    return this.#central.faults.state === "open";
  }

  turn({ kiosk, internet }: NetworkSwitches): void {
    if (kiosk !== undefined) this.#kiosk.set({ state: kiosk ? "open" : "cut" });
    // An internet that is gone says nothing: what was on its way arrives if it comes back soon.
    if (internet !== undefined) for (const wire of [this.#central, this.#collector]) wire.set({ state: internet ? "open" : "silent" });
  }

  async close(): Promise<void> {
    await Promise.all(this.#wires.map((wire) => wire.close()));
  }

  get #wires(): readonly FaultProxy[] {
    return [this.#kiosk, this.#central, this.#collector];
  }
}
