/** Somebody looks back at a visit, which may be over for years: it changes nothing, and the log keeps who looked. */
import { remember } from "../remember.ts";
import { type Decision, done, type Of, type Scene } from "../scene.ts";
import type { Folds } from "./folds.ts";

export function viewVisitLife({ actor }: Scene, { key, visit, practice, date }: Of<"view-visit-life">): Decision {
  return done([{ kind: "visit-life-viewed", version: 1, body: { visit, key, actor, practice, date } }], null);
}

export const viewingFolds: Folds<"visit-life-viewed"> = {
  "visit-life-viewed": (state, { key }, row) => remember(state, key, "view-visit-life", row.seq, null),
};
