/**
 * Takes a calendar that was read into the hub: what is personal into the side table, first, and the rest as an input of the core. The same
 * reading twice changes nothing.
 */
import { daysAhead } from "#shared/appointments/appointment.ts";
import { appointmentCodeDigest, readAppointmentCode } from "#shared/appointments/code.ts";
import type { ImportCounts, Listed, Listing } from "#shared/appointments/plan.ts";
import type { AppointmentRecord } from "#shared/appointments/record.ts";
import { usualRules } from "#shared/appointments/rules.ts";
import { type Fault, fault, isFault } from "#shared/faults/fault.ts";
import type { Digest } from "#shared/log/record.ts";
import type { OfficeConfiguration } from "#shared/office/configuration.ts";
import type { OfficeState } from "#shared/queue/state.ts";
import type { Actor } from "#shared/queue/visit.ts";
import { addDays } from "#shared/time/dates.ts";
import { momentOf } from "#shared/time/local-time.ts";
import { localDate } from "#shared/time/zone.ts";
import type { HubInput, ImportDone } from "../core/contract.ts";
import type { GuestRecord, PersonalStore } from "../personal/store.ts";
import { causeOf } from "../storage.ts";
import type { Calendar } from "./read-calendar.ts";

type Input = Omit<Extract<HubInput, { kind: "import-appointments" }>, "token">;

export interface ImporterPorts {
  readonly store: PersonalStore;
  readonly digest: Digest;
  readonly state: () => OfficeState;
  readonly now: () => number;
  /** Resolves when the hub has committed, or refused. */
  readonly submit: (input: Input) => Promise<ImportDone | Fault>;
}

/** What the calendar speaks of whole: all days to come, one day, or nothing but the appointments named. */
export type ImportScope = { readonly kind: "all" } | { readonly kind: "day"; readonly date: string } | { readonly kind: "some" };

export interface Imported extends ImportCounts {
  readonly done: true;
  readonly repeated: boolean;
  /** What could not be read, at most twenty, and how many there were. Where there is one, nothing was cancelled for not being listed. */
  readonly problems: Calendar["problems"];
  readonly problemsTotal: number;
  /** Appointments for a service that this office does not have: staff are asked. */
  readonly servicesUnknown: number;
}

const problemsToldMax = 20;

export class AppointmentImporter {
  readonly #ports: ImporterPorts;

  constructor(ports: ImporterPorts) {
    this.#ports = ports;
  }

  /** What is read of a calendar now: the date that is open, and a fortnight. */
  span(): { readonly from: string; readonly to: string; readonly timeZone: string } {
    const { day, configuration } = this.#ports.state();
    const timeZone = configuration?.office.timeZone ?? "UTC";
    const from = day?.date ?? localDate(this.#ports.now(), timeZone);
    return { from, to: addDays(from, daysAhead), timeZone };
  }

  async take(
    calendar: Calendar,
    { source, scope, key, actor }: { readonly source: string; readonly scope: ImportScope; readonly key: string; readonly actor: Actor },
  ): Promise<Imported | Fault> {
    const { configuration } = this.#ports.state();
    if (!configuration) return fault("bad-configuration", {});
    const span = this.span();
    const within = scope.kind === "day" ? { from: scope.date, to: scope.date } : span;
    const read = calendar.records.map((record) => this.#readRecord(record, configuration));
    const kept = read.filter(({ listed: { date } }) => date >= within.from && date <= within.to && date <= span.to);
    try {
      this.#ports.store.setGuests(kept.map(({ guest }) => guest));
    } catch (error) {
      return fault("note-failed", { cause: causeOf(error) });
    }
    const dates = scope.kind === "some" || calendar.problems.length > 0 ? null : within;
    const listing: Listing = { source, dates, appointments: kept.map(({ listed }) => listed) };
    const answer = await this.#ports.submit({ kind: "import-appointments", listing, key, actor });
    if (isFault(answer)) return answer;
    const { booked, changed, cancelled, repeated } = answer;
    const problems = calendar.problems.slice(0, problemsToldMax);
    const servicesUnknown = kept.filter(({ isServiceUnknown }) => isServiceUnknown).length;
    return { done: true, repeated, booked, changed, cancelled, problems, problemsTotal: calendar.problems.length, servicesUnknown };
  }

  #readRecord(
    record: AppointmentRecord,
    configuration: OfficeConfiguration,
  ): { listed: Listed; guest: GuestRecord; isServiceUnknown: boolean } {
    const { digest } = this.#ports;
    const { office, appointments: rules = usualRules } = configuration;
    const { uid, number = null, start, cancelled } = record;
    const service = record.service ? serviceNamed(configuration, record.service) : undefined;
    const at = /(?:Z|[+-]\d{2}:\d{2})$/.test(start) ? Date.parse(start) : momentOf(start, office.timeZone);
    const date = localDate(at, office.timeZone);
    const id = `ap-${digest(`theq-appointment\n${office.id}\n${uid}`).slice(0, 16)}`;
    const minutes = record.minutes ?? service?.minutes ?? 15;
    const listed = { id, number: number ?? null, date, at, minutes, service: service?.id ?? null, cancelled };
    const digits = (record.phone ?? "").replace(/\D/g, "");
    const code = record.code ? (readAppointmentCode(record.code) ?? null) : null;
    const guest = {
      appointment: id,
      date,
      name: record.name || null,
      digits: digits.length >= rules.phoneDigits ? digits.slice(-rules.phoneDigits) : null,
      code,
      codeDigest: code === null ? null : appointmentCodeDigest(digest, office.id, code),
    };
    return { listed, guest, isServiceUnknown: Boolean(record.service) && service === undefined };
  }
}

/** By its id, its code, or any of its names. */
function serviceNamed({ services }: OfficeConfiguration, text: string): OfficeConfiguration["services"][number] | undefined {
  const wanted = text.trim().toLocaleLowerCase("en-CA");
  const names = ({ id, code, reportedName, name }: OfficeConfiguration["services"][number]) => [id, code, reportedName, name.en, name.fr];
  return services.find((each) => names(each).some((name) => name.toLocaleLowerCase("en-CA") === wanted));
}
