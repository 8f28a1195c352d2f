/**
 * Whether an office can open: each device, voice, counter, the hub's storage and its clock, and for what is not well, who must see to it.
 * Pure, over what a live view knows; the sentences are a page's.
 */
import type { FaultCode } from "../faults/fault.ts";

export interface ReadyOffice {
  readonly devices: readonly ReadyDevice[];
  /** The counters, whether somebody is signed in there, and what they take. */
  readonly counters: readonly { readonly id: string; readonly staffed: boolean; readonly takes: readonly string[] }[];
  /** The queues that citizens can join at a kiosk. */
  readonly queues: readonly string[];
  /** What stands against the hub itself now. */
  readonly faults: readonly FaultCode[];
  readonly clockTrusted: boolean;
}

export interface ReadyDevice {
  readonly id: string;
  readonly role: "kiosk" | "board";
  readonly speaks: boolean;
  readonly online: boolean;
  readonly faults: readonly FaultCode[];
}

/** Who sees to it: whoever stands in the waiting room, the agents, the manager, or office IT. */
export type Who = "front" | "agents" | "manager" | "it";

export interface ReadyCheck {
  readonly what: "kiosk" | "printer" | "board" | "voice" | "counters" | "queue" | "storage" | "clock";
  /** The device, counter or queue that it is about; null: the office. */
  readonly about: string | null;
  /** `warning`: the office can open, and somebody should look. */
  readonly state: "ready" | "warning" | "not-ready";
  /** Null when there is nothing to do. */
  readonly who: Who | null;
  /** What is wrong, where the table of faults has it; null: nothing, or what `what` itself says. */
  readonly fault: FaultCode | null;
}

export function readyChecks(office: ReadyOffice): ReadyCheck[] {
  return [
    ...office.devices.flatMap(deviceChecks),
    ...counterChecks(office),
    storageCheck(office.faults),
    office.clockTrusted ? ready("clock") : { what: "clock", about: null, state: "not-ready", who: "manager", fault: "clock-doubted" },
  ];
}

/** The office as a whole: as its worst check. */
export function readiness(checks: readonly ReadyCheck[]): ReadyCheck["state"] {
  const states = checks.map(({ state }) => state);
  return states.includes("not-ready") ? "not-ready" : states.includes("warning") ? "warning" : "ready";
}

/** Faults of which an office can live for a morning. */
const mild: ReadonlySet<FaultCode> = new Set<FaultCode>([
  "printer-paper-low",
  "print-unknown",
  "backup-failed",
  "archive-failed",
  "follower-unreachable",
  "handover-not-taken",
  "citizen-page-unfed",
  "sign-unreachable",
  "sign-silent",
  "sign-refuses",
  "scanner-unreachable",
  "scanner-garbled",
  "panel-unreachable",
  "panel-silent",
  "panel-wrong",
  "panel-chip-missing",
  "panel-pin-taken",
  "panel-opened",
  "panel-stuck",
  "panel-service-unknown",
  "keypad-unbound",
]);
/** What a person in the waiting room can put right with their hands. */
const byHand: ReadonlySet<FaultCode> = new Set<FaultCode>([
  "printer-paper-out",
  "printer-paper-low",
  "printer-cover-open",
  "printer-offline",
  "printer-silent",
  "sign-unreachable",
  "sign-silent",
  "panel-unreachable",
  "panel-silent",
  "panel-opened",
  "panel-stuck",
  "voice-no-output",
]);
const ofStorage: ReadonlySet<FaultCode> = new Set<FaultCode>([
  "storage-full",
  "storage-failed",
  "archive-failed",
  "archive-missing",
  "backup-failed",
]);

function deviceChecks({ id, role, speaks, online, faults }: ReadyDevice): ReadyCheck[] {
  if (!online) return [{ what: role, about: id, state: "not-ready", who: "front", fault: "device-away" }];
  const rest = faults.filter((each) => !each.startsWith("print") && !each.startsWith("voice-"));
  const own = found(role, id, rest);
  if (role === "kiosk")
    return [
      own,
      found(
        "printer",
        id,
        faults.filter((each) => each.startsWith("print")),
      ),
    ];
  return speaks
    ? [
        own,
        found(
          "voice",
          id,
          faults.filter((each) => each.startsWith("voice-")),
        ),
      ]
    : [own];
}

/** Of several faults the one that stops more; the devices name the gravest first. */
function found(what: ReadyCheck["what"], about: string | null, faults: readonly FaultCode[]): ReadyCheck {
  const fault = faults.find((each) => !mild.has(each)) ?? faults[0];
  if (fault === undefined) return ready(what, about);
  return { what, about, state: mild.has(fault) ? "warning" : "not-ready", who: byHand.has(fault) ? "front" : "it", fault };
}

/** Somebody is there; and for each queue that citizens can join, somebody who takes it. */
function counterChecks({ counters, queues }: ReadyOffice): ReadyCheck[] {
  const staffed = counters.filter((each) => each.staffed);
  if (staffed.length === 0) return [{ what: "counters", about: null, state: "not-ready", who: "agents", fault: null }];
  const alone = queues.filter((queue) => !staffed.some(({ takes }) => takes.includes(queue)));
  const missing = alone.map((queue): ReadyCheck => ({ what: "queue", about: queue, state: "warning", who: "manager", fault: null }));
  return [ready("counters"), ...missing];
}

function storageCheck(faults: readonly FaultCode[]): ReadyCheck {
  return found(
    "storage",
    null,
    faults.filter((each) => ofStorage.has(each)),
  );
}

function ready(what: ReadyCheck["what"], about: string | null = null): ReadyCheck {
  return { what, about, state: "ready", who: null, fault: null };
}
