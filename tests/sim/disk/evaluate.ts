/** Expressions of the little SQL as functions, and what a condition says about where its rows stand. */
import type { Expression, Select } from "./sql.ts";
import type { Row } from "./table.ts";

export interface Scope {
  readonly row: Row;
  readonly excluded: Row;
  readonly parameters: readonly unknown[];
  /** The rows that an aggregate counts over. */
  readonly group?: readonly Scope[];
  readonly select: (select: Select, parameters: readonly unknown[]) => Row[];
}

export type Evaluated = (scope: Scope) => unknown;

export function compile(expression: Expression): Evaluated {
  switch (expression.kind) {
    case "column": {
      const { name, of } = expression;
      return of === "row" ? (scope) => scope.row[name] : (scope) => scope.excluded[name];
    }
    case "value":
      return () => expression.value;
    case "parameter":
      return (scope) => scope.parameters[expression.place] ?? null;
    case "not": {
      const of = compile(expression.of);
      return (scope) => {
        const value = of(scope);
        return value === null ? null : value ? 0 : 1;
      };
    }
    case "is-null": {
      const of = compile(expression.of);
      return (scope) => ((of(scope) ?? null) === null ? 1 : 0);
    }
    case "in": {
      const of = compile(expression.of);
      const among = expression.among.map(compile);
      return (scope) => {
        const value = of(scope);
        return among.some((each) => each(scope) === value) ? 1 : 0;
      };
    }
    case "exists":
      return (scope) => (scope.select(expression.select, scope.parameters).length > 0 ? 1 : 0);
    case "select":
      return (scope) => Object.values(scope.select(expression.select, scope.parameters)[0] ?? {})[0] ?? null;
    case "call":
      return called(expression.name, expression.of.map(compile));
    case "two":
      return two(expression.sign, compile(expression.left), compile(expression.right));
  }
}

function called(name: string, of: readonly Evaluated[]): Evaluated {
  if (aggregates(name, of.length)) return (scope) => aggregate(name, of[0], scope.group ?? []);
  if (name === "coalesce" || name === "ifnull") {
    return (scope) => {
      for (const each of of) {
        const value = each(scope) ?? null;
        if (value !== null) return value;
      }
      return null;
    };
  }
  if (name === "length") return (scope) => String(of[0]?.(scope) ?? "").length;
  const numbers = (scope: Scope) => of.map((each) => each(scope) as number);
  if (name === "max") return (scope) => Math.max(...numbers(scope));
  if (name === "min") return (scope) => Math.min(...numbers(scope));
  throw new Error(`the simulated disk has no function "${name}"`);
}

function aggregates(name: string, count: number): boolean {
  return name === "count" || (count === 1 && ["max", "min", "sum"].includes(name));
}

export function isAggregate(expression: Expression): boolean {
  if (expression.kind === "two") return isAggregate(expression.left) || isAggregate(expression.right);
  return expression.kind === "call" && (aggregates(expression.name, expression.of.length) || expression.of.some(isAggregate));
}

function aggregate(name: string, of: Evaluated | undefined, group: readonly Scope[]): unknown {
  if (name === "count" && !of) return group.length;
  const values = group.map((scope) => of?.(scope) as number | null).filter((value) => (value ?? null) !== null) as number[];
  if (name === "count") return values.length;
  if (values.length === 0) return null;
  if (name === "sum") return values.reduce((sum, value) => sum + value, 0);
  return values.reduce((best, value) => ((name === "max" ? value > best : value < best) ? value : best));
}

function two(sign: string, left: Evaluated, right: Evaluated): Evaluated {
  if (sign === "and") return (scope) => (left(scope) && right(scope) ? 1 : 0);
  if (sign === "or") return (scope) => (left(scope) || right(scope) ? 1 : 0);
  if (sign === "is") return (scope) => ((left(scope) ?? null) === (right(scope) ?? null) ? 1 : 0);
  const made = signs[sign];
  if (!made) throw new Error(`the simulated disk has no "${sign}"`);
  return (scope) => {
    const one = left(scope) ?? null;
    const other = right(scope) ?? null;
    if (one === null || other === null) return null;
    const value = made(one as number, other as number);
    return typeof value === "boolean" ? (value ? 1 : 0) : value;
  };
}

const signs: Readonly<Record<string, (one: number, other: number) => unknown>> = {
  "=": (one, other) => one === other,
  "<>": (one, other) => one !== other,
  "!=": (one, other) => one !== other,
  "<": (one, other) => one < other,
  "<=": (one, other) => one <= other,
  ">": (one, other) => one > other,
  ">=": (one, other) => one >= other,
  "+": (one, other) => one + other,
  "-": (one, other) => one - other,
  "*": (one, other) => one * other,
  "||": (one, other) => `${one}${other}`,
};

/** What must hold of a column for a condition to hold: found among the parts joined by `and`. */
export interface Bound {
  readonly column: string;
  readonly sign: string;
  readonly to: Evaluated;
}

export function boundsOf(where: Expression | null): Bound[] {
  if (where?.kind !== "two") return [];
  const { sign, left, right } = where;
  if (sign === "and") return [...boundsOf(left), ...boundsOf(right)];
  if (!["=", "<", "<=", ">", ">="].includes(sign)) return [];
  if (left.kind !== "column" || left.of !== "row") return [];
  return right.kind === "parameter" || right.kind === "value" ? [{ column: left.name, sign, to: compile(right) }] : [];
}
