/**
 * Paper that the hub asks a kiosk for: a receptionist's ticket, a second one, a return slip. It is asked for until the kiosk's log says that
 * it has it; a kiosk that does not in time does not get to print it later, when nobody waits for it.
 */
import type { HubEvent } from "../events.ts";
import { remember } from "../remember.ts";
import { visitNamedIn } from "../sources.ts";
import { type OfficeState, type Paper, visitOf } from "../state.ts";
import type { DeviceFolds, Folds } from "./folds.ts";

/** So long the person stands at the kiosk, or the receptionist looks. */
export const paperWaitMs = 120_000;
/** Papers remembered; the oldest go first. */
export const papersMax = 500;

/** Those that a kiosk is still to be asked for. */
export function papersAsked(state: OfficeState): Paper[] {
  return [...state.papers.values()].filter((each) => each.state === "asked");
}

export function papersLapsed(state: OfficeState, at: number): HubEvent[] {
  const actor = { kind: "system", part: "papers" } as const;
  return papersAsked(state).flatMap(({ job, visit: id, at: asked }, place): HubEvent[] => {
    const visit = visitOf(state, id);
    if (at < asked + paperWaitMs) return [];
    const body = { visit: id, key: `paper-lapsed-${state.n + place + 1}`, actor, practice: visit?.practice ?? false, job };
    return [{ kind: "paper-lapsed", version: 1, body }];
  });
}

export const paperFolds: Folds<"print-requested" | "paper-lapsed"> = {
  "print-requested": (state, body, row) => {
    const { job, device, what, visit } = body;
    state.papers.set(job, { job, visit, device, what, at: row.at, state: "asked" });
    const oldest = state.papers.size > papersMax ? state.papers.keys().next() : undefined;
    if (oldest && !oldest.done) state.papers.delete(oldest.value);
    outcome(state, visit, what, "pending", row);
    // The first paper belongs to the command that began the visit, a slip to the one that promised it.
    if (what === "reprint") remember(state, body.key, "reprint", row.seq, visit);
  },
  "paper-lapsed": (state, body, row) => {
    const paper = state.papers.get(body.job);
    if (paper?.state === "asked") end(state, paper, "failed", row);
  },
};

export const paperDeviceFolds: DeviceFolds<"paper-taken" | "paper-ended"> = {
  "paper-taken": (state, { job }) => {
    const paper = state.papers.get(job);
    if (paper && (paper.state === "asked" || paper.state === "failed")) paper.state = "taken";
  },
  "paper-ended": (state, body, row, origin) => {
    const paper = state.papers.get(body.job);
    if (paper) end(state, paper, body.outcome, row);
    else outcome(state, visitNamedIn(state, origin, body.visit), body.what, body.outcome, row);
  },
};

function end(state: OfficeState, paper: Paper, how: "printed" | "failed" | "unknown", row: { readonly seq: number }): void {
  paper.state = how;
  outcome(state, paper.visit, paper.what, how, row);
}

/** What staff see of a visit's paper: how the last one went that it needs. A second copy that fails takes nothing from the first. */
function outcome(
  state: OfficeState,
  id: string,
  what: Paper["what"],
  how: "pending" | "printed" | "failed" | "unknown",
  row: { readonly seq: number },
): void {
  const visit = visitOf(state, id);
  if (!visit) return;
  if (what !== "reprint") visit.printed = how;
  else if (how === "printed") visit.reprints += 1;
  visit.changed = row.seq;
}
