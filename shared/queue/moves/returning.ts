/** A no-show who is here after all: waits again, by the office's rule. */

import type { LogRow, Origin } from "../../log/record.ts";
import { rulesOf } from "../../office/rules.ts";
import type { DeviceEventBody, HubEvent, HubEventBody } from "../events.ts";
import { putAtEnd, setStage } from "../moving.ts";
import { visitOnPaper } from "../paper.ts";
import { remember } from "../remember.ts";
import { type Decision, moves, refuse, type VisitScene } from "../scene.ts";
import { visitNamedIn } from "../sources.ts";
import type { OfficeState } from "../state.ts";
import type { Visit } from "../visit.ts";
import type { Folds } from "./folds.ts";

const minuteMs = 60_000;

export function returnNoShow(scene: VisitScene): Decision {
  const { state, configuration, visit, number, context } = scene;
  const { minutes, place } = rulesOf(configuration).noShowReturn;
  switch (mayReturn(state, visit, context.at)) {
    case "no-no-show":
      return refuse("not-no-show", { number });
    case "other-day":
      return refuse("day-not-open", { date: visit.date ?? "" });
    case "too-late":
      return refuse("return-too-late", { number, minutes });
    case "too-often":
      return refuse("returned-before", { number });
    case "yes":
      return moves(scene, "no-show-returned", { place });
  }
}

/** The row that lets in who says so at a kiosk; undefined when they may not return, or are no no-show. `at`: when they said it. */
export function returnedAtKiosk(
  state: OfficeState,
  { letter, count, visit: named }: DeviceEventBody<"came-back">,
  origin: Origin,
  at: number,
): Extract<HubEvent, { kind: "no-show-returned" }> | undefined {
  const visit = visitOnPaper(state, { letter, count, visit: named && visitNamedIn(state, origin, named) });
  if (!visit || mayReturn(state, visit, at) !== "yes") return undefined;
  const key = `came-back-${origin.epoch}.${origin.seq}`;
  const { place } = rulesOf(state.configuration).noShowReturn;
  const actor = { kind: "system", part: origin.source } as const;
  return { kind: "no-show-returned", version: 1, body: { visit: visit.id, key, actor, practice: visit.practice, place } };
}

export function mayReturn(state: OfficeState, visit: Visit, at: number): "yes" | "no-no-show" | "other-day" | "too-late" | "too-often" {
  const { minutes, times } = rulesOf(state.configuration).noShowReturn;
  if (visit.stage.kind !== "ended" || visit.stage.how !== "no-show") return "no-no-show";
  if (visit.date !== (state.day?.date ?? null)) return "other-day";
  if (at > visit.stage.at + minutes * minuteMs) return "too-late";
  return visit.returns >= times ? "too-often" : "yes";
}

export const returningFolds: Folds<"no-show-returned"> = {
  "no-show-returned": (state, body, row) => {
    const visit = state.visits.get(body.visit);
    if (visit?.stage.kind === "ended") takeBack(state, visit, body.place, row);
    remember(state, body.key, "return-no-show", row.seq, body.visit);
  },
};

/** `next`: before everybody who waits. What was dropped when nobody came is waited for again. */
function takeBack(state: OfficeState, visit: Visit, place: HubEventBody<"no-show-returned">["place"], row: LogRow): void {
  visit.returns += 1;
  visit.segments = visit.segments.map((each) => (each.state === "dropped" ? { ...each, state: "waiting" } : each));
  if (place === "end") {
    putAtEnd(state, visit, row);
    return;
  }
  const first = state.visits.get(state.line[0] ?? "");
  if (place === "next" && first && first.place <= visit.place) {
    visit.letForward = { from: visit.letForward?.from ?? visit.place, class: "returned" };
    visit.place = first.place - 1;
  }
  setStage(state, visit, { kind: "waiting", since: row.at }, row);
}
