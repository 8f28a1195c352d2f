/** Bundles on their way to devices: so many at a time, each no faster than so much, so that an update of all is not felt in the queue. */
import { createReadStream } from "node:fs";
import { Readable } from "node:stream";

/** At a time; who comes meanwhile asks again. */
export const downloadsMax = 2;
/** Of each: two of them take a seventh of a line of 1 Gbit/s, and half of one of 100 Mbit/s. */
export const bytesPerSecondMax = 4_000_000;
const chunkBytes = 64 * 1024;

export class Downloads {
  readonly #going = new Map<string, Readable>();

  /** The file from this byte on; undefined when as many go as may. A device has one at a time: another of it ends the one before. */
  open(device: string, file: string, from: number): Readable | undefined {
    this.cut(device);
    if (this.#going.size >= downloadsMax) return undefined;
    const stream = Readable.from(paced(file, from), { objectMode: false, highWaterMark: chunkBytes });
    this.#going.set(device, stream);
    stream.once("close", () => {
      if (this.#going.get(device) === stream) this.#going.delete(device);
    });
    return stream;
  }

  /** It may have no more of it. */
  cut(device: string): void {
    const stream = this.#going.get(device);
    this.#going.delete(device);
    stream?.destroy();
  }

  stop(): void {
    for (const device of [...this.#going.keys()]) this.cut(device);
  }
}

async function* paced(file: string, from: number): AsyncGenerator<Buffer> {
  const begun = performance.now();
  let sent = 0;
  for await (const chunk of createReadStream(file, { start: from, highWaterMark: chunkBytes }) as AsyncIterable<Buffer>) {
    yield chunk;
    sent += chunk.length;
    const aheadMs = (sent / bytesPerSecondMax) * 1_000 - (performance.now() - begun);
    if (aheadMs > 0) await new Promise((resolve) => setTimeout(resolve, aheadMs));
  }
}
