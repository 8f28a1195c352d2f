/** A wedge scanner at the page, wherever the focus is but in a field. An adapter over the counter's `scan.ts`. */
import { monoNow } from "../base/browser.ts";
import { noScan, scanStep } from "../counter/scan.ts";

export function listenForScans(scanned: (text: string) => void): void {
  let scan = noScan;
  window.addEventListener("keydown", (event) => {
    const [target] = event.composedPath();
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (target instanceof HTMLElement && ["INPUT", "SELECT"].includes(target.tagName)) return;
    const step = scanStep(scan, event.key, monoNow());
    scan = step.scan;
    // The rest of a code must not press what has the focus.
    if (scan.burst) event.preventDefault();
    if (step.scanned === null) return;
    event.preventDefault();
    scanned(step.scanned);
  });
}
