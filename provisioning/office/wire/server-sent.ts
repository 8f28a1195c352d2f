/** Reads server-sent events from a stream of bytes (HTML standard, 9.2.6), and keeps asking again while it is wanted. */

export interface ServerSent {
  readonly event: string;
  readonly data: string;
}

/** An event larger than this is no event of ours. */
const pendingMax = 16_000_000;

export async function* serverSentEvents(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<ServerSent> {
  const decoder = new TextDecoder();
  let pending = "";
  let event = "message";
  let data: string[] = [];
  for await (const chunk of chunks) {
    pending += decoder.decode(chunk, { stream: true });
    if (pending.length > pendingMax) throw new Error("A server-sent event is too large.");
    const lines = pending.split(/\r\n|\n|\r(?!$)/);
    pending = lines.pop() ?? "";
    for (const line of lines) {
      if (line === "") {
        if (data.length > 0) yield { event, data: data.join("\n") };
        event = "message";
        data = [];
      } else if (line.startsWith("event:")) event = value(line, 6);
      else if (line.startsWith("data:")) data.push(value(line, 5));
    }
  }
}

export interface Subscription {
  readonly stop: () => void;
  readonly over: Promise<void>;
}

export interface SubscribePorts {
  readonly wait: (ms: number) => Promise<void>;
  readonly take: (said: ServerSent) => void;
  /** The stream has ended; it is asked for again. */
  readonly lost?: () => void;
}

const againAfterMs = 200;

/** Follows a live address until it is stopped. A lost stream is asked for again, for as long as it takes. */
export function subscribe(address: string, ports: SubscribePorts): Subscription {
  const stopped = new AbortController();
  const follow = async () => {
    while (!stopped.signal.aborted) {
      try {
        const answer = await fetch(address, { headers: { accept: "text/event-stream" }, signal: stopped.signal });
        if (answer.ok && answer.body) for await (const said of serverSentEvents(answer.body)) ports.take(said);
        else await answer.body?.cancel();
      } catch (error) {
        // Only the network may fail here: a mistake in `take` must be seen.
        if (!(error instanceof TypeError) && !(error instanceof DOMException)) throw error;
      }
      if (stopped.signal.aborted) return;
      ports.lost?.();
      await ports.wait(againAfterMs);
    }
  };
  return { stop: () => stopped.abort(), over: follow() };
}

function value(line: string, from: number): string {
  return line.startsWith(" ", from) ? line.slice(from + 1) : line.slice(from);
}
