/** The office's doors: a date for which the line forms, whose doors open, which gives its last tickets, and ends. */
import { rulesOf } from "../../office/rules.ts";
import { closing, opening } from "../day.ts";
import type { HubEvent } from "../events.ts";
import { remember } from "../remember.ts";
import { type Decision, done, type Of, refuse, type Scene } from "../scene.ts";
import type { OfficeState } from "../state.ts";
import type { Folds } from "./folds.ts";
import { endingPractice } from "./practice.ts";

export function openDay(scene: Scene, { date, key }: Of<"open-day">): Decision {
  return mayOpen(scene.state, date) ?? done([...practiceOver(scene, key), opening(scene.state, date, key, scene.actor)], null);
}

/** Kiosks that practised serve citizens from here on; counters practise until the doors open. */
export function formLine({ state, actor }: Scene, { date, key }: Of<"form-line">): Decision {
  return mayOpen(state, date) ?? done([opening(state, date, key, actor, "closed")], null);
}

export function openDoors(scene: Scene, { date, key }: Of<"open-doors">): Decision {
  const { state, actor } = scene;
  const opened: HubEvent = { kind: "doors-opened", version: 1, body: { date, key, actor } };
  if (!state.day) {
    return (
      mayOpen(state, date) ?? done([...practiceOver(scene, key), opening(state, date, keyOf(key, "date"), actor, "closed"), opened], null)
    );
  }
  if (state.day.date !== date) return refuse("day-already-open", { date: state.day.date });
  if (state.day.stage === "open") return refuse("doors-already-open");
  return done([...practiceOver(scene, key), opened], null);
}

export function closeDoors({ state, actor }: Scene, { date, key }: Of<"close-doors">): Decision {
  if (state.day?.date !== date) return refuse("day-not-open", { date });
  if (state.day.stage === "last") return refuse("tickets-over");
  return done([{ kind: "doors-closed", version: 1, body: { date, key, actor } }], null);
}

export function setClosing({ state, actor }: Scene, { date, closesAt, key }: Of<"set-closing">): Decision {
  if (state.day?.date !== date) return refuse("day-not-open", { date });
  return done([{ kind: "closing-set", version: 1, body: { date, closesAt, key, actor } }], null);
}

export function closeDay({ state, configuration, actor }: Scene, { date, key, carry }: Of<"close-day">): Decision {
  if (state.day?.date !== date) return refuse("day-not-open", { date });
  return done(closing(state, date, key, actor, carry ?? rulesOf(configuration).carryOvernight), null);
}

function mayOpen(state: OfficeState, date: string): Decision | undefined {
  if (state.day) return refuse("day-already-open", { date: state.day.date });
  if (state.lastDate !== null && date <= state.lastDate) return refuse("day-not-after-last", { date, last: state.lastDate });
  return undefined;
}

/** Nobody plays once citizens come in. */
function practiceOver({ state, actor }: Scene, key: string): HubEvent[] {
  return state.practice ? [endingPractice(state, keyOf(key, "practice"), actor, "doors-opened")] : [];
}

/** The key of an event that another one brings with it. */
function keyOf(key: string, what: string): string {
  return `${key.slice(0, 68)}-${what}`;
}

/** Real tickets are not called before the doors are open. */
export function doorsShut(state: OfficeState, practice: boolean): Decision | undefined {
  if (practice) return undefined;
  if (!state.day) return refuse("day-not-open", { date: "" });
  return state.day.stage === "forming" ? refuse("doors-not-open") : undefined;
}

export const doorFolds: Folds<"doors-opened" | "doors-closed" | "closing-set"> = {
  "doors-opened": (state, body, row) => {
    if (state.day) state.day = { ...state.day, stage: "open", doorsAt: state.day.doorsAt ?? row.at };
    remember(state, body.key, "open-doors", row.seq, null);
  },
  "doors-closed": (state, body, row) => {
    if (state.day) state.day = { ...state.day, stage: "last" };
    remember(state, body.key, "close-doors", row.seq, null);
  },
  "closing-set": (state, body, row) => {
    if (state.day) state.day = { ...state.day, closesAt: body.closesAt };
    remember(state, body.key, "set-closing", row.seq, null);
  },
};
