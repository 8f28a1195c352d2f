/**
 * Rows of a hub's log made small before they are compressed: times as differences, and no hash of a device where it follows from
 * that device's row before. Pure and exactly reversible: rows that would not give their bytes back are not packed.
 */
import { chainHash, chainStart, type Digest, type LogRecord, type Origin, recordBytes } from "#shared/log/record.ts";

/** The hash of a device's row that is held already; undefined when it is not. */
export type DeviceHash = (source: string, epoch: string, seq: number) => string | undefined;

/** The keys of a row in their order; `origin.hash` may be absent. */
export type PackedRow = Readonly<Record<string, unknown>>;

export type Unpacked =
  | { readonly kind: "records"; readonly records: readonly LogRecord[] }
  /** A hash was left out that cannot be made here: the rows must come again, with it. */
  | { readonly kind: "hash-unknown" }
  | { readonly kind: "unreadable" };

/** Undefined when the rows must travel as they are. `known`: what the receiver holds before them; null leaves every hash in. */
export function packRows(records: readonly LogRecord[], known: DeviceHash | null, digest: Digest): PackedRow[] | undefined {
  const differences = new Differences();
  const chains = new DeviceChains(known ?? (() => undefined), digest);
  const packed: PackedRow[] = [];
  for (const record of records) {
    const { origin } = record;
    const follows = known !== null && origin !== undefined && chains.follow(record, origin) === origin.hash;
    if (origin) chains.stand(origin, origin.hash);
    const row = differences.pack(record, follows);
    if (!row) return undefined;
    packed.push(row);
  }
  const back = unpackRows(JSON.parse(JSON.stringify(packed)), known ?? (() => undefined), digest);
  return back.kind === "records" && JSON.stringify(back.records) === JSON.stringify(records) ? packed : undefined;
}

export function unpackRows(packed: readonly PackedRow[], known: DeviceHash, digest: Digest): Unpacked {
  const differences = new Differences();
  const chains = new DeviceChains(known, digest);
  const records: LogRecord[] = [];
  for (const row of packed) {
    const record = differences.unpack(row);
    if (!record) return { kind: "unreadable" };
    const { origin } = record;
    const hash = origin === undefined ? "" : (origin.hash ?? chains.follow(record, origin));
    if (hash === undefined) return { kind: "hash-unknown" };
    if (origin) chains.stand(origin, hash);
    records.push(origin ? { ...record, origin: { ...origin, hash } } : (record as LogRecord));
  }
  return { kind: "records", records };
}

/** The bytes that a device wrote and hashed, from the hub's row of it. */
export function deviceBytes({ kind, version, body }: Pick<LogRecord, "kind" | "version" | "body">, origin: OpenOrigin): string {
  const { at, boot, mono } = origin;
  const raw = kind === "quarantined" ? (body as { raw?: Partial<LogRecord> } | null)?.raw : undefined;
  const written = { kind, version, body, ...raw };
  return recordBytes({ kind: written.kind, version: written.version, at, boot, mono, body: written.body });
}

type OpenOrigin = Omit<Origin, "hash"> & { readonly hash?: string };
type OpenRecord = Omit<LogRecord, "origin"> & { readonly origin?: OpenOrigin };

/** Where the chains of devices stand while rows go by. */
class DeviceChains {
  readonly #known: DeviceHash;
  readonly #digest: Digest;
  readonly #places = new Map<string, { readonly seq: number; readonly hash: string }>();

  constructor(known: DeviceHash, digest: Digest) {
    this.#known = known;
    this.#digest = digest;
  }

  /** The hash that a row has if nothing is missing before it; undefined when the row before it is not here. */
  follow(record: OpenRecord, origin: OpenOrigin): string | undefined {
    const { source, epoch, seq } = origin;
    const place = this.#places.get(`${source}/${epoch}`);
    const before = seq === 1 ? chainStart : place?.seq === seq - 1 ? place.hash : this.#known(source, epoch, seq - 1);
    return before === undefined ? undefined : chainHash(this.#digest, before, deviceBytes(record, origin));
  }

  stand({ source, epoch, seq }: OpenOrigin, hash: string): void {
    this.#places.set(`${source}/${epoch}`, { seq, hash });
  }
}

/** Times as differences to the row before, and to what a boot's clock was behind by the last time: both are mostly small. */
class Differences {
  #at = 0;
  readonly #behind = new Map<string, number>();

  pack(record: LogRecord, leaveHashOut: boolean): PackedRow | undefined {
    const { at, boot, mono, origin, arrivedAt } = record;
    const times = [at, mono, origin?.at ?? 0, origin?.mono ?? 0, arrivedAt ?? 0];
    if (!times.every(Number.isSafeInteger)) return undefined;
    const row: Record<string, unknown> = { ...record, at: at - this.#at, mono: this.#moved(boot, at - mono) };
    this.#at = at;
    if (origin) {
      const { hash, ...rest } = origin;
      const place = { ...rest, at: at - origin.at, mono: this.#moved(origin.boot, origin.at - origin.mono) };
      row.origin = leaveHashOut ? place : { ...place, hash };
    }
    if (arrivedAt !== undefined) row.arrivedAt = at - arrivedAt;
    return row;
  }

  unpack(row: PackedRow): OpenRecord | undefined {
    const { at: later, boot, mono: moved, origin: packed, arrivedAt: earlier } = row;
    if (typeof later !== "number" || typeof moved !== "number" || typeof boot !== "string") return undefined;
    const at = this.#at + later;
    this.#at = at;
    const record: Record<string, unknown> = { ...row, at, mono: at - this.#stands(boot, moved) };
    if (packed !== undefined) {
      if (typeof packed !== "object" || packed === null) return undefined;
      const place = packed as Readonly<Record<string, unknown>>;
      if (typeof place.at !== "number" || typeof place.mono !== "number" || typeof place.boot !== "string") return undefined;
      const placeAt = at - place.at;
      record.origin = { ...place, at: placeAt, mono: placeAt - this.#stands(place.boot, place.mono) };
    }
    if (earlier !== undefined) {
      if (typeof earlier !== "number") return undefined;
      record.arrivedAt = at - earlier;
    }
    return record as unknown as OpenRecord;
  }

  #moved(boot: string, behind: number): number {
    const before = this.#behind.get(boot) ?? 0;
    this.#behind.set(boot, behind);
    return behind - before;
  }

  #stands(boot: string, moved: number): number {
    const behind = (this.#behind.get(boot) ?? 0) + moved;
    this.#behind.set(boot, behind);
    return behind;
  }
}
