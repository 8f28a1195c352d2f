/**
 * A database in memory with the face of better-sqlite3, as far as our programs use it. Every commit passes a gate, where the
 * simulated world may refuse it, and leaves a journal with which it can be taken back: what a disk that lies does at a power cut.
 */
import type { SqlDatabase, SqlStatement } from "#shared/log/event-log.ts";
import { type Bound, boundsOf, compile, isAggregate, type Scope } from "./evaluate.ts";
import { type Assignment, parseSql, type Select, type Statement } from "./sql.ts";
import { type Row, Table } from "./table.ts";

/** The shape of better-sqlite3's own error. */
export class SqliteError extends Error {
  override readonly name = "SqliteError";
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

export interface Change {
  readonly table: Table;
  readonly before: Row | null;
  readonly after: Row | null;
}

type Trigger = Extract<Statement, { kind: "create-trigger" }>;
type Run = (parameters: readonly unknown[]) => { rows: Row[]; changes: number };

/** Commits that can be taken back. */
export const journalMax = 40;
const empty: Row = {};

export interface Gate {
  /** Called before a commit is kept; what it throws takes the commit back. */
  before(): void;
  /** Called when the commit is kept; what it throws reaches the program all the same. */
  after(changes: readonly Change[]): void;
}

export class MemoryDatabase implements SqlDatabase {
  readonly #tables = new Map<string, Table>();
  #triggers: Trigger[] = [];
  readonly #plans: Map<string, Statement[]>;
  readonly #prepared = new Map<string, SqlStatement>();
  #pending: Change[] | null = null;
  #journal: Change[][] = [];
  gate: Gate | null = null;
  /** A planted bug: what must be there once may be there twice. */
  forgetKeys = false;

  /** `plans`: statements by their text, kept by whoever opens many databases. */
  constructor(plans: Map<string, Statement[]> = new Map()) {
    this.#plans = plans;
  }

  /** Another disk with the same on it. */
  copy(): MemoryDatabase {
    const copy = new MemoryDatabase(this.#plans);
    for (const [name, table] of this.#tables) copy.#tables.set(name, table.copy());
    copy.#triggers = [...this.#triggers];
    return copy;
  }

  /** Takes the last commits back; how many it could. */
  loseTail(commits: number): number {
    let lost = 0;
    for (; lost < commits; lost += 1) {
      const changes = this.#journal.pop();
      if (!changes) break;
      undo(changes);
    }
    return lost;
  }

  exec(sql: string): void {
    for (const statement of this.#parsed(sql)) this.#compile(statement)([]);
  }

  prepare(sql: string): SqlStatement {
    const before = this.#prepared.get(sql);
    if (before) return before;
    const [statement, more] = this.#parsed(sql);
    if (!statement || more) throw new Error(`one statement at a time: ${sql}`);
    let run: Run | null = null;
    const carryOut = (parameters: readonly unknown[]) => {
      run ??= this.#compile(statement);
      return run(parameters);
    };
    const prepared: SqlStatement = {
      run: (...parameters) => ({ changes: this.#committed(() => carryOut(parameters)).changes, lastInsertRowid: 0 }),
      get: (...parameters) => carryOut(parameters).rows[0],
      all: (...parameters) => carryOut(parameters).rows,
    };
    this.#prepared.set(sql, prepared);
    return prepared;
  }

  transaction<T>(work: () => T): () => T {
    return () => this.#committed(work);
  }

  /** Inside a transaction a failing part is taken back alone, as a savepoint is. */
  #committed<T>(work: () => T): T {
    const outer = this.#pending;
    const mine: Change[] = [];
    this.#pending = mine;
    try {
      const result = work();
      if (outer) outer.push(...mine);
      else if (mine.length > 0) {
        this.gate?.before();
        this.#journal.push(mine);
        if (this.#journal.length > journalMax) this.#journal.shift();
      }
      this.#pending = outer;
      if (!outer && mine.length > 0) this.gate?.after(mine);
      return result;
    } catch (error) {
      // What `after` throws comes too late to take anything back.
      if (this.#pending === mine) undo(mine);
      this.#pending = outer;
      throw error;
    }
  }

  #parsed(sql: string): Statement[] {
    const before = this.#plans.get(sql);
    if (before) return before;
    const statements = parseSql(sql);
    this.#plans.set(sql, statements);
    return statements;
  }

  #table(name: string): Table {
    const table = this.#tables.get(name);
    if (!table) throw new SqliteError("SQLITE_ERROR", `no such table: ${name}`);
    return table;
  }

  #compile(statement: Statement): Run {
    const done = (changes = 0) => ({ rows: [], changes });
    switch (statement.kind) {
      case "select": {
        const run = this.#select(statement);
        return (parameters) => ({ rows: run(parameters), changes: 0 });
      }
      case "create-table":
        return () => {
          const { table, columns, keys, place } = statement;
          if (!this.#tables.has(table)) this.#tables.set(table, new Table(table, columns, keys, place));
          return done();
        };
      case "create-index":
        return () => {
          if (statement.key) this.#table(statement.table).addKey(statement.key);
          return done();
        };
      case "create-trigger":
        return () => {
          if (!this.#triggers.some((each) => each.name === statement.name)) this.#triggers.push(statement);
          return done();
        };
      case "drop":
        return () => {
          if (statement.what === "table") this.#tables.delete(statement.name);
          this.#triggers = this.#triggers.filter((each) => each.name !== statement.name);
          return done();
        };
      case "add-column":
        return () => {
          const table = this.#table(statement.table);
          const { name, start } = statement.column;
          table.columns = [...table.columns, statement.column];
          for (const row of [...table.rows]) this.#replace(table, row, { ...row, [name]: start });
          return done();
        };
      case "insert":
        return this.#insert(statement);
      case "update": {
        const find = this.#finder(statement.table, statement.where);
        const set = assigned(statement.set);
        return (parameters) => {
          const table = this.#table(statement.table);
          const rows = find(parameters);
          this.#trigger(table.name, "update", rows);
          for (const row of rows) this.#replace(table, row, set(this.#scope(row, empty, parameters)));
          return done(rows.length);
        };
      }
      case "delete": {
        const find = this.#finder(statement.table, statement.where);
        return (parameters) => {
          const table = this.#table(statement.table);
          const rows = find(parameters);
          this.#trigger(table.name, "delete", rows);
          for (const row of rows) this.#change({ table, before: row, after: null });
          return done(rows.length);
        };
      }
      case "nothing":
        return () => done();
    }
  }

  #insert(statement: Extract<Statement, { kind: "insert" }>): Run {
    const { columns, conflict, target } = statement;
    const given = this.#given(statement.values);
    const set = typeof conflict === "object" ? assigned(conflict.set) : null;
    const put = (table: Table, values: readonly unknown[], parameters: readonly unknown[]): number => {
      const row: Record<string, unknown> = {};
      for (const { name, start } of table.columns) row[name] = start;
      for (const [place, name] of columns.entries()) row[name] = values[place] ?? null;
      if (table.place !== null && row[table.place] === null) row[table.place] = ((table.rows.at(-1)?.[table.place] as number) ?? 0) + 1;
      const conflicts = table.conflicts(row, target);
      if (conflicts.length > 0 && conflict === "ignore") return 0;
      if (conflicts.length > 0 && conflict === "fail" && this.forgetKeys && table.name === "log") conflicts.length = 0;
      else if (conflict === "fail" || (target && conflicts.length === 0)) refuse(table, table.conflicts(row));
      if (conflicts.length === 0) this.#change({ table, before: null, after: row });
      else if (set) {
        const before = conflicts[0] as Row;
        this.#replace(table, before, set(this.#scope(before, row, parameters)));
      } else {
        for (const before of conflicts) this.#change({ table, before, after: null });
        this.#change({ table, before: null, after: row });
      }
      return 1;
    };
    return (parameters) => {
      const table = this.#table(statement.table);
      const changes = given(parameters).reduce((sum, values) => sum + put(table, values, parameters), 0);
      return { rows: [], changes };
    };
  }

  /** The values of the rows to insert. */
  #given(values: Extract<Statement, { kind: "insert" }>["values"]): (parameters: readonly unknown[]) => unknown[][] {
    if ("kind" in values) {
      const { what } = values;
      const run = this.#select(values);
      return (parameters) => run(parameters).map((row) => (what ?? []).map(({ as }) => row[as]));
    }
    const made = values.map(compile);
    return (parameters) => {
      const scope = this.#scope(empty, empty, parameters);
      return [made.map((each) => each(scope))];
    };
  }

  #select(statement: Select): (parameters: readonly unknown[]) => Row[] {
    const { table: name, what, where, order, limit } = statement;
    const most = limit ? compile(limit) : null;
    const told = what?.map(({ as, of }) => ({ as, of: compile(of) }));
    const project = (row: Row, parameters: readonly unknown[]) => {
      if (!told) return row;
      const scope = this.#scope(row, empty, parameters);
      const made: Record<string, unknown> = {};
      for (const { as, of } of told) made[as] = of(scope) ?? null;
      return made;
    };
    if (name === null) return (parameters) => [project(empty, parameters)];
    const find = name === "sqlite_master" ? this.#master(where) : this.#finder(name, where);
    if (told && what?.some(({ of }) => isAggregate(of))) {
      return (parameters) => {
        const group = find(parameters).map((row) => this.#scope(row, empty, parameters));
        const scope = { ...this.#scope(group[0]?.row ?? empty, empty, parameters), group };
        return [Object.fromEntries(told.map(({ as, of }) => [as, of(scope) ?? null]))];
      };
    }
    return (parameters) => {
      const scope = this.#scope(empty, empty, parameters);
      const count = most === null ? -1 : (most(scope) as number);
      const place = name === "sqlite_master" ? null : this.#table(name).place;
      const [by, more] = order;
      // Rows stand in order of their place already.
      if (!by || (!more && by.column === place && !by.down)) {
        const rows = find(parameters, count);
        return rows.map((row) => project(row, parameters));
      }
      const rows = !more && by.column === place ? find(parameters, count, true) : sorted(find(parameters), order);
      return (count >= 0 ? rows.slice(0, count) : rows).map((row) => project(row, parameters));
    };
  }

  #master(where: Select["where"]): (parameters: readonly unknown[]) => Row[] {
    const holds = where ? compile(where) : null;
    return (parameters) => {
      const rows = [...this.#tables.keys()].map((name) => ({ type: "table", name, tbl_name: name }));
      return holds ? rows.filter((row) => holds(this.#scope(row, empty, parameters))) : rows;
    };
  }

  /** The rows that a condition names, at most so many, from the first place up or from the last down. */
  #finder(name: string, where: Select["where"]): (parameters: readonly unknown[], most?: number, down?: boolean) => Row[] {
    const holds = where ? compile(where) : null;
    const bounds = boundsOf(where);
    const equal = bounds.filter((each) => each.sign === "=").map((each) => each.column);
    return (parameters, most = -1, down = false) => {
      const table = this.#table(name);
      const scope = { row: empty, excluded: empty, parameters, select: this.#inner };
      const stands = (row: Row) => {
        if (!holds) return true;
        scope.row = row;
        return Boolean(holds(scope));
      };
      const keyed =
        equal.length > 0
          ? table.byKey(equal, new Map(bounds.filter((each) => each.sign === "=").map((each) => [each.column, each.to(scope)])))
          : undefined;
      if (keyed) return keyed.row && stands(keyed.row) ? [keyed.row] : [];
      const { from, to } = range(table, bounds, scope);
      const found: Row[] = [];
      for (let step = 0; step < to - from && found.length !== most; step += 1) {
        const row = table.rows[down ? to - 1 - step : from + step] as Row;
        if (stands(row)) found.push(row);
      }
      return found;
    };
  }

  readonly #inner = (select: Select, parameters: readonly unknown[]): Row[] => this.#select(select)(parameters);

  #scope(row: Row, excluded: Row, parameters: readonly unknown[]): Scope {
    return { row, excluded, parameters, select: this.#inner };
  }

  #trigger(table: string, on: string, rows: readonly Row[]): void {
    for (const { says, when } of this.#triggers.filter((each) => each.table === table && each.on === on)) {
      const holds = when ? compile(when) : () => 1;
      if (rows.some((row) => holds(this.#scope(row, empty, [])))) throw new SqliteError("SQLITE_CONSTRAINT_TRIGGER", says);
    }
  }

  #replace(table: Table, before: Row, made: Row): void {
    const after = { ...before, ...made };
    refuse(
      table,
      table.conflicts(after).filter((row) => row !== before),
    );
    this.#change({ table, before, after });
  }

  #change(change: Change): void {
    apply(change.table, change.before, change.after);
    this.#pending?.push(change);
  }
}

function refuse(table: Table, conflicts: readonly Row[]): void {
  if (conflicts.length > 0) throw new SqliteError("SQLITE_CONSTRAINT_UNIQUE", `UNIQUE constraint failed: ${table.name}`);
}

function undo(changes: readonly Change[]): void {
  for (const { table, before, after } of changes.toReversed()) apply(table, after, before);
}

function apply(table: Table, before: Row | null, after: Row | null): void {
  if (before && after) table.swap(before, after);
  else if (before) table.remove(before);
  else if (after) table.add(after);
}

function assigned(set: readonly Assignment[]): (scope: Scope) => Row {
  const made = set.map(({ column, to }) => ({ column, to: compile(to) }));
  return (scope) => Object.fromEntries(made.map(({ column, to }) => [column, to(scope) ?? null]));
}

function range(table: Table, bounds: readonly Bound[], scope: Scope): { from: number; to: number } {
  let from = 0;
  let to = table.rows.length;
  if (table.place === null) return { from, to };
  for (const { column, sign, to: of } of bounds) {
    if (column !== table.place) continue;
    const value = of(scope) as number;
    if (sign === "=" || sign === ">=") from = Math.max(from, table.from(value));
    if (sign === ">") from = Math.max(from, table.from(value + 1));
    if (sign === "<") to = Math.min(to, table.from(value));
    if (sign === "=" || sign === "<=") to = Math.min(to, table.from(value + 1));
  }
  return { from, to };
}

function sorted(rows: readonly Row[], order: Select["order"]): Row[] {
  // Rows come in the order in which they were made, which is that of their `rowid`.
  const made = new Map(rows.map((row, place) => [row, place]));
  const value = (row: Row, column: string) => (column === "rowid" ? made.get(row) : row[column]) as number;
  return rows.toSorted((one, other) => {
    for (const { column, down } of order) {
      const [a, b] = [value(one, column), value(other, column)];
      // Nulls stand before everything else.
      if (a !== b) return (a === null || (b !== null && a < b) ? -1 : 1) * (down ? -1 : 1);
    }
    return 0;
  });
}
