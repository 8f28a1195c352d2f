/**
 * The little SQL that the programs' storages speak, as a syntax tree: tables, inserts with a conflict clause, selects with conditions
 * and order, updates, deletes. What it does not know it refuses, so that a new statement is noticed at once.
 */

export type Expression =
  | { readonly kind: "column"; readonly name: string; readonly of: "row" | "excluded" }
  | { readonly kind: "value"; readonly value: unknown }
  | { readonly kind: "parameter"; readonly place: number }
  | { readonly kind: "call"; readonly name: string; readonly of: readonly Expression[] }
  | { readonly kind: "not" | "is-null"; readonly of: Expression }
  | { readonly kind: "in"; readonly of: Expression; readonly among: readonly Expression[] }
  | { readonly kind: "select" | "exists"; readonly select: Select }
  | { readonly kind: "two"; readonly sign: string; readonly left: Expression; readonly right: Expression };

export interface Column {
  readonly name: string;
  readonly start: unknown;
}

export interface Select {
  readonly kind: "select";
  readonly table: string | null;
  /** Null is `*`. */
  readonly what: readonly { readonly as: string; readonly of: Expression }[] | null;
  readonly where: Expression | null;
  readonly order: readonly { readonly column: string; readonly down: boolean }[];
  readonly limit: Expression | null;
}

export type Statement =
  | Select
  | {
      readonly kind: "create-table";
      readonly table: string;
      readonly columns: readonly Column[];
      readonly keys: readonly (readonly string[])[];
      /** The one integer column whose value is the row's place. */
      readonly place: string | null;
    }
  | { readonly kind: "create-index"; readonly table: string; readonly key: readonly string[] | null }
  | {
      readonly kind: "create-trigger";
      readonly name: string;
      readonly table: string;
      readonly on: string;
      readonly says: string;
      readonly when: Expression | null;
    }
  | { readonly kind: "drop"; readonly what: "table" | "trigger" | "index"; readonly name: string }
  | { readonly kind: "add-column"; readonly table: string; readonly column: Column }
  | {
      readonly kind: "insert";
      readonly table: string;
      readonly columns: readonly string[];
      readonly values: readonly Expression[] | Select;
      /** The key whose conflict is meant; null for any. */
      readonly target: readonly string[] | null;
      readonly conflict: "fail" | "replace" | "ignore" | { readonly set: readonly Assignment[] };
    }
  | { readonly kind: "update"; readonly table: string; readonly set: readonly Assignment[]; readonly where: Expression | null }
  | { readonly kind: "delete"; readonly table: string; readonly where: Expression | null }
  | { readonly kind: "nothing" };

export interface Assignment {
  readonly column: string;
  readonly to: Expression;
}

/** All statements of a text. */
export function parseSql(text: string): Statement[] {
  const reader = new Reader(text);
  const statements: Statement[] = [];
  while (!reader.atEnd) {
    if (reader.take(";")) continue;
    statements.push(statement(reader));
  }
  return statements;
}

class Reader {
  readonly #tokens: readonly string[];
  readonly #text: string;
  #at = 0;
  parameters = 0;

  constructor(text: string) {
    this.#text = text;
    this.#tokens = text.match(/'(?:[^']|'')*'|"[^"]*"|[A-Za-z_][A-Za-z0-9_]*|\d+(?:\.\d+)?|<=|>=|<>|!=|\|\||[^\s]/g) ?? [];
  }

  get atEnd(): boolean {
    return this.#at >= this.#tokens.length;
  }

  get next(): string {
    return this.#tokens[this.#at] ?? "";
  }

  take(...words: readonly string[]): boolean {
    if (!words.every((word, place) => (this.#tokens[this.#at + place] ?? "").toLowerCase() === word)) return false;
    this.#at += words.length;
    return true;
  }

  need(...words: readonly string[]): void {
    if (!this.take(...words)) this.fail(words.join(" "));
  }

  word(): string {
    const found = this.#tokens[this.#at] ?? "";
    if (!/^[A-Za-z_"]/.test(found)) this.fail("a name");
    this.#at += 1;
    return found.startsWith('"') ? found.slice(1, -1) : found;
  }

  any(): string {
    this.#at += 1;
    return this.#tokens[this.#at - 1] ?? "";
  }

  list<T>(one: () => T): T[] {
    const all = [one()];
    while (this.take(",")) all.push(one());
    return all;
  }

  names(): string[] {
    this.need("(");
    const names = this.list(() => this.word());
    this.need(")");
    return names;
  }

  fail(wanted: string): never {
    throw new Error(`the simulated disk expects ${wanted} before "${this.next}" in: ${this.#text}`);
  }
}

function statement(reader: Reader): Statement {
  if (reader.take("select")) return select(reader);
  if (reader.take("insert")) return insert(reader);
  if (reader.take("update")) {
    const table = reader.word();
    return { kind: "update", table, set: assignments(reader), where: where(reader) };
  }
  if (reader.take("delete", "from")) return { kind: "delete", table: reader.word(), where: where(reader) };
  if (reader.take("create", "table")) return createTable(reader);
  if (reader.take("create", "trigger")) return createTrigger(reader);
  if (reader.take("create", "unique", "index")) return createIndex(reader, true);
  if (reader.take("create", "index")) return createIndex(reader, false);
  if (reader.take("alter", "table")) {
    const table = reader.word();
    reader.need("add");
    reader.take("column");
    return { kind: "add-column", table, column: column(reader).column };
  }
  for (const what of ["table", "trigger", "index"] as const) {
    if (!reader.take("drop", what)) continue;
    reader.take("if", "exists");
    return { kind: "drop", what, name: reader.word() };
  }
  if (["begin", "commit", "rollback", "pragma", "vacuum", "end"].includes(reader.next.toLowerCase())) {
    while (!reader.atEnd && reader.next !== ";") reader.any();
    return { kind: "nothing" };
  }
  return reader.fail("a statement it knows");
}

function createTable(reader: Reader): Statement {
  reader.take("if", "not", "exists");
  const table = reader.word();
  const columns: Column[] = [];
  const keys: string[][] = [];
  let place: string | null = null;
  reader.need("(");
  reader.list(() => {
    if (reader.take("primary", "key") || reader.take("unique")) {
      keys.push(reader.names());
      return;
    }
    const read = column(reader);
    columns.push(read.column);
    if (read.isPlace) place = read.column.name;
    if (read.isKey) keys.push([read.column.name]);
  });
  reader.need(")");
  while (!reader.atEnd && reader.next !== ";") reader.any();
  return { kind: "create-table", table, columns, keys, place };
}

function column(reader: Reader): { column: Column; isKey: boolean; isPlace: boolean } {
  const name = reader.word();
  let start: unknown = null;
  let isKey = false;
  let isPlace = false;
  let type = "";
  while (!reader.atEnd && ![",", ")", ";"].includes(reader.next)) {
    if (reader.take("primary", "key")) {
      isKey = true;
      isPlace = type === "integer";
    } else if (reader.take("unique")) isKey = true;
    else if (reader.take("default")) start = literal(reader.any());
    else if (reader.take("check")) skipBrackets(reader);
    else type = reader.any().toLowerCase();
  }
  return { column: { name, start }, isKey, isPlace };
}

function skipBrackets(reader: Reader): void {
  reader.need("(");
  for (let depth = 1; depth > 0; ) {
    const token = reader.any();
    if (token === "(") depth += 1;
    if (token === ")" || token === "") depth -= 1;
  }
}

function createIndex(reader: Reader, unique: boolean): Statement {
  reader.take("if", "not", "exists");
  reader.word();
  reader.need("on");
  const table = reader.word();
  const names = reader.names();
  const partial = reader.next.toLowerCase() === "where";
  while (!reader.atEnd && reader.next !== ";") reader.any();
  return { kind: "create-index", table, key: unique && !partial ? names : null };
}

function createTrigger(reader: Reader): Statement {
  reader.take("if", "not", "exists");
  const name = reader.word();
  reader.need("before");
  const on = reader.word().toLowerCase();
  reader.need("on");
  const table = reader.word();
  const when = reader.take("when") ? expression(reader) : null;
  reader.need("begin");
  let says = "";
  while (!reader.take("end")) {
    const token = reader.any();
    if (token.startsWith("'")) says = String(literal(token));
    if (token === "") reader.fail("end");
  }
  return { kind: "create-trigger", name, table, on, says, when };
}

function insert(reader: Reader): Statement {
  const replaces = reader.take("or", "replace");
  const ignores = reader.take("or", "ignore");
  reader.need("into");
  const table = reader.word();
  const columns = reader.names();
  const values = valuesOf(reader);
  if (!reader.take("on", "conflict"))
    return { kind: "insert", table, columns, values, target: null, conflict: replaces ? "replace" : ignores ? "ignore" : "fail" };
  const target = reader.next === "(" ? reader.names() : null;
  reader.need("do");
  if (reader.take("nothing")) return { kind: "insert", table, columns, values, target, conflict: "ignore" };
  reader.need("update");
  return { kind: "insert", table, columns, values, target, conflict: { set: assignments(reader) } };
}

function valuesOf(reader: Reader): readonly Expression[] | Select {
  if (reader.take("select")) return select(reader);
  reader.need("values", "(");
  const values = reader.list(() => expression(reader));
  reader.need(")");
  return values;
}

function assignments(reader: Reader): Assignment[] {
  reader.need("set");
  return reader.list(() => {
    const name = reader.word();
    reader.need("=");
    return { column: name, to: expression(reader) };
  });
}

function select(reader: Reader): Select {
  const what = reader.take("*")
    ? null
    : reader.list(() => {
        const of = expression(reader);
        const as = reader.take("as") ? reader.word() : of.kind === "column" ? of.name : "value";
        return { as, of };
      });
  const table = reader.take("from") ? reader.word() : null;
  const condition = where(reader);
  const order = reader.take("order", "by")
    ? reader.list(() => {
        const name = reader.word();
        const down = reader.take("desc");
        if (!down) reader.take("asc");
        return { column: name, down };
      })
    : [];
  const limit = reader.take("limit") ? expression(reader) : null;
  return { kind: "select", table, what, where: condition, order, limit };
}

function where(reader: Reader): Expression | null {
  return reader.take("where") ? expression(reader) : null;
}

/** From the loosest to the tightest. */
const levels: readonly (readonly string[])[] = [["or"], ["and"], ["=", "<>", "!=", "<=", ">=", "<", ">", "is"], ["+", "-", "||"], ["*"]];

function expression(reader: Reader, level = 0): Expression {
  const signs = levels[level];
  if (!signs) return unit(reader);
  let left = expression(reader, level + 1);
  for (;;) {
    const sign = signs.find((each) => reader.take(each));
    if (sign === undefined) {
      if (level !== 2) return left;
      const negated = reader.take("not");
      if (reader.take("in")) left = among(reader, left, negated);
      else if (reader.take("between")) {
        const low = expression(reader, 3);
        reader.need("and");
        const both = two("and", two(">=", left, low), two("<=", left, expression(reader, 3)));
        left = negated ? { kind: "not", of: both } : both;
      } else return negated ? reader.fail("in or between") : left;
    } else if (sign === "is") {
      const negated = reader.take("not");
      const right = expression(reader, level + 1);
      const same: Expression = right.kind === "value" && right.value === null ? { kind: "is-null", of: left } : two("is", left, right);
      left = negated ? { kind: "not", of: same } : same;
    } else left = two(sign, left, expression(reader, level + 1));
  }
}

function two(sign: string, left: Expression, right: Expression): Expression {
  return { kind: "two", sign, left, right };
}

function among(reader: Reader, of: Expression, negated: boolean): Expression {
  reader.need("(");
  const found: Expression = { kind: "in", of, among: reader.list(() => expression(reader)) };
  reader.need(")");
  return negated ? { kind: "not", of: found } : found;
}

function unit(reader: Reader): Expression {
  if (reader.take("not")) return { kind: "not", of: expression(reader, 2) };
  if (reader.take("exists", "(", "select")) {
    const inner = select(reader);
    reader.need(")");
    return { kind: "exists", select: inner };
  }
  if (reader.take("(")) {
    if (reader.take("select")) {
      const inner = select(reader);
      reader.need(")");
      return { kind: "select", select: inner };
    }
    const inner = expression(reader);
    reader.need(")");
    return inner;
  }
  if (reader.take("?")) {
    reader.parameters += 1;
    return { kind: "parameter", place: reader.parameters - 1 };
  }
  if (reader.take("-")) return two("-", { kind: "value", value: 0 }, unit(reader));
  const token = reader.any();
  if (/^['\d]/.test(token) || token.toLowerCase() === "null") return { kind: "value", value: literal(token) };
  if (token.startsWith('"')) return { kind: "column", name: token.slice(1, -1), of: "row" };
  if (!/^[A-Za-z_]/.test(token)) return reader.fail(`something else than "${token}"`);
  if (reader.take("(")) {
    const of = reader.take("*") ? [] : reader.list(() => expression(reader));
    reader.need(")");
    return { kind: "call", name: token.toLowerCase(), of };
  }
  if (!reader.take(".")) return { kind: "column", name: token, of: "row" };
  return { kind: "column", name: reader.word(), of: token.toLowerCase() === "excluded" ? "excluded" : "row" };
}

function literal(token: string): unknown {
  if (token.startsWith("'")) return token.slice(1, -1).replaceAll("''", "'");
  return token.toLowerCase() === "null" ? null : Number(token);
}
