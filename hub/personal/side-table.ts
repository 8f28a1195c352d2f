/**
 * The hub's side table at work: what staff write and read, calendars that are taken in, the desk at which citizens check in, and the end of
 * what is kept. The log hears only that something is there, or no more.
 */
import { type Fault, fault, isFault } from "#shared/faults/fault.ts";
import type { Digest, Moment } from "#shared/log/record.ts";
import type { CommandDone } from "#shared/queue/commands.ts";
import { type OfficeState, visitOf } from "#shared/queue/state.ts";
import { localDate } from "#shared/time/zone.ts";
import type { Guest, PersonalKind, PersonalNote, PersonalRequest } from "#shared/wire/personal.ts";
import type { HubFile } from "#shared/wire/process.ts";
import { CalendarWatch } from "../appointments/calendar-watch.ts";
import { AppointmentDesk } from "../appointments/desk.ts";
import { AppointmentImporter } from "../appointments/importer.ts";
import type { HubInput, ImportDone } from "../core/contract.ts";
import { noteRefusal } from "../core/notes.ts";
import type { Journal } from "../journal.ts";
import { causeOf } from "../storage.ts";
import { deletedBefore, isOpenVisit } from "./retention.ts";
import type { PersonalStorage } from "./storage.ts";
import { PersonalStore } from "./store.ts";

/** How often it is looked whether something must be deleted. */
export const retainEveryMs = 10 * 60_000;
const aboutPersonal = "personal";

export interface SideTablePorts {
  readonly storage: PersonalStorage;
  readonly digest: Digest;
  /** Of this start of the program. */
  readonly boot: string;
  readonly state: () => OfficeState;
  readonly now: () => Moment;
  readonly submit: (input: HubInput) => void;
  /** Resolves when the hub has committed, or refused. */
  readonly ask: (inputOf: (token: number) => HubInput) => Promise<CommandDone | Fault>;
  readonly every: (ms: number, run: () => void) => () => void;
  readonly faults: { raise(about: string, fault: Fault): void; clear(about: string): void };
  readonly journal: Journal;
}

export class SideTable {
  readonly importer: AppointmentImporter;
  readonly #ports: SideTablePorts;
  readonly #store: PersonalStore;
  readonly #watch: CalendarWatch;
  #stopRetaining = () => {};
  #readings = 0;

  constructor(ports: SideTablePorts) {
    const { storage, digest, state, now, ask, every, faults, journal, boot } = ports;
    this.#ports = ports;
    this.#store = new PersonalStore(storage.database);
    this.importer = new AppointmentImporter({
      store: this.#store,
      digest,
      state,
      now: () => now().at,
      submit: async (input) => (await ask((token) => ({ ...input, token }))) as ImportDone | Fault,
    });
    const newKey = () => `calendar-${boot}-${++this.#readings}`.slice(-80);
    this.#watch = new CalendarWatch({ importer: this.importer, digest, every, faults, journal, newKey });
  }

  /** Of an open storage, before anything else is. */
  static deskOf({ database }: PersonalStorage): AppointmentDesk {
    return new AppointmentDesk(new PersonalStore(database));
  }

  start({ appointments = [] }: HubFile): void {
    const { storage, faults, every } = this.#ports;
    if (storage.failure !== undefined) faults.raise(aboutPersonal, fault("personal-unavailable", { cause: causeOf(storage.failure) }));
    this.retain();
    this.#stopRetaining = every(retainEveryMs, () => this.retain());
    this.#watch.start(appointments);
  }

  stop(): void {
    this.#stopRetaining();
    this.#watch.stop();
  }

  note(visit: string): PersonalNote | Fault {
    const known = visitOf(this.#ports.state(), visit);
    return known ? this.#store.note(known.id) : fault("unknown-visit", { visit });
  }

  /** Written first, then said: what the log names is there. */
  async setNote(visit: string, request: PersonalRequest): Promise<CommandDone | Fault> {
    const { state, now, ask } = this.#ports;
    const { key, agent, counter } = request;
    const refused = noteRefusal(state(), { visit, agent, counter });
    const known = visitOf(state(), visit);
    if (refused || !known) return refused ?? fault("unknown-visit", { visit });
    const { id } = known;
    const date = known.date ?? localDate(now().at, state().configuration?.office.timeZone ?? "UTC");
    const before = this.#store.note(id);
    try {
      const changes = this.#store.setNote(id, date, saidIn(request));
      const answer = await ask((token) => ({ kind: "personal-noted", visit: id, changes, agent, counter, key, token }));
      if (isFault(answer)) this.#store.setNote(id, date, before);
      return answer;
    } catch (error) {
      return fault("note-failed", { cause: causeOf(error) });
    }
  }

  guestsOn(date: string): Guest[] {
    return this.#store.guestsOn(date);
  }

  /** Deletes what has been kept long enough. What cannot be deleted now is tried again. */
  retain(): void {
    const { state, now, submit, faults, journal, storage } = this.#ports;
    const before = deletedBefore(state(), now().at);
    if (!before) return;
    try {
      const { notes, guests } = this.#store.deleteBefore(before, (visit) => isOpenVisit(state(), visit));
      if (storage.failure === undefined) faults.clear(aboutPersonal);
      if (notes + guests === 0) return;
      journal.info("personal.deleted", { notes, guests });
      submit({ kind: "personal-deleted", body: { notes, guests, notesBefore: before.notes, guestsBefore: before.guests } });
    } catch (error) {
      faults.raise(aboutPersonal, fault("personal-unavailable", { cause: causeOf(error) }));
    }
  }
}

/** What is empty is taken away; what is left out stays. */
function saidIn({ comment, contact, name }: PersonalRequest): Partial<Record<PersonalKind, string | null>> {
  const said = Object.entries({ comment, contact, name }).filter(([, text]) => text !== undefined);
  return Object.fromEntries(said.map(([kind, text]) => [kind, text === "" ? null : text]));
}
