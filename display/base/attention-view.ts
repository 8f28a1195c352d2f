/** What the live view says of devices that need a person, and how pages name them. Pure. */
import { type AttentionEntry, byUrgency } from "#shared/attention/attention.ts";
import type { Fault } from "#shared/faults/fault.ts";
import type { Language } from "#shared/texts/language.ts";
import type { StaffOffice } from "#shared/wire/staff.ts";
import { deviceName } from "./device-name.ts";
import type { StaffView } from "./staff-view.ts";

/** What cannot wait first. */
export function attentionIn(view: StaffView): AttentionEntry[] {
  return [...view.entries.values()].filter((entry) => entry.kind === "attention").sort(byUrgency);
}

/** The name of its device as staff say it. */
export function deviceIn({ device }: AttentionEntry, office: StaffOffice | null, language: Language): string {
  const known = office?.devices.find(({ id }) => id === device);
  return known ? deviceName(known, language) : device;
}

/** As a fault whose device has its name. */
export function faultIn(entry: AttentionEntry, office: StaffOffice | null, language: Language): Fault {
  return { fault: entry.need, facts: { ...entry.facts, device: deviceIn(entry, office, language) } };
}

/** Whose counter pages ask them now: everybody signed in, those who practise too, and nobody on a break. */
export function askedNow(view: StaffView, office: StaffOffice): string[] {
  const entries = [...view.entries.values()];
  const agents = entries.flatMap((each) => (each.kind === "counter" && each.agent !== null && each.break === null ? [each.agent] : []));
  return agents.flatMap((agent) => office.agents.find(({ number }) => number === agent)?.displayName ?? []);
}
