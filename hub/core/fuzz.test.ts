/** Whatever is sent as a command: a clear fault that changes nothing, or a move that the log tells. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isFault } from "#shared/faults/fault.ts";
import { faultText } from "#shared/faults/text.ts";
import { type CommandName, commands } from "#shared/queue/commands.ts";
import { evolve } from "#shared/queue/evolve.ts";
import { emptyState, stateText } from "#shared/queue/state.ts";
import { languages } from "#shared/texts/language.ts";
import { readCommand } from "../http/commands.ts";
import { Scene } from "./moves-scene.ts";

const names = Object.keys(commands) as CommandName[];

/** What stands in real commands under a key, so that many of them get far. */
const pools: Readonly<Record<string, readonly unknown[]>> = {
  agent: [21, 21, 21, 22, 77],
  counter: ["counter-1", "counter-1", "counter-2", null],
  visit: [1, 1, 2, 3, 4, 9].map((n) => `kiosk-1.e1.${n}`),
  service: ["licence", "abstract", "unsure", "nothing"],
  services: [["licence"], ["abstract", "unsure"], ["licence", "licence"], []],
  segment: [1, 2, 3],
  quantity: [1, 3, 40_000],
  minutes: [15, 20, 30],
  untilMinutes: [10, 400, null],
  reason: ["form", "payment"],
  place: ["keep", "end"],
  to: [
    { kind: "counter", id: "counter-2" },
    { kind: "agent", id: 22 },
    { kind: "service", id: "unsure" },
    { kind: "counter-type", id: "Sea" },
  ],
  takes: [["licences"], ["nothing"], null],
  set: ["counter-2", "counter-9"],
  need: ["printer-paper-out", "device-away"],
  notice: ["n1"],
  text: [{ en: "Closed at four.", fr: "Fermeture à 16 h." }],
  date: ["2026-11-23", "2026-11-24"],
  needs: [["hearing"], []],
  language: ["en", "fr", null],
  people: [2, 30],
  priority: ["high", "low"],
  counterType: ["Counter", "Sea", null],
  device: ["kiosk-1", "board-1"],
  printAt: ["kiosk-1", "kiosk-9", null],
  how: ["served", "waiting", "seen"],
  number: ["C4", "A2", "?"],
  serve: [true, false],
  appointment: ["a", "a", "b", "c"],
  counters: [[], ["counter-2"], ["counter-9"]],
  kiosks: [true, false],
  carry: [true, false],
  closesAt: [960, null],
  visits: [[{ visit: "kiosk-1.e1.2", from: 540, to: 600 }], []],
};
const known = (key: string) => fc.constantFrom<unknown>(...(pools[key] ?? ["x", 1, null, true]));
/** What does not. */
const odd = fc.oneof(
  fc.constantFrom<unknown>("__proto__", "constructor", "toString", "", " ", "\u0000", "x".repeat(200), -1, 0, 1.5, 1e308, 99_999, "nobody"),
  fc.constantFrom<unknown>({ kind: "counter", id: "__proto__" }, { kind: "agent", id: -5 }, { kind: "nothing" }, [null], { length: 1e9 }),
  fc.jsonValue(),
);
const value = (key: string) => fc.oneof({ weight: 12, arbitrary: known(key) }, { weight: 1, arbitrary: odd });

/** A body with the command's own keys, some left out, some filled with anything, now and then one more. */
const body = (name: CommandName) => {
  const keys = Object.keys(commands[name].entries).filter((key) => !["key", "expected"].includes(key));
  const filled = fc.record(Object.fromEntries(keys.map((key) => [key, value(key)])), { noNullPrototype: true, requiredKeys: [] });
  return fc.record({ filled, more: fc.dictionary(fc.string({ maxLength: 8 }), odd, { maxKeys: 1 }), isStrange: fc.nat(12) });
};

describe("fuzzed commands", () => {
  it("Q-FAULT-1, Q-EVENT-2: each is refused with a clear fault that changes nothing, or done as the log tells", {
    timeout: 120_000,
  }, () => {
    const refusals = new Set<string>();
    const done = new Set<string>();
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom(...names).chain((name) => fc.tuple(fc.constant(name), body(name))),
          { minLength: 40, maxLength: 40 },
        ),
        (sent) => {
          const office = new Scene(["licence", "unsure", "licence", "abstract"]);
          const { hub } = office;
          office.serve("A1");
          office.other("call-from-list", { on: "A3" });
          const facts = { number: null, date: "2026-11-23", minutes: 15, service: "licence", cancelled: false };
          const appointments = ["a", "b"].map((id, place) => ({ id, at: hub.at + place * 1_200_000, ...facts }));
          const listing = { source: "desk", dates: null, appointments };
          const importer = { kind: "system", part: "appointments" } as const;
          hub.send({ kind: "import-appointments", listing, key: "import-00000001", actor: importer, token: -1 });
          sent.forEach(([name, { filled, more, isStrange }], place) => {
            hub.at += 1_000;
            const common = { key: `fuzz-${String(place).padStart(6, "0")}`, agent: 21, counter: "counter-1", visit: "kiosk-1.e1.1" };
            const own = Object.fromEntries(Object.entries(common).filter(([key]) => Object.hasOwn(commands[name].entries, key)));
            const expected = "expected" in commands[name].entries ? { expected: { epoch: hub.epoch, n: hub.state.n } } : {};
            const request = isStrange === 0 ? more : { ...own, ...expected, ...filled, ...(isStrange === 1 ? more : {}) };
            const before = stateText(hub.state);
            const command = readCommand(name, JSON.parse(JSON.stringify(request)));
            const effect = isFault(command)
              ? undefined
              : hub.send({ kind: "command", command, token: place }).find((each) => each.kind === "reply");
            const answer = isFault(command) ? command : effect?.kind === "reply" ? effect.answer : undefined;
            expect(answer).toBeDefined();
            if (!isFault(answer)) {
              done.add(name);
              return;
            }
            refusals.add(answer.fault);
            expect(stateText(hub.state)).toBe(before);
            for (const language of languages) {
              const { what, advice } = faultText(answer, language);
              for (const text of [what, advice]) expect(text).toMatch(/^\S[^\n]*[.?!]$/);
            }
          });
          const folded = emptyState();
          for (const row of hub.log.readAll()) evolve(folded, row);
          expect(stateText(folded)).toBe(stateText(hub.state));
        },
      ),
      { numRuns: 60 },
    );
    // They got far: past the reading, and past the first checks.
    expect(refusals.size).toBeGreaterThan(20);
    expect(done.size).toBeGreaterThan(12);
  });

  it("are refused by name when there is no such command, whatever it is called", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.constantFrom("__proto__", "constructor", "toString")), fc.jsonValue(), (name, request) => {
        fc.pre(!names.includes(name as CommandName));
        expect(readCommand(name, request)).toMatchObject({ fault: "unknown-command" });
      }),
    );
  });
});
