/** What staff note of a citizen: needs, language, people, priority, the type of counter; and that something is kept beside the log. */
import type { OfficeConfiguration } from "../../office/configuration.ts";
import { touch } from "../moving.ts";
import { remember } from "../remember.ts";
import { type Decision, moves, type Of, refuse, type VisitScene } from "../scene.ts";
import { retakeTurn } from "../turn.ts";
import type { Folds } from "./folds.ts";

const marks = ["needs", "language", "people", "priority", "counterType"] as const;

export function setNeeds(scene: VisitScene, command: Of<"set-needs">): Decision {
  const { visit, number, configuration } = scene;
  const { counterType } = command;
  if (!knowsType(configuration, counterType ?? null)) return refuse("unknown-counter-type", { target: counterType ?? "" });
  const changed = marks.filter((mark) => command[mark] !== undefined && JSON.stringify(command[mark]) !== JSON.stringify(visit[mark]));
  if (changed.length === 0) return refuse("nothing-to-change", { number });
  return moves(scene, "visit-marked", Object.fromEntries(changed.map((mark) => [mark, command[mark]])));
}

export function knowsType(configuration: OfficeConfiguration, type: string | null): boolean {
  return type === null || configuration.counters.some((each) => each.type === type);
}

export const markFolds: Folds<"visit-marked" | "personal-noted"> = {
  "visit-marked": (state, body, row) => {
    const visit = state.visits.get(body.visit);
    if (visit) {
      if (body.needs !== undefined) visit.needs = body.needs;
      if (body.language !== undefined) visit.language = body.language;
      if (body.people !== undefined) visit.people = body.people;
      if (body.priority !== undefined) visit.priority = body.priority;
      if (body.counterType !== undefined) visit.counterType = body.counterType;
      touch(visit, row);
      // What it counts as may be let before others, or no more.
      if (visit.stage.kind === "waiting") retakeTurn(state, visit, row);
    }
    remember(state, body.key, "set-needs", row.seq, body.visit);
  },
  "personal-noted": (state, body, row) => {
    const visit = state.visits.get(body.visit);
    if (visit) {
      const others = visit.personal.filter((each) => each !== body.what);
      visit.personal = body.kept ? [...others, body.what].sort() : others;
      visit.changed = row.seq;
    }
    remember(state, body.key, "note-personal", row.seq, body.visit);
  },
};
