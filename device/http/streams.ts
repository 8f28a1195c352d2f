/** Server-sent events to the pages of this device: each event is whole, so a page that missed one has lost nothing. */
import type { FastifyReply } from "fastify";
import type { DeviceOverlay } from "#shared/fleet/overlay.ts";

export const streamsMax = 8;
/** A board's page stops its sound 2.4 s after the last (`display/board/main.ts`). */
export const heartbeatMs = 1_000;
/** A page that reads so slowly is cut off; it comes back and gets the whole state. */
const backlogMax = 512 * 1024;

/** What a role tells its pages. */
export interface Pages {
  /** To every page, when more than the time in it is new. */
  show(event: string, live: { readonly now: number }): void;
  /** Only to the page that came last: a sound must come out once. False when there is none. */
  sendToLatest(event: string, data: unknown): boolean;
}

export class Streams implements Pages {
  readonly #open = new Set<FastifyReply["raw"]>();
  readonly #changed: (count: number) => void;
  #shown = "";
  /** What every page shows above the rest; pages that come later too. */
  #overlay: DeviceOverlay | null = null;

  constructor(changed: (count: number) => void) {
    this.#changed = changed;
  }

  get count(): number {
    return this.#open.size;
  }

  /** False when there are too many pages already. */
  add(reply: FastifyReply, first: { readonly event: string; readonly data: unknown }): boolean {
    if (this.#open.size >= streamsMax) return false;
    reply.hijack();
    const { raw } = reply;
    raw.writeHead(200, {
      ...reply.getHeaders(),
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-store",
      connection: "keep-alive",
    } as Record<string, string>);
    raw.write(asText(first.event, first.data));
    if (this.#overlay) raw.write(asText("overlay", this.#overlay));
    this.#open.add(raw);
    raw.on("error", () => raw.destroy());
    raw.on("close", () => {
      this.#open.delete(raw);
      this.#changed(this.#open.size);
    });
    this.#changed(this.#open.size);
    return true;
  }

  show(event: string, live: { readonly now: number }): void {
    const shown = asText(event, { ...live, now: 0 });
    if (shown === this.#shown) return;
    this.#shown = shown;
    const text = asText(event, live);
    for (const raw of this.#open) write(raw, text);
  }

  showOverlay(overlay: DeviceOverlay | null): void {
    if (JSON.stringify(overlay) === JSON.stringify(this.#overlay)) return;
    this.#overlay = overlay;
    for (const raw of this.#open) write(raw, asText("overlay", overlay));
  }

  sendToLatest(event: string, data: unknown): boolean {
    const latest = [...this.#open].at(-1);
    if (!latest) return false;
    write(latest, asText(event, data));
    return true;
  }

  beat(): void {
    for (const raw of this.#open) write(raw, asText("beat", {}));
  }

  close(): void {
    for (const raw of this.#open) raw.destroy();
  }
}

function asText(event: string, data: unknown): string {
  return `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}

function write(raw: FastifyReply["raw"], text: string): void {
  if (raw.writableLength > backlogMax) raw.destroy();
  else raw.write(text);
}
