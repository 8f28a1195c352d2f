import Database from "better-sqlite3";
import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { isFault } from "#shared/faults/fault.ts";
import type { CodeMade } from "#shared/wire/people.ts";
import { sha256 } from "../storage.ts";
import { codeBytes, codeHash, codeText } from "./code.ts";
import { People, type SignedIn } from "./people.ts";
import { isUsablePin, longestPauseMs, pauseMs, triesInAllMax, triesMax, usualCost } from "./pins.ts";
import type { Agent } from "./roles.ts";
import { sessionsOfOneMax } from "./sessions.ts";
import { peopledOffice } from "./test-people.ts";

const minute = 60_000;
const hour = 60 * minute;
const pin = "830174";
const from = "10.0.0.7";

let database: Database.Database;
let now: number;
let agents: readonly Agent[];
let people: People;

const ports = () => ({
  ...{ office: "example", file: { idleMinutes: 30, hours: 12 }, database, digest: sha256 },
  agents: () => agents,
  wall: () => now,
  // What looking costs is not what these are about.
  cost: { N: 16, r: 1, p: 1 },
});
const restart = () => {
  people = new People(ports());
};
const whats = () => people.audit.newest(1_000).map(({ what, person, facts }) => `${what} ${person} ${facts.why ?? ""}`.trim());

beforeEach(() => {
  database = new Database(":memory:");
  now = Date.UTC(2026, 10, 23, 16);
  ({ agents } = peopledOffice());
  restart();
});

async function withPin(person: string): Promise<string> {
  const { code } = people.makeCode(person, "root", null) as CodeMade;
  return ((await people.setPin(person, code, pin, from)) as SignedIn).token;
}

describe("a PIN", () => {
  it("is set with a code once, and opens a session by id or number", async () => {
    const { code } = people.makeCode("agent-21", "root", null) as CodeMade;
    const set = await people.setPin("agent-21", code.toLowerCase().replaceAll("-", " "), pin, from);
    expect(set).toMatchObject({ me: { person: "agent-21", agent: 21, role: "agent" } });
    expect(await people.setPin("agent-21", code, pin, from)).toMatchObject({ fault: "code-refused" });
    for (const typed of ["agent-21", " Agent-21 ", "21"])
      expect(await people.signIn(typed, pin, from)).toMatchObject({ me: { agent: 21 } });
    expect(await people.signIn("agent-22", pin, from)).toMatchObject({ fault: "sign-in-refused" });
    expect(await people.signIn("nobody", pin, from)).toMatchObject({ fault: "sign-in-refused" });
    expect(
      whats()
        .filter((each) => each.includes("agent-21"))
        .toReversed()
        .slice(0, 3),
    ).toEqual(["code-made agent-21", "pin-set agent-21", "signed-in agent-21"]);
  });

  it("needs a code that is this person's, not older than 72 hours, and the last one made", async () => {
    const first = (people.makeCode("agent-21", "root", null) as CodeMade).code;
    const { code } = people.makeCode("agent-21", "root", null) as CodeMade;
    for (const [person, typed] of [
      ["agent-21", first],
      ["agent-22", code],
      ["nobody", code],
      ["agent-21", ""],
    ] as const)
      expect(await people.setPin(person, typed, pin, from), `${person} ${typed}`).toMatchObject({ fault: "code-refused" });
    expect(await people.setPin("agent-21", code, "123456", from)).toMatchObject({ fault: "pin-too-simple" });
    now += 72 * hour;
    expect(await people.setPin("agent-21", code, pin, from)).toMatchObject({ fault: "code-refused" });
  });

  it("pauses after five wrong tries, longer each time, over a restart, and for a name that nobody has just the same", async () => {
    await withPin("agent-21");
    for (const name of ["agent-21", "nobody"]) {
      const wrong = async () => {
        const answer = await people.signIn(name, "000000", from);
        return isFault(answer) ? [answer.fault, answer.facts.minutes] : [];
      };
      for (let count = 1; count < triesMax; count += 1) expect(await wrong()).toEqual(["sign-in-refused", undefined]);
      expect(await wrong()).toEqual(["sign-in-locked", 5]);
      restart();
      expect(await people.signIn(name, pin, from)).toMatchObject({ fault: "sign-in-locked" });
      now += 5 * minute;
      expect(await wrong()).toEqual(["sign-in-locked", 10]);
      now += 10 * minute;
    }
    expect(await people.signIn("agent-21", pin, from)).toMatchObject({ me: { agent: 21 } });
    // Forgiven: the count begins anew.
    expect(await people.signIn("agent-21", "000000", from)).toMatchObject({ fault: "sign-in-refused" });
  });

  it("is of no use after so many wrong tries in a row that chance would help; a code helps", async () => {
    await withPin("agent-21");
    for (let count = 0; count < triesInAllMax; count += 1) {
      await people.signIn("agent-21", "000000", from);
      now += longestPauseMs;
    }
    now += 365 * 24 * hour;
    expect(await people.signIn("agent-21", pin, from)).toMatchObject({ fault: "sign-in-locked", facts: {} });
    await withPin("agent-21");
    expect(await people.signIn("agent-21", pin, from)).toMatchObject({ me: { agent: 21 } });
  });

  it("guessed many times at once is guessed no more often than one by one", async () => {
    await withPin("agent-21");
    const guesses = await Promise.all(Array.from({ length: 40 }, (_each, n) => people.signIn("agent-21", `9${n}0000`, from)));
    const looked = guesses.filter((each) => isFault(each) && each.fault === "sign-in-refused").length;
    expect(looked).toBeLessThan(triesMax);
    expect(guesses.every(isFault)).toBe(true);
  });

  it("costs a thief 16 MiB and what the guides ask for, each time", async () => {
    people = new People({ ...ports(), cost: usualCost });
    await withPin("agent-21");
    expect(database.prepare("select hash from people_pins").get()).toMatchObject({ hash: expect.stringMatching(/^scrypt\$16384\$8\$5\$/) });
    expect(await people.signIn("agent-21", pin, from)).toMatchObject({ me: { agent: 21 } });
  });

  it("stands nowhere as it was typed, and goes with whoever leaves the office", async () => {
    await withPin("agent-21");
    const { code } = people.makeCode("agent-22", "root", null) as CodeMade;
    const stored = JSON.stringify(
      ["people_pins", "people_codes", "people_sessions", "it_audit"].map((table) => database.prepare(`select * from ${table}`).all()),
    );
    for (const secret of [pin, code]) expect(stored).not.toContain(secret);
    agents = agents.filter(({ id }) => id !== "agent-21");
    people.sweep();
    ({ agents } = peopledOffice());
    expect(await people.signIn("agent-21", pin, from)).toMatchObject({ fault: "sign-in-refused" });
  });

  it("is not one that a bystander tries first", () => {
    for (const bad of ["12345", "1234567890123", "123456", "987654", "000000", "12345a", "000021", ""])
      expect(isUsablePin(bad, 21), bad).toBe(false);
    for (const good of [pin, "123465", "112233", "903178264501"]) expect(isUsablePin(good, 21), good).toBe(true);
    expect([5, 6, 7, 30].map((failures) => pauseMs(failures) / minute)).toEqual([5, 10, 20, 240]);
  });
});

describe("a code", () => {
  it("is 80 bits in letters that nobody misreads, and is known however it was typed", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: codeBytes, maxLength: codeBytes }), (bytes) => {
        const code = codeText(bytes);
        expect(code).toMatch(/^(?:[0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
        const typed = code.toLowerCase().replaceAll("0", "o").replaceAll("1", "l").replaceAll("-", " ");
        expect(codeHash(sha256, "x", "lee", typed)).toBe(codeHash(sha256, "x", "lee", code));
        expect(codeHash(sha256, "y", "lee", code)).not.toBe(codeHash(sha256, "x", "lee", code));
      }),
      { numRuns: 30 },
    );
    expect(codeText(new Uint8Array(codeBytes).fill(255))).toBe("ZZZZ-ZZZZ-ZZZZ-ZZZZ");
  });

  it("is made by managers for all but IT, by IT for everybody, by agents for nobody", () => {
    for (const [by, person, made] of [
      ["agent", "agent-21", false],
      ["manager", "agent-21", true],
      ["manager", "lee", true],
      ["manager", "kim", false],
      ["it", "kim", true],
      [null, "kim", true],
    ] as const)
      expect(isFault(people.makeCode(person, "x", by)), `${by} ${person}`).toBe(!made);
    expect(people.makeCode("nobody", "x", "it")).toMatchObject({ fault: "person-unknown" });
  });
});

describe("a session", () => {
  it("ends when it is left alone for half an hour, and lasts while somebody presses, up to twelve hours, over restarts", async () => {
    const token = await withPin("agent-21");
    for (let passed = 0; passed < 12 * hour; passed += 29 * minute) {
      const signed = people.who(token);
      expect(signed?.me.agent, String(passed / minute)).toBe(21);
      if (signed) people.press(signed);
      restart();
      now += 29 * minute;
    }
    expect(people.who(token)).toBeUndefined();
    expect(whats()[0]).toBe("session-ended agent-21 too-old");
    const other = await withPin("agent-22");
    now += 30 * minute;
    expect(people.who(other)).toBeDefined();
    now += 1;
    restart();
    expect(people.who(other)).toBeUndefined();
    expect(whats()[0]).toBe("session-ended agent-22 left-alone");
  });

  it("ends with the person's place in the configuration, another role or number, a new PIN, IT's word and signing out", async () => {
    const change = (of: Partial<Agent>) => {
      agents = peopledOffice().agents.map((each) => (each.id === "agent-21" ? ({ ...each, ...of } as Agent) : each));
    };
    const leave = (person: string) => {
      agents = agents.filter(({ id }) => id !== person);
    };
    for (const [why, end] of [
      ["changed", () => change({ role: "GA" })],
      ["changed", () => change({ number: 99 })],
      ["changed", () => leave("agent-21")],
      ["ended-by-it", () => people.endAll("agent-21", "kim", true)],
      ["new-pin", () => withPin("agent-21")],
    ] as const) {
      ({ agents } = peopledOffice());
      const token = await withPin("agent-21");
      expect(people.who(token)).toBeDefined();
      await end();
      people.sweep();
      ({ agents } = peopledOffice());
      expect(people.who(token), why).toBeUndefined();
      expect(whats().filter((each) => each.startsWith("session-ended"))[0]).toBe(`session-ended agent-21 ${why}`);
    }
    expect(people.endAll("agent-12", "kim", true)).toMatchObject({ fault: "person-unknown", facts: { person: "agent-12" } });
    const token = await withPin("agent-21");
    people.signOut(people.who(token) as never);
    expect(people.who(token)).toBeUndefined();
  });

  it("opens nothing for whom no page is, and a person has few at once", async () => {
    const { code } = people.makeCode("ana", "root", null) as CodeMade;
    expect(await people.setPin("ana", code, pin, from)).toMatchObject({ fault: "not-your-role" });
    const tokens = [await withPin("agent-21")];
    for (let count = 0; count < sessionsOfOneMax; count += 1) {
      now += 1;
      tokens.push(((await people.signIn("agent-21", pin, from)) as SignedIn).token);
    }
    expect(tokens.map((each) => people.who(each) !== undefined)).toEqual([false, true, true, true, true]);
    expect(people.who("made-up")).toBeUndefined();
  });
});

describe("the audit", () => {
  it("holds together, tells when a row was changed, and cannot be filled by strangers", async () => {
    await withPin("agent-21");
    for (let count = 0; count < 30; count += 1) await people.signIn(`stranger-${count}`, "000000", from);
    expect(whats().filter((each) => each === "sign-in-refused unknown")).toHaveLength(1);
    expect(JSON.stringify(people.audit.newest(100))).not.toContain("stranger");
    expect(people.list()).toMatchObject({ kind: "on", auditBrokenAt: null });
    database.exec(
      "drop trigger it_audit_is_append_only_1; update it_audit set bytes = replace(bytes, 'agent-21', 'agent-22') where seq = 2",
    );
    expect(people.list()).toMatchObject({ auditBrokenAt: 2 });
  });
});
