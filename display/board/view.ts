/** What the board's element is drawn from: numbers and counters, and nothing that says who or why. */
import type { BoardLive } from "#shared/wire/board-page.ts";
import type { BoardView } from "#shared/wire/payloads.ts";
import type { BoardGeometry } from "./geometry.ts";
import type { Said } from "./saying.ts";
import type { Slots } from "./slots.ts";

export interface BoardScene {
  readonly geometry: BoardGeometry;
  readonly office: BoardLive["office"];
  readonly zoneName: BoardLive["zoneName"];
  readonly view: BoardView | null;
  readonly slots: Slots;
  /** What the office says now. */
  readonly said: Said | null;
  /** The office's date, `2026-11-23`; empty until it is known. */
  readonly today: string;
  readonly sound: BoardLive["sound"];
  /** The browser wants a touch before it sounds. */
  readonly muted: boolean;
  /** The office's time, `14:05`; empty until it is known. */
  readonly clock: string;
  /** Since when nothing new is known, `14:05`; null while all is well. */
  readonly awaySince: string | null;
}
