/** A whole office day with people and agents, faster than real, over the same wires as in an office. */
import { gunzipSync } from "node:zlib";
import type { OfficeConfiguration } from "#shared/office/configuration.ts";
import { localDate } from "#shared/time/zone.ts";
import type { KioskLive } from "#shared/wire/kiosk-page.ts";
import type { Visits } from "../arguments.ts";
import { askCounts, countsAgree, countsInWords } from "../counts.ts";
import { checkedConfiguration } from "../demo-configuration.ts";
import { Failure } from "../failure.ts";
import type { Machine } from "../machine.ts";
import { openSession, type Session, stopped } from "../session.ts";
import { Live } from "../wire/live.ts";
import { Staff } from "../wire/staff.ts";
import { Agent } from "./agent.ts";
import { BusinessClock, midnightOf } from "./business-clock.ts";
import { Diary } from "./diary.ts";
import { type DayPlan, minuteMs, rosterAt } from "./plan.ts";
import { madeUpDay } from "./profile.ts";
import { replayedDay } from "./replay.ts";
import { readVisits } from "./visits-file.ts";
import { WaitingRoom } from "./waiting-room.ts";

export interface DayWish {
  readonly port: number;
  readonly data: string;
  readonly fresh: boolean;
  readonly speed: number;
  readonly seed: number;
  readonly visits: Visits | null;
}

/** Real time between writing the programs' files and the start of business: by then they are up. */
const leadMs = 6_000;
/** Business time from the doors' opening to the first arrival. */
const beforeFirstMs = 10 * minuteMs;
/** Whoever still waits so long after closing is sent home. */
const overtimeMs = 90 * minuteMs;
const noteEveryMs = 15 * minuteMs;
const agreeDeadlineMs = 20_000;
const lookAgainMs = 250;

export async function runDay(wish: DayWish, demo: OfficeConfiguration, machine: Machine): Promise<number> {
  const plan = dayPlan(wish, demo, machine);
  const { timeZone, name } = plan.configuration.office;
  const midnight = midnightOf(plan.date, timeZone);
  const firstMs = plan.arrivals[0]?.atMs ?? 0;
  const time = { speed: wish.speed, businessStart: midnight + firstMs - beforeFirstMs, realStart: machine.now() + leadMs };
  const session = await openSession({ ...wish, kind: "day", configuration: plan.configuration, time }, machine);
  machine.say(`${name.en} on ${plan.date}, ${wish.speed} times as fast: ${plan.arrivals.length} people will come.  ${session.address}`);
  try {
    return await Promise.race([play(plan, midnight, new BusinessClock(time, machine), session, machine), stopped(machine)]);
  } finally {
    await session.close();
  }
}

function dayPlan(wish: DayWish, demo: OfficeConfiguration, machine: Machine): DayPlan {
  const { visits, seed } = wish;
  if (!visits) return madeUpDay(demo, localDate(machine.now(), demo.office.timeZone), seed);
  const read = readVisits(visitsText(visits.file, machine), visits.office, visits.date);
  if (!read.ok) throw new Failure(`${visits.file} cannot be replayed.\n${read.wrong.join("\n")}`);
  const plan = replayedDay(demo, read.visits, visits.date, seed);
  return { ...plan, configuration: checkedConfiguration(plan.configuration) };
}

const visitsBytesMax = 256 * 1024 * 1024;

function visitsText(file: string, machine: Machine): string {
  try {
    const bytes = machine.readBytes(file);
    const zipped = bytes[0] === 0x1f && bytes[1] === 0x8b;
    return new TextDecoder("utf-8", { fatal: true }).decode(zipped ? gunzipSync(bytes, { maxOutputLength: visitsBytesMax }) : bytes);
  } catch (error) {
    throw new Failure(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

async function play(plan: DayPlan, midnight: number, clock: BusinessClock, { office }: Session, machine: Machine): Promise<number> {
  const { wait } = machine;
  const staff = new Staff(office.address("hub"), { wait, key: machine.randomKey });
  const kiosk = office.address("kiosk");
  const live = new Live<KioskLive>(`${kiosk}/api/kiosk/live`, "kiosk", wait);
  const room = new WaitingRoom({ kiosk, live, clock, wait, key: machine.randomKey });
  const diary = new Diary();
  let over = false;
  const open = () => rosterAt(plan.roster, clock.now() - midnight);
  const agents = agentsOf(plan, { staff, room, clock, wait, open, diary });
  const note = () =>
    machine.say(
      diary.note(clock.now(), plan.configuration.office.timeZone, room.joined, staff.office?.waiting ?? 0, openCounters(plan, staff)),
    );
  const notes = async () => {
    for (let at = midnight + (plan.arrivals[0]?.atMs ?? 0); !over; at += noteEveryMs) {
      await clock.reach(Math.ceil(at / noteEveryMs) * noteEveryMs);
      if (!over) note();
    }
  };
  const closing = async () => {
    await room.open(plan.arrivals, midnight);
    await clock.reach(midnight + plan.closeMs);
    await emptyRoom(staff, clock, midnight + plan.closeMs + overtimeMs);
    over = true;
  };
  void notes();
  await Promise.all([closing(), ...agents.map((agent) => agent.work(() => over))]);
  await Promise.all([staff.close(), live.close()]);
  machine.say(diary.summary(room.joined, room.refused));
  const agree = await agreed(office, machine);
  if (machine.interactive) {
    machine.say("The office stays open for a look at its pages. Ctrl-C ends it.");
    await stopped(machine).catch(() => {});
  }
  return agree ? 0 : 1;
}

interface AgentsPorts {
  readonly staff: Staff;
  readonly room: WaitingRoom;
  readonly clock: BusinessClock;
  readonly wait: (ms: number) => Promise<void>;
  readonly open: () => readonly string[];
  readonly diary: Diary;
}

function agentsOf({ configuration }: DayPlan, ports: AgentsPorts): Agent[] {
  const { counters, agents, services } = configuration;
  const claimed = new Set<string>();
  return counters.slice(0, agents.length).map((counter, place) => {
    const service = services.find((each) => each.offered === "kiosk" && counter.takes.includes(each.queue))?.id ?? "";
    const facts = { agent: agents[place]?.number ?? 0, counter: counter.id, takes: counter.takes, service };
    const { open, diary } = ports;
    return new Agent(facts, {
      ...ports,
      claimed,
      onDuty: () => open().includes(counter.id),
      tell: (what, visit) => diary.tell(what, visit),
    });
  });
}

/** Waits until nobody waits and nobody is served, or until the overtime is over. */
async function emptyRoom(staff: Staff, clock: BusinessClock, end: number): Promise<void> {
  while (clock.now() < end) {
    const empty = await staff.watched.found(lookAgainMs, () => staff.office !== undefined && [...staff.visits()].length === 0);
    if (empty) return;
  }
}

function openCounters({ configuration }: DayPlan, staff: Staff): number {
  return configuration.counters.filter((counter) => (staff.counter(counter.id)?.agent ?? null) !== null).length;
}

async function agreed(office: Session["office"], machine: Machine): Promise<boolean> {
  const end = machine.mono() + agreeDeadlineMs;
  for (;;) {
    const counts = await askCounts(office.papers, office.ports);
    const agree = countsAgree(counts, office.central);
    if (agree || machine.mono() > end) {
      machine.say(`The counts ${agree ? "agree" : `do not agree after ${agreeDeadlineMs / 1000} s`}: ${countsInWords(counts)}`);
      return agree;
    }
    await machine.wait(lookAgainMs);
  }
}
