/** Which faults of a device need a person to walk up to it, and what kind of hand they need: data beside the table of faults. Pure. */
import type { FaultCode } from "../faults/fault.ts";

/** What is to be done there; pages draw it. */
export type Hand = "paper" | "cover" | "jam" | "printer" | "sign" | "device";

export interface Need {
  readonly hand: Hand;
  /** `now`: citizens are without something. `soon`: they will be. */
  readonly when: "now" | "soon";
}

/** Faults that are not here are for whoever sets devices up, and stay on the manager's page: nobody in the room can end them. */
export const needs = {
  "printer-paper-low": { hand: "paper", when: "soon" },
  "printer-paper-out": { hand: "paper", when: "now" },
  "printer-cover-open": { hand: "cover", when: "now" },
  "printer-cutter-stuck": { hand: "jam", when: "now" },
  "printer-error": { hand: "printer", when: "now" },
  "printer-offline": { hand: "printer", when: "now" },
  "printer-silent": { hand: "printer", when: "now" },
  "sign-unreachable": { hand: "sign", when: "now" },
  "sign-silent": { hand: "sign", when: "now" },
  "panel-unreachable": { hand: "device", when: "now" },
  "panel-silent": { hand: "device", when: "now" },
  "panel-stuck": { hand: "device", when: "now" },
  "panel-opened": { hand: "device", when: "now" },
  "screen-dark": { hand: "device", when: "now" },
  "device-away": { hand: "device", when: "now" },
} as const satisfies Partial<Record<FaultCode, Need>>;

export type NeedCode = keyof typeof needs;

export const needCodes = Object.keys(needs) as [NeedCode, ...NeedCode[]];

export function isNeed(code: FaultCode): code is NeedCode {
  return Object.hasOwn(needs, code);
}
