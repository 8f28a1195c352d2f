/** What a seed draws: how large the office is, how long its day, how people behave, and which misfortunes it has at all. */
import type { Random } from "./random.ts";

export const misfortunes = [
  "kill",
  "strike",
  "power",
  "stop",
  "cut",
  "half-cut",
  "clog",
  "slow-disk",
  "full-disk",
  "failing-disk",
  "printer",
  "clock",
  "hub-clock",
  "new-storage",
  "older-image",
  "copied-card",
  "other-board",
  "restore",
  "day-turn",
  "central-cut",
] as const;
export type Misfortune = (typeof misfortunes)[number];

/** What most offices never see; those that have it have it often enough. */
const rare: ReadonlySet<Misfortune> = new Set(["older-image", "copied-card", "other-board", "restore"]);

export interface Swarm {
  readonly kiosks: number;
  readonly boards: number;
  readonly counters: number;
  readonly hasCentral: boolean;
  readonly externalBroker: boolean;
  readonly openByItself: boolean;
  readonly minutes: number;
  readonly tickMs: number;
  readonly citizenEveryMs: number;
  readonly serviceMeanMs: number;
  readonly errs: number;
  readonly doubles: number;
  readonly copies: number;
  /** How often an agent who is free takes in paper that somebody holds up. */
  readonly admits: number;
  /** How often an agent does something else than to call, serve and finish, and takes back what was done. */
  readonly moves: number;
  readonly undoes: number;
  readonly duplicates: number;
  /** Messages of quality 0 that the broker loses. */
  readonly losses: number;
  /** A broker of many machines: messages of different topics overtake each other. */
  readonly reorderMs: number;
  readonly willDelayMs: number;
  readonly lateEcho: number;
  readonly tears: number;
  /** Misfortunes come this often, and which by weight. */
  readonly everyMs: number;
  readonly weights: Readonly<Partial<Record<Misfortune, number>>>;
  /** The machines' clocks at the start: ahead by so much, and so many parts of a second longer. */
  readonly clockOffMs: number;
  /** Disks that say that they have kept what they have not. */
  readonly disksLie: boolean;
  /** Machines tell the serials of board and card. */
  readonly knowsHardware: boolean;
  /** Machines can say whether they follow a time server. */
  readonly knowsTimeServer: boolean;
  /** Machines keep no time without power, and are set right when they reach a time server again. */
  readonly hasNoRtc: boolean;
  /** Rows that a device ships at once: a few, so that a short time alone is a backlog of several messages. */
  readonly rowsPerMessage: number;
  /** Milliseconds of the day at which the office's time begins. */
  readonly startHour: number;
}

export function drawSwarm(random: Random): Swarm {
  const sometimes = (of: number, most: number) => (random.chance(of) ? random.between(0, most) : 0);
  const weights: Partial<Record<Misfortune, number>> = {};
  for (const each of misfortunes) {
    if (random.chance(rare.has(each) ? 0.15 : 0.4)) weights[each] = random.between(0.2, 2);
  }
  const externalBroker = random.chance(0.3);
  return {
    kiosks: random.weighed({ 1: 3, 2: 3, 3: 1 }) === "1" ? 1 : random.whole(2, 3),
    boards: random.whole(1, 2),
    counters: random.whole(1, 3),
    hasCentral: random.chance(0.8),
    externalBroker,
    openByItself: random.chance(0.7),
    minutes: random.between(2, random.chance(0.1) ? 20 : 6),
    tickMs: random.chance(0.2) ? 1_000 : random.between(1_500, 3_000),
    citizenEveryMs: random.between(5_000, 40_000),
    serviceMeanMs: random.between(5_000, 40_000),
    errs: sometimes(0.5, 0.3),
    doubles: sometimes(0.5, 0.3),
    copies: sometimes(0.5, 0.3),
    admits: sometimes(0.4, 0.15),
    duplicates: sometimes(0.4, 0.3),
    losses: sometimes(0.3, 0.2),
    reorderMs: externalBroker ? sometimes(0.5, 300) : 0,
    willDelayMs: sometimes(0.4, 4_000),
    lateEcho: sometimes(0.3, 0.3),
    tears: sometimes(0.3, 0.1),
    everyMs: random.between(4_000, 40_000),
    weights: random.chance(0.05) ? {} : weights,
    disksLie: random.chance(0.2),
    knowsHardware: random.chance(0.8),
    clockOffMs: random.chance(0.3) ? random.pick([-86_400_000 * 365 * 20, -3_600_000, 90_000, 86_400_000 * 400]) : 0,
    knowsTimeServer: random.chance(0.5),
    rowsPerMessage: random.chance(0.3) ? random.whole(1, 5) : 200,
    hasNoRtc: random.chance(0.3),
    startHour: random.chance(0.2) ? random.pick([7.95, 31.9]) : 17,
    moves: sometimes(0.5, 0.4),
    undoes: sometimes(0.5, 0.2),
  };
}
