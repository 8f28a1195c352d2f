import { expect, test } from "vitest";
import type { LogRow } from "#shared/log/record.ts";
import { foldStanding, type Standing, standingFromText, standingText } from "./standing.ts";

/** Rows of an office's hub as central holds them. */
class Office {
  standing: Standing = new Map();
  #seq = 0;

  row(kind: string, body: unknown, device: string | null = null): void {
    this.#seq += 1;
    const moment = { at: this.#seq * 1_000, boot: "b", mono: this.#seq };
    const of = (source: string) => ({ source, epoch: "e1", seq: this.#seq, hash: "", ...moment });
    const origin = { ...of("victoria"), ...(device === null ? {} : { origin: of(device) }) };
    const row: LogRow = { seq: this.#seq, kind, version: 1, body, ...moment, arrivedAt: moment.at, origin };
    foldStanding(this.standing, row);
    this.standing = standingFromText(standingText(this.standing));
  }

  issued(letter: string, count: number): void {
    const said = { service: null, language: "en", needs: [], practice: false, tap: `tap-key-${this.#seq}` };
    this.row("ticket-issued", { letter, count, request: null, insteadOf: null, date: null, ...said }, "kiosk-1");
  }

  admitted(letter: string, count: number): void {
    const by = { key: "key-00000001", actor: { kind: "agent", agent: 21, counter: "counter-1" } };
    const said = { scanned: false, paper: null, service: null, queue: "first-contact", language: "en" };
    this.row("visit-admitted", { visit: `victoria.e1.${this.#seq}`, letter, count, date: "2026-11-23", ...said, ...by });
  }

  get tickets(): number | undefined {
    return this.standing.get("victoria")?.tickets;
  }
}

test("a paper that staff took in counts once, whether or not its record comes", () => {
  const office = new Office();
  office.row("day-opened", { date: "2026-11-23", key: "key-00000000", actor: { kind: "system", part: "hours" } });
  office.issued("C", 1);
  office.admitted("C", 2);
  expect(office.tickets).toBe(2);
  office.issued("C", 2);
  expect(office.tickets).toBe(2);
  office.issued("C", 3);
  expect(office.tickets).toBe(3);
});
