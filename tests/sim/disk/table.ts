/** One table of the simulated disk: rows that are never changed in place, found by their place and by their keys. */
import type { Column } from "./sql.ts";

export type Row = Readonly<Record<string, unknown>>;

export class Table {
  readonly name: string;
  columns: readonly Column[];
  readonly keys: (readonly string[])[];
  /** The integer column that rows are kept in order of; without one they stand as they came. */
  readonly place: string | null;
  rows: Row[] = [];
  readonly #indexes: Map<string, Row>[];

  constructor(name: string, columns: readonly Column[], keys: readonly (readonly string[])[], place: string | null) {
    this.name = name;
    this.columns = columns;
    this.keys = keys.filter((key) => !(key.length === 1 && key[0] === place));
    this.place = place;
    this.#indexes = this.keys.map(() => new Map());
  }

  copy(): Table {
    const copy = new Table(this.name, this.columns, this.keys, this.place);
    for (const row of this.rows) copy.add(row);
    return copy;
  }

  addKey(key: readonly string[]): void {
    this.keys.push(key);
    const index = new Map<string, Row>();
    for (const row of this.rows) {
      const text = keyOf(row, key);
      if (text !== undefined) index.set(text, row);
    }
    this.#indexes.push(index);
  }

  /** The rows that this one may not stand beside, by all keys or by one. */
  conflicts(row: Row, target: readonly string[] | null = null): Row[] {
    const found = new Set<Row>();
    const counts = (key: readonly string[]) =>
      target === null || (key.length === target.length && key.every((name) => target.includes(name)));
    if (this.place !== null && counts([this.place])) {
      const same = this.at(row[this.place] as number);
      if (same) found.add(same);
    }
    for (const [place, key] of this.keys.entries()) {
      const text = counts(key) ? keyOf(row, key) : undefined;
      const same = text === undefined ? undefined : this.#indexes[place]?.get(text);
      if (same) found.add(same);
    }
    return [...found];
  }

  add(row: Row): void {
    const last = this.rows.at(-1);
    if (this.place === null || !last || (last[this.place] as number) < (row[this.place] as number)) this.rows.push(row);
    else this.rows.splice(this.from(row[this.place] as number), 0, row);
    for (const [place, key] of this.keys.entries()) {
      const text = keyOf(row, key);
      if (text !== undefined) this.#indexes[place]?.set(text, row);
    }
  }

  remove(row: Row): void {
    const at = this.place === null ? this.rows.indexOf(row) : this.from(row[this.place] as number);
    if (this.rows[at] !== row) throw new Error(`a row of ${this.name} that is not there`);
    this.rows.splice(at, 1);
    for (const [place, key] of this.keys.entries()) {
      const text = keyOf(row, key);
      if (text !== undefined) this.#indexes[place]?.delete(text);
    }
  }

  /** Puts a row where another stood. */
  swap(before: Row, after: Row): void {
    const at = this.place === null ? this.rows.indexOf(before) : -1;
    this.remove(before);
    this.add(after);
    if (at >= 0) this.rows.splice(at, 0, ...this.rows.splice(-1));
  }

  at(place: number): Row | undefined {
    const found = this.rows[this.from(place)];
    return found && this.place !== null && found[this.place] === place ? found : undefined;
  }

  /** Where the first row stands whose place is not below. */
  from(place: number): number {
    const name = this.place as string;
    // Rows of a log stand one after the other: mostly this is the answer at once.
    const first = this.rows[0]?.[name] as number | undefined;
    if (first === undefined) return 0;
    const guess = place - first;
    if (guess <= 0) return 0;
    if (this.rows[guess]?.[name] === place) return guess;
    let low = 0;
    let high = this.rows.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.rows[middle]?.[name] as number) < place) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The row with these values of a key; undefined when this is no key. */
  byKey(names: readonly string[], values: ReadonlyMap<string, unknown>): { readonly row: Row | undefined } | undefined {
    for (const [place, key] of this.keys.entries()) {
      if (!key.every((name) => names.includes(name))) continue;
      const text = keyOf(Object.fromEntries(values), key);
      return { row: text === undefined ? undefined : this.#indexes[place]?.get(text) };
    }
    return undefined;
  }
}

/** Undefined when a part is null: nulls are never the same. */
function keyOf(row: Row, key: readonly string[]): string | undefined {
  let text = "";
  for (const name of key) {
    const value = row[name];
    if (value === null || value === undefined) return undefined;
    text += `${value}\u0000`;
  }
  return text;
}
