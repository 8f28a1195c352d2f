/** What hubs tell of a release, and from when on it goes no further. */
import Database from "better-sqlite3";
import { beforeEach, expect, it } from "vitest";
import type { ReleaseStanding } from "#shared/update/province-releases.ts";
import { officesMax } from "./central-log.ts";
import { Releases } from "./releases.ts";

const release: ReleaseStanding = { number: 5, version: "1.5.0", mode: "rolling", halt: null, kept: 2, of: 3 };
const halt = { device: "board-1", how: "given-up", why: "ended" } as const;
const halted: ReleaseStanding = { ...release, mode: "halted", halt, kept: 0 };

let database: Database.Database;
let releases: Releases;
let now = 0;
beforeEach(() => {
  database = new Database(":memory:");
  releases = new Releases(database);
});

function tells(office: string, standing: ReleaseStanding | null, generation = 1): string[] | undefined {
  now += 1;
  const answer = releases.take(office, { generation, release: standing }, now);
  if ("refused" in answer) throw new Error(answer.refused);
  return answer.troubles.find(({ number }) => number === 5)?.offices;
}

it("a release that halts in its first office goes no further, until a person there has looked", () => {
  expect(tells("victoria", release)).toBeUndefined();
  expect(tells("nelson", { ...release, kept: 0 })).toBeUndefined();
  expect(tells("nelson", halted)).toEqual(["nelson"]);
  expect(tells("victoria", { ...release, mode: "paused" })).toEqual(["nelson"]);
  expect(tells("nelson", { ...halted, mode: "rolling", halt: null })).toBeUndefined();
  expect(tells("nelson", { ...halted, mode: "withdrawn" })).toEqual(["nelson"]);
  // The next release has its own way, and no office speaks for the one before any more.
  expect(tells("nelson", { ...release, number: 6 })).toBeUndefined();
});

it("one office of a hundred holds nobody back, five do; an office in which nothing has ended yet counts for neither", () => {
  for (let office = 0; office < 95; office += 1) tells(`well-${office}`, release);
  for (let office = 0; office < 50; office += 1) tells(`waits-${office}`, { ...release, kept: 0 });
  for (let office = 1; office <= 4; office += 1) expect(tells(`halted-${office}`, halted)).toBeUndefined();
  expect(tells("halted-5", halted)).toEqual([1, 2, 3, 4, 5].map((office) => `halted-${office}`));
  const [fare] = releases.view().releases;
  expect([fare?.isTroubled, fare?.offices.length, fare?.offices[0]?.office]).toEqual([true, 150, "halted-1"]);
});

it("a hub that another took over from is not listened to; a central that starts anew knows what it was told, and reads none of what it cannot", () => {
  tells("nelson", halted, 2);
  expect(tells("nelson", release, 1)).toEqual(["nelson"]);
  database.prepare("insert into releases values ('victoria', 1, 7, '{\"number\":5}')").run();
  const before = releases.view();
  expect(before.releases[0]?.offices).toMatchObject([{ office: "nelson", halt, heardAt: now - 1 }]);
  releases = new Releases(database);
  expect(releases.view()).toEqual(before);
});

it("takes no more offices than a central serves, and says what to do; those that it knows are taken on", () => {
  const insert = database.prepare("insert into releases values (?, 1, 1, 'null')");
  database.transaction(() => {
    for (let office = 0; office < officesMax; office += 1) insert.run(`office-${office}`);
  })();
  releases = new Releases(database);
  expect(releases.take("nelson", { generation: 1, release }, 1)).toMatchObject({ refused: "too many offices" });
  expect(tells("office-7", halted)).toEqual(["office-7"]);
});
