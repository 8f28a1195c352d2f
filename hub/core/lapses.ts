/** Which open reservations end unused by what a kiosk's log says: another number was taken instead, or the kiosk started anew. Pure. */
import type { DeviceEvent, HubEvent } from "#shared/queue/events.ts";
import type { OfficeState, Reservation } from "#shared/queue/state.ts";

export class Lapses {
  readonly #state: OfficeState;
  /** Used or lapsed by earlier rows of the same commit: the state does not know that yet. */
  readonly #ended = new Set<string>();

  constructor(state: OfficeState) {
    this.#state = state;
  }

  /** To be told of every row of a device, in order. */
  by(device: string, event: DeviceEvent): HubEvent[] {
    const { reservations } = this.#state;
    if (event.kind === "ticket-issued") {
      const { request, insteadOf } = event.body;
      if (request !== null) this.#ended.add(request);
      const reservation = insteadOf === null ? undefined : reservations.get(insteadOf);
      return reservation ? this.#lapse([reservation], "own-series-used") : [];
    }
    if (event.kind !== "device-started") return [];
    const mine = [...reservations.values()].filter((each) => each.device === device && each.boot !== event.body.boot);
    return this.#lapse(mine, "kiosk-restarted");
  }

  #lapse(reservations: readonly Reservation[], why: "own-series-used" | "kiosk-restarted"): HubEvent[] {
    const open = reservations.filter((each) => each.use === "open" && !this.#ended.has(each.request));
    for (const each of open) this.#ended.add(each.request);
    return open.map(({ request, letter, count }) => ({ kind: "reservation-lapsed", version: 1, body: { request, letter, count, why } }));
  }
}
