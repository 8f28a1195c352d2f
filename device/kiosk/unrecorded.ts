/**
 * What happened while nothing could be recorded and must still come on record: that the kiosk started, and how prints ended. It is kept
 * in memory and stepped again when there is room; a kiosk that stops before tells of its prints at its next start.
 */
import type { KioskInput } from "./contract.ts";
import type { KioskSession } from "./session.ts";

/** More prints cannot end meanwhile: without room to record nothing new is printed. */
const unrecordedMax = 50;

/** Called for each input that was refused. */
export function keepUnrecorded(session: KioskSession, input: KioskInput): void {
  const mustCome = input.kind === "start" || input.kind === "print-ended" || input.kind === "paper-ended";
  // The hub asks again for what was not recorded.
  if (input.kind === "paper-asked") session.papers.delete(input.message.job);
  if (mustCome) session.unrecorded = [...session.unrecorded, input].slice(-unrecordedMax);
  // There was no room after all, so what was to be recorded is as it was.
  if (input.kind === "storage") session.unrecorded = [...session.recording, ...session.unrecorded].slice(-unrecordedMax);
}

/** What is to be stepped now that there is room. */
export function takeUnrecorded(session: KioskSession): readonly KioskInput[] {
  session.recording = session.unrecorded;
  session.unrecorded = [];
  return session.recording;
}
