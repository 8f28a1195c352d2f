/** Reads the page's keyboard: single-key shortcuts from a hand, ticket codes from a scanner. An adapter over `scan.ts`. */
import { later, monoNow } from "../base/browser.ts";
import { burstGapMs, noScan, type Scan, scanStep } from "./scan.ts";
import type { KeyPress } from "./shortcuts.ts";

export interface KeysUser {
  /** What this key does now; undefined when nothing. */
  meaning(press: KeyPress): (() => void) | undefined;
  scanned(text: string): void;
}

export class Keys {
  readonly #user: KeysUser;
  #scan: Scan = noScan;
  #cancel = () => {};

  constructor(user: KeysUser) {
    this.#user = user;
  }

  down(event: KeyboardEvent): void {
    const withModifier = event.ctrlKey || event.altKey || event.metaKey;
    const typing = isTyping(event);
    if (!typing && !withModifier && this.#isScan(event)) return;
    const act = this.#user.meaning({ key: event.key, withModifier, repeated: event.repeat, typing });
    if (!act) return;
    event.preventDefault();
    // A scanner's next letter comes within this, and calls it off.
    this.#cancel = later(burstGapMs + 5, act);
  }

  #isScan(event: KeyboardEvent): boolean {
    const { scan, scanned } = scanStep(this.#scan, event.key, monoNow());
    this.#scan = scan;
    if (scan.burst || scanned !== null) this.#cancel();
    if (scanned === null) return scan.burst;
    event.preventDefault();
    this.#user.scanned(scanned);
    return true;
  }
}

/** Letters belong to fields, wherever in the shadow they stand. */
function isTyping(event: KeyboardEvent): boolean {
  const [target] = event.composedPath();
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName);
}
