/** Finds the visit of a ticket that was scanned or typed among those that the page knows, and says what can be done with it. Pure. */
import { ticketTextMax } from "#shared/ticket/bounds.ts";
import { readTicket } from "#shared/ticket/code.ts";
import { paperNumber } from "#shared/ticket/number.ts";
import type { StaffOffice, VisitEntry } from "#shared/wire/staff.ts";
import { type StaffView, visitIn, visitsIn } from "../base/staff-view.ts";

/** For the field that a scanner types into. */
export { ticketTextMax };

export type Found =
  | { readonly kind: "visit"; readonly id: string; readonly number: string }
  /** It has ended, is of another date, or has not come to the hub. */
  | { readonly kind: "unknown"; readonly number: string }
  | { readonly kind: "other-office" }
  | { readonly kind: "unreadable"; readonly text: string };

export function findTicket(text: string, view: StaffView, office: Pick<StaffOffice, "id">): Found {
  const read = readTicket(text);
  if (!read) return { kind: "unreadable", text: text.trim().slice(0, 20) };
  const { code } = read;
  if (code && code.office !== office.id) return { kind: "other-office" };
  const number = paperNumber(read.number);
  if (code && visitIn(view, code.visit)) return { kind: "visit", id: code.visit, number };
  // Of two that look alike on paper the later one is in somebody's hand.
  const alike = visitsIn(view).filter((each) => each.number === number && !each.practice);
  const [latest] = alike.sort((a, b) => b.arrivedAt - a.arrivedAt);
  return latest ? { kind: "visit", id: latest.id, number } : { kind: "unknown", number };
}

/** What the reception can do with it now. */
export type TicketMove = "correct" | "mark" | "errand" | "step-away" | "come-back" | "send-away" | "return" | "print";

export function movesOf({ stage, away }: Pick<VisitEntry, "stage" | "away">): readonly TicketMove[] {
  switch (stage.kind) {
    case "waiting":
      return away === null
        ? ["correct", "mark", "errand", "step-away", "send-away", "print"]
        : ["come-back", "correct", "mark", "errand", "send-away", "print"];
    case "parked":
      return ["mark", "send-away", "print"];
    case "called":
    case "serving":
      return ["mark", "print"];
    case "ended":
      return stage.how === "no-show" ? ["return"] : [];
  }
}
