/** For tests: random legal histories of an office, written as rows by hand: every move of a visit, undone ones among them. */
import fc from "fast-check";
import { LogWriter, minute } from "./harness.ts";

/** Each step moves one visit on, or lets one join. */
export const steps = fc.array(fc.record({ visit: fc.nat(3), choice: fc.nat(999), minutes: fc.nat(20) }), {
  minLength: 1,
  maxLength: 80,
  size: "max",
});
type Step = typeof steps extends fc.Arbitrary<readonly (infer S)[]> ? S : never;

interface Open {
  readonly id: string;
  stage: "waiting" | "called" | "serving" | "parked" | "absent" | "ended";
  /** The place of the service under way, how many there are, and which were put aside. */
  segment: number;
  services: number;
  stopped: number[];
  returned: boolean;
}

const segmentsMax = 8;

/** One entry for each move that a visit in the stage can make; the choice picks one. */
type Moves = readonly ((office: LogWriter, visit: Open) => void)[];

const at = "counter-1";

function end(visit: Open): void {
  visit.stage = "ended";
}

function toLine(office: LogWriter, visit: Open, from: "called" | "serving" | "parked"): void {
  office.returnToLine(visit.id, from);
  visit.stage = "waiting";
}

function transferred(office: LogWriter, visit: Open, service: string | null): void {
  office.transfer(visit.id, visit.stage as "waiting" | "called" | "serving" | "parked", service);
  visit.stage = "waiting";
}

function call(office: LogWriter, visit: Open, rule: "plain-order" | "chosen-from-list"): void {
  office.call(visit.id, at, 21, rule);
  visit.stage = "called";
}

function leave(office: LogWriter, visit: Open): void {
  office.left(visit.id, visit.stage as "waiting" | "called" | "serving" | "parked");
  end(visit);
}

function add(office: LogWriter, visit: Open): void {
  if (visit.services === segmentsMax) return;
  visit.services += 1;
  office.add(visit.id, visit.services, "abstract", visit.segment);
  visit.stopped.push(visit.segment);
  visit.segment = visit.services;
}

function switchBack(office: LogWriter, visit: Open): void {
  const back = visit.stopped.shift();
  if (back === undefined) return;
  office.switchTo(visit.id, back, visit.segment);
  visit.stopped.push(visit.segment);
  visit.segment = back;
}

const anywhere: Moves = [
  (office, visit) => office.mark(visit.id, "Quick Trans"),
  (office, visit) => office.change(visit.id, visit.segment, "abstract"),
  (office, visit) => transferred(office, visit, null),
  (office, visit) => transferred(office, visit, "abstract"),
  leave,
];

const moves: Readonly<Record<Exclude<Open["stage"], "ended">, Moves>> = {
  waiting: [
    ...anywhere,
    (office, visit) => call(office, visit, "plain-order"),
    (office, visit) => call(office, visit, "plain-order"),
    (office, visit) => call(office, visit, "plain-order"),
    (office, visit) => call(office, visit, "chosen-from-list"),
    (office, visit) => office.catchUp(visit.id, "waiting"),
    (office, visit) => {
      office.catchUp(visit.id, visit.services % 2 ? "served" : "left");
      end(visit);
    },
  ],
  called: [
    ...anywhere,
    (office, visit) => {
      office.begin(visit.id);
      visit.stage = "serving";
    },
    (office, visit) => {
      office.begin(visit.id);
      visit.stage = "serving";
    },
    (office, visit) => office.recall(visit.id),
    (office, visit) => toLine(office, visit, "called"),
    (office, visit) => {
      office.noShow(visit.id);
      visit.stage = "absent";
      if (visit.returned) end(visit);
    },
  ],
  serving: [
    ...anywhere,
    (office, visit) => {
      office.park(visit.id);
      visit.stage = "parked";
    },
    (office, visit) => toLine(office, visit, "serving"),
    (office, visit) => office.setQuantity(visit.id, visit.segment, 3),
    add,
    add,
    switchBack,
    switchBack,
    (office, visit) => {
      if (visit.services === segmentsMax) return;
      visit.services += 1;
      office.finishSegment(visit.id, visit.segment, visit.services);
      visit.segment = visit.services;
      visit.stage = "waiting";
    },
    (office, visit) => {
      office.finish(visit.id, { timeNotAccurate: visit.services % 2 === 0, outcome: "papers-missing" });
      end(visit);
    },
    (office, visit) => {
      office.finish(visit.id);
      end(visit);
    },
  ],
  parked: [
    ...anywhere,
    (office, visit) => {
      office.resume(visit.id);
      visit.stage = "serving";
    },
    (office, visit) => {
      office.resume(visit.id, "counter-2", 22);
      visit.stage = "serving";
    },
    (office, visit) => toLine(office, visit, "parked"),
  ],
  absent: [
    (office, visit) => {
      office.returnNoShow(visit.id);
      visit.stage = "waiting";
      visit.returned = true;
    },
    (_office, visit) => end(visit),
  ],
};

function join(office: LogWriter, choice: number): Open {
  const visit = (id: string, stage: Open["stage"] = "waiting", services = 1): Open => {
    return { id, stage, segment: 1, services, stopped: [], returned: false };
  };
  if (choice % 5 === 0) return visit(office.intake(["licence", "abstract"], { channel: "phone" }), "waiting", 2);
  if (choice % 5 === 1) return visit(office.intake(["licence"], { stage: "serving" }), "serving");
  const id = office.join({ service: choice % 3 === 0 ? null : "licence", agoMs: (choice % 4) * 1_000 });
  if (choice % 5 === 2) office.errands(id, ["abstract", "unsure"]);
  return visit(id, "waiting", choice % 5 === 2 ? 3 : 1);
}

export function history(script: readonly Step[], closes: boolean): LogWriter {
  const office = LogWriter.opened();
  const open: Open[] = [];
  for (const { visit: place, choice, minutes } of script) {
    office.at += minutes * minute;
    const visit = open[place];
    if (!visit || visit.stage === "ended") open[place] = join(office, choice);
    else move(office, visit, choice);
  }
  // A no-show has ended for the hub: the end of the day finds those who are still there.
  const isThere = (visit: Open | undefined) => visit !== undefined && visit.stage !== "ended" && visit.stage !== "absent";
  if (closes) office.close(open.filter(isThere).map((visit) => visit.id));
  return office;
}

/** Every fourth move is undone at once. */
function move(office: LogWriter, visit: Open, choice: number): void {
  if (visit.stage === "ended") return;
  const possible = moves[visit.stage];
  const before = { ...visit, stopped: [...visit.stopped] };
  const rows = office.log.last;
  possible[choice % possible.length]?.(office, visit);
  if (choice % 4 !== 3 || office.log.last === rows) return;
  office.undo(visit.id);
  Object.assign(visit, before);
}
