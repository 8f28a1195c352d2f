/** When a kiosk asks whether anyone is still there, and when it goes back to its first screen. Pure; real time. */
import type { Screen } from "./screen.ts";

/** Nobody touched it for so long: it asks. */
export const idleAfterMs = 45_000;
/** WCAG 2.2.1 asks for at least 20 s to answer with one simple action. */
export const warningMs = 20_000;
export const ticketMs = 20_000;
/** Without paper the number must be written down or photographed. */
export const ticketOnScreenMs = 60_000;

export type IdlePhase =
  | { readonly kind: "active" }
  | { readonly kind: "warning"; readonly secondsLeft: number }
  /** The ticket's own end, shown as a quiet countdown. */
  | { readonly kind: "closing"; readonly secondsLeft: number; readonly ofMs: number; readonly leftMs: number }
  | { readonly kind: "over" };

export function idlePhase(screen: Screen, paper: "take" | "printing" | "screen" | null, sinceMs: number): IdlePhase {
  switch (screen.kind) {
    case "welcome":
    case "issuing":
    case "looking-up":
      return { kind: "active" };
    case "ticket": {
      const ofMs = paper === "screen" ? ticketOnScreenMs : ticketMs;
      if (sinceMs >= ofMs) return { kind: "over" };
      return { kind: "closing", secondsLeft: Math.ceil((ofMs - sinceMs) / 1000), ofMs, leftMs: ofMs - sinceMs };
    }
    default: {
      if (sinceMs < idleAfterMs) return { kind: "active" };
      const left = idleAfterMs + warningMs - sinceMs;
      return left > 0 ? { kind: "warning", secondsLeft: Math.ceil(left / 1000) } : { kind: "over" };
    }
  }
}
