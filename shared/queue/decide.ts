/**
 * What the hub answers to a command: the events it makes, or a fault that says why not. Pure: reads the state, changes nothing.
 * Order of checks: seen before, epoch, known names, version, then the move itself, which stands with its fold in `moves/`.
 */
import type { appointmentCommands } from "../appointments/commands.ts";
import { decideAppointment, isAppointmentCommand } from "../appointments/decide.ts";
import { isFault } from "../faults/fault.ts";
import { paperNumber } from "../ticket/number.ts";
import { admitting } from "./admit.ts";
import type { Command, CommandName } from "./commands.ts";
import { comeBack, stepAway } from "./moves/away.ts";
import { begin, callFromList, callNext, recall } from "./moves/calls.ts";
import { catchUp, correctDay, trustClock } from "./moves/day.ts";
import { closeDay, closeDoors, formLine, openDay, openDoors, setClosing } from "./moves/doors.ts";
import { finish, left, noShow } from "./moves/endings.ts";
import { giveUpDevice, goToDevice } from "./moves/going.ts";
import { intake } from "./moves/intake.ts";
import { returnToLine, transfer } from "./moves/line.ts";
import { setNeeds } from "./moves/marks.ts";
import * as office from "./moves/office.ts";
import { park, resume } from "./moves/parking.ts";
import { endPractice, startPractice } from "./moves/practice.ts";
import { reprint } from "./moves/printing.ts";
import { promiseReturns } from "./moves/promises.ts";
import { returnNoShow } from "./moves/returning.ts";
import { addService, assignService, changeService, correctService, setQuantity, switchService } from "./moves/segments.ts";
import { undo } from "./moves/undo.ts";
import { viewVisitLife } from "./moves/viewing.ts";
import {
  type CounterScene,
  type DecideContext,
  type Decision,
  type Desk,
  done,
  type Of,
  refuse,
  type Scene,
  type VisitScene,
} from "./scene.ts";
import { type OfficeState, visitOf } from "./state.ts";

export type { DecideContext, Decision } from "./scene.ts";

export function decide(state: OfficeState, command: Command, context: DecideContext): Decision {
  const { key, name } = command;
  const before = state.commandsDone.get(key);
  if (before) return before.name === (sameAs[name] ?? name) ? { kind: "repeated", before } : refuse("key-reused", { command: name });
  const configuration = state.configuration;
  if (!configuration) return refuse("bad-configuration", {});
  if ("expected" in command && command.expected.epoch !== context.epoch) return refuse("other-epoch", {});
  if (!configuration.agents.some((agent) => agent.number === command.agent)) return refuse("unknown-agent", { agent: command.agent });
  const at = "counter" in command ? command.counter : null;
  const counter = configuration.counters.find((each) => each.id === at);
  const now = state.counters.get(at ?? "");
  if (at !== null && !(counter && now)) return refuse("unknown-counter", { counter: at });
  const desk = counter && now ? { counter, now } : null;
  const actor = { kind: "agent", agent: command.agent, counter: desk?.counter.id ?? null } as const;
  const scene = { state, configuration, context, actor, desk };
  return isAppointmentCommand(command) ? decideAppointment(scene, command) : decideIn(scene, command);
}

/** Commands that make the same event as another one, and are remembered by its name. */
const sameAs: Readonly<Partial<Record<CommandName, CommandName>>> = { "correct-service": "change-service" };

type Asked = Scene & { readonly desk: Desk | null };

function decideIn(scene: Asked, command: Command): Decision {
  const { desk } = scene;
  if (isOf(ofOffice, command)) return ofOffice[command.name](scene, command as never);
  if (isOf(ofCounter, command)) {
    // A page always names the counter of these.
    if (!desk) return refuse("unknown-counter", {});
    if (desk.now.version > command.expected.n) return refuse("changed-meanwhile", { counter: desk.counter.label });
    return (command.name === "sign-in" ? undefined : notSignedIn(scene)) ?? ofCounter[command.name]({ ...scene, desk }, command as never);
  }
  const stranger = notSignedIn(scene);
  if (stranger) return stranger;
  if (command.name === "intake") return intake(scene, command);
  if (command.name === "admit") return admission(scene, command);
  return ofVisit(scene, command as VisitCommand);
}

function ofVisit(scene: Asked, command: VisitCommand): Decision {
  const { state, desk, actor } = scene;
  const visit = visitOf(state, command.visit);
  if (!visit) return refuse("unknown-visit", { visit: command.visit });
  const number = paperNumber(visit.number);
  if (visit.stage.kind === "ended" && !ofEnded.has(command.name)) return refuse("already-ended", { number });
  if (visit.version > command.expected.n) return refuse("changed-meanwhile", { number });
  const moved = { visit: visit.id, key: command.key, actor, practice: visit.practice };
  const about = { ...scene, visit, number, moved };
  if (isOf(anywhere, command)) return anywhere[command.name](about, command as never);
  return desk ? atCounter[command.name as AtCounter]({ ...about, desk }, command as never) : refuse("unknown-counter", {});
}

type OfficeTable = { readonly [N in OfficeName]: (scene: Scene, command: Of<N>) => Decision };
type OfficeName =
  | ("open-day" | "close-day" | "correct-day" | "trust-clock" | "catch-up")
  | ("form-line" | "open-doors" | "close-doors" | "set-closing" | "start-practice" | "end-practice" | "promise-returns")
  | ("set-counter" | "stop-service" | "resume-service" | "post-notice" | "withdraw-notice" | "view-visit-life")
  | ("go-to-device" | "give-up-device");

const ofOffice: OfficeTable = {
  "open-day": openDay,
  "close-day": closeDay,
  "correct-day": correctDay,
  "trust-clock": trustClock,
  "catch-up": catchUp,
  "form-line": formLine,
  "open-doors": openDoors,
  "close-doors": closeDoors,
  "set-closing": setClosing,
  "start-practice": startPractice,
  "end-practice": endPractice,
  "promise-returns": promiseReturns,
  "set-counter": office.setCounter,
  "stop-service": office.stopService,
  "resume-service": office.resumeService,
  "post-notice": office.postNotice,
  "withdraw-notice": office.withdrawNotice,
  "view-visit-life": viewVisitLife,
  "go-to-device": goToDevice,
  "give-up-device": giveUpDevice,
};

type CounterName = "sign-in" | "sign-out" | "call-next" | "take-break" | "end-break";

/** These expect the counter's version. */
const ofCounter: { readonly [N in CounterName]: (scene: CounterScene, command: Of<N>) => Decision } = {
  "sign-in": office.signIn,
  "sign-out": office.signOut,
  "call-next": callNext,
  "take-break": office.takeBreak,
  "end-break": office.endBreak,
};

type VisitCommand = Exclude<Command, Of<keyof typeof appointmentCommands> | { name: OfficeName | CounterName | "intake" | "admit" }>;
type Anywhere = Extract<VisitCommand, { counter: string | null }>["name"] & AnywhereName;
type AnywhereName =
  | ("left" | "add-service" | "correct-service" | "transfer" | "step-away" | "come-back" | "return-no-show")
  | ("set-needs" | "reprint" | "undo");
type AtCounter = Exclude<VisitCommand["name"], Anywhere>;

/** By the agent of a counter. */
const atCounter: { readonly [N in AtCounter]: (scene: VisitScene<Desk>, command: Of<N>) => Decision } = {
  "call-from-list": callFromList,
  recall,
  begin,
  finish,
  "no-show": noShow,
  "assign-service": assignService,
  "switch-service": switchService,
  "change-service": changeService,
  "set-quantity": setQuantity,
  park,
  resume,
  "return-to-line": returnToLine,
};

/** Also at the door. */
const anywhere: { readonly [N in Anywhere]: (scene: VisitScene, command: Of<N>) => Decision } = {
  left,
  "add-service": addService,
  "correct-service": correctService,
  transfer,
  "step-away": stepAway,
  "come-back": comeBack,
  "return-no-show": returnNoShow,
  "set-needs": setNeeds,
  reprint,
  undo,
};

/** Commands that have to do with visits that ended. */
const ofEnded: ReadonlySet<string> = new Set(["return-no-show", "undo"] satisfies CommandName[]);

function isOf<N extends CommandName>(table: Readonly<Record<N, unknown>>, command: Command): command is Of<N> {
  return Object.hasOwn(table, command.name);
}

/** At the door nobody signs in. */
function notSignedIn({ desk, actor }: Asked): Decision | undefined {
  return desk && desk.now.agent !== actor.agent ? refuse("not-signed-in", { counter: desk.counter.label }) : undefined;
}

/** A counter that has a citizen may admit another: the ticket joins the line. */
function admission({ state, configuration, actor, context }: Scene, command: Of<"admit">): Decision {
  const event = admitting(state, configuration, command, actor, context);
  if (isFault(event)) return { kind: "refused", fault: event };
  return done([event], event.kind === "visit-admitted" ? event.body.visit : null);
}
