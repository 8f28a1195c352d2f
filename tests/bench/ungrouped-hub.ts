/** The same hub with a commit for each input, in a process of its own: what group commit is measured against. */
import { readFileSync } from "node:fs";
import { createHub } from "../../hub/hub.ts";

const { file, seed } = JSON.parse(readFileSync(process.argv[3] as string, "utf8"));
const journal = { info: () => {}, warn: () => {}, error: () => {} };
const every = (ms: number, run: () => void) => {
  const timer = setInterval(run, ms);
  return () => clearInterval(timer);
};
const time = { wall: () => Date.now(), mono: () => performance.now() };
const hub = await createHub(file, { time, every, journal, seed, pages: import.meta.dirname, batchMax: 1 });
process.once("SIGTERM", () => void hub.stop().then(() => process.exit(0)));
console.log(JSON.stringify(hub.ready));
