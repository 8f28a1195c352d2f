/** The line and the counters as an outsider follows them in the hub's log: a second, plainer account to hold against the hub's own. */
import type { AppendedRow } from "#shared/log/event-log.ts";
import type { HubEventBody } from "#shared/queue/events.ts";
import { type Issued, onPaper, placeOf } from "./reading.ts";

export interface SeenVisit {
  readonly id: string;
  number: string;
  arrivedAt: number;
  queue: string;
  /** Null while nobody has said it. */
  service: string | null;
  /** Null: of the date that opens next. */
  date: string | null;
  stage: "waiting" | "called" | "serving" | "parked" | "ended";
  counter: string | null;
  /** Keeps the place and is not called meanwhile. */
  isAway: boolean;
  /** Waits at the place of its arrival, for whoever takes its queue: not so after a transfer, at the end of the line, or for who missed a call. */
  isInOrder: boolean;
  /** Of a backlog that is still open. */
  readonly source: string;
  readonly originSeq: number;
  readonly seq: number;
  readonly uncertain: boolean;
}

/** What an undo puts back. */
type Moved = Pick<SeenVisit, "stage" | "counter" | "queue" | "service" | "isAway" | "isInOrder">;

/** Paper that staff took in, and whose record has not come. */
interface Admitted {
  readonly visit: SeenVisit;
  readonly letter: string;
  readonly count: number;
  readonly scanned: boolean;
  /** The identity of its record, where its code said it. */
  readonly paper: string | null;
}

export class LineReading {
  readonly visits = new Map<string, SeenVisit>();
  readonly takes = new Map<string, readonly string[]>();
  /** Kept by the hub while more of a log is on its way: the first row of it and the last. */
  readonly backlogs = new Map<string, { readonly from: number; readonly until: number }>();
  /** How much of a log has come. */
  readonly #reached = new Map<string, number>();
  #startedAt = 0;
  #startedSeq = 0;
  #isDoubted = false;
  readonly #everOpened = new Set<string>();
  readonly #queues = new Map<string, string>();
  #admitted: Admitted[] = [];
  /** What a visit was before a row of it, by offset. */
  readonly #before = new Map<number, Moved>();
  #firstContact = "";
  /** Office dates with the times, by the hub, between which each was open. */
  readonly #dates: { date: string; since: number; until: number | null }[] = [];
  date: string | null = null;
  /** The offset at which the hub's clock was set last: arrivals told before and after are not compared to the millisecond. */
  clockSetAt = 0;

  step(row: AppendedRow): void {
    const { body } = row as { body: Record<string, unknown> };
    const visit = typeof body?.visit === "string" ? this.visits.get(body.visit) : undefined;
    if (visit && row.kind === "move-undone") this.#undo(visit, body.undone as number);
    else if (visit) this.#before.set(row.seq, movedOf(visit));
    switch (row.kind) {
      case "configuration-changed": {
        const { configuration } = body as {
          configuration: {
            counters: { id: string; takes: string[] }[];
            services: { id: string; queue: string }[];
            firstContact: { queue: string };
          };
        };
        for (const { id, takes } of configuration.counters) this.takes.set(id, takes);
        for (const { id, queue } of configuration.services) this.#queues.set(id, queue);
        this.#firstContact = configuration.firstContact.queue;
        break;
      }
      case "day-opened":
        this.date = body.date as string;
        this.#everOpened.add(this.date);
        this.#dates.push({ date: this.date, since: row.at, until: null });
        // Also of who did not come when called, at a hub that took over: they may return.
        for (const each of this.visits.values()) if (each.date === null) each.date = this.date;
        break;
      case "day-corrected": {
        const last = this.#dates.at(-1);
        if (last) last.date = body.to as string;
        for (const each of this.visits.values()) if (each.date === body.from) each.date = body.to as string;
        if (this.date === body.from) this.date = body.to as string;
        break;
      }
      case "clock-set": {
        // The times of this run were told by the clock that was wrong; those of earlier runs lie before it.
        const byMs = (body.to as number) - (body.from as number);
        const before = this.#startedAt + byMs;
        const earlier = (at: number) => (byMs < 0 && this.#isDoubted ? at + byMs : Math.min(at, before));
        const moved = (at: number) => (at >= this.#startedAt ? at + byMs : earlier(at));
        for (const each of this.#dates) Object.assign(each, { since: moved(each.since), until: each.until && moved(each.until) });
        for (const each of this.visits.values())
          each.arrivedAt = each.seq >= this.#startedSeq ? each.arrivedAt + byMs : earlier(each.arrivedAt);
        this.#startedAt = moved(this.#startedAt);
        this.clockSetAt = row.seq;
        this.#isDoubted = false;
        break;
      }
      case "clock-doubted":
        this.#isDoubted = true;
        break;
      case "hub-started":
        this.#startedAt = row.at;
        this.#startedSeq = row.seq;
        break;
      case "day-closed":
        this.date = null;
        Object.assign(this.#dates.at(-1) ?? {}, { until: row.at });
        for (const id of body.ended as string[]) this.#end(this.visits.get(id));
        break;
      case "ticket-issued":
        this.#join(row, row.body as Issued);
        break;
      case "visit-admitted":
        this.#admit(row, row.body as HubEventBody<"visit-admitted">);
        break;
      case "visit-called":
        if (visit) Object.assign(visit, { stage: "called", counter: body.counter });
        break;
      case "service-begun":
        if (visit) visit.stage = "serving";
        break;
      case "visit-parked":
        if (visit) Object.assign(visit, { stage: "parked", counter: null });
        break;
      case "visit-resumed":
        if (visit) Object.assign(visit, { stage: "serving", counter: body.counter });
        break;
      case "visit-returned":
        if (visit) Object.assign(visit, { stage: "waiting", counter: null });
        if (visit && body.place === "end") visit.isInOrder = false;
        break;
      case "visit-transferred":
        if (visit)
          Object.assign(visit, {
            stage: "waiting",
            counter: null,
            queue: body.queue,
            service: body.service,
            isInOrder: visit.isInOrder && body.to === null,
          });
        break;
      case "visit-stepped-away":
      case "visit-came-back":
        if (visit) visit.isAway = row.kind === "visit-stepped-away";
        break;
      case "no-show-returned":
        if (visit) Object.assign(visit, { stage: "waiting", isInOrder: false });
        break;
      case "visit-finished":
      case "visit-no-show":
      case "visit-left":
        this.#end(visit);
        break;
      case "evidence-kept": {
        // A hub that took over asks nobody about who had ended at the one before.
        const { kind, body: moved } = body as { kind: string; body: { visit?: string; how?: string } };
        const ended = ["visit-finished", "visit-no-show", "visit-left"].includes(kind) || moved?.how === "served" || moved?.how === "left";
        const known = this.visits.get(moved?.visit ?? "");
        if (ended && known?.stage === "waiting") this.#end(known);
        break;
      }
      case "visit-caught-up":
        if (body.how === "served" || body.how === "left") this.#end(visit);
        break;
      case "service-assigned":
      case "service-changed":
        if (visit) Object.assign(visit, { queue: body.queue, service: body.service });
        break;
      case "backlog-begun": {
        const key = `${body.source}/${body.epoch}`;
        this.backlogs.set(key, { from: (this.#reached.get(key) ?? 0) + 1, until: body.until as number });
        break;
      }
      case "backlog-ended":
        this.backlogs.delete(`${body.source}/${body.epoch}`);
        break;
    }
    if (row.origin) {
      const key = `${row.origin.source}/${row.origin.epoch}`;
      this.#reached.set(key, row.origin.seq);
      if (row.origin.seq >= (this.backlogs.get(key)?.until ?? Number.POSITIVE_INFINITY)) this.backlogs.delete(key);
    }
  }

  /** Whether the hub may call it now, as far as the line and the backlogs say. */
  mayBeCalled({ stage, isAway, date, source, originSeq }: SeenVisit): boolean {
    const backlog = this.backlogs.get(source);
    const isArriving = backlog !== undefined && originSeq >= backlog.from && originSeq <= backlog.until;
    return stage === "waiting" && !isAway && this.date !== null && date === this.date && !isArriving;
  }

  #join(row: AppendedRow, body: Issued): void {
    const { origin } = row;
    if (!origin || body.practice) return;
    const queue = this.#queueOf(body.service);
    const arrivedAt = row.arrivedAt ?? row.at;
    const date = this.#dateOf(body.date, arrivedAt, row.timeUncertain === true);
    const admitted = this.#admittedFor(placeOf(row), body, date);
    if (admitted) {
      if (admitted.service === null) Object.assign(admitted, { queue, service: body.service });
      if (admitted.stage === "waiting") admitted.arrivedAt = Math.min(admitted.arrivedAt, arrivedAt);
      return;
    }
    this.visits.set(placeOf(row), {
      id: placeOf(row),
      number: `${body.letter}${body.count}`,
      arrivedAt,
      queue,
      service: body.service,
      date,
      // Its date is over: it is shown to staff, and never called.
      stage: date !== null && date !== this.date ? "ended" : "waiting",
      counter: null,
      isAway: false,
      isInOrder: true,
      source: `${origin.source}/${origin.epoch}`,
      originSeq: origin.seq,
      seq: row.seq,
      uncertain: row.timeUncertain === true,
    });
  }

  #admit(row: AppendedRow, body: HubEventBody<"visit-admitted">): void {
    const { visit: id, letter, count, scanned, paper, queue, service, date } = body;
    const visit: SeenVisit = {
      ...{
        id,
        number: `${letter}${count}`,
        arrivedAt: row.at,
        queue,
        service,
        date,
        stage: "waiting",
        counter: null,
        isAway: false,
        isInOrder: true,
      },
      // It is of no kiosk's log.
      ...{ source: `admitted/${row.seq}`, originSeq: 1, seq: row.seq, uncertain: true },
    };
    this.visits.set(id, visit);
    this.#admitted.push({ visit, letter, count, scanned, paper });
  }

  /** The visit that this record is of: that of its code, else that of its number on its date. A kiosk's own numbers are of no date. */
  #admittedFor(record: string, { letter, count, request }: Issued, date: string | null): SeenVisit | undefined {
    const isOf = (each: Admitted) => {
      if (each.letter !== letter) return false;
      const isSame = each.scanned ? each.count === count : onPaper(each) === onPaper({ letter, count });
      return isSame && (each.visit.date === date || (each.scanned && request === null));
    };
    const found = this.#admitted.find(({ paper }) => paper === record) ?? this.#admitted.find(isOf);
    this.#admitted = this.#admitted.filter((each) => each !== found);
    return found?.visit;
  }

  #queueOf(service: string | null): string {
    return (service === null ? undefined : this.#queues.get(service)) ?? this.#firstContact;
  }

  /** The date of its reservation; else the one that was open when it arrived, else the next one opened after that. */
  #dateOf(reserved: string | null, arrivedAt: number, isUncertain: boolean): string | null {
    // A hub that took over may never have heard of the date.
    if (reserved !== null && this.#everOpened.has(reserved)) return reserved;
    if (isUncertain) return this.date;
    return this.#dates.find(({ until }) => until === null || arrivedAt < until)?.date ?? null;
  }

  #undo(visit: SeenVisit, undone: number): void {
    Object.assign(visit, this.#before.get(undone));
  }

  #end(visit: SeenVisit | undefined): void {
    if (visit) Object.assign(visit, { stage: "ended", counter: null, isAway: false });
  }
}

function movedOf({ stage, counter, queue, service, isAway, isInOrder }: SeenVisit): Moved {
  return { stage, counter, queue, service, isAway, isInOrder };
}
