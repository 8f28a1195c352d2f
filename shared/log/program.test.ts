import { hash } from "node:crypto";
import Database from "better-sqlite3";
import { expect, test } from "vitest";
import { EventLog } from "./event-log.ts";
import { type Core, inboxMax, Program, rowsPerCommitWanted } from "./program.ts";
import type { LogRow } from "./record.ts";

type Input = { readonly name: string; readonly rows: number };
type Effect = { readonly told: string };

/** Counts its rows; an input whose name begins with "!" has somebody waiting for it. */
const core: Core<{ n: number }, Input, Effect> = {
  foldVersion: 1,
  empty: () => ({ n: 0 }),
  toText: (state) => JSON.stringify(state),
  fromText: (text) => JSON.parse(text),
  evolve: (state, row) => {
    state.n = row.seq;
  },
  isUrgent: (input) => input.name.startsWith("!"),
  step: (_state, { name, rows }) => ({
    drafts: Array.from({ length: rows }, () => ({ kind: "counted", version: 1, body: name })),
    effects: [{ told: name }],
  }),
  refuse: ({ name }, why) => [{ told: `${name}: ${why}` }],
};

/** A program whose turns are given by hand, over a real database. */
function bench() {
  const turns: (() => void)[] = [];
  const told: string[] = [];
  const commits: (readonly LogRow[])[] = [];
  const database = new Database(":memory:");
  const log = new EventLog(database, (text) => hash("sha256", text, "base64url"), { source: "it", epoch: "e1" });
  const program = new Program(core, log, {
    now: () => ({ at: 0, boot: "b", mono: 0 }),
    carryOut: (effect) => void told.push(effect.told),
    committed: (rows) => void commits.push(rows),
    soon: (run) => void turns.push(run),
    isFull: () => true,
    storageFailed: () => {},
  });
  const run = () => {
    for (let turn = turns.shift(); turn; turn = turns.shift()) turn();
  };
  return { program, turns, told, commits, database, run };
}

test("What a person waits for goes before a backlog, and everything else keeps its order", () => {
  const { program, told, commits, run } = bench();
  for (let place = 1; place <= 10; place += 1) program.submit({ name: `log ${place}`, rows: 200 });
  program.submit({ name: "!call", rows: 1 });
  run();
  expect(told).toEqual(["!call", ...Array.from({ length: 10 }, (_, place) => `log ${place + 1}`)]);
  expect(commits[0]?.[0]?.body).toBe("!call");
});

test("A commit ends when it is large enough, so that nobody waits longer for the next", () => {
  const { program, commits, run } = bench();
  for (let place = 1; place <= 20; place += 1) program.submit({ name: `log ${place}`, rows: 200 });
  run();
  expect(commits.map((rows) => rows.length)).toEqual([1_000, 1_000, 1_000, 1_000]);
  expect(Math.max(...commits.map((rows) => rows.length))).toBeLessThan(rowsPerCommitWanted + 200);
});

test("An input too many is refused at once, and so is a whole batch whose commit fails", () => {
  const { program, told, database, run } = bench();
  for (let place = 0; place < inboxMax; place += 1) program.submit({ name: "log", rows: 0 });
  program.submit({ name: "!late", rows: 1 });
  expect(told).toEqual(["!late: overloaded"]);
  run();
  told.length = 0;
  database.exec("create trigger refuses before insert on log begin select raise(abort, 'no room'); end");
  program.submit({ name: "!call", rows: 1 });
  program.submit({ name: "log", rows: 2 });
  run();
  expect(told).toEqual(["!call: storage-full", "log: storage-full"]);
  expect(program.state.n).toBe(0);
});
