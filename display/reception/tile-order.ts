/**
 * The order of the tiles: what the office is asked for most, by the figures of its last dates, and what this tablet gives most. It stays
 * while the page is open, because a hand learns where things are; new figures count at the next start. An adapter over `draft.ts`.
 */
import type { StaffOffice, Timings } from "#shared/wire/staff.ts";
import { getJson } from "../base/browser.ts";
import { type Counts, inOrder, mostOf } from "./draft.ts";
import { memory } from "./memory.ts";

const withinMs = 8_000;

export class TileOrder {
  readonly #changed: () => void;
  readonly #given: Counts = memory.habits().given;
  #asked: Counts = memory.asked();
  #wanted = false;
  #listed: { readonly office: StaffOffice; readonly asked: Counts; readonly list: StaffOffice["services"] } | null = null;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  of(office: StaffOffice): StaffOffice["services"] {
    const asked = this.#asked;
    if (this.#listed?.office !== office || this.#listed.asked !== asked)
      this.#listed = { office, asked, list: inOrder(office.services, asked, this.#given) };
    return this.#listed.list;
  }

  /** Once for each start of the page. */
  want(dates: readonly string[]): void {
    if (this.#wanted || dates.length === 0) return;
    this.#wanted = true;
    void this.#fetch(dates);
  }

  async #fetch(dates: readonly string[]): Promise<void> {
    const answers = await Promise.all(
      dates.map((date) => getJson(`/api/v1/timings?date=${encodeURIComponent(date)}`, withinMs).catch(() => null)),
    );
    const figures = answers.flatMap((answer) => (answer?.status === 200 ? (answer.body as Timings).services : []));
    const counts: Record<string, number> = {};
    for (const { service, joined } of figures) counts[service] = (counts[service] ?? 0) + joined;
    const asked = mostOf(counts);
    if (Object.keys(asked).length === 0) return;
    memory.keepAsked(asked);
    // With nothing known before, the tiles stand as the catalogue has them: better late than there.
    if (Object.keys(this.#asked).length > 0) return;
    this.#asked = asked;
    this.#changed();
  }
}
