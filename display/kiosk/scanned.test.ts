/** Whoever holds a code under the kiosk's scanner: from which screens it is looked for, and as what. */
import { expect, test } from "vitest";
import type { PublicOffice } from "#shared/office/public.ts";
import { guardMs, type KioskInput, startState, step } from "./flow.ts";
import type { KioskEffect } from "./state.ts";

const office: PublicOffice = {
  id: "victoria",
  name: { en: "Victoria", fr: "Victoria" },
  timeZone: "America/Vancouver",
  languages: ["en", "fr"],
  ...{ unreviewed: [], topics: [], programmes: [], services: [], needs: [], zones: [], screen: null },
};
const booking: PublicOffice = { ...office, appointments: { phoneDigits: 4 } };
const ticket = "theq1:victoria:A12:2026-11-23:kiosk-1.e1.17";

/** What comes of these, each a moment after the one before, with the last screen. */
function after(at: PublicOffice, ...inputs: readonly KioskInput[]): { readonly screen: string; readonly effects: readonly KioskEffect[] } {
  let now = 1_000;
  let state = startState(at, 0);
  const effects: KioskEffect[] = [];
  for (const input of inputs) {
    now += 2 * guardMs;
    const stepped = step(state, input, now, at);
    state = stepped.state;
    effects.push(...stepped.effects);
  }
  return { screen: state.screen.kind, effects };
}

const scan = (text: string, isAppointment = /appointment|^K7/.test(text)): KioskInput => ({ kind: "scanned", text, isAppointment });
const french: KioskInput = { kind: "choose-language", language: "fr" };

test("a ticket or an appointment is looked for as if it had been typed, from the first screen and from a later one", () => {
  const asked = { kind: "post-desk", ticket, language: "en" };
  expect(after(booking, scan(ticket))).toEqual({ screen: "slip", effects: [asked] });
  const typing: KioskInput[] = [french, { kind: "open-check-in" }, { kind: "choose-way", way: "phone" }, { kind: "type-in", typed: "01" }];
  expect(after(booking, ...typing, scan(ticket)).effects).toEqual([{ ...asked, language: "fr" }]);
  const by = { kind: "code", code: "theq-appointment:K7MX-22" } as const;
  expect(after(booking, scan(by.code))).toEqual({ screen: "looking-up", effects: [{ kind: "post-appointment", by, language: "en" }] });
});

test("what is no code of ours, or an appointment where there are none, is looked for as a ticket, so that its holder is told", () => {
  for (const text of ["https://example.org", "K7MX22"]) {
    expect(after(office, scan(text)).effects).toEqual([{ kind: "post-desk", ticket: text, language: "en" }]);
  }
  expect(after(office, scan("x"))).toEqual({ screen: "check-in-type", effects: [] });
});

test("what is under way is not disturbed: a search for an appointment, a ticket that is about to be taken", () => {
  expect(after(booking, scan("theq-appointment:K7MX-22"), scan(ticket)).screen).toBe("looking-up");
  const choosing: KioskInput[] = [french, { kind: "choose-service", service: null }];
  expect(after(booking, ...choosing, scan(ticket))).toEqual({ screen: "confirm", effects: [] });
});

test("Back leads to the beginning, with nothing of what the one before had chosen", () => {
  const ways: KioskInput[] = [french, { kind: "choose-service", service: null }, { kind: "add-errand" }, scan(ticket)];
  expect(after(booking, ...ways).screen).toBe("slip");
  expect(after(booking, ...ways, { kind: "back" }, { kind: "back" }).screen).toBe("welcome");
});
