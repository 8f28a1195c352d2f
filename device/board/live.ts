/** What the board's page is told: always whole. What its signs show, and what the hub should know of this board. */
import { type Fault, fault } from "#shared/faults/fault.ts";
import type { Identity } from "#shared/log/event-log.ts";
import type { BoardLive } from "#shared/wire/board-page.ts";
import type { BoardView } from "#shared/wire/payloads.ts";
import { keypadFaults } from "../keypad/troubles.ts";
import { hubIsPresent } from "../runtime/hub-presence.ts";
import { signFaults } from "../sign/troubles.ts";
import type { BoardSession } from "./session.ts";

export function boardLive(session: BoardSession, zone: string, realMs: number, at: number): BoardLive {
  const { office, view } = session;
  const shown = office && {
    name: office.name,
    timeZone: office.timeZone,
    languages: office.languages,
    screen: office.screen,
    unreviewed: office.unreviewed,
  };
  return {
    office: shown,
    zoneName: office?.zones.find((each) => each.id === zone)?.name ?? null,
    view,
    hubAwaySince: hubIsPresent(session, realMs) ? null : session.heardAt,
    sound: session.silent ? "silent" : session.voice ? "voice" : "chime-only",
    now: at,
  };
}

/** A sign keeps its number for so long without the hub, in real time. */
export const signKeptMs = 10 * 60_000;

/**
 * What signs show. A number that was called stays called while the hub is away, but a sign cannot say, as the page does, how old it is:
 * after ten minutes it goes blank. For the same reason it never shows the view that was kept over a restart, only one heard since.
 */
export function signView(session: BoardSession, realMs: number): BoardView | null {
  return session.viewHeard && realMs - session.heardAtMs <= signKeptMs ? session.view : null;
}

/** The gravest first. */
export function boardFaults(identity: Identity, session: BoardSession): Fault[] {
  const device = identity.source;
  const faults: Fault[] = [];
  if (session.storage) faults.push(fault(session.storage, { device }));
  if (!session.office) faults.push(fault("not-enrolled", { device }));
  if (session.unable) faults.push(fault(session.unable, { device }));
  faults.push(...signFaults(device, session.signs));
  if (session.keypad) faults.push(...keypadFaults(device, session.keypad));
  const { speaker, outputTrouble } = session;
  if (speaker !== null && outputTrouble !== null) faults.push(fault("voice-no-output", { device, output: speaker, cause: outputTrouble }));
  if (!session.voice) faults.push(fault("voice-missing", { device }));
  return faults;
}
