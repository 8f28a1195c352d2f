/** Which screens have a program behind them. Pure. */
import type { FrontLive } from "#shared/wire/front-page.ts";

export type Screen = keyof FrontLive["pages"];

/** By role: `kiosk-1` serves the kiosk's page, the hub serves the staff's. */
const servedBy: Readonly<Record<Screen, string>> = { kiosk: "kiosk", board: "board", counter: "hub", reception: "hub", manager: "hub" };

export function screensRunning(live: Pick<FrontLive, "processes">): ReadonlySet<Screen> {
  const running = (role: string) =>
    live.processes.some(({ name, state }) => state === "running" && (name === role || name.startsWith(`${role}-`)));
  return new Set((Object.keys(servedBy) as Screen[]).filter((screen) => running(servedBy[screen])));
}
