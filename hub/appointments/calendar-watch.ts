/** Reads the calendars that the hub's file names, again and again. What cannot be read leaves everything as it was, and IT is told. */
import { readFile, stat } from "node:fs/promises";
import { type Fault, fault, isFault } from "#shared/faults/fault.ts";
import type { Digest } from "#shared/log/record.ts";
import { addDays } from "#shared/time/dates.ts";
import { momentOf } from "#shared/time/local-time.ts";
import type { HubFile } from "#shared/wire/process.ts";
import type { Journal } from "../journal.ts";
import { causeOf } from "../storage.ts";
import type { AppointmentImporter } from "./importer.ts";
import { calendarBytesMax, readCalendar, unreadable } from "./read-calendar.ts";

const fetchMs = 20_000;

type Calendars = NonNullable<HubFile["appointments"]>;

export interface WatchPorts {
  readonly importer: AppointmentImporter;
  readonly digest: Digest;
  readonly every: (ms: number, run: () => void) => () => void;
  readonly faults: { raise(about: string, fault: Fault): void; clear(about: string): void };
  readonly journal: Journal;
  /** A key that no other reading bears. */
  readonly newKey: () => string;
}

export class CalendarWatch {
  readonly #ports: WatchPorts;
  readonly #timers: (() => void)[] = [];
  readonly #busy = new Set<string>();
  /** What was taken last from each source, and of which dates: the same again is not looked at. */
  readonly #taken = new Map<string, string>();
  #stopped = false;

  constructor(ports: WatchPorts) {
    this.#ports = ports;
  }

  start(calendars: Calendars): void {
    for (const calendar of calendars) {
      this.#timers.push(this.#ports.every(calendar.everyMinutes * 60_000, () => void this.read(calendar)));
      void this.read(calendar);
    }
  }

  stop(): void {
    this.#stopped = true;
    for (const stop of this.#timers.splice(0)) stop();
  }

  /** Never throws. One reading of a calendar at a time. */
  async read({ source, from }: Pick<Calendars[number], "source" | "from">): Promise<void> {
    if (this.#busy.has(source) || this.#stopped) return;
    this.#busy.add(source);
    const why = await this.#take(source, from).catch((error: unknown) => fault("appointments-unreachable", { cause: causeOf(error) }));
    this.#busy.delete(source);
    if (this.#stopped) return;
    const about = `appointments/${source}`;
    if (why) this.#ports.faults.raise(about, why);
    else this.#ports.faults.clear(about);
  }

  async #take(source: string, from: string): Promise<Fault | undefined> {
    const { importer, digest, journal, newKey } = this.#ports;
    const text = await textFrom(from);
    if (typeof text !== "string") return text;
    const span = importer.span();
    const taken = digest(`${span.from}\n${span.timeZone}\n${text}`);
    if (this.#taken.get(source) === taken) return undefined;
    const { timeZone } = span;
    const whole = { timeZone, from: momentOf(`${span.from}T00:00`, timeZone), until: momentOf(`${addDays(span.to, 1)}T00:00`, timeZone) };
    const calendar = await readCalendar(text, whole);
    if (isFault(calendar)) return calendar;
    if (this.#stopped) return undefined;
    const actor = { kind: "system", part: "appointments" } as const;
    const result = await importer.take(calendar, { source, scope: { kind: "all" }, key: newKey(), actor });
    if (isFault(result)) return result;
    const { booked, changed, cancelled, problems, problemsTotal, servicesUnknown } = result;
    journal.info("appointments.read", { source, booked, changed, cancelled, problems: problemsTotal, servicesUnknown });
    const [first] = problems;
    // As long as something is wrong it is looked at again, so that the fault stays.
    if (first) return fault("appointments-partly-read", { place: first.place, what: first.what });
    this.#taken.set(source, taken);
    return undefined;
  }
}

async function textFrom(from: string): Promise<string | Fault> {
  if (/^https?:\/\//i.test(from)) return await fetched(from);
  try {
    if ((await stat(from)).size > calendarBytesMax) return tooLong();
    return await readFile(from, "utf8");
  } catch (error) {
    return fault("appointments-unreachable", { cause: causeOf(error) });
  }
}

async function fetched(address: string): Promise<string | Fault> {
  const { host } = new URL(address);
  try {
    const answer = await fetch(address, { redirect: "error", signal: AbortSignal.timeout(fetchMs) });
    if (!answer.ok) return fault("appointments-unreachable", { address: host, cause: `status ${answer.status}` });
    let text = "";
    const decoder = new TextDecoder();
    for await (const chunk of answer.body ?? []) {
      text += decoder.decode(chunk, { stream: true });
      if (text.length > calendarBytesMax) return tooLong();
    }
    return text + decoder.decode();
  } catch (error) {
    const cause = error instanceof Error && error.cause ? causeOf(error.cause) : causeOf(error);
    return fault("appointments-unreachable", { address: host, cause });
  }
}

function tooLong(): Fault {
  return unreadable("", `longer than ${calendarBytesMax} characters`);
}
