/** Which appointment a citizen at a kiosk comes for, of those that fit what was brought. Pure: who fits is known already. */
import type { OfficeState } from "../queue/state.ts";
import { visitOf } from "../queue/state.ts";
import type { Appointment } from "./appointment.ts";
import { arrivalAt, usualRules } from "./rules.ts";
import type { AppointmentFound, BroughtToCheckIn } from "./wire.ts";

/** `fitting`: the appointments whose code it is, or whose digits. `date`: today, by the office's own clock. */
export function findAmong(
  state: OfficeState,
  fitting: readonly Appointment[],
  by: BroughtToCheckIn["kind"],
  { now, date }: { readonly now: number; readonly date: string },
): AppointmentFound {
  const rules = state.configuration?.appointments ?? usualRules;
  const today = fitting.filter((each) => each.date === date);
  const open = today.filter((each) => each.stage.kind === "booked");
  const expected = open.filter((each) => arrivalAt(each.at, now, rules) !== null);
  const [one, another] = expected;
  if (another) return askStaff("several", null);
  if (one) {
    const arrival = arrivalAt(one.at, now, rules) ?? "late";
    return { kind: "one", appointment: one.id, service: one.service, at: one.at, arrival };
  }
  const here = today.find((each) => each.stage.kind === "checked-in");
  if (here) {
    const visit = here.stage.kind === "checked-in" ? visitOf(state, here.stage.visit) : undefined;
    // A number is only told to whoever has the code; digits can be guessed.
    if (by === "code" && visit && visit.stage.kind !== "ended") return { kind: "checked-in", ...visit.number };
    return askStaff("checked-in", null);
  }
  const [late] = [...open, ...today.filter((each) => each.stage.kind === "missed")];
  if (late) return askStaff("expired", late.at);
  if (by === "phone") return { kind: "none" };
  if (today.length > 0) return askStaff("cancelled", null);
  const [other] = [...fitting].sort((first, second) => first.at - second.at);
  return other ? askStaff("other-date", other.at) : { kind: "none" };
}

function askStaff(why: Extract<AppointmentFound, { kind: "ask-staff" }>["why"], at: number | null): AppointmentFound {
  return { kind: "ask-staff", why, at };
}
