/** Cards that are new, moved to another board, copied or restored from an older image; and logs that are too long or not read. */
import Database from "better-sqlite3";
import { expect, test } from "vitest";
import { paperNumber } from "#shared/ticket/number.ts";
import { type Kiosk, minuteMs, Office } from "./office.ts";

function openOffice(options: Parameters<Office["kiosk"]>[1] = {}) {
  const office = new Office();
  const one = office.kiosk("kiosk-1", options);
  office.pass(5_000);
  return { office, one };
}

async function taps(kiosk: Kiosk, count: number): Promise<string[]> {
  const numbers: string[] = [];
  for (let each = 0; each < count; each += 1) numbers.push(await kiosk.tap());
  return numbers;
}

const faultsOf = (kiosk: Kiosk) => kiosk.role.faults().map(({ fault }) => fault);
const visits = (office: Office) => [...office.hub.state.visits.values()];
/** Every paper is one visit under its own number, and no number came out twice. */
function allThere(office: Office, papers: readonly string[]): void {
  expect(new Set(papers).size).toBe(papers.length);
  expect(
    visits(office)
      .map((visit) => paperNumber(visit.number))
      .sort(),
  ).toEqual([...papers].sort());
}

test("Q-TICKET-1: a card moved to another board issues nothing before it has heard from the hub, and then under another letter", async () => {
  const { office, one } = openOffice();
  one.goAway();
  const before = await taps(one, 3);
  expect(before).toEqual(["C1", "C2", "C3"]);
  one.restart({ hardware: { board: "another board", card: one.hardware.card } });
  expect(await one.tap()).toBe("storage-new");
  expect(faultsOf(one)).toEqual(["storage-new"]);
  expect(one.role.api.live()).toMatchObject({ state: "starting", fault: "storage-new" });
  one.comeBack();
  office.pass(minuteMs);
  one.goAway();
  const after = await taps(one, 2);
  expect(after).toEqual(["D1", "D2"]);
  expect(faultsOf(one)).toEqual([]);
  one.comeBack();
  office.pass(minuteMs);
  allThere(office, [...before, ...after]);
  // Old papers keep the name of their time; the hub was told of them under it, and of the others under the new one.
  const epochs = new Set(visits(office).map((visit) => visit.id.split(".")[1]));
  expect(epochs.size).toBe(2);
  expect(office.faults).toEqual([]);
});

test("Q-TICKET-1: another card in the same board, and a machine that stops telling or begins to, are told apart", async () => {
  const { office, one } = openOffice({ hardware: { board: "b", card: null } });
  const letter = () => one.state.letter;
  one.restart({ hardware: { board: "b", card: "c" } });
  expect(letter()).toBe("C");
  one.restart({ hardware: { board: null, card: null } });
  expect(letter()).toBe("C");
  one.restart({ hardware: { board: "b", card: "c" } });
  expect(letter()).toBe("C");
  one.restart({ hardware: { board: "b", card: "spare" } });
  expect(letter()).toBeNull();
  office.pass(minuteMs);
  expect(letter()).toBe("D");
  one.restart();
  expect(letter()).toBe("D");
});

test("Q-TICKET-1 Q-EVENT-1: a spare copy of a card, with both at work and nobody to tell them apart, repeats no number and loses no paper", async () => {
  const { office, one } = openOffice();
  one.goAway();
  const common = await taps(one, 5);
  const image = one.image();
  const ours = await taps(one, 4);
  one.comeBack();
  office.pass(minuteMs);
  one.goAway();
  const spare = office.kiosk("kiosk-1", { database: new Database(image), hardware: { board: "second board", card: "copy" }, cut: true });
  expect(await spare.tap()).toBe("storage-new");
  spare.comeBack();
  office.pass(minuteMs);
  spare.goAway();
  const theirs = await taps(spare, 4);
  const more = await taps(one, 2);
  spare.comeBack();
  office.pass(minuteMs);
  spare.goAway();
  one.comeBack();
  office.pass(minuteMs);
  allThere(office, [...common, ...ours, ...theirs, ...more]);
  expect(office.faults).toEqual([]);
});

test("Q-TICKET-1 Q-EVENT-1: an older image of the same card in the same board is found out by the hub: the kiosk begins anew without a restart", async () => {
  const { office, one } = openOffice();
  one.goAway();
  const common = await taps(one, 5);
  const image = one.image();
  const lost = await taps(one, 4);
  one.comeBack();
  office.pass(minuteMs);
  one.goAway();
  one.restart({ database: new Database(image) });
  // Nobody could know: these repeat numbers of the history that the hub has, and both papers are kept.
  const repeated = await taps(one, 2);
  expect(repeated).toEqual(["C6", "C7"]);
  one.comeBack();
  office.pass(minuteMs);
  expect(office.faults).toContainEqual({ about: "kiosk-1/log-forked", fault: "log-forked" });
  expect(one.state.letter).toBe("D");
  expect(await one.tap(50)).toBe("A1");
  one.goAway();
  const anew = await taps(one, 2);
  expect(anew).toEqual(["D1", "D2"]);
  one.comeBack();
  office.pass(minuteMs);
  const all = visits(office).map((visit) => paperNumber(visit.number));
  expect(all.sort()).toEqual([...common, ...lost, ...repeated, "A1", ...anew].sort());
  expect(new Set(visits(office).map((visit) => visit.id)).size).toBe(all.length);
  // A ticket of before can still be copied, by the name on its paper.
  const old = one.paper.findLast(({ number }) => number === "C7");
  const reprint = one.role.api.reprint(old?.visit ?? "");
  one.do(() => {});
  expect(await reprint).toMatchObject({ number: "C7" });
  one.restart();
  office.pass(minuteMs);
  expect(office.faults.filter(({ fault }) => fault === "log-forked")).toHaveLength(1);
  expect(one.state.letter).toBe("D");
});

test("Q-EVENT-1: two copies of a card that was set back before give the same papers one name, and the hub takes each once", async () => {
  const { office, one } = openOffice();
  one.goAway();
  const common = await taps(one, 2);
  const image = one.image();
  const lost = await taps(one, 3);
  one.comeBack();
  office.pass(minuteMs);
  one.goAway();
  one.restart({ database: new Database(image) });
  const repeated = await taps(one, 2);
  const copies = [one.image(), one.image()];
  for (const [place, copy] of copies.entries()) {
    const hardware = { board: `another board ${place}`, card: `copy ${place}` };
    const kiosk = office.kiosk("kiosk-1", { database: new Database(copy), hardware, cut: true });
    kiosk.comeBack();
    office.pass(minuteMs);
    kiosk.goAway();
  }
  const numbers = visits(office).map((visit) => paperNumber(visit.number));
  expect(numbers.sort()).toEqual([...common, ...lost, ...repeated].sort());
});

test("Q-TICKET-1: an image from before its first letter does not get the letter whose numbers are out", async () => {
  const office = new Office();
  const one = office.kiosk("kiosk-1", { cut: true });
  const image = one.image();
  one.comeBack();
  office.pass(minuteMs);
  one.goAway();
  const before = await taps(one, 3);
  one.comeBack();
  office.pass(minuteMs);
  one.goAway();
  one.restart({ database: new Database(image) });
  one.comeBack();
  office.pass(minuteMs);
  one.goAway();
  const after = await taps(one, 3);
  one.comeBack();
  office.pass(minuteMs);
  expect([before[0], after[0]]).toEqual(["C1", "D1"]);
  allThere(office, [...before, ...after]);
});

const small = { acknowledgedKept: 20, deletedAtOnce: 10, unacknowledgedMax: 40 };

test("a kiosk keeps so many rows that the hub has and no more, and starts from its snapshot", async () => {
  const { office, one } = openOffice({ retention: { ...small, unacknowledgedMax: 10_000 } });
  one.goAway();
  await taps(one, 40);
  expect(one.log.heldFrom).toBe(1);
  one.comeBack();
  office.pass(minuteMs);
  expect(one.log.heldFrom).toBeGreaterThan(one.log.last - 20 - small.deletedAtOnce - 1);
  expect(one.log.heldFrom).toBeLessThanOrEqual(one.log.last - 19);
  one.restart();
  expect(one.state).toMatchObject({ letter: "C", ownCount: 40 });
  one.goAway();
  expect(await one.tap()).toBe("C41");
  one.comeBack();
  office.pass(minuteMs);
  expect(office.hub.state.tickets).toBe(41);
  expect(one.log.firstBrokenRow()).toBeUndefined();
});

test("Q-TICKET-1: a kiosk whose old rows are gone takes up its letter and its count after an update, and never without them", async () => {
  const { office, one } = openOffice({ retention: { ...small, unacknowledgedMax: 10_000 } });
  one.goAway();
  await taps(one, 40);
  one.comeBack();
  office.pass(minuteMs);
  one.goAway();
  const { fold_version: version } = one.database.prepare("select fold_version from snapshots").get() as { fold_version: number };
  one.database.exec(`update snapshots set fold_version = ${version - 1}`);
  one.restart();
  expect(await one.tap()).toBe("C41");
  one.database.exec(`update snapshots set fold_version = ${version + 1}`);
  expect(() => one.restart()).toThrow(/no snapshot/);
});

test("at the bound of what may wait for the hub the kiosk is out of service, says so, and comes back by itself", async () => {
  const { office, one } = openOffice({ retention: small });
  one.goAway();
  const issued = await taps(one, 60);
  const refused = issued.filter((number) => number === "log-too-long").length;
  expect(refused).toBeGreaterThan(0);
  expect(issued.slice(0, -refused)).not.toContain("log-too-long");
  expect(one.log.last - one.log.cursor("hub")).toBeLessThanOrEqual(small.unacknowledgedMax + 2);
  expect(one.role.api.live()).toMatchObject({ state: "out-of-service", fault: "log-too-long" });
  one.restart();
  expect(await one.tap()).toBe("log-too-long");
  one.comeBack();
  office.pass(minuteMs);
  expect(faultsOf(one)).toEqual([]);
  expect(await one.tap(50)).toBe("A1");
  expect(office.hub.state.tickets).toBe(61 - refused);
});

test("a kiosk writes no news that its hub does not read, and issues nothing for a hub that could not read its tickets", async () => {
  const { office, one } = openOffice();
  const { "staff-page-opened": _news, ...older } = office.reads;
  office.reads = older;
  office.greet("kiosk-1");
  office.pass(1_000);
  const opened = one.role.staff.opened();
  one.do(() => {});
  await opened;
  expect(one.log.read(1, 100).map((row) => row.kind)).not.toContain("staff-page-opened");
  expect(await one.tap(50)).toBe("A1");
  const { "ticket-issued": _core, ...tooOld } = older;
  office.reads = tooOld;
  office.greet("kiosk-1");
  office.pass(1_000);
  expect(await one.tap()).toBe("hub-too-old");
  one.goAway();
  one.restart();
  expect(await one.tap()).toBe("hub-too-old");
  expect(one.role.api.live()).toMatchObject({ state: "out-of-service", fault: "hub-too-old" });
  office.reads = { ...older, "ticket-issued": [1], "staff-page-opened": [1] };
  one.comeBack();
  office.pass(minuteMs);
  expect(await one.tap(50)).toBe("A2");
});
