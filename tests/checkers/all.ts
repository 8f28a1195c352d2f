/** Every checker, by the promise it holds a history against. */
import type { Checker, History, Violation } from "./history.ts";
import { oneAtACounter } from "./q-call-1.ts";
import { spokenOnceAndShown } from "./q-call-2.ts";
import { firstComeFirstCalled } from "./q-call-3.ts";
import { rowsArriveOnce } from "./q-event-1.ts";
import { rebuiltIsLive } from "./q-event-2.ts";
import { refusalsAdvise } from "./q-fault-1.ts";
import { nobodyIsNamed } from "./q-priv-1.ts";
import { numbersAreUnique } from "./q-ticket-1.ts";
import { paperHasARecord } from "./q-ticket-2.ts";
import { everythingMerges } from "./q-ticket-3.ts";
import { sharedNumbersGoUp } from "./q-ticket-4.ts";
import { printsAreCounted } from "./q-ticket-5.ts";
import { arrivalsAreRight } from "./q-time-1.ts";

export const checkers: readonly Checker[] = [
  numbersAreUnique,
  paperHasARecord,
  everythingMerges,
  sharedNumbersGoUp,
  printsAreCounted,
  rowsArriveOnce,
  rebuiltIsLive,
  oneAtACounter,
  spokenOnceAndShown,
  firstComeFirstCalled,
  arrivalsAreRight,
  nobodyIsNamed,
  refusalsAdvise,
];

export function check(history: History): Violation[] {
  return checkers.flatMap((checker) => checker(history));
}
