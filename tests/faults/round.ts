/** One office under fire: life, healing, rest, and what the checkers say of it. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readPaper } from "../../provisioning/office/paper.ts";
import { Printer } from "../../provisioning/office/wire/printer.ts";
import { check } from "../checkers/all.ts";
import type { History, Violation } from "../checkers/history.ts";
import { boardsThatDiffer } from "../checkers/q-call-2.ts";
import { onPaper, visitIn } from "../checkers/reading.ts";
import { SmallDisk } from "../office/scene/small-disk.ts";
import { until } from "../office/scene/until.ts";
import { Random } from "../sim/random.ts";
import { Agent } from "./agents.ts";
import { watchBoard } from "./board-page.ts";
import { citizensAt } from "./citizens.ts";
import { Fire } from "./fire.ts";
import { type BrokerKind, type Device, devices, kiosks, Office } from "./office.ts";
import { askUntilAnswered, Running } from "./people.ts";
import { Record } from "./record.ts";
import { heldOfDevices, printsUnderWay, stateAtEnd, storageAtEnd } from "./storages.ts";
import { transcript } from "./transcript.ts";

export interface RoundPlan {
  readonly seed: number;
  readonly kills: number;
  readonly broker: BrokerKind;
  /** Made, and left for the caller to remove. */
  readonly folder: string;
  /** Told how to end the round early, so that nothing of it is left behind. */
  readonly opened?: (end: () => Promise<void>) => void;
  /** What is done to the office instead of the usual. */
  readonly instead?: (office: Office, record: Record) => Promise<void>;
}

export interface RoundVerdict {
  readonly kills: number;
  readonly tickets: number;
  readonly papers: number;
  readonly hubRows: number;
  readonly violations: readonly Violation[];
}

export async function playRound({ seed, kills, broker, folder, opened, instead }: RoundPlan): Promise<RoundVerdict> {
  mkdirSync(folder, { recursive: true });
  const disk = smallDisk(folder);
  const record = new Record();
  const office = await Office.planned(folder, broker, (name) => (name === "kiosk-2" && disk ? join(disk.folder, name) : undefined));
  const running = new Running();
  let isOver = false;
  const end = async () => {
    if (isOver) return;
    isOver = true;
    running.stop();
    await office.close();
    disk?.remove();
  };
  opened?.(end);
  try {
    await office.start();
    const leaveBoard = watchBoard("board-1", office.address("board-1"), record);
    const random = new Random(seed, "people");
    const draw = () => random.next();
    const people = [
      ...kiosks.map((name) => citizensAt(name, office.address(name), running, record, draw)),
      new Agent(office.address("hub"), 21, "counter-1", record, draw).work(running),
      new Agent(office.address("hub"), 22, "counter-2", record, draw).work(running),
    ];
    const fire = new Fire(office, record, new Random(seed, "fire"), disk);
    if (instead) await instead(office, record);
    else await fire.until(kills, running);
    await office.heal();
    running.stop();
    await Promise.all(people);
    const rested = await rest(office, folder, disk, record);
    await leaveBoard();
    await papersOf(office, record);
    await Promise.all(["hub", "central"].map((name) => office.program(name as "hub").stop()));
    const history = historyOf(office, folder, disk, record, rested);
    const violations = [...check(history), ...(rested ? [] : [{ promise: "rest", what: "the office did not come to rest within 30 s" }])];
    if (violations.length > 0) writeFileSync(join(folder, "transcript.txt"), transcript(history, violations));
    const tickets = history.hub.rows.filter((row) => row.kind === "ticket-issued").length;
    const papers = record.observations.filter(({ kind }) => kind === "paper").length;
    return { kills: fire.kills, tickets, papers, hubRows: history.hub.rows.length, violations };
  } finally {
    await end();
  }
}

/** Nothing is on its way any more, and no device goes on: the hub has all rows of the devices, and central all of the hub's. */
async function rest(office: Office, folder: string, disk: SmallDisk | null, record: Record): Promise<boolean> {
  const hubFile = join(folder, "hub", "hub.sqlite");
  const shown = () => boardsThatDiffer({ hub: storageAtEnd(hubFile, office.configuration.office.id), observations: record.observations });
  // A board that never comes to show what is so is the checkers' to tell.
  await until("the board to show what is so", () => shown().length === 0).catch(() => {});
  const held = () => heldOfDevices(hubFile);
  try {
    await until("every row of the devices, which then stop, at the hub", async () => {
      await Promise.all(devices.filter((name) => !office.program(name).isRunning).map((name) => office.program(name).start()));
      for (const name of devices) {
        await until(`${name} beside the hub`, async () => {
          const { rows, state } = (await askUntilAnswered(`${office.address(name)}/health`)) as { rows: number; state: string };
          return (name === "board-1" || state === "ready") && (held().get(name) ?? 0) === rows && printsUnderWay(hubFile, name) === 0;
        });
      }
      await Promise.all(devices.map((name) => office.program(name).stop()));
      // A board still announces what was called last: what it wrote at the very end brings it back to ship that, too.
      return devices.every((name) => storageAtEnd(fileOf(folder, disk, name), name).rows.at(-1)?.seq === held().get(name));
    });
    await until("all rows of the hub at central", async () => {
      const { offset } = (await askUntilAnswered(`${office.address("hub")}/api/v1/counts`)) as { offset: number };
      const counts = (await askUntilAnswered(`${office.address("central")}/counts`)) as { offices: { example?: { next: number } } };
      return counts.offices.example?.next === offset + 1;
    });
    return true;
  } catch (error) {
    writeFileSync(
      join(folder, "unrest.txt"),
      `${error instanceof Error ? `${error.message}\n${error.cause ?? ""}` : error}\n${disk ? "with a small disk" : ""}`,
    );
    return false;
  } finally {
    await Promise.all(devices.map((name) => office.program(name).stop()));
  }
}

function fileOf(folder: string, disk: SmallDisk | null, name: Device): string {
  return join(name === "kiosk-2" && disk ? disk.folder : folder, name, "device.sqlite");
}

async function papersOf(office: Office, record: Record): Promise<void> {
  for (const [place, device] of kiosks.entries()) {
    const printer = new Printer(() => office.address(place === 0 ? "printer-1" : "printer-2"));
    let seen = 0;
    for (;;) {
      const tickets = await printer.ticketsAfter(seen);
      const last = tickets.at(-1);
      if (!last) break;
      seen = last.n;
      // A blank strip is what is cut off after a print whose end was not seen: nobody's paper.
      for (const { lines } of tickets.filter((each) => each.lines.length > 0)) {
        const number = readPaper(lines)?.number ?? "unreadable";
        record.see({ kind: "paper", device, number, copy: 1, visit: null });
      }
    }
  }
}

function historyOf(office: Office, folder: string, disk: SmallDisk | null, record: Record, converged: boolean): History {
  const { id, timeZone } = office.configuration.office;
  const hubFile = join(folder, "hub", "hub.sqlite");
  const stored = devices.map((name) => storageAtEnd(fileOf(folder, disk, name), name));
  // A paper says its number; whose it is says the log of the kiosk that printed it.
  const visits = new Map<string, string>();
  for (const storage of stored) {
    for (const row of storage.rows) {
      if (row.kind === "ticket-issued")
        visits.set(`${storage.source} ${onPaper(row.body as { letter: string; count: number })}`, visitIn(storage, row.seq));
    }
  }
  const observations = record.observations.map((each) =>
    each.kind === "paper"
      ? { ...each, visit: visits.get(`${each.device} ${each.number}`) ?? `${each.device}.no-record.${each.number}` }
      : each,
  );
  return {
    office: id,
    timeZone,
    observations,
    converged,
    devices: stored,
    hub: storageAtEnd(hubFile, id),
    hubStateText: stateAtEnd(hubFile, id),
    central: storageAtEnd(join(folder, "central", "central.sqlite"), "central"),
    hubCommittedAt: new Map(),
    issuedAt: new Map(),
    excused: new Map(),
  };
}

/** Null where none can be had: then no disk is filled. */
function smallDisk(folder: string): SmallDisk | null {
  try {
    return SmallDisk.made(folder);
  } catch {
    return null;
  }
}
