import { describe, expect, test } from "vitest";
import type { OfficeConfiguration } from "#shared/office/configuration.ts";
import { exampleOffice } from "#shared/office/example.ts";
import { everyText } from "../base/texts.ts";
import { addItem, type Base, edit, editItem, freeId, moveItem, rebase, removeItem, startDraft } from "./draft.ts";
import { fieldTexts } from "./field-texts.ts";
import { type Field, fieldsOf, officeFields } from "./fields.ts";
import { linesEntered, tickedValue, valueEntered } from "./form-fields.ts";
import { foundIn } from "./items-found.ts";
import { newItem } from "./new-item.ts";
import { lacksOf } from "./overview.ts";
import { groups, hashOf, isList, placeFrom } from "./parts.ts";
import { problemsSaid } from "./problems-said.ts";
import { adminTexts } from "./texts.ts";
import { newSpan, spansOf, withoutSpan, withSpan } from "./week.ts";
import { inFull, said } from "./words.ts";

const base = (change: (office: OfficeConfiguration) => void = () => {}, version = 2): Base => {
  const configuration = exampleOffice();
  change(configuration);
  return { epoch: "e", version, configuration };
};
const speaker = (language: "en" | "fr", ...offices: OfficeConfiguration[]) => ({ language, texts: fieldTexts[language], offices });

describe("A draft", () => {
  test("holds what differs, and nothing once it is put back", () => {
    const draft = editItem(startDraft(base()), "counters", "counter-2", "label", "2A");
    expect(draft.changes).toEqual([{ path: "counters[counter-2].label", before: "2", after: "2A" }]);
    expect(editItem(draft, "counters", "counter-2", "label", "2").changes).toEqual([]);
  });

  test("leaves out what is emptied, and the part that is empty by that", () => {
    const draft = edit(startDraft(base()), "rules.parkMaxMinutes", 60);
    expect(draft.office.rules).toEqual({ parkMaxMinutes: 60 });
    expect("rules" in edit(draft, "rules.parkMaxMinutes", undefined).office).toBe(false);
    // Of rules that belong together the others are written with the first, and go with the last.
    const away = edit(startDraft(base()), "rules.noShowReturn.minutes", 30);
    expect(away.office.rules?.noShowReturn).toEqual({ minutes: 30, place: "next", times: 1 });
    expect("rules" in edit(away, "rules.noShowReturn.minutes", undefined).office).toBe(false);
  });

  test("knows that a name somebody wrote is one for citizens", () => {
    const unnamed = base((office) => void Object.assign(office.services[0] as object, { unnamed: ["en", "fr"] }));
    const { fr } = unnamed.configuration.services[0]?.name ?? { fr: "" };
    const named = editItem(startDraft(unnamed), "services", "licence", "name", { en: "Licence", fr });
    expect(named.office.services[0]?.unnamed).toEqual(["fr"]);
    const both = editItem(named, "services", "licence", "name", { en: "Licence", fr: "Permis" });
    expect("unnamed" in (both.office.services[0] as object)).toBe(false);
  });

  test("adds, moves and removes items", () => {
    const draft = addItem(startDraft(base()), "zones", newItem("zones", exampleOffice()));
    expect(draft.office.zones.map(({ id }) => id)).toEqual(["main", "room-2"]);
    expect(moveItem(draft, "zones", "room-2", -1).office.zones.map(({ id }) => id)).toEqual(["room-2", "main"]);
    expect(moveItem(draft, "zones", "main", -1)).toBe(draft);
    expect(removeItem(draft, "zones", "room-2").changes).toEqual([]);
    const noticed = addItem(startDraft(base()), "notices", newItem("notices", exampleOffice()));
    expect("notices" in removeItem(noticed, "notices", "notice-1").office).toBe(false);
    expect(freeId([{ id: "room-3" }, { id: "room-1" }], "room")).toBe("room-4");
  });

  test("stands on top of what somebody else changed meanwhile", () => {
    const mine = editItem(startDraft(base()), "counters", "counter-2", "label", "2A");
    const theirs = base((office) => void Object.assign(office.zones[0] as object, { name: { en: "Hall", fr: "Hall" } }), 3);
    const merged = rebase(mine, theirs);
    expect(merged).toMatchObject({ kind: "merged", theirs: [{ path: "zones[main].name.en" }, { path: "zones[main].name.fr" }] });
    expect([merged.draft.base.version, merged.draft.changes.length]).toEqual([3, 1]);
    const same = base((office) => void Object.assign(office.counters[1] as object, { label: "2B" }), 3);
    const clash = rebase(mine, same);
    expect(clash).toMatchObject({ kind: "clash", clashes: [{ path: "counters[counter-2].label", before: "2", after: "2B" }] });
    expect(clash.draft.changes).toEqual([{ path: "counters[counter-2].label", before: "2B", after: "2A" }]);
    expect(rebase(startDraft(base()), theirs).kind).toBe("same");
  });
});

describe("What a person enters", () => {
  const field = (kind: Field["kind"], rest: Partial<Field> = {}): Field => ({ at: "x", kind, ...rest });

  test("becomes a value, or nothing where it may be left out", () => {
    expect(valueEntered(field("number"), " 12,5 ")).toBe(12.5);
    expect(valueEntered(field("number", { optional: true }), "")).toBeUndefined();
    expect(valueEntered(field("number"), "many")).toBe("many");
    expect([valueEntered(field("text"), " a "), valueEntered(field("text", { optional: true }), " ")]).toEqual(["a", undefined]);
    expect([tickedValue(field("check", { usual: true }), true), tickedValue(field("check", { usual: true }), false)]).toEqual([
      undefined,
      false,
    ]);
    expect([tickedValue(field("check"), false), tickedValue(field("check", { exact: true }), false)]).toEqual([undefined, false]);
  });

  test("line by line becomes a list, in two languages side by side", () => {
    expect(linesEntered({ field: field("words", { optional: true }), value: [] }, null, "\n a \n\nb")).toEqual(["a", "b"]);
    expect(linesEntered({ field: field("words", { optional: true }), value: ["a"] }, null, "\n")).toBeUndefined();
    expect(linesEntered({ field: field("bothWords"), value: { en: ["a"], fr: ["b"] } }, "fr", "c\nd")).toEqual({
      en: ["a"],
      fr: ["c", "d"],
    });
    const bring = field("bothList", { optional: true });
    const english = linesEntered({ field: bring, value: undefined }, "en", "ID\nForm");
    expect(linesEntered({ field: bring, value: english }, "fr", "Pièce\nFormulaire")).toEqual([
      { en: "ID", fr: "Pièce" },
      { en: "Form", fr: "Formulaire" },
    ]);
    expect(linesEntered({ field: bring, value: [{ en: "ID", fr: "" }] }, "en", "")).toBeUndefined();
  });

  test("of a week stands in the order of the week, and begins as the day before", () => {
    const monday = newSpan({ weekly: [], holidays: [] }, "monday");
    const both = newSpan(withSpan(monday, "monday", 0, { opens: "08:30" }), "wednesday");
    expect(spansOf(both, "wednesday")).toEqual([{ day: "wednesday", opens: "08:30", closes: "16:30" }]);
    const twice = newSpan(both, "monday");
    expect(twice.weekly.map(({ day, opens }) => `${day} ${opens}`)).toEqual(["monday 08:30", "monday 17:30", "wednesday 08:30"]);
    expect(withoutSpan(twice, "monday", 0).weekly.map(({ opens }) => opens)).toEqual(["17:30", "08:30"]);
  });
});

describe("Changes in words", () => {
  const office = exampleOffice();

  test("name things as people do, in both languages", () => {
    const takes = { path: "counters[counter-2].takes", before: ["licences"], after: ["licences", "first-contact"] };
    expect(said(takes, speaker("en", office))).toEqual({
      where: "Counter 2",
      what: "Lines it takes",
      kind: "changed",
      before: "",
      after: "First contact",
    });
    expect(said({ path: "services[licence].name.fr", before: "A", after: "B" }, speaker("fr", office))).toMatchObject({
      where: "Permis de conduire",
      what: "Comment les citoyens l'appellent (français)",
    });
    const gone = { path: "zones[attic]", before: { id: "attic", name: { en: "Attic", fr: "Grenier" } } };
    expect(said(gone, speaker("fr", office))).toMatchObject({ where: "Grenier", what: "Salle", kind: "gone" });
    expect(said({ path: "services", before: [], after: [], order: true }, speaker("en", office))).toMatchObject({
      what: "Services",
      kind: "order",
    });
  });

  test("tell a part that was not there by what stands in it", () => {
    const hours = {
      weekly: [{ day: "monday", opens: "09:00", closes: "16:30" }],
      holidays: [{ date: "2026-12-25", name: { en: "Christmas", fr: "Noël" } }],
    };
    const told = inFull([{ path: "hours", after: hours }]).map((each) => said(each, speaker("en", office)));
    expect(told.map(({ where, what, after }) => [where, what, after])).toEqual([
      ["", "The week", "Monday 09:00–16:30"],
      ["", "Days that differ", "Christmas"],
    ]);
  });

  test("and problems, each once", () => {
    const at = (path: string) => ({ path, seen: "", what: 'service "licence": must not be empty', advice: "Fill it in." });
    const told = problemsSaid(
      [at("services[0].bring[0].fr"), at("services[0].bring[1].fr"), at("hours.weekly[0].opens")],
      office,
      speaker("en", office),
    );
    expect(told).toEqual([
      {
        place: { part: "services", item: "licence" },
        where: "Driver's licence: Bring this (French)",
        what: "must not be empty. Fill it in.",
      },
      { place: { part: "hours", item: "" }, where: "The week", what: "must not be empty. Fill it in." },
    ]);
  });
});

describe("The parts", () => {
  test("have an address each, and every field has its words in both languages", () => {
    for (const part of groups.flatMap(({ parts }) => parts)) expect(placeFrom(hashOf({ part, item: "" })).part).toBe(part);
    expect(placeFrom("#services/licence")).toEqual({ part: "services", item: "licence" });
    expect(placeFrom("#hours/x")).toEqual({ part: "hours", item: "" });
    expect(placeFrom("#nonsense").part).toBe("overview");
    expect(isList("rules")).toBe(false);
    const keys = [
      ...Object.entries(fieldsOf).flatMap(([list, fields]) => fields.map(({ at }) => `${list}.${at}`)),
      ...officeFields.flatMap(({ fields }) => fields.map(({ at }) => at)),
    ];
    for (const language of ["en", "fr"] as const) expect(keys.filter((key) => !fieldTexts[language].fields[key])).toEqual([]);
    expect(Object.keys(fieldTexts.fr.fields)).toEqual(Object.keys(fieldTexts.en.fields));
  });

  test("in French nothing is left in English", () => {
    const english = /\b(the|and|your?|which|kiosk|counters?|closed|hub|day|service of|shown)\b/i;
    const texts = [...everyText(adminTexts.fr), ...everyText(fieldTexts.fr)].filter((each) => !/The Q|kiosk-2|Counter, Quick/.test(each));
    expect(texts.filter((each) => english.test(each))).toEqual([]);
  });

  test("tell what the office lacks, the most needed first", () => {
    const office = exampleOffice();
    Object.assign(office.services[0] as object, { unnamed: ["fr"], words: { en: [], fr: [] } });
    Object.assign(office, { notices: [{ id: "old", text: { en: "x", fr: "x" }, until: "2026-01-01" }] });
    const lacks = lacksOf(office, "2026-11-23", ["kiosk-9"]).map(({ kind, item, languages }) => [kind, item, languages.join("")].join(" "));
    expect(lacks).toEqual([
      "stranger kiosk-9 ",
      "name licence fr",
      "hours  ",
      "words licence enfr",
      "direction counter-1 ",
      "direction counter-2 ",
      "notice-over old ",
      "unreviewed  fr",
    ]);
  });

  test("find an item by anything a person knows of it", () => {
    const ids = (asked: string) => foundIn(exampleOffice(), "services", "en", asked, null).map(({ id }) => id);
    expect([ids("DOSSIER"), ids("x - unsure"), ids("licence permis"), ids("zzz")]).toEqual([["abstract"], ["unsure"], ["licence"], []]);
  });
});
