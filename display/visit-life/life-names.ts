/** The names that the sentences of a ticket's story use, as the office has them now. Pure. */
import type { Language } from "#shared/texts/language.ts";
import type { LifeNames } from "#shared/visit-life/names.ts";
import type { StaffOffice } from "#shared/wire/staff.ts";
import type { OfficeFormat } from "../base/format.ts";
import { visitLifeTexts } from "./texts.ts";

export function lifeNames(number: string, office: StaffOffice, format: OfficeFormat, language: Language): LifeNames {
  const say = visitLifeTexts[language];
  return {
    number,
    service: (id) => office.services.find((each) => each.id === id)?.name[language] ?? id ?? "",
    counter: (id) => office.counters.find((each) => each.id === id)?.label ?? id,
    agent: (agent) => office.agents.find((each) => each.number === agent)?.displayName ?? say.agent(agent),
    device: (id) => {
      const role = office.devices.find((each) => each.id === id)?.role;
      if (role === undefined) return id === office.id ? say.theHub : id;
      return say[role](id.startsWith(`${role}-`) ? id.slice(role.length + 1) : id);
    },
    className: (id) => (office.routing?.preset === "expert" ? office.routing.classes.find((each) => each.id === id)?.name : undefined),
    time: (at) => format.time(at),
    date: (date) => format.day(dayAt(date)),
    minuteOfDay: (minute) => say.minuteOfDay(Math.floor(minute / 60), String(minute % 60).padStart(2, "0")),
  };
}

/** A moment of the middle of an office date, for its name. */
export function dayAt(date: string): number {
  return Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8)), 20);
}
