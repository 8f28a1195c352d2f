/** Found by the simulation: a hub whose disk refused its start's rows took what an earlier run had measured for its own. */
import { join } from "node:path";
import Database from "better-sqlite3";
import { expect, it } from "vitest";
import { topicOf } from "#shared/wire/topics.ts";
import { HubBench } from "./hub-harness.ts";

const minute = 60_000;

it("Q-TIME-1: a hub whose disk refused its start begins with it once the disk is well, and tells arrivals by this run's clock", async () => {
  const bench = new HubBench();
  try {
    const first = await bench.start();
    const kiosk = await bench.tickets(first, 1);
    await first.stop();
    const file = new Database(join(bench.folder, "data", "hub.sqlite"));
    file.exec("create trigger refused before insert on log begin select raise(abort, 'refused'); end");
    file.close();
    // Ten minutes pass while the machine is off, and its clock is five minutes ahead when it is back.
    kiosk.mono += 10 * minute;
    bench.at += 15 * minute;
    bench.mono = 0;
    const hub = await bench.start();
    expect(hub.faults.entries.get("storage")?.fault).toBe("storage-failed");
    hub.storage.database.exec("drop trigger refused");
    kiosk.write(kiosk.ticket({ letter: "C", count: 2, request: null, date: null }));
    const before = hub.state.n;
    hub.message(topicOf("example", "log", "kiosk-1"), Buffer.from(JSON.stringify(kiosk.message(2).message)));
    await expect.poll(() => hub.state.visits.get("kiosk-1.e1.2")?.arrivedAt).toBe(bench.at);
    const kinds = hub.log.read(before + 1, 10).map(({ kind }) => kind);
    expect(kinds[0]).toBe("hub-started");
    expect(kinds.filter((kind) => kind === "hub-started")).toHaveLength(1);
  } finally {
    await bench.end();
  }
});
