/** What a person sees of lamps that somebody switches: on, off, or blinking. Pure; times are any monotonic milliseconds. */

/** The slowest blinking changes every 0.5 s. */
const blinkWithinMs = 1_100;
const changesOfBlinking = 2;

export type SeenLamp = "off" | "on" | "blinks";

export class SeenLamps {
  readonly #lit = new Map<string, boolean>();
  readonly #changes = new Map<string, readonly number[]>();

  see(pin: string, lit: boolean, nowMs: number): void {
    if (this.#lit.get(pin) === lit) return;
    this.#lit.set(pin, lit);
    this.#changes.set(pin, [...(this.#changes.get(pin) ?? []), nowMs].slice(-changesOfBlinking));
  }

  lamp(pin: string, nowMs: number): SeenLamp {
    const changes = this.#changes.get(pin) ?? [];
    if (changes.length >= changesOfBlinking && changes.every((at) => nowMs - at < blinkWithinMs)) return "blinks";
    return this.#lit.get(pin) ? "on" : "off";
  }
}
