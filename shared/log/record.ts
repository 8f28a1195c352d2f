/**
 * The row that every log keeps, on devices, hub and central alike. `bytes` of a row are written once and never again;
 * each row's hash is `sha256(hash before it, bytes)`.
 */

/** Where an accepted row was first written. Its original bytes can be made again from this and the row's kind, version and body. */
export interface Origin {
  readonly source: string;
  readonly epoch: string;
  readonly seq: number;
  readonly at: number;
  readonly boot: string;
  readonly mono: number;
  /** The source's own chain hash after this row (base64url). */
  readonly hash: string;
  /** At central: where the hub, which is the source there, had the row from. */
  readonly origin?: Origin;
}

export interface LogRecord {
  readonly kind: string;
  readonly version: number;
  /** UTC milliseconds by the writer's clock. Evidence: order is `seq`. */
  readonly at: number;
  /** The writer's boot and the milliseconds since it began (monotonic). */
  readonly boot: string;
  readonly mono: number;
  readonly body: unknown;
  readonly origin?: Origin;
  /** Computed once, when the hub accepted a device's row. */
  readonly arrivedAt?: number;
  readonly timeUncertain?: true;
}

export interface LogRow extends LogRecord {
  readonly seq: number;
}

/** One moment by the program's clock. */
export interface Moment {
  readonly at: number;
  readonly boot: string;
  readonly mono: number;
}

/** The text that is hashed, stored and shipped. The order of the keys is part of the format. */
export function recordBytes(record: LogRecord): string {
  return JSON.stringify({
    kind: record.kind,
    version: record.version,
    at: record.at,
    boot: record.boot,
    mono: record.mono,
    body: record.body,
    origin: record.origin,
    arrivedAt: record.arrivedAt,
    timeUncertain: record.timeUncertain,
  });
}

/** `sha256(previous hash text, newline, bytes)` as base64url; the digest is a port because this room imports nothing. */
export type Digest = (text: string) => string;

export function chainHash(digest: Digest, before: string, bytes: string): string {
  return digest(`${before}\n${bytes}`);
}

/** The hash before the first row of a log. */
export const chainStart = "";
