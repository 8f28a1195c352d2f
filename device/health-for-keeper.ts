/** How a device's program says that it is, to whoever keeps its releases. `well`: it does its work. `quiet`: nobody would miss it for a minute. */
import type { BoardLive } from "#shared/wire/board-page.ts";
import type { KioskLive } from "#shared/wire/kiosk-page.ts";

export interface HealthForKeeper {
  readonly well: boolean;
  readonly quiet: boolean;
}

/** A kiosk that is cut off from its hub is well: it goes on alone. One whose printer does not answer at all is not. */
export function kioskHealth({ state, printer, tickets }: KioskLive, hasPrinter: boolean): HealthForKeeper {
  const works = state === "ready" || state === "closed";
  const prints = tickets.some(({ printed }) => printed === "pending");
  return { well: works && !(hasPrinter && printer === "unknown"), quiet: state !== "ready" && !prints };
}

/** Without the hub a board has nothing to do, and does that well. It is quiet while no date is open. */
export function boardHealth({ office, view }: BoardLive): HealthForKeeper {
  return { well: office !== null, quiet: (view?.date ?? null) === null };
}
