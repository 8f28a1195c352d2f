/** The side table as the hub's core asks it when somebody checks in: what was brought goes in, ids come out. */
import { readAppointmentCode } from "#shared/appointments/code.ts";
import type { BroughtToCheckIn } from "#shared/appointments/wire.ts";
import type { CheckInDesk } from "../core/contract.ts";
import type { PersonalStore } from "../personal/store.ts";
import { Attempts } from "./attempts.ts";

export class AppointmentDesk implements CheckInDesk {
  readonly #store: PersonalStore;
  readonly #attempts = new Attempts();

  constructor(store: PersonalStore) {
    this.#store = store;
  }

  fitting(by: BroughtToCheckIn, date: string): readonly string[] {
    if (by.kind === "phone") return this.#store.withDigits(by.digits, date);
    const code = readAppointmentCode(by.code);
    return code === undefined ? [] : this.#store.withCode(code);
  }

  withCodeDigest(digest: string): string | undefined {
    return this.#store.withCodeDigest(digest);
  }

  pausedFor(device: string, mono: number): number {
    return this.#attempts.pausedFor(device, mono);
  }

  missed(device: string, mono: number): void {
    this.#attempts.missed(device, mono);
  }
}
