/**
 * The one side table of personal data: what staff note of a visit, and what a calendar says of who comes. Keyed by visit or appointment;
 * each row bears the office date after which it is deleted. It knows nothing of why.
 */
import type { SqlDatabase } from "#shared/log/event-log.ts";
import type { Guest, PersonalKind, PersonalNote } from "#shared/wire/personal.ts";

export interface GuestRecord extends Guest {
  readonly date: string;
  /** What stands for the code in a log. */
  readonly codeDigest: string | null;
}

export class PersonalStore {
  readonly #database: SqlDatabase;

  constructor(database: SqlDatabase) {
    this.#database = database;
  }

  note(visit: string): PersonalNote {
    const found = this.#database.prepare("select comment, contact, name from notes where visit = ?").get(visit);
    return { visit, comment: null, contact: null, name: null, ...(found as Partial<PersonalNote> | undefined) };
  }

  /** Returns which kinds were kept or taken away by it; what was so before is not named. */
  setNote(
    visit: string,
    date: string,
    said: Readonly<Partial<Record<PersonalKind, string | null>>>,
  ): { readonly what: PersonalKind; readonly kept: boolean }[] {
    const before = this.note(visit);
    const after = { ...before, ...said };
    const kinds: readonly PersonalKind[] = ["comment", "contact", "name"];
    if (kinds.every((kind) => after[kind] === null)) this.#database.prepare("delete from notes where visit = ?").run(visit);
    else {
      this.#database
        .prepare(
          `insert into notes (visit, date, comment, contact, name) values (?, ?, ?, ?, ?)
           on conflict (visit) do update set date = excluded.date, comment = excluded.comment, contact = excluded.contact, name = excluded.name`,
        )
        .run(visit, date, after.comment, after.contact, after.name);
    }
    return kinds.filter((kind) => (before[kind] === null) !== (after[kind] === null)).map((what) => ({ what, kept: after[what] !== null }));
  }

  /** In one commit, and only what is other than it was. */
  setGuests(guests: readonly GuestRecord[]): void {
    const find = this.#database.prepare("select date, name, digits, code, code_digest from guests where appointment = ?");
    const write = this.#database.prepare(
      `insert into guests (appointment, date, name, digits, code, code_digest) values (?, ?, ?, ?, ?, ?)
       on conflict (appointment) do update set date = excluded.date, name = excluded.name, digits = excluded.digits, code = excluded.code,
       code_digest = excluded.code_digest`,
    );
    const isSame = ({ appointment, ...guest }: GuestRecord) => {
      const { date, name, digits, code, codeDigest } = guest;
      return JSON.stringify(find.get(appointment)) === JSON.stringify({ date, name, digits, code, code_digest: codeDigest });
    };
    const news = guests.filter((each) => !isSame(each));
    if (news.length === 0) return;
    this.#database.transaction(() => {
      for (const { appointment, date, name, digits, code, codeDigest } of news)
        write.run(appointment, date, name, digits, code, codeDigest);
    })();
  }

  guestsOn(date: string): Guest[] {
    const found = this.#database
      .prepare("select appointment, name, digits, code from guests where date = ? order by appointment")
      .all(date);
    return found as Guest[];
  }

  withCodeDigest(digest: string): string | undefined {
    const found = this.#database.prepare("select appointment from guests where code_digest = ?").get(digest);
    return (found as { appointment: string } | undefined)?.appointment;
  }

  withCode(code: string): string[] {
    const found = this.#database.prepare("select appointment from guests where code = ?").all(code);
    return (found as { appointment: string }[]).map((each) => each.appointment);
  }

  withDigits(digits: string, date: string): string[] {
    const found = this.#database.prepare("select appointment, digits from guests where date = ? and digits is not null").all(date);
    return (found as { appointment: string; digits: string }[])
      .filter((each) => each.digits.endsWith(digits))
      .map((each) => each.appointment);
  }

  /** Deletes what is of an earlier date, but for visits that are still open; how many there were. */
  deleteBefore(
    before: { readonly notes: string; readonly guests: string },
    isOpen: (visit: string) => boolean,
  ): { readonly notes: number; readonly guests: number } {
    const old = this.#database.prepare("select visit from notes where date < ?").all(before.notes) as { visit: string }[];
    const ended = old.filter(({ visit }) => !isOpen(visit));
    return this.#database.transaction(() => {
      const remove = this.#database.prepare("delete from notes where visit = ?");
      for (const { visit } of ended) remove.run(visit);
      const { changes } = this.#database.prepare("delete from guests where date < ?").run(before.guests);
      return { notes: ended.length, guests: changes };
    })();
  }
}
