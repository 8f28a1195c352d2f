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
import { calendarOf } from "./booked.ts";
import { busiestDay } from "./busiest.ts";
import { BusinessClock, midnightOf } from "./business-clock.ts";
import { Diary } from "./diary.ts";
import { type DayPlan, minuteMs, rosterAt } from "./plan.ts";
import { madeUpDay } from "./profile.ts";
import { replayedDay } from "./replay.ts";
import { readVisits } from "./visits-file.ts";
import { WaitingRoom } from "./waiting-room.ts";
import { Watch } from "./watch.ts";

export interface DayWish {
  readonly port: number;
  readonly data: string;
  readonly fresh: boolean;
  readonly speed: number;
  readonly seed: number;
  readonly visits: Visits | null;
  readonly busiest: boolean;
  readonly hours: number | null;
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
  const calendar = plan.bookings.length > 0 ? { calendar: calendarOf(plan, midnight) } : {};
  const session = await openSession({ ...wish, kind: "day", configuration: plan.configuration, time, ...calendar }, machine);
  machine.say(`${name.en} on ${plan.date}, ${wish.speed} times as fast: ${plan.arrivals.length} people will come.  ${session.address}`);
  try {
    return await Promise.race([play(plan, midnight, new BusinessClock(time, machine), session, machine), stopped(machine)]);
  } finally {
    await session.close();
  }
}

function dayPlan(wish: DayWish, demo: OfficeConfiguration, machine: Machine): DayPlan {
  const { visits, seed, busiest, hours } = wish;
  if (!visits) {
    const date = localDate(machine.now(), demo.office.timeZone);
    return busiest ? busiestDay(demo, date, seed, hours) : madeUpDay(demo, date, seed);
  }
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
  const room = new WaitingRoom({ kiosk, staff, live, clock, wait, key: machine.randomKey });
  const diary = new Diary();
  let over = false;
  const open = () => rosterAt(plan.roster, clock.now() - midnight);
  const agents = agentsOf(plan, { staff, room, clock, wait, open, diary });
  const watch = new Watch(machine);
  const note = () => {
    watch.look(staff.entries(), office.supervisor.running);
    const waiting = staff.office?.waiting ?? 0;
    machine.say(diary.note(clock.now(), plan.configuration.office.timeZone, room.joined, waiting, openCounters(plan, staff)));
  };
  const notes = async () => {
    for (let at = midnight + (plan.arrivals[0]?.atMs ?? 0); !over; at += noteEveryMs) {
      await clock.reach(Math.ceil(at / noteEveryMs) * noteEveryMs);
      if (!over) note();
    }
  };
  const unwatch = staff.watched.watch(() => diary.seen(staff.office?.waiting ?? 0));
  const closing = async () => {
    await room.open(plan.arrivals, midnight);
    await clock.reach(midnight + plan.closeMs);
    await emptyRoom(staff, room, clock, midnight + plan.closeMs + overtimeMs);
    over = true;
  };
  void notes();
  await Promise.all([closing(), ...agents.map((agent) => agent.work(() => over))]);
  unwatch();
  await Promise.all([staff.close(), live.close()]);
  machine.say(diary.summary(room.joined, room.refused));
  machine.say(`Beside plain visits: ${diary.courses}.`);
  if (plan.bookings.length > 0) machine.say(`${plan.bookings.length} appointments were booked; at the kiosk: ${room.checkedIn}.`);
  for (const sentence of watch.words) machine.say(sentence);
  const agree = await agreed(office, machine);
  if (machine.interactive) {
    machine.say("The office stays open for a look at its pages. Ctrl-C ends it.");
    await stopped(machine).catch(() => {});
  }
  return agree && watch.isWell && room.refused.length === 0 ? 0 : 1;
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
      other: () => elsewhere(counters, place).find(({ id }) => (ports.staff.counter(id)?.agent ?? null) !== null)?.id,
      tell: (what, visit) => diary.tell(what, visit),
    });
  });
}

/** The counters after this one and round again, without it. */
function elsewhere<T>(counters: readonly T[], place: number): T[] {
  return [...counters.slice(place + 1), ...counters.slice(0, place)];
}

/** Waits until nobody waits, is served or will come back, or until the overtime is over. */
async function emptyRoom(staff: Staff, room: WaitingRoom, clock: BusinessClock, end: number): Promise<void> {
  while (clock.now() < end) {
    const isEmpty = () => staff.office !== undefined && [...staff.visits()].length === 0;
    if (room.expected === 0 && (await staff.watched.found(lookAgainMs, isEmpty))) return;
    if (room.expected > 0) await clock.wait(minuteMs);
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
