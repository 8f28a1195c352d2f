import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { checkOffice } from "../check.ts";
import { officeConfiguration } from "../configuration.ts";
import { differences, withValue } from "../difference.ts";
import { exampleOffice } from "../example.ts";
import { smallOffice } from "../harness.ts";
import { type Cell, cellOf, readCell } from "./cells.ts";
import { settings, sheets } from "./columns.ts";
import { readTables, type Table, tablesOf } from "./tables.ts";

/** With every part that an office can have. */
function fullOffice(): object {
  const office = smallOffice();
  Object.assign(office.services[0] as object, {
    bring: [
      { en: "ID; two pieces", fr: "Deux pièces" },
      { en: "Form", fr: "Formulaire" },
    ],
    words: { en: ["a; b", "c"], fr: [] },
    unnamed: ["fr"],
    active: false,
    perDay: 20,
    lastTicketBeforeClosingMinutes: 30,
    skills: ["notary"],
    counterType: "Quick Trans",
  });
  Object.assign(office.services[1] as object, { notHere: { en: "Go to the city.", fr: "Allez à la ville." }, skills: [] });
  Object.assign(office.counters[0] as object, {
    direction: { en: "left", fr: "gauche" },
    kiosk: "kiosk-1",
    type: "Quick Trans",
    stepFree: true,
    programmes: ["homes"],
    services: ["home-rent"],
    skills: ["camera"],
  });
  Object.assign(office.agents[0] as object, { languages: ["en", "zh-yue"], skills: ["notary"] });
  Object.assign(office.devices[0] as object, { name: { en: "Door", fr: "Porte" } });
  Object.assign(office.zones[0] as object, { volume: ["09:00 40"] });
  Object.assign(office, {
    rules: {
      noShowReturn: { minutes: 30, place: "keep", times: 2 },
      recallsBeforeNoShow: 1,
      stepAway: { minutes: [10, 20], graceMinutes: 5 },
      carryOvernight: false,
    },
    routing: {
      preset: "expert",
      classes: [{ id: "all", name: { en: "All", fr: "Tous" }, weight: 1 }],
      types: ["Quick Trans"],
      keepMinutes: 5,
    },
    appointments: { phoneDigits: 4, earlyMinutes: 15, lateMinutes: 10, expireMinutes: 60, keepDays: 1 },
    voice: { volume: ["08:30 60", "17:00 0"] },
    citizenPage: { address: "https://queue.example" },
    personal: { keepDays: 3 },
  });
  return office;
}

const read = (tables: readonly Table[], base: object, language: "en" | "fr" = "en") => readTables(tables, base, language);
const emptied = { office: {}, services: [], topics: [], programmes: [], queues: [], zones: [], counters: [], agents: [], devices: [] };

/** The tables with one cell changed, found by its sheet, its row's first cell and its key. */
function changed(tables: readonly Table[], title: string, row: string, key: string, cell: Cell): readonly Table[] {
  return tables.map((table) => {
    if (table.title !== title) return table;
    const column = title === "Office" ? 2 : (table.rows[1]?.indexOf(key) ?? -1);
    const rows = table.rows.map((each) => ((title === "Office" ? each[1] : each[0]) === row ? each.with(column, cell) : each));
    return { ...table, rows };
  });
}

describe("An office as tables", () => {
  test.each(["en", "fr"] as const)("comes back as it was, and says nothing else (%s)", (language) => {
    for (const office of [fullOffice(), exampleOffice(), smallOffice()]) {
      const checked = checkOffice(office);
      if (!checked.ok) throw new Error(JSON.stringify(checked.problems));
      const tables = tablesOf(checked.office, language);
      for (const base of [checked.office, emptied]) {
        const back = read(tables, base, language);
        expect(back.problems).toEqual([]);
        expect(differences(checked.office, back.office)).toEqual([]);
      }
    }
  });

  test("has a cell for every place that a configuration can have", () => {
    const columns = new Set([
      ...settings.map(({ at }) => at),
      ...sheets.flatMap(({ at, columns: own }) => own.map((column) => `${at}.${column.at}`)),
    ]);
    const covered = (place: string) =>
      columns.has(place) || [...columns].some((at) => place.startsWith(`${at}.`) || at.startsWith(`${place}.`));
    expect(placesOf(officeConfiguration as never).filter((place) => !covered(place))).toEqual(["staffPin", "citizenKey"]);
  });

  test("changes what was edited, and nothing else", () => {
    const tables = tablesOf(exampleOffice(), "en");
    const edits = changed(changed(tables, "Counters", "counter-2", "label", 7), "Office", "rules.parkMaxMinutes", "", "45");
    expect(differences(exampleOffice(), read(edits, exampleOffice()).office)).toEqual([
      { path: "counters[counter-2].label", before: "2", after: "7" },
      { path: "rules", after: { parkMaxMinutes: 45 } },
    ]);
  });

  test("adds a row, takes one away, and leaves alone what is not in the workbook", () => {
    const tables = tablesOf(exampleOffice(), "en").filter(({ title }) => title === "Rooms" || title === "Agents");
    const [rooms, agents] = [tables.find(({ title }) => title === "Rooms"), tables.find(({ title }) => title === "Agents")];
    const edits = [
      { title: "rooms", rows: [...(rooms?.rows ?? []), [null, "Quiet room", "Salle calme"]] },
      { title: "Agents", rows: (agents?.rows ?? []).slice(0, -1).map((row) => row.slice(0, 3)) },
    ];
    expect(differences(exampleOffice(), read(edits, exampleOffice()).office)).toEqual([
      { path: "zones[quiet-room]", after: { id: "quiet-room", name: { en: "Quiet room", fr: "Salle calme" } } },
      { path: "agents[agent-22]", before: exampleOffice().agents[1] },
    ]);
  });

  test("Q-FAULT-1: names the cell of what is wrong", () => {
    const edits = changed(tablesOf(exampleOffice(), "en"), "Services", "abstract", "queue", "licenses");
    const back = read(
      [...edits, { title: "Holiday plans", rows: [] }, { title: "Lines", rows: [["Id"], ["id", "colour"]] }],
      exampleOffice(),
    );
    expect(back.problems.map(({ path, what }) => `${path}: ${what}`)).toEqual([
      "Holiday plans: this sheet is not known",
      "Lines!B2: this key is not known here",
    ]);
    expect([back.cellOf("services[1].queue"), back.cellOf("services[1].words.en[3]"), back.cellOf("services[1]")]).toEqual([
      "Services!M4",
      "Services!D4",
      "Services!A4",
    ]);
    expect([back.cellOf("office.timeZone"), back.cellOf("rules.noShowReturn.minutes"), back.cellOf("nowhere")]).toEqual([
      "Office!C8",
      "Office!C21",
      undefined,
    ]);
  });
});

describe("A cell", () => {
  test("says what a person means by it", () => {
    expect([readCell("  x ", "text"), readCell(3, "text"), readCell("", "text"), readCell(null, "list")]).toEqual([
      "x",
      "3",
      undefined,
      undefined,
    ]);
    expect([readCell("12,5", "number"), readCell("many", "number"), readCell("Oui", "yes-no"), readCell("FALSE", "yes-no")]).toEqual([
      12.5,
      "many",
      true,
      false,
    ]);
    expect(readCell("a; b\nc;", "list")).toEqual(["a", "b", "c"]);
    expect([readCell(new Date("2026-12-25T00:00:00Z"), "day"), readCell("2026-12-25", "day")]).toEqual(["2026-12-25", "2026-12-25"]);
    expect([readCell(8.5 / 24, "time"), readCell(new Date("1899-12-30T16:30:00Z"), "time"), readCell("08:30", "time")]).toEqual([
      "08:30",
      "16:30",
      "08:30",
    ]);
  });

  test("holds any list so that it comes back", () => {
    for (const list of [[], ["a"], ["a;b"], ["a\nb", "c"], ["[x"], [" a"], ["", "b"]])
      expect(readCell(cellOf(list, "list"), "list")).toEqual(list);
  });
});

interface Schema {
  readonly type?: string;
  readonly entries?: Readonly<Record<string, Schema>>;
  readonly item?: Schema;
  readonly options?: readonly Schema[];
  readonly wrapped?: Schema;
}

/** Every place of a configuration, such as `services.name.en`, lists told as their items. */
function placesOf(schema: Schema, at = ""): string[] {
  const { entries, item, options = [], wrapped } = schema;
  if (wrapped) return placesOf(wrapped, at);
  if (item) return item.entries || item.options?.some((each) => typeof each === "object") ? placesOf(item, at) : [at];
  const inner = options.filter((each) => typeof each === "object" && each.entries);
  if (inner.length > 0) return [...new Set(inner.flatMap((each) => placesOf(each, at)))];
  if (!entries) return [at];
  return Object.entries(entries).flatMap(([key, each]) => placesOf(each, at === "" ? key : `${at}.${key}`));
}

test("A day that is emptied is closed", () => {
  const office = withValue(exampleOffice(), "hours", { weekly: [{ day: "monday", opens: "09:00", closes: "16:00" }], holidays: [] });
  const tables = tablesOf(office, "en").map((table) =>
    table.title === "Opening hours" ? { ...table, rows: table.rows.slice(0, 2) } : table,
  );
  expect(v.is(officeConfiguration, read(tables, office).office)).toBe(true);
  expect(differences(office, read(tables, office).office)).toEqual([
    { path: "hours.weekly", before: [{ day: "monday", opens: "09:00", closes: "16:00" }], after: [] },
  ]);
});
