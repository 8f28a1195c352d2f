/** What the lamps of a panel say, without a word of boards: pure, from what the kiosk knows and what became of the last presses. */
import type { PublicOffice } from "#shared/office/public.ts";
import type { KioskLive } from "#shared/wire/kiosk-page.ts";
import type { BoardView } from "#shared/wire/payloads.ts";

/** What a panel shows goes by this. */
export interface PanelSees {
  readonly live: Pick<KioskLive, "state" | "printer" | "today" | "tickets">;
  readonly office: Pick<PublicOffice, "services"> | null;
  /** Who is called and served; null while nothing true is known of it. */
  readonly view: BoardView | null;
}

/** `slow` and `fast` blink; `twice` gives two short lights a second, as nothing else does: somebody looks for this device. */
export type LampState = "off" | "on" | "slow" | "fast" | "twice";

export type PressState =
  /** A number is on its way. */
  | { readonly kind: "asked" }
  /** There is a ticket, and its paper may still be printing: at the latest until then. */
  | { readonly kind: "issued"; readonly visit: string; readonly untilMs: number }
  | { readonly kind: "refused"; readonly untilMs: number };

/** Paper whose end nobody tells is not waited for longer: the next citizen wants a ticket too. */
export const printingMaxMs = 10_000;
export const refusedMs = 3_000;
const slowMs = 500;
const fastMs = 125;
const twiceEveryMs = 1_000;
/** When the lights of a second begin and end. */
const twiceEdgesMs = [125, 250, 375, twiceEveryMs] as const;

/** Whether a press on this service's button can give a ticket. Without paper it gives none: a button cannot show a number. */
export function isOffered({ live, office }: PanelSees, service: string): boolean {
  return (
    live.state === "ready" &&
    canPrint(live) &&
    (office?.services.some(({ id }) => id === service) ?? false) &&
    !(live.today?.notOffered.some((each) => each.service === service) ?? false)
  );
}

export function isPrinting({ live }: PanelSees, visit: string): boolean {
  const ticket = live.tickets.find((each) => each.visit === visit);
  // Forgotten by the page's list: at least five others have been issued since.
  return ticket?.printed === "pending";
}

/**
 * On: press me. Fast: your ticket is coming. Slow: no ticket, sorry. Off: not now. `isClosed` is null before the board has said it: a lamp
 * that is on promises that a press will be seen, so neither then nor on a button that is down already.
 */
export function buttonLamp(sees: PanelSees, service: string, press: PressState | null, isClosed: boolean | null): LampState {
  if (press?.kind === "refused") return "slow";
  if (press) return "fast";
  return isOffered(sees, service) && isClosed === false ? "on" : "off";
}

/** On: paper runs low. Slow: no ticket can be printed. */
export function beacon({ live }: PanelSees): LampState {
  if (live.printer === "paper-low") return "on";
  return canPrint(live) || live.printer === "unknown" ? "off" : "slow";
}

export function isLit(lamp: LampState, nowMs: number): boolean {
  switch (lamp) {
    case "off":
      return false;
    case "on":
      return true;
    case "slow":
      return Math.floor(nowMs / slowMs) % 2 === 0;
    case "fast":
      return Math.floor(nowMs / fastMs) % 2 === 0;
    case "twice":
      return placeInTwice(nowMs) % 2 === 0;
  }
}

/** How soon a blinking lamp changes; null: it does not. */
export function changesInMs(lamp: LampState, nowMs: number): number | null {
  if (lamp === "twice") return (twiceEdgesMs[placeInTwice(nowMs)] ?? twiceEveryMs) - (nowMs % twiceEveryMs);
  if (lamp !== "slow" && lamp !== "fast") return null;
  const everyMs = lamp === "slow" ? slowMs : fastMs;
  return everyMs - (nowMs % everyMs);
}

function placeInTwice(nowMs: number): number {
  return twiceEdgesMs.findIndex((edgeMs) => nowMs % twiceEveryMs < edgeMs);
}

function canPrint({ printer }: Pick<KioskLive, "printer">): boolean {
  return printer === "ready" || printer === "paper-low";
}
