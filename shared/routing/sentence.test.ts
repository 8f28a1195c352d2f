import { describe, expect, it } from "vitest";
import { languages } from "../texts/language.ts";
import { type CallWhy, callWhys, type PassedReason, passedReasons } from "./reason.ts";
import { type ReasonFacts, sentence, waitWords } from "./sentence.ts";

const minute = 60_000;
const facts = (why: CallWhy, passedCounts: ReasonFacts["passedCounts"] = {}, over: Partial<ReasonFacts> = {}): ReasonFacts => ({
  rule: "plain-order",
  waitedMs: 14 * minute,
  passedOverTotal: Object.values(passedCounts ?? {}).reduce((sum, each) => sum + each, 0),
  ...{ why, class: "everybody", passedCounts },
  ...over,
});
const said = (because: ReasonFacts) => languages.map((language) => sentence(because, { number: "A12" }, language));

describe("why this ticket is next", () => {
  it("is said in a sentence that an agent can say", () => {
    expect(said(facts("first"))).toEqual([
      "A12 has waited 14 minutes and is the first in line for this counter.",
      "A12 attend depuis 14 minutes et est le premier de la file pour ce comptoir.",
    ]);
    expect(said(facts("first", { "other-service": 2, away: 1 }))).toEqual([
      "A12 has waited 14 minutes and is the first in line for this counter. 3 people before it still wait: 2 came for services that this counter does not do, 1 has stepped away.",
      "A12 attend depuis 14 minutes et est le premier de la file pour ce comptoir. 3 personnes avant ce billet attendent encore : 2 viennent pour des services que ce comptoir n’offre pas, 1 s’est absentée.",
    ]);
    expect(said(facts("let-forward", { "let-forward": 1 }, { class: "appointments", rule: "appointments-first" }))[0]).toBe(
      "A12 goes before some who came earlier: it has an appointment. The office lets only a few go before each person. It has waited 14 minutes. 1 person before it let it go first.",
    );
  });

  it("names a class of the office's own by its own name", () => {
    const className = { en: "young families", fr: "jeunes familles" };
    const because = facts("let-forward", {}, { rule: "expert", class: "families" });
    expect(sentence(because, { number: "A12", className }, "fr")).toContain("jeunes familles");
  });

  it("says what it can of calls that were made before reasons were kept", () => {
    const old = { rule: "plain-order", waitedMs: 30_000, passedOverTotal: 2 } as const;
    expect(said(old)[0]).toBe(
      "A12 has waited less than a minute and is the first in line for this counter. 2 people before it still wait.",
    );
    expect(said({ ...old, rule: "chosen-from-list", passedOverTotal: 1 })[1]).toBe(
      "Un agent a choisi A12 dans la liste après une attente de moins d’une minute. 1 personne avant ce billet attend encore.",
    );
  });

  it("has words for every reason, one or many, in each language", () => {
    for (const why of callWhys)
      for (const passed of passedReasons)
        for (const count of [1, 2]) {
          const alone = said(facts(why, { [passed]: count } as Record<PassedReason, number>));
          const among = said(facts(why, { [passed]: count, away: 3 } as Record<PassedReason, number>));
          for (const text of [...alone, ...among]) expect(text).toMatch(/^[A-Z].*A?12.*\.$/);
          expect(alone[0]).not.toBe(alone[1]);
        }
  });

  it("writes waits as people say them", () => {
    const waits = [0, 61_000, 120_000, 60 * minute, 125 * minute].map((ms) => languages.map((language) => waitWords(ms, language)));
    expect(waits).toEqual([
      ["less than a minute", "moins d’une minute"],
      ["1 minute", "1 minute"],
      ["2 minutes", "2 minutes"],
      ["1 hour", "1 heure"],
      ["2 hours 5 minutes", "2 heures 5 minutes"],
    ]);
  });
});
