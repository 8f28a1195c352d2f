/** The staff's side of a kiosk's device as its page knows it: a PIN, a list that a test sets, marks, a printer. */
import type { PublicOffice } from "#shared/office/public.ts";
import type { StaffList, StaffTicket } from "#shared/wire/kiosk-page.ts";
import type { Reply, Routes } from "./device-server.ts";
import { demoPublicOffice, kioskNow } from "./kiosk-device.ts";

export const pin = "4711";
const pass = "pass-of-this-run";
const minute = 60_000;

export class StaffDevice {
  list: StaffList;
  /** What the printer answers. */
  printing: Reply = { status: 200, body: { printed: true } };
  /** Answers every request with this. */
  otherwise: Reply | null = null;
  readonly asked: { readonly what: string; readonly body: unknown }[] = [];

  readonly #office: PublicOffice;

  constructor(tickets: number, office = demoPublicOffice("kiosk-1")) {
    this.#office = office;
    const names = office.services.map(({ name }) => name);
    this.list = {
      pass,
      tickets: Array.from({ length: tickets }, (_, place): StaffTicket => {
        const fromHub = place < tickets / 3;
        return {
          visit: `kiosk-1.e1.${place + 1}`,
          number: fromHub ? `A${place + 31}` : `C${place + 1}`,
          arrivedAt: kioskNow - (tickets - place) * 3 * minute,
          service: place % 5 === 3 ? null : (names[(place * 7) % names.length] ?? null),
          language: place % 4 === 1 ? "fr" : "en",
          known: fromHub ? "hub" : "kiosk",
          calledAt: null,
        };
      }),
      lineAt: kioskNow - 12 * minute,
      hub: "away",
      now: kioskNow,
    };
  }

  get routes(): Routes {
    const route = (what: string, answer: (body: Record<string, unknown>) => Reply) => (body: unknown) => {
      this.asked.push({ what, body });
      return this.otherwise ?? answer(body as Record<string, unknown>);
    };
    const withPass = (answer: (body: Record<string, unknown>) => Reply) => (body: Record<string, unknown>) =>
      body.pass === pass ? answer(body) : { status: 403, body: { fault: "wrong-pin", facts: {} } };
    return {
      "GET /api/kiosk/catalogue": () => ({ status: 200, body: this.#office }),
      "POST /api/kiosk/staff": route("pin", (body) =>
        body.pin === pin ? { status: 200, body: this.list } : { status: 403, body: { fault: "wrong-pin", facts: {} } },
      ),
      "POST /api/kiosk/staff/list": route(
        "list",
        withPass(() => ({ status: 200, body: this.list })),
      ),
      "POST /api/kiosk/staff/voice": route(
        "voice",
        withPass(({ visit }) => {
          const tickets = this.list.tickets.map((each) => (each.visit === visit ? { ...each, calledAt: kioskNow } : each));
          this.list = { ...this.list, tickets };
          return { status: 200, body: this.list };
        }),
      ),
      "POST /api/kiosk/staff/new-roll": route(
        "new-roll",
        withPass(() => ({ status: 200, body: this.list })),
      ),
      "POST /api/kiosk/staff/print": route(
        "print",
        withPass(() => this.printing),
      ),
    };
  }
}
