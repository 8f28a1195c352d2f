/**
 * Runs inside the machine whose power is cut: opens the storage as the hub or a device does, states what it finds there, then
 * appends batches to the real log and acknowledges each when its commit has returned. One line in, then lines out until it is killed.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { createReadStream, openSync, writeSync } from "node:fs";
import { createInterface } from "node:readline";
import { EventLog, type SqlDatabase } from "#shared/log/event-log.ts";
import type { LogRecord } from "#shared/log/record.ts";
import { openStorage as openDeviceStorage } from "../../../device/runtime/storage.ts";
import { openStorage as openHubStorage, sha256 } from "../../../hub/storage.ts";
import type { GuestOrder, GuestState } from "../talk.ts";

const folder = "/storage";
const device = "/dev/vda";
const terminal = "/dev/ttyS1";
const out = openSync(terminal, "w");
const say = (line: string) => writeSync(out, `${line}\n`);

say("READY");
for await (const line of createInterface({ input: createReadStream(terminal) })) {
  if (line.trim() === "") continue;
  try {
    obey(JSON.parse(line) as GuestOrder);
  } catch (error) {
    say(`FAILED ${JSON.stringify(String(error instanceof Error ? error.message : error))}`);
  }
}

function obey(order: GuestOrder): void {
  const repaired = mountStorage();
  const database = opened(order);
  const log = new EventLog(database, sha256, { source: order.opener, epoch: "e1" });
  say(`STATE ${JSON.stringify(stateOf(database, log, order, repaired))}`);
  if (order.afterwards === "stop") return;
  for (let batch = 1; ; batch += 1) {
    const rows = log.append(batchOf(log, order.opener, 1 + (batch % 3)));
    const last = rows.at(-1);
    say(`ACK ${last?.seq} ${last?.hash}`);
  }
}

/**
 * True when the file system had to be repaired first, which a device does at its start: ext4 refuses to mount when its journal's
 * commit block or its superblock was torn, because it takes 4 KiB to be written as a whole.
 */
function mountStorage(): boolean {
  try {
    mount();
    return false;
  } catch {
    // 1: repaired. Anything above needs a person, and the mount will say so.
    spawnSync("/usr/sbin/e2fsck", ["-y", device], { stdio: "ignore" });
    mount();
    return true;
  }
}

function mount(): void {
  execFileSync("/bin/busybox", ["mount", "-t", "ext4", "-o", "noatime", device, folder], { stdio: "pipe" });
}

/** As the program opens it; a control then asks for less, which is what must lose. */
function opened(order: GuestOrder): SqlDatabase & { pragma(text: string, options: { simple: true }): unknown } {
  const database = order.opener === "hub" ? openHubStorage(folder).database : openDeviceStorage(folder, order.opener);
  const withPragma = database as unknown as ReturnType<typeof opened>;
  if (order.weaken) withPragma.pragma(`synchronous = ${order.weaken}`, { simple: true });
  return withPragma;
}

function stateOf(database: ReturnType<typeof opened>, log: EventLog, order: GuestOrder, repaired: boolean): GuestState {
  const final = log.read(log.last, 1)[0];
  const place = final?.body as { readonly index: number; readonly of: number } | undefined;
  const askedSeq = Math.min(log.last, order.hashAt);
  return {
    repaired,
    journalMode: String(database.pragma("journal_mode", { simple: true })),
    synchronous: Number(database.pragma("synchronous", { simple: true })),
    last: log.last,
    askedSeq,
    askedHash: log.hashAfter(askedSeq) ?? "",
    brokenRow: log.firstBrokenRow() ?? null,
    endsWithWholeBatch: place === undefined || place.index === place.of,
    integrity: String(database.pragma("integrity_check", { simple: true })),
  };
}

/** Rows as long as those of a ticket; at the hub with an origin, so that its unique index is written too. */
function batchOf(log: EventLog, opener: GuestOrder["opener"], of: number): LogRecord[] {
  return Array.from({ length: of }, (_, before) => {
    const seq = log.last + before + 1;
    const moment = { at: 1_790_000_000_000 + seq * 997, boot: "b1", mono: seq * 997 };
    return {
      kind: "ticket-printed",
      version: 1,
      ...moment,
      body: { visit: `kiosk-1.e1.${seq}`, number: `C${seq}`, index: before + 1, of, services: ["driver-licence", "health-card"] },
      ...(opener === "hub" ? { origin: { source: "kiosk-1", epoch: "e1", seq, ...moment, hash: "" } } : {}),
    };
  });
}
