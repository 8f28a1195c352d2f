/**
 * Tells the device every few seconds that this page is drawn and has words on it. A page that is white, frozen or gone says nothing, and whoever
 * keeps the screen starts it again.
 */
import type { Later } from "./ports.ts";

export const beatEveryMs = 5_000;
const answerWithinMs = 4_000;
/** Elements inside elements: deeper than any page of ours. */
const depthMax = 12;

export interface HeartbeatPorts {
  readonly later: Later;
  /** Runs when the browser draws next. */
  readonly nextFrame: (run: () => void) => void;
  readonly post: (address: string, body: unknown, timeoutMs: number) => Promise<unknown>;
}

export function startHeartbeat(page: HTMLElement, ports: HeartbeatPorts): void {
  const beat = () => {
    ports.nextFrame(() => {
      if (hasWords(page, 0)) void ports.post("/api/page/beat", {}, answerWithinMs).catch(() => null);
    });
    ports.later(beatEveryMs, beat);
  };
  beat();
}

/** Whether any text of it takes room on the screen; what is inside shadow roots counts. */
export function hasWords(element: Element, depth: number): boolean {
  if (depth > depthMax) return false;
  // biome-ignore lint/performance/useDomNodeTextContent: what is not drawn must not count; once in five seconds it costs nothing.
  if (element instanceof HTMLElement && element.innerText.trim() !== "" && element.getClientRects().length > 0) return true;
  return [...(element.shadowRoot?.children ?? []), ...element.children].some((each) => hasWords(each, depth + 1));
}
