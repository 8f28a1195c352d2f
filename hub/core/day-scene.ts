/** An office for stories about its day, on Monday, November 23 and the dates after it. */
import type { OfficeConfiguration } from "#shared/office/configuration.ts";
import { exampleOffice } from "#shared/office/example.ts";
import { callable } from "#shared/queue/line.ts";
import { relativeError } from "#shared/statistics/histogram.ts";
import { paperNumber } from "#shared/ticket/number.ts";
import { momentOf } from "#shared/time/zone.ts";
import type { AnswerMessage } from "#shared/wire/payloads.ts";
import { Scene } from "./moves-scene.ts";

export const monday = "2026-11-23";
export const tuesday = "2026-11-24";
export const wednesday = "2026-11-25";
export const near = (value: number | null, wanted: number) => Math.abs((value ?? -1) - wanted) <= relativeError * wanted;

export class Office extends Scene {
  configure(change: Partial<OfficeConfiguration>): void {
    this.hub.send({ kind: "configure", configuration: { ...exampleOffice(), ...change }, key: `configured-${this.hub.state.n}` });
  }

  close(carry?: boolean): string {
    return this.office("close-day", { date: this.hub.state.day?.date ?? "", ...(carry === undefined ? {} : { carry }) });
  }

  /** The clock of the office's wall, on a date. */
  be(date: string, clock: string): void {
    const [hours = 0, minutes = 0] = clock.split(":").map(Number);
    this.hub.at = momentOf(date, hours * 60 + minutes, "America/Vancouver");
  }

  /** What the hub says to a kiosk that wants a number. */
  asks(service: string | null, practice = false): string {
    const { hub } = this;
    const request = `asked-${hub.state.n}`;
    const answer: AnswerMessage = hub.ask("kiosk-1", { id: request, kind: "reserve", request, epoch: "e1", boot: "k1", practice, service });
    if (answer.kind === "refused") return answer.fault.fault;
    if (answer.kind !== "reserved") throw new Error("no answer");
    return `${answer.letter}${answer.count} of ${answer.date}`;
  }

  /** A practice ticket, as a kiosk in practice gives it. */
  play(): string {
    const request = `play-${this.hub.state.n}`;
    const answer = this.hub.ask("kiosk-1", { id: request, kind: "reserve", request, epoch: "e1", boot: "k1", practice: true });
    if (answer.kind !== "reserved") throw new Error(`no practice number: ${JSON.stringify(answer)}`);
    const { letter, count, date } = answer;
    const ticket = this.kiosk.ticket({ letter, count, request, date });
    this.say({ ...ticket, body: { ...ticket.body, practice: true } } as typeof ticket);
    this.ship();
    return `${letter}${count}`;
  }

  /** A slip that was scanned at the kiosk. */
  scan(visit: string): void {
    const found = this.hub.state.visits.get(visit);
    if (!found) throw new Error(`no visit ${visit}`);
    this.say({ kind: "came-back", version: 1, body: { ...found.number, visit } });
    this.ship();
  }

  /** Who may be called, in order. */
  get here(): string[] {
    return [...callable(this.hub.state)].map((visit) => paperNumber(visit.number));
  }

  promise(date: string, from: number, ...numbers: readonly string[]): string {
    const visits = numbers.map((number) => ({ visit: this.visit(number).id, from: from * 60, to: (from + 1) * 60 }));
    return this.office("promise-returns", { date, visits });
  }
}
