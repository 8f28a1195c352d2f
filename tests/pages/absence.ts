/** An absence of the hub as staff meet it afterwards, at the fake hub with the real rules; and what really became of each ticket. */
import { type FakeHub, minute } from "./fake-hub.ts";

export type Fate = "served" | "waiting" | "left";

/** `before` tickets wait when the hub dies; the kiosk gives `alone` more while it is dead. By number, in order of arrival. */
export function absence(hub: FakeHub, before: number, alone: number, minutes = 30): Map<string, Fate> {
  const services = ["icbc-002", "msp-001", null, "ptax-001"] as const;
  const wish = (place: number) =>
    ({ service: services[place % services.length] ?? null, language: place % 6 === 1 ? "fr" : "en" }) as const;
  const numbers: string[] = [];
  for (let place = 0; place < before; place += 1) {
    numbers.push(hub.ticket(wish(place)));
    hub.pass(minute);
  }
  hub.die();
  for (let place = 0; place < alone; place += 1) {
    numbers.push(hub.ticketAlone(wish(place)));
    hub.pass((minutes * minute) / (alone + 1));
  }
  hub.pass((minutes * minute) / (alone + 1));
  const fates = ["served", "left", "waiting", "served", "waiting"] as const;
  return new Map(numbers.map((number, place) => [number, fates[place % fates.length] ?? "served"] as const));
}
