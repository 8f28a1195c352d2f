/** A Nippon among the printers: what it answers, what it keeps and loses, and that it knows no command that is not in its documents. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Client, type Rig, startRig } from "./harness.ts";
import { models } from "./models.ts";

let rig: Rig;
let client: Client;
beforeEach(async () => {
  rig = await startRig({ model: models["np-3511"] });
  client = await rig.client();
});
afterEach(() => rig.stop());

const status = [0x1b, 0x76];
const start = [0x1d, 0x47, 0x31, ..."00az".split("").map((letter) => letter.charCodeAt(0))];
const finish = [0x1d, 0x47, 0x30];
const line = [...Buffer.from("A42\n")];
const cut = [0x1b, 0x64, 4, 0x1b, 0x69];
const ended = (by: number) => Uint8Array.from([0xff, 0x13, ...start.slice(3), by, 0, 0, 0]);

test("a job is printed at its finish, which is told when all of it is on paper; its ticket waits in the presenter", async () => {
  client.write(start, line, cut, status);
  expect(await client.hear(1)).toEqual(Uint8Array.of(0x80));
  expect(await rig.tickets()).toEqual([]);
  client.write(finish);
  expect(await client.hear(10)).toEqual(ended(0x40));
  expect((await rig.tickets()).map(({ lines, findings }) => [lines, findings])).toEqual([[["A42"], []]]);
});

test("without paper it answers, throws a job away, and says so; what is no job waits, and all behind it", async () => {
  await turn({ paperOut: true });
  client.write(status, start, line, cut, finish, status);
  expect(await client.hear(12)).toEqual(Uint8Array.of(0x05, ...ended(0x05), 0x05));
  client.write(line, cut, status);
  await turn({ paperOut: false });
  // A roll that was put in is a new one.
  expect(await client.hear(1)).toEqual(Uint8Array.of(0x40));
  expect((await rig.tickets()).map(({ lines }) => lines)).toEqual([["A42"]]);
});

test("DC1 ends a job that was begun, and nothing of it comes out with the next", async () => {
  client.write(start, line, status);
  await client.hear(1);
  // What arrives with it is lost.
  client.write([0x11, ...line, ...status]);
  const other = await rig.client();
  // Until no job is open.
  do other.write(status);
  while ((await other.hear(1))[0] !== 0);
  client.write(start, cut, finish);
  await client.hear(10);
  expect(client.heardBytes).toBe(0);
  expect((await rig.tickets()).flatMap(({ lines }) => lines)).toEqual([]);
});

test("it says its model, and answers no DLE EOT", async () => {
  client.write([0x10, 0x04, 0x01, 0x1b, 0x73, 0x02]);
  const said = Uint8Array.from([0xff, 0x02, ...Buffer.from("NP-3511"), 0x00]);
  expect(await client.hear(said.length)).toEqual(said);
});

test.each([
  ["GS ! (large letters)", [0x1d, 0x21, 0x77]],
  ["GS v 0 (dots)", [0x1d, 0x76, 0x30, 0, 1, 0, 1, 0, 0xff]],
  ["GS V (cut)", [0x1d, 0x56, 0x30]],
  ["GS r (status)", [0x1d, 0x72, 0x01]],
])("a command of others is a finding: %s", async (_name, command) => {
  client.write(start, command, line, cut, finish);
  await client.hear(10);
  const [paper] = await rig.tickets();
  expect(paper?.findings.map(({ kind }) => kind)).toEqual(["unknown"]);
});

async function turn(switches: Record<string, boolean>): Promise<void> {
  const headers = { "content-type": "application/json" };
  expect((await fetch(`${rig.http}/switches`, { method: "POST", headers, body: JSON.stringify(switches) })).status).toBe(200);
}
