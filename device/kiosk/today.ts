/** What the hub said of today, as far as it still holds at this kiosk: while the hub is there, and for the rest of that day without it. */
import type { OfficeToday } from "#shared/day/wire.ts";
import { type Fault, fault } from "#shared/faults/fault.ts";
import { localDate } from "#shared/time/zone.ts";
import type { KioskToday, TicketRequest } from "#shared/wire/kiosk-page.ts";
import { hubIsPresent } from "../runtime/hub-presence.ts";
import type { KioskSession } from "./session.ts";

/** A clock and a session: what all of this is asked of. */
export interface Today {
  readonly session: KioskSession;
  /** By this kiosk's clock. */
  readonly at: number;
  readonly realMs: number;
}

export function todayOf({ session, at, realMs }: Today): OfficeToday | null {
  const today = session.office?.today ?? null;
  if (today === null || hubIsPresent(session, realMs)) return today;
  return localDate(at, session.office?.office.timeZone ?? "UTC") === today.date ? today : null;
}

/** `paused`: staff practise, and the hub that tells them from citizens is away; until the time at which citizens may come. */
export function practice(of: Today): "none" | "on" | "paused" {
  const today = todayOf(of);
  if (!today?.practice) return "none";
  if (hubIsPresent(of.session, of.realMs)) return "on";
  return of.at < today.practice.until ? "paused" : "none";
}

/** Why a service, or any, gives no ticket now. Who was given an appointment comes all the same. */
export function dayRefusal(
  of: Today,
  { service, errands, appointment }: Pick<TicketRequest, "service" | "errands" | "appointment">,
): Fault | undefined {
  if (practice(of) === "paused") return fault("practice-needs-hub");
  const today = todayOf(of);
  if (!today || appointment?.kind === "found" || practice(of) === "on") return undefined;
  if (today.stage === "last") return fault("tickets-over");
  const found = today.notOffered.find((each) => each.service === service || errands?.includes(each.service));
  switch (found?.why) {
    case "stopped":
      return fault("service-stopped");
    case "limit":
      return fault("service-limit", found.figure === null ? {} : { limit: found.figure });
    case "last-ticket":
      return fault("last-ticket-given");
    case undefined:
      return undefined;
  }
}

export function kioskToday(of: Today): KioskToday | null {
  const today = todayOf(of);
  if (!today) return null;
  const { stage, opens, closes, notOffered, notices, next } = today;
  return { stage, opens, closes, notOffered, notices, next, practice: practice(of) !== "none" };
}
