/** The display that a panel's file names, as a part of a board. */
import type { PanelDisplay } from "#shared/wire/panels.ts";
import { DigitsDisplay } from "./digits-display.ts";
import { MatrixDisplay } from "./matrix-display.ts";
import type { DisplayWiring, NumberDisplay } from "./number-display.ts";

export function displayOn(settings: PanelDisplay, wiring: DisplayWiring): NumberDisplay {
  return settings.controller === "max7219-matrix" ? new MatrixDisplay(settings, wiring) : new DigitsDisplay(settings, wiring);
}
