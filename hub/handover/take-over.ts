/** What becomes of a handover when its follower is promoted, and what is said of it: then, and by `npm run doctor`. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fault } from "#shared/faults/fault.ts";
import { EventLog, type SqlDatabase } from "#shared/log/event-log.ts";
import type { HubFile } from "#shared/wire/process.ts";
import { storageKind } from "../copy-mark.ts";
import { Refusal } from "../refusal.ts";
import { sha256 } from "../storage.ts";
import { heldHandover, putInPlace } from "./keeper.ts";

const lacks = "neither the registry of devices nor the authority's key";

/** Puts it in place where there is one; what a person should know. Throws a `Refusal`. A backup brings its own registry, and a person the authority. */
export async function takeHandover(
  { data, office, devices }: Pick<HubFile, "data" | "office" | "devices">,
  database: SqlDatabase,
): Promise<string[]> {
  if (!isFollowers(database, office)) return devices && !devices.authority ? authorityLacks(data, database) : [];
  const held = await heldHandover(data, office);
  if (typeof held === "string") {
    const what = `This follower held ${lacks} (${why[held]}).`;
    return [
      `${what} Devices beyond this machine need new cards, or restore the newest backup and the folder "authority" instead (hub/backup/README.md).`,
    ];
  }
  if (devices?.authority) {
    const what = "the authority was handed over and goes into the data folder: leave this out";
    throw new Refusal(fault("bad-configuration", { path: "devices.authority", what }));
  }
  putInPlace(data, database, held);
  const { tables, at } = held;
  const count = (tables.device_certificates ?? []).filter(({ revoked_at }) => revoked_at === null).length;
  return [`The registry of devices as of ${new Date(at).toISOString()} and the authority's key are in place: ${count} certificates count.`];
}

/** Asked before a hub makes an authority of its own, which none of the devices would know. */
function authorityLacks(data: string, database: SqlDatabase): string[] {
  if (existsSync(join(data, "authority")) || !hasTable(database, "device_certificates")) return [];
  const counted = database.prepare("select count(distinct name) as count from device_certificates where revoked_at is null").get();
  const { count } = counted as { count: number };
  if (count === 0) return [];
  return [
    `The old hub's folder "authority" is not in ${data}, so a new authority begins, and certificates of the old one (${count}) count no more. Where there is a copy: stop this hub, put it there in place of the new one, start it again. Otherwise each device needs a new card.`,
  ];
}

/** Of a follower's folder; undefined for every other one. */
export async function handoverFinding(
  data: string,
  office: string,
  database: SqlDatabase,
  now: number,
): Promise<{ readonly ok: boolean; readonly isSoon?: true; readonly what: string } | undefined> {
  if (!isFollowers(database, office)) return undefined;
  try {
    const held = await heldHandover(data, office);
    if (typeof held === "string") return { ok: true, isSoon: true, what: `This follower holds ${lacks}: ${why[held]}. ${advice[held]}` };
    const minutes = Math.max(0, Math.round((now - held.at) / 60_000));
    return {
      ok: true,
      what: `The registry of devices and the authority's key are held, sealed; they last changed ${minutes} minutes ago.`,
    };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { ok: false, what: `${error.message} Stop the follower, move handover.age away, start it again.` };
  }
}

const why = { "not-permitted": "nobody permitted it", "not-received": "the hub has not sent them" } as const;
const advice = {
  "not-permitted":
    'Promoted, it needs new cards for every device. --handover-key here, and its answer in "handover" of the hub\'s file, change that.',
  "not-received": 'Name this follower and the key that --handover-key says in "handover" of the hub\'s file, and start both again.',
} as const;

function isFollowers(database: SqlDatabase, office: string): boolean {
  return hasTable(database, "identity") && storageKind(new EventLog(database, sha256, { source: office, epoch: "" })) === "follower";
}

function hasTable(database: SqlDatabase, name: string): boolean {
  return database.prepare("select name from sqlite_master where name = ?").get(name) !== undefined;
}
