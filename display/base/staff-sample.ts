/** A small office and its entries, for the tests of what staff pages make of them. */
import { goingKey } from "#shared/attention/attention.ts";
import { defaultRules } from "#shared/office/rules.ts";
import { fresh } from "#shared/queue/fresh.ts";
import type { CounterEntry, OfficeEntry, StaffEntry, StaffOffice, StaffSnapshot, VisitEntry } from "#shared/wire/staff.ts";
import { type StaffView, takeSnapshot } from "./staff-view.ts";

export const sampleNow = Date.UTC(2026, 10, 23, 18, 0);
export const minuteMs = 60_000;

export function sampleVisit(change: Partial<VisitEntry> & { readonly number: string }): VisitEntry {
  const about = { service: "licence", queue: "licences", arrivedAt: change.arrivedAt ?? sampleNow - 10 * minuteMs };
  return {
    kind: "visit",
    id: `visit-${change.number}`,
    language: "en",
    needs: [],
    practice: false,
    ...about,
    ...fresh(about),
    timeUncertain: false,
    announced: "no-call",
    lastCalledAt: null,
    calls: 0,
    printed: "printed",
    toConfirm: false,
    calledByVoice: false,
    late: false,
    admitted: false,
    samePerson: null,
    placedRow: 10,
    date: "2026-11-23",
    version: 10,
    changed: 10,
    stage: { kind: "waiting", since: about.arrivedAt },
    because: null,
    ...change,
  };
}

export function sampleCounter(id: string, change: Partial<CounterEntry> = {}): CounterEntry {
  return { kind: "counter", id, agent: null, holding: null, version: 5, break: null, takes: null, practice: false, ...change };
}

export const sampleOpenDay: OfficeEntry = {
  kind: "office",
  date: "2026-11-23",
  lastDate: null,
  waiting: 0,
  tickets: 0,
  quarantined: 0,
  toConfirm: 0,
  absence: null,
  clockTrusted: true,
  configuration: 2,
  backlogs: [],
};

export function sampleSnapshot(entries: readonly StaffEntry[], change: Partial<StaffSnapshot> = {}): StaffSnapshot {
  const keyed = [sampleOpenDay, ...entries].map((entry) => [keyOf(entry), entry] as const);
  return { generation: 1, epoch: "e1", n: 100, now: sampleNow, entries: Object.fromEntries(keyed), ...change };
}

export function sampleView(...entries: readonly StaffEntry[]): StaffView {
  return takeSnapshot(null, sampleSnapshot(entries));
}

function keyOf(entry: StaffEntry): string {
  if (entry.kind === "office" || entry.kind === "day") return entry.kind;
  if (entry.kind === "attention") return `attention/${goingKey(entry.device, entry.need)}`;
  return entry.kind === "fault" ? `fault/${entry.fault}` : `${entry.kind}/${entry.id}`;
}

const name = (text: string) => ({ en: text, fr: `${text} (fr)` });

export const sampleOffice: StaffOffice = {
  id: "sample",
  number: 1,
  name: name("Sample"),
  timeZone: "America/Vancouver",
  languages: ["en", "fr"],
  topics: [],
  programmes: [],
  services: [
    {
      id: "licence",
      programme: "driving",
      queue: "licences",
      name: name("Licence"),
      words: { en: [], fr: [] },
      minutes: 10,
      offered: "kiosk",
    },
  ],
  queues: [
    { id: "licences", name: name("Licences") },
    { id: "rent", name: name("Rent") },
    { id: "desk", name: name("Desk") },
  ],
  firstContactQueue: "desk",
  counters: [
    { id: "counter-1", name: name("Counter 1"), label: "1", zone: "main", type: "Counter", takes: ["licences", "desk"] },
    { id: "counter-2", name: name("Counter 2"), label: "2", zone: "main", type: "Counter", takes: ["rent"] },
  ],
  rules: defaultRules,
  agents: [
    { number: 21, displayName: "Amrit G.", role: "CSR" },
    { number: 22, displayName: "Chloé T.", role: "CSR" },
  ],
  needs: [],
  devices: [],
  hours: null,
  appointments: null,
  epoch: "e1",
  generation: 1,
};
