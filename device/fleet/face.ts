/** What the page shows above everything else: that somebody looks for this device, or that it is a spare. */
import { identifyMs } from "#shared/fleet/orders.ts";
import type { DeviceOverlay } from "#shared/fleet/overlay.ts";
import type { Timers } from "../runtime/timers.ts";

export interface FacePorts {
  readonly name: string;
  readonly software: string;
  readonly timers: Timers;
  readonly show: (overlay: DeviceOverlay | null) => void;
  /** Whether it was a spare when this was last heard. */
  readonly wasSpare: boolean;
  readonly keep: (isSpare: boolean) => void;
}

/** A hub says every 5 s that a device is a spare. */
const silentMs = 15_000;

export class Face {
  readonly #ports: FacePorts;
  #isSpare: boolean;
  #isConnected = false;
  #isSought = false;
  #stopSeeking = () => {};
  #stopListening = () => {};

  constructor(ports: FacePorts) {
    this.#ports = ports;
    this.#isSpare = ports.wasSpare;
    this.#show();
  }

  get isSpare(): boolean {
    return this.#isSpare;
  }

  /** For `identifyMs`, from now on. */
  seek(): void {
    this.#stopSeeking();
    this.#isSought = true;
    this.#stopSeeking = this.#ports.timers.after(identifyMs, () => {
      this.#isSought = false;
      this.#show();
    });
    this.#show();
  }

  /** The hub's word, just heard. */
  heard(isSpare: boolean): void {
    if (isSpare !== this.#isSpare) this.#ports.keep(isSpare);
    this.#isSpare = isSpare;
    this.#isConnected = true;
    this.#stopListening();
    this.#stopListening = this.#ports.timers.after(silentMs, () => {
      this.#isConnected = false;
      this.#show();
    });
    this.#show();
  }

  stop(): void {
    this.#stopSeeking();
    this.#stopListening();
  }

  #show(): void {
    const { name, software, show } = this.#ports;
    if (this.#isSought) show({ kind: "identify", name });
    else show(this.#isSpare ? { kind: "spare", name, isConnected: this.#isConnected, software } : null);
  }
}
