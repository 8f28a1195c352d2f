/** The one place where pages touch the browser's clock, timers, network and randomness. */
import type { Later, LivePorts } from "./ports.ts";

/** Milliseconds since the page was loaded; never steps. */
export function monoNow(): number {
  return performance.now();
}

/** This machine's own clock, which may be wrong: only to tell how long ago something was noted here. */
export function wallNow(): number {
  return Date.now();
}

/** An idempotency key. `crypto.randomUUID` is missing on plain http off this machine, so the random bytes are taken directly. */
export function drawKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export const later: Later = (ms, action) => {
  const timer = setTimeout(action, ms);
  return () => clearTimeout(timer);
};

export function nextFrame(run: () => void): void {
  requestAnimationFrame(run);
}

export interface Posted {
  readonly status: number;
  /** The parsed body, or null where it was no JSON. */
  readonly body: unknown;
}

/** Rejects when nothing answered within `timeoutMs`. */
export async function postJson(address: string, body: unknown, timeoutMs: number): Promise<Posted> {
  const answer = await fetch(address, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(timeoutMs),
  });
  return { status: answer.status, body: await answer.json().catch(() => null) };
}

export async function getJson(address: string, timeoutMs: number): Promise<Posted> {
  const answer = await fetch(address, { signal: AbortSignal.timeout(timeoutMs), cache: "no-store" });
  return { status: answer.status, body: await answer.json().catch(() => null) };
}

export const livePorts: LivePorts = {
  open: (address, names, events) => {
    const source = new EventSource(address);
    source.onopen = () => events.opened();
    source.onerror = () => events.failed();
    for (const name of names) {
      source.addEventListener(name, (event) => events.event(name, String(event.data), event.lastEventId));
    }
    const states = ["connecting", "open", "closed"] as const;
    return { state: () => states[source.readyState] ?? "closed", close: () => source.close() };
  },
  later,
  mono: monoNow,
  hidden: () => document.hidden,
  onHidden: (changed) => {
    document.addEventListener("visibilitychange", changed);
    return () => document.removeEventListener("visibilitychange", changed);
  },
};
