/** How far the office's day is, and what of it everybody at work should know: for the counters' strip and the manager's page. Pure. */
import type { NotOffered } from "#shared/day/offers.ts";
import { type Proposal, propose } from "#shared/day/proposal.ts";
import type { Localized } from "#shared/office/configuration.ts";
import type { StaffOffice } from "#shared/wire/staff.ts";
import { dayIn, officeIn, type StaffView } from "./staff-view.ts";

/** From so long before closing on it is said at the counters. */
export const closingSoonMinutes = 60;

/** What the office's hours propose now; they never act. */
export function proposalNow(view: StaffView, office: StaffOffice, now: number): Proposal {
  const day = dayIn(view);
  const { date = null, lastDate = null } = officeIn(view) ?? {};
  return propose({
    hours: office.hours,
    timeZone: office.timeZone,
    now,
    // A hub that says nothing of its day opened it when it was opened.
    stage: day?.stage ?? (date === null ? "closed" : "open"),
    date: date ?? lastDate,
    closesAt: day?.closesAt ?? null,
    readyMinutes: office.rules.readyToOpenMinutes,
  });
}

export type DayNote =
  | { readonly kind: "forming"; readonly opens: number | null }
  | { readonly kind: "closing"; readonly closes: number; readonly inMinutes: number }
  | { readonly kind: "past-closing"; readonly closes: number }
  | { readonly kind: "last" }
  | { readonly kind: "notice"; readonly text: Localized }
  | { readonly kind: "not-offered"; readonly name: Localized; readonly why: NotOffered };

/** What stands in the strip: how far the day is first, then what was posted, newest first, then services without tickets. */
export function dayNotes(view: StaffView, office: StaffOffice, now: number): DayNote[] {
  const day = dayIn(view);
  if (!day) return [];
  const notices = [...day.notices].reverse().map(({ text }): DayNote => ({ kind: "notice", text }));
  const refused = day.notOffered.flatMap((why): DayNote[] => {
    const name = office.services.find(({ id }) => id === why.service)?.name;
    return name ? [{ kind: "not-offered", name, why }] : [];
  });
  // After the last ticket every service would stand here.
  return [...stageNote(view, office, now), ...notices, ...(day.stage === "last" ? [] : refused)];
}

function stageNote(view: StaffView, office: StaffOffice, now: number): DayNote[] {
  const stage = dayIn(view)?.stage;
  const proposal = proposalNow(view, office, now);
  if (stage === "last") return [{ kind: "last" }];
  if (stage === "forming") return [{ kind: "forming", opens: proposal.kind === "get-ready" ? proposal.opens : null }];
  if (proposal.kind === "close-doors") return [{ kind: "past-closing", closes: proposal.closes }];
  if (proposal.kind !== "open" || proposal.closes === null || proposal.inMinutes === null) return [];
  const { closes, inMinutes } = proposal;
  return inMinutes <= closingSoonMinutes ? [{ kind: "closing", closes, inMinutes }] : [];
}
