/** An office as tables, and tables taken over to an office. Pure. */
import type { Language } from "../../texts/language.ts";
import { languages } from "../../texts/language.ts";
import { valueAt, withValue } from "../difference.ts";
import { both, inWords, type Problem, shorten, type Words } from "../problem.ts";
import { type Cell, cellOf, readCell } from "./cells.ts";
import { type Column, headRows, type Sheet, settings, settingsTitle, sheets } from "./columns.ts";

export interface Table {
  readonly title: string;
  readonly rows: readonly (readonly Cell[])[];
}

/** Every sheet, the settings last: whoever opens the workbook sees the services. */
export function tablesOf(office: object, language: Language): readonly Table[] {
  const lists = sheets.map((sheet) => ({ title: sheet.title[language], rows: [...head(sheet, language), ...rowsOf(office, sheet)] }));
  const rows = settings.map(({ at, kind, title }) => [inWords(title, language), at, cellOf(valueAt(office, at), kind)]);
  return [...lists, { title: settingsTitle[language], rows: [[...settingsHead[language]], [null, "key", "value"], ...rows] }];
}

const settingsHead = { en: ["What it is", "Key", "Value"], fr: ["Ce que c'est", "Clé", "Valeur"] } as const;

function head({ columns }: Sheet, language: Language): Cell[][] {
  return [columns.map(({ title }) => inWords(title, language)), columns.map(({ at }) => at)];
}

function rowsOf(office: object, { at, columns }: Sheet): Cell[][] {
  const items = valueAt(office, at);
  if (!Array.isArray(items)) return [];
  return items.map((item) => columns.map((column) => cellOf(columnValue(item, column), column.kind)));
}

function columnValue(item: unknown, { at, kind }: Column): unknown {
  if (kind !== "list-of-both") return valueAt(item, at);
  const [list, language] = [at.slice(0, -3), at.slice(-2) as Language];
  const texts = valueAt(item, list);
  return Array.isArray(texts) ? texts.map((each: Record<Language, string>) => each[language]) : undefined;
}

export interface Read {
  /** Not yet checked. */
  readonly office: object;
  /** What cannot be read at all. */
  readonly problems: readonly Problem[];
  /** The cell of a place, such as `Services!D14` of `services[11].name.fr`; undefined when it came from no cell. */
  readonly cellOf: (path: string) => string | undefined;
}

/**
 * What tables say, on top of an office. A sheet that is not there changes nothing, nor does a column; a row that is not there takes its
 * item away, an empty cell what stood there.
 */
export function readTables(tables: readonly Table[], base: object, language: Language): Read {
  const problems: Problem[] = [];
  const cells = new Map<string, string>();
  let office = base;
  for (const table of tables) {
    const plain = table.title.trim().toLowerCase();
    const isTitled = (titles: Readonly<Record<Language, string>>) => languages.some((each) => titles[each].toLowerCase() === plain);
    const sheet = sheets.find(({ title }) => isTitled(title));
    if (sheet) office = readList(table, sheet, office, { language, problems, cells });
    else if (isTitled(settingsTitle)) office = readSettings(table, office, { language, problems, cells });
    else problems.push(unknownSheet(table.title, language));
  }
  return { office, problems, cellOf: (path) => placeIn(cells, path) };
}

interface Reading {
  readonly language: Language;
  readonly problems: Problem[];
  readonly cells: Map<string, string>;
}

function readSettings({ title, rows }: Table, base: object, { language, problems, cells }: Reading): object {
  let office = base;
  for (const [place, row] of rows.entries()) {
    const key = String(row[1] ?? "").trim();
    if (place < headRows || key === "") continue;
    const setting = settings.find(({ at }) => at === key);
    if (!setting) {
      problems.push(unknownKey(title, place, 1, key, language));
      continue;
    }
    cells.set(key, cellName(title, place, 2));
    office = withoutEmpty(withValue(office, key, readCell(row[2], setting.kind)), key);
  }
  return office;
}

/** A part all of whose settings are empty is not there. */
function withoutEmpty(office: object, key: string): object {
  const holder = key.slice(0, Math.max(0, key.lastIndexOf(".")));
  if (holder === "" || !/^(?:rules|voice|personal|citizenPage|appointments|routing|hours)\b/.test(holder)) return office;
  const left = valueAt(office, holder);
  const isLeft = typeof left === "object" && left !== null && Object.keys(left).length === 0;
  return isLeft ? withoutEmpty(withValue(office, holder, undefined), holder) : office;
}

function readList({ title, rows }: Table, sheet: Sheet, office: object, { language, problems, cells }: Reading): object {
  const keys = (rows[1] ?? []).map((cell) => String(cell ?? "").trim());
  const columns = keys.map((key) => sheet.columns.find(({ at }) => at === key));
  for (const [place, key] of keys.entries()) {
    if (key !== "" && !columns[place]) problems.push(unknownKey(title, 1, place, key, language));
  }
  if (!columns.some((column) => column !== undefined)) {
    problems.push(noKeys(title, language));
    return office;
  }
  const before = valueAt(office, sheet.at);
  const known: readonly object[] = Array.isArray(before) ? before : [];
  const items: object[] = [];
  for (const [place, row] of rows.entries()) {
    if (place < headRows || row.every((cell) => cell === null || cell === undefined || cell === "")) continue;
    const path = `${sheet.at}[${items.length}]`;
    for (const [n, column] of columns.entries()) if (column) cells.set(`${path}.${column.at}`, cellName(title, place, n));
    cells.set(path, cellName(title, place, 0));
    items.push(itemOf(row, columns, sheet, known));
  }
  const isGone = items.length === 0 && before === undefined;
  const next = isGone ? office : withValue(office, sheet.at, items);
  return sheet.at.startsWith("hours.") && !isGone
    ? withWholeHours(next)
    : sheet.name === "notices" && items.length === 0
      ? withValue(next, "notices", undefined)
      : next;
}

/** The week and the days that differ belong together. */
function withWholeHours(office: object): object {
  const { weekly = [], holidays = [], ...rest } = valueAt(office, "hours") as { weekly?: unknown[]; holidays?: unknown[] };
  return withValue(office, "hours", { weekly, holidays, ...rest });
}

function itemOf(row: readonly Cell[], columns: readonly (Column | undefined)[], sheet: Sheet, known: readonly object[]): object {
  const { key } = sheet;
  const own = key === null ? undefined : readCell(row[columns.findIndex((column) => column?.at === key)], "text");
  let item: object = (key === null ? undefined : known.find((each) => valueAt(each, key) === own)) ?? {};
  for (const [place, column] of columns.entries()) {
    if (!column) continue;
    const value = readCell(row[place], column.kind);
    if (column.kind === "list-of-both") item = withOneLanguage(item, column.at, value);
    else item = withoutEmptyText(withValue(item, column.at, value), column.at);
  }
  if (sheet.name === "holidays") item = { opens: null, closes: null, ...item };
  // In both languages or in none: an empty list of words is one all the same.
  if (sheet.name === "services") item = { ...item, words: { en: [], fr: [], ...(valueAt(item, "words") as object | undefined) } };
  if (key === "id" && own === undefined) item = { ...item, id: freshId(item, known) };
  return item;
}

/** A text in several languages of which every one is empty is not there. */
function withoutEmptyText(item: object, at: string): object {
  const holder = at.replace(/\.(?:en|fr)$/, "");
  if (holder === at) return item;
  const left = valueAt(item, holder);
  return typeof left === "object" && left !== null && Object.keys(left).length === 0 ? withValue(item, holder, undefined) : item;
}

function withOneLanguage(item: object, at: string, value: unknown): object {
  const [list, language] = [at.slice(0, -3), at.slice(-2) as Language];
  const texts = Array.isArray(value) ? value : [];
  const before = valueAt(item, list);
  const others: readonly Record<string, unknown>[] = Array.isArray(before) ? before : [];
  const isFirst = language === languages[0];
  const length = isFirst ? texts.length : Math.max(texts.length, others.length);
  const next = Array.from({ length }, (_each, place) => ({ ...others[place], [language]: texts[place] ?? "" }));
  if (value === undefined && (isFirst || next.every((each) => Object.values(each).every((text) => text === ""))))
    return withValue(item, list, undefined);
  return withValue(item, list, next);
}

/** From its English name, as a person would write it. */
function freshId(item: object, known: readonly object[]): string {
  const stem =
    String(valueAt(item, "name.en") ?? valueAt(item, "displayName") ?? "new")
      .normalize("NFD")
      .toLowerCase()
      .replaceAll(/\p{M}/gu, "")
      .replaceAll(/[^a-z0-9]+/g, "-")
      .replaceAll(/^-+|-+$/g, "")
      .slice(0, 36) || "new";
  const taken = new Set(known.map((each) => valueAt(each, "id")));
  for (let n = 1; ; n += 1) {
    const id = n === 1 ? stem : `${stem}-${n}`;
    if (!taken.has(id)) return id;
  }
}

/** The cell of the place itself, else of the item that it lies in. */
function placeIn(cells: ReadonlyMap<string, string>, path: string): string | undefined {
  for (let at = path; at !== ""; at = at.replace(/(?:\.[^.[\]]*|\[\d+\])$/, "")) {
    const found = cells.get(at) ?? cells.get(`${at}.en`);
    if (found !== undefined) return found;
    if (!/[.[]/.test(at)) return undefined;
  }
  return undefined;
}

/** As spreadsheets name it: `Services!D14`. */
function cellName(title: string, row: number, column: number): string {
  let letters = "";
  for (let n = column + 1; n > 0; n = Math.floor((n - 1) / 26)) letters = String.fromCharCode(65 + ((n - 1) % 26)) + letters;
  return `${title}!${letters}${row + 1}`;
}

function unknownSheet(title: string, language: Language): Problem {
  const known = [...sheets.map((sheet) => sheet.title[language]), settingsTitle[language]].join(", ");
  return problem(
    title,
    title,
    language,
    both("this sheet is not known", "cette feuille n'est pas connue"),
    both(`Remove it, or name it as one of: ${known}.`, `Retirez-la, ou nommez-la comme l'une de : ${known}.`),
  );
}

function unknownKey(title: string, row: number, column: number, key: string, language: Language): Problem {
  const advice = both(
    "Put back the key as a fresh copy has it, or empty the cell.",
    "Remettez la clé comme dans une copie fraîche, ou videz la cellule.",
  );
  return problem(cellName(title, row, column), key, language, both("this key is not known here", "cette clé n'est pas connue ici"), advice);
}

function noKeys(title: string, language: Language): Problem {
  const what = both("the second row must bear the keys of the columns", "la deuxième ligne doit porter les clés des colonnes");
  return problem(
    cellName(title, 1, 0),
    "",
    language,
    what,
    both("Take a fresh copy and keep its first two rows.", "Prenez une copie fraîche et gardez ses deux premières lignes."),
  );
}

function problem(path: string, seen: string, language: Language, what: Words, advice: Words): Problem {
  return { path, seen: shorten(seen, language), what: inWords(what, language), advice: inWords(advice, language) };
}
