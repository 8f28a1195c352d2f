/**
 * For tests: what follows a log, in a process that can be killed. `node hub/forward/stand-in/main.ts DIR COLLECTOR CENTRAL`; each line on standard
 * input is a number of visits to be served. It prints each fault as it comes and goes, and what it has written.
 */
import { join } from "node:path";
import { createInterface } from "node:readline";
import Database from "better-sqlite3";
import { createFollowers } from "../followers.ts";
import { hastyOffice, LogWriter } from "../harness.ts";

const [directory = ".", collector = "", central = ""] = process.argv.slice(2);
const database = new Database(join(directory, "hub.sqlite"));
database.pragma("journal_mode = wal");
database.pragma("synchronous = full");
const office = LogWriter.opened(hastyOffice(), database);
const say = (what: Record<string, unknown>) => console.log(JSON.stringify(what));

const followers = createFollowers({
  log: office.log,
  database,
  office: "example",
  collector,
  central,
  speed: 1,
  now: () => office.now(),
  generation: () => 1,
  faults: { raise: (_about, { fault }) => say({ raised: fault }), clear: (about) => say({ cleared: about }) },
});
for (const follower of followers) follower.onCommitted(office.log.last);
say({ ready: true });

for await (const line of createInterface({ input: process.stdin })) {
  for (let visit = 0; visit < Number(line); visit += 1) {
    const id = office.join();
    office.call(id);
    office.begin(id);
    office.finish(id);
    for (const follower of followers) follower.onCommitted(office.log.last);
  }
  say({ written: office.log.last });
}
