/**
 * Paper that the hub asks this kiosk for: a receptionist's ticket, a second one, a return slip. A job is on record before its first byte,
 * and one that is on record is never printed again: the hub may say it as often as it likes.
 */
import type { PrintMessage } from "#shared/day/wire.ts";
import type { FaultCode } from "#shared/faults/fault.ts";
import type { DeviceEvent } from "#shared/queue/events.ts";
import { returnSlipTexts } from "#shared/texts/return-slip.ts";
import { ticketTexts } from "#shared/texts/ticket.ts";
import { ticketCode } from "#shared/ticket/code.ts";
import { type TicketLine, ticketLines } from "#shared/ticket/layout.ts";
import { returnSlipLines } from "#shared/ticket/return-slip.ts";
import { type KioskScene, type KioskStep, nothing } from "./scene.ts";
import { type Issuer, issuerOf } from "./ticket.ts";

export function paperAsked(scene: KioskScene, message: PrintMessage): KioskStep {
  const { state, session } = scene;
  const issuer = issuerOf(scene.identity, session, scene.digest);
  // A kiosk that cannot record prints nothing; the hub says it again, or gives it up.
  if (!issuer || session.storage || session.unable || state.papers.has(message.job)) return nothing;
  const { job, visit, what } = message;
  session.papers.add(job);
  const print = { kind: "print-paper", paper: job, job: printerJob(state.n + 1), lines: paperLines(issuer, message) } as const;
  return { drafts: [{ kind: "paper-taken", version: 1, body: { job, visit, what } }], effects: [print] };
}

export interface PaperEnd {
  readonly paper: string;
  readonly outcome: "printed" | "failed" | "unknown";
  readonly fault: FaultCode | null;
}

export function paperEnded({ state, session }: KioskScene, { paper: job, outcome, fault }: PaperEnd): KioskStep {
  const paper = state.papers.get(job);
  session.papers.delete(job);
  if (paper?.outcome !== "pending") return nothing;
  return { drafts: [ended({ job, visit: paper.visit, what: paper.what, outcome, fault })], effects: [] };
}

/** Whose end nobody saw, as when the power went: they may lie in a hand already. */
export function papersLost({ state, session }: KioskScene): DeviceEvent[] {
  const lost: DeviceEvent[] = [];
  for (const [job, { visit, what, outcome }] of state.papers) {
    if (outcome !== "pending" || session.papers.has(job)) continue;
    lost.push(ended({ job, visit, what, outcome: "unknown", fault: "print-unknown" }));
  }
  return lost;
}

export function paperLines({ office, codeOf }: Pick<Issuer, "office" | "codeOf">, message: PrintMessage): TicketLine[] {
  const { letter, count, date, visit, language, practice, at, hour, services, people } = message;
  const [service = null, ...also] = services;
  const number = { letter, count };
  const { name, languages, timeZone } = office;
  const plain = { office: office.id, number, date, visit };
  const common = { number, office: name, service, language, languages, timeZone, practice, code: ticketCode(plain) };
  // Of another day: the page is of those who are here.
  if (message.what === "return-slip" && hour) return returnSlipLines({ ...common, ...hour }, returnSlipTexts);
  const { missedCall } = office;
  const code = codeOf(plain, practice);
  return ticketLines({ ...common, code, also, people, missedCall, at, copy: message.what === "reprint" ? 2 : 1 }, ticketTexts);
}

function ended(body: Extract<DeviceEvent, { kind: "paper-ended" }>["body"]): DeviceEvent {
  return { kind: "paper-ended", version: 1, body };
}

/** Four printable characters, none of which is a ticket's (lower case) or a list's (`L`). */
function printerJob(seq: number): string {
  return `P${(seq % 36 ** 3).toString(36).padStart(3, "0").toUpperCase()}`;
}
