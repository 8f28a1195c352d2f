/** Citizens at one kiosk, one after another. A tap without an answer is tapped again under its key, as the page does. */
import { randomUUID } from "node:crypto";
import { isFault } from "#shared/faults/fault.ts";
import { askUntilAnswered, type Running, wait } from "./people.ts";
import type { Record } from "./record.ts";

/** Papers of one round that a printer keeps to be read at the end. */
export const ticketsMax = 400;

export async function citizensAt(device: string, address: string, running: Running, record: Record, random01: () => number): Promise<void> {
  for (let taken = 0; running.isOn && taken < ticketsMax; ) {
    const tap = randomUUID();
    record.see({ kind: "tapped", device, tap, service: "licence" });
    const request = { key: tap, service: "licence", language: random01() < 0.2 ? "fr" : "en", needs: [] };
    const answer = await askUntilAnswered(`${address}/api/kiosk/tickets`, request);
    if (isFault(answer)) record.see({ kind: "told", device, tap, answer });
    else if (typeof answer === "object" && answer !== null && "visit" in answer && "number" in answer) {
      record.see({ kind: "told", device, tap, answer: { visit: String(answer.visit), number: String(answer.number) } });
      taken += 1;
    }
    await wait(30 + 270 * random01());
  }
}
