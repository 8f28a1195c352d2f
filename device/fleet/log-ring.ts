/**
 * The last lines that this program logged, in memory, so that they can be asked for from afar. What leaves the device is chosen field by
 * field: whatever is not known to be a plain fact stays here.
 */
import { logBytesMax, outcomePartsMax, outcomeTextMax } from "#shared/fleet/orders.ts";

const lineLettersMax = 4_000;

export class LogRing {
  readonly #lines: string[] = [];
  readonly #out: (line: string) => void;
  #letters = 0;

  /** `out`: where each line goes besides. */
  constructor(out: (line: string) => void) {
    this.#out = out;
  }

  /** As pino asks of what it writes to. */
  write(line: string): void {
    this.#out(line);
    const kept = line.slice(0, lineLettersMax);
    this.#lines.push(kept);
    this.#letters += kept.length;
    while (this.#letters > 2 * logBytesMax) this.#letters -= (this.#lines.shift() as string).length;
  }

  /** The newest lines, each one redacted, the oldest first: at most `logBytesMax` bytes, in parts that go into a message each. */
  get told(): string[] {
    const chosen: string[] = [];
    let bytes = 0;
    for (const line of this.#lines.toReversed()) {
      const plain = redacted(line);
      if (plain === undefined) continue;
      bytes += plain.length + 1;
      if (bytes > logBytesMax - outcomeTextMax) break;
      chosen.unshift(plain);
    }
    return inParts(chosen);
  }
}

/** Numbers and answers of yes or no, under these names. */
const figures: ReadonlySet<string> = new Set([
  ...["level", "time", "httpPort", "session", "version", "count", "ms", "problems", "copy", "notAfter", "until"],
]);
/** Words of this program's own, under these names. */
const words: ReadonlySet<string> = new Set([
  ...["msg", "device", "fault", "outcome", "from", "to", "zone", "epoch", "role", "what", "kind", "condition", "name", "order", "software"],
]);
/** Of an error only its code: what stands around it may be anybody's. */
const errors: ReadonlySet<string> = new Set(["error", "cause", "reason"]);

/** A line as JSON with what may leave; undefined for one that is no JSON. */
export function redacted(line: string): string | undefined {
  let read: unknown;
  try {
    read = JSON.parse(line);
  } catch {
    return undefined;
  }
  if (typeof read !== "object" || read === null) return undefined;
  const told: Record<string, string | number | boolean> = {};
  for (const [name, value] of Object.entries(read)) {
    const plain = factOf(name, value);
    if (plain !== undefined) told[name] = plain;
  }
  return JSON.stringify(told);
}

function factOf(name: string, value: unknown): string | number | boolean | undefined {
  if (figures.has(name)) return typeof value === "number" || typeof value === "boolean" ? value : undefined;
  if (typeof value !== "string") return undefined;
  if (words.has(name)) return /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(value) ? value : undefined;
  return errors.has(name) ? /\b(?:E[A-Z]{3,20}|SQLITE_[A-Z_]{2,30}|ERR_[A-Z_]{2,40})\b/.exec(value)?.[0] : undefined;
}

function inParts(lines: readonly string[]): string[] {
  const parts = [""];
  for (const line of lines) {
    const last = parts.at(-1) as string;
    if (last.length + line.length + 1 > outcomeTextMax) parts.push(`${line}\n`);
    else parts[parts.length - 1] = `${last}${line}\n`;
  }
  return parts.slice(-outcomePartsMax);
}
