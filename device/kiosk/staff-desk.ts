/** Who may use the staff page of this kiosk: one PIN, a pause after wrong ones, and passes that last while they are used. */
import { type Fault, fault } from "#shared/faults/fault.ts";
import type { StaffList } from "#shared/wire/kiosk-page.ts";

/** What the kiosk does for staff. */
export interface StaffSide {
  /** As the configuration keeps it; null where the office set none. */
  readonly pin: () => string | null;
  /** Puts it on record that the page was opened; staff get the list even where that cannot be recorded. */
  readonly opened: () => Promise<unknown>;
  /** Null when the mark is on record. */
  readonly callByVoice: (visit: string) => Promise<Fault | null>;
  readonly list: () => Omit<StaffList, "pass">;
  readonly print: () => Promise<{ readonly printed: true } | Fault>;
  /** A new roll of paper is in the printer. */
  readonly newRoll: () => void;
}

export interface StaffDeskPorts {
  readonly pinIsRight: (pin: string, kept: string) => Promise<boolean>;
  readonly newPass: () => string;
  /** Real, monotonic milliseconds. */
  readonly realMs: () => number;
}

export const wrongMax = 5;
export const pauseMs = 60_000;
/** Since it was last used. */
export const passMs = 600_000;
/** Passes at once; one more ends the oldest. */
const passesMax = 8;

export class StaffDesk {
  readonly #side: StaffSide;
  readonly #ports: StaffDeskPorts;
  /** By pass: when it was last used, and the PIN it was given for. */
  readonly #passes = new Map<string, { readonly pin: string; usedAtMs: number }>();
  #wrong = 0;
  #pausedUntilMs = 0;
  #isChecking = false;

  constructor(side: StaffSide, ports: StaffDeskPorts) {
    this.#side = side;
    this.#ports = ports;
  }

  async enter(pin: string): Promise<StaffList | Fault> {
    const { realMs, newPass } = this.#ports;
    const kept = this.#side.pin();
    if (kept === null) return fault("staff-page-off");
    const pausedMs = this.#pausedUntilMs - realMs();
    if (pausedMs > 0) return fault("pin-paused", { seconds: Math.ceil(pausedMs / 1_000) });
    // One at a time: nobody tries many at once, and each costs a moment of this machine.
    if (this.#isChecking) return fault("overloaded");
    this.#isChecking = true;
    const isRight = await this.#ports.pinIsRight(pin, kept).finally(() => {
      this.#isChecking = false;
    });
    if (!isRight) return this.#wrongPin();
    this.#wrong = 0;
    const pass = newPass();
    this.#passes.set(pass, { pin: kept, usedAtMs: realMs() });
    for (const oldest of [...this.#passes.keys()].slice(0, -passesMax)) this.#passes.delete(oldest);
    await this.#side.opened();
    return this.#list(pass);
  }

  list(pass: string): StaffList | Fault {
    return this.#refusal(pass) ?? this.#list(pass);
  }

  async voice(pass: string, visit: string): Promise<StaffList | Fault> {
    return this.#refusal(pass) ?? (await this.#side.callByVoice(visit)) ?? this.#list(pass);
  }

  async print(pass: string): Promise<{ readonly printed: true } | Fault> {
    return this.#refusal(pass) ?? (await this.#side.print());
  }

  newRoll(pass: string): StaffList | Fault {
    const refusal = this.#refusal(pass);
    if (refusal) return refusal;
    this.#side.newRoll();
    return this.#list(pass);
  }

  #wrongPin(): Fault {
    this.#wrong += 1;
    if (this.#wrong < wrongMax) return fault("wrong-pin");
    this.#wrong = 0;
    this.#pausedUntilMs = this.#ports.realMs() + pauseMs;
    return fault("pin-paused", { seconds: pauseMs / 1_000 });
  }

  /** Undefined for a pass that is good; it lasts on. */
  #refusal(pass: string): Fault | undefined {
    const found = this.#passes.get(pass);
    const kept = this.#side.pin();
    if (kept === null) return fault("staff-page-off");
    const now = this.#ports.realMs();
    if (!found || found.pin !== kept || now - found.usedAtMs > passMs) {
      this.#passes.delete(pass);
      return fault("wrong-pin");
    }
    found.usedAtMs = now;
    return undefined;
  }

  #list(pass: string): StaffList {
    return { ...this.#side.list(), pass };
  }
}
