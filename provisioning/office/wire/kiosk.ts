/** What a citizen does at the kiosk, without the screen: checks in, asks for a ticket, over the same HTTP as the kiosk's page. */
import type { Fault } from "#shared/faults/fault.ts";
import type { KioskAppointment } from "#shared/wire/kiosk-appointment.ts";
import type { KioskTicket, TicketRequest } from "#shared/wire/kiosk-page.ts";
import { askJson } from "./ask.ts";

const deadlineMs = 5_000;
const attemptsMax = 10;
const againAfterMs = 300;

export interface KioskPorts {
  readonly wait: (ms: number) => Promise<void>;
}

/** The ticket, or why there is none. A lost answer is asked for again under the same key, which makes no second ticket. */
export async function takeTicket(kiosk: string, request: TicketRequest, ports: KioskPorts): Promise<KioskTicket | Fault> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const { status, body } = await askJson(`${kiosk}/api/kiosk/tickets`, deadlineMs, request);
      if (typeof body === "object" && body !== null) {
        if ("fault" in body) return body as Fault;
        if ("visit" in body && "number" in body) return body as KioskTicket;
      }
      throw new Error(`The kiosk answered ${status} to a request for a ticket.`);
    } catch (error) {
      if (attempt === attemptsMax) throw new Error("The kiosk did not answer to a request for a ticket.", { cause: error });
      await ports.wait(againAfterMs);
    }
  }
}

/** What the kiosk finds for a code; a kiosk that does not answer, or will not look, has its hub away for whoever stands there. */
export async function lookUp(kiosk: string, code: string, language: TicketRequest["language"]): Promise<KioskAppointment> {
  try {
    const { body } = await askJson(`${kiosk}/api/kiosk/appointments`, deadlineMs, { by: { kind: "code", code }, language });
    if (typeof body === "object" && body !== null && "found" in body) return body as KioskAppointment;
  } catch {
    // As for a person in front of it: the ticket says that there is an appointment.
  }
  return { found: "hub-away" };
}
