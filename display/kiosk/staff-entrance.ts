/** The staff's way in, which nobody else looks for: the office's name held for three seconds, or F2 on a keyboard. An adapter. */
import { later } from "../base/browser.ts";

const holdMs = 3_000;

export function staffEntrance(enter: () => void): void {
  let letGo = () => {};
  addEventListener("pointerdown", (event) => {
    letGo();
    const onName = event.composedPath().some((each) => each instanceof Element && each.matches(".brand"));
    if (onName) letGo = later(holdMs, enter);
  });
  for (const name of ["pointerup", "pointercancel"]) addEventListener(name, () => letGo());
  addEventListener("keydown", (event) => {
    if (event.key !== "F2" || event.repeat) return;
    event.preventDefault();
    enter();
  });
}
