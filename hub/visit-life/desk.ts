/** Tells the life of a visit from its paper: finds it in log and archive, keeps who looks, and only then tells. */
import { type Fault, fault, isFault } from "#shared/faults/fault.ts";
import type { LogRow } from "#shared/log/record.ts";
import type { Command, CommandDone } from "#shared/queue/commands.ts";
import type { OfficeState } from "#shared/queue/state.ts";
import { paperCountMax } from "#shared/ticket/number.ts";
import { momentOf } from "#shared/time/zone.ts";
import type { VisitLife } from "#shared/visit-life/facts.ts";
import { type Asked, idsOfTicket, lifeOf } from "#shared/visit-life/life.ts";
import { OldRows, type OldRowsOptions } from "./old-rows.ts";

export interface VisitLifeDeskPorts {
  readonly state: () => OfficeState;
  readonly rows: OldRows;
  /** Resolves when the viewing is on the disk, or refused. */
  readonly run: (command: Command) => Promise<CommandDone | Fault>;
}

/** The desk of a hub: over its log, and the folder where old rows went. */
export function visitLifeDesk({ log, archive, digest, soon, state, run }: OfHub): VisitLifeDesk {
  const pause = () => new Promise<void>((resolve) => void soon(resolve));
  return new VisitLifeDesk({ state, run, rows: new OldRows({ log, archive, digest, pause }) });
}

type OfHub = Omit<VisitLifeDeskPorts, "rows"> & Omit<OldRowsOptions, "pause"> & { readonly soon: (run: () => void) => void };

export interface Looking {
  readonly key: string;
  readonly agent: number;
  /** As on paper. */
  readonly number: string;
  readonly date: string;
}

/** Who looks back while so many others do is asked to wait. */
const atOnceMost = 4;
const dayMs = 86_400_000;
/** Of an own series the count runs on past what paper shows. */
const wrapsMost = 3;

export class VisitLifeDesk {
  readonly #ports: VisitLifeDeskPorts;
  #looking = 0;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(ports: VisitLifeDeskPorts) {
    this.#ports = ports;
  }

  /** One search at a time: each reads some days of the log. */
  look(looking: Looking): Promise<VisitLife | Fault> {
    if (this.#looking >= atOnceMost) return Promise.resolve(fault("overloaded"));
    this.#looking += 1;
    const found = this.#turn.then(() => this.#look(looking));
    this.#turn = found.catch(() => undefined);
    return found.finally(() => {
      this.#looking -= 1;
    });
  }

  async #look({ key, agent, number, date }: Looking): Promise<VisitLife | Fault> {
    const { configuration } = this.#ports.state();
    if (!configuration) return fault("bad-configuration");
    if (!configuration.agents.some((each) => each.number === agent)) return fault("unknown-agent", { agent });
    const [, letter, count] = /^([A-HJ-NPRT-Y]{1,2})\s?(\d{1,4})$/i.exec(number) ?? [];
    if (letter === undefined || Number(count) < 1) return fault("number-unreadable", { number: number.slice(0, 20) });
    const asked = { letter: letter.toUpperCase(), count: Number(count), date };
    const life = await this.#find(asked, configuration.office.timeZone);
    if (isFault(life)) return life;
    const { visit, practice } = life;
    const viewed = await this.#ports.run({ name: "view-visit-life", key, agent, visit, practice, date });
    return isFault(viewed) ? viewed : life;
  }

  async #find(asked: Asked, timeZone: string): Promise<VisitLife | Fault> {
    const { rows } = this.#ports;
    const midnight = momentOf(asked.date, 0, timeZone);
    // A date may be opened early and stay open late, and a kiosk that was cut off may say days later what it gave.
    const [from, to] = [midnight - dayMs, midnight + 6 * dayMs];
    const days = ["day-opened", "day-closed", "day-corrected"].map((kind) => `"kind":"${kind}"`);
    const counts = Array.from({ length: wrapsMost }, (_, wraps) => asked.count + wraps * paperCountMax);
    const numbers = counts.flatMap((each) => [`"count":${each},`, `"count":${each}}`]);
    const named = await rows.between(from, to, [...days, ...numbers]);
    if (!named.some((row) => namesDate(row, asked.date))) return fault("date-not-found", { date: asked.date });
    const ids = idsOfTicket(named, asked);
    if (ids === undefined) return fault("ticket-not-found", { number: `${asked.letter}${asked.count}`, date: asked.date });
    const around = ["absence-ended", "clock-set"].map((kind) => `"kind":"${kind}"`);
    const about = await rows.between(from, to, [...days, ...numbers, ...around, ...ids.map((id) => JSON.stringify(id).slice(1, -1))]);
    const others = about.some(({ kind }) => kind === "visit-called") ? await rows.between(from, to, beginnings) : [];
    const life = lifeOf(joined(about, others), asked);
    return life ?? fault("ticket-not-found", { number: `${asked.letter}${asked.count}`, date: asked.date });
  }
}

/** The rows that begin visits: those that were called past this one are named by their numbers. */
const beginnings = ["ticket-issued", "visit-joined", "visit-admitted"].map((kind) => `{"kind":"${kind}"`);

function namesDate({ kind, body }: LogRow, date: string): boolean {
  if (kind === "day-opened") return (body as { date: string }).date === date;
  return kind === "day-corrected" && (body as { to: string }).to === date;
}

/** Both in one order, none twice. */
function joined(some: readonly LogRow[], more: readonly LogRow[]): LogRow[] {
  const bySeq = new Map([...some, ...more].map((row) => [row.seq, row]));
  return [...bySeq.values()].sort((one, other) => one.seq - other.seq);
}
