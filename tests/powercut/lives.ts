/** Storages that live through several cuts each, as a kiosk's card does: every cut is judged when the machine next has power. */
import { type CutPlan, drawPlan, type Mode, sayMoment } from "./moment.ts";
import type { PreparedMachine } from "./prepare.ts";
import { diceOf } from "./random.ts";
import { runSession, type SessionResult } from "./session.ts";
import { emptyTally, type Tally, tallied } from "./tally.ts";
import type { CutOutcome } from "./volatile-disk.ts";
import { type Verdict, Witness } from "./witness.ts";

export interface CutOrder {
  readonly mode: Mode;
  readonly cuts: number;
  readonly seed: string;
}

/** A verdict, and the cuts it is about: more than one when the power went again before the log was read. */
export interface Judged {
  readonly mode: Mode;
  readonly opener: string;
  readonly cuts: readonly { readonly number: number; readonly plan: CutPlan; readonly outcome: CutOutcome }[];
  readonly verdict: Verdict;
  /** The medium as the cuts left it. */
  readonly image: Uint8Array;
  /** The same for a person. */
  readonly line: string;
}

const cutsOfOneLife = 10;

export async function cutMany(machine: PreparedMachine, { mode, cuts, seed }: CutOrder, tells: (judged: Judged) => void): Promise<Tally> {
  let tally = emptyTally(mode);
  let number = 0;
  for (let life = 1; number < cuts; life += 1) {
    const dice = diceOf(`${seed} ${mode} life ${life}`);
    const opener = dice.pick<"hub" | "kiosk-1">([
      [1, "hub"],
      [1, "kiosk-1"],
    ]);
    const witness = new Witness();
    let image = machine.storage;
    let waiting: Judged["cuts"] = [];
    let judgedUpTo = 0;
    let readable = true;
    const judge = (found: NonNullable<SessionResult["found"]>) => {
      readable = !("unreadable" in found);
      if (waiting.length === 0) {
        if ("unreadable" in found) throw new Error(`a new storage cannot be used: ${found.unreadable}`);
        return;
      }
      const verdict = "unreadable" in found ? witness.judgeUnreadable(found.unreadable) : witness.judge(found);
      const outcomes = waiting.map((cut) => cut.outcome);
      tally = tallied(tally, outcomes, verdict, witness.last - judgedUpTo);
      tells({ mode, opener, cuts: waiting, verdict, image, line: lineOf(mode, opener, waiting, verdict) });
      if (!("unreadable" in found)) witness.settle(found);
      judgedUpTo = witness.last;
      waiting = [];
    };
    for (let cut = 1; cut <= cutsOfOneLife && number < cuts && readable; cut += 1) {
      const cutDice = diceOf(`${seed} ${mode} cut ${number + 1}`);
      const plan = drawPlan(mode, cutDice);
      const result = await runSession(machine, { mode, opener, image, witness, plan, dice: cutDice }, judge);
      image = result.image;
      if (!result.cut) continue;
      number += 1;
      waiting = [...waiting, { number, plan, outcome: result.cut }];
    }
    if (waiting.length > 0) await runSession(machine, { mode, opener, image, witness, dice }, judge);
  }
  return tally;
}

function lineOf(mode: Mode, opener: string, cuts: Judged["cuts"], { acknowledged, found, lost, repaired, damage }: Verdict): string {
  const said = cuts.map(({ number, plan, outcome }) => {
    const fates = `${outcome.kept} kept, ${outcome.torn} torn, ${outcome.dropped} dropped`;
    return `${String(number).padStart(4)} ${sayMoment(plan)}, ${plan.survival} (${fates})`;
  });
  const rows = `acknowledged ${acknowledged}, found ${found}, lost ${lost}${repaired ? ", file system repaired" : ""}`;
  return `${mode} ${opener.padEnd(7)}${said.join(" +")}: ${rows}${damage ? `; ${damage}` : ""}`;
}
