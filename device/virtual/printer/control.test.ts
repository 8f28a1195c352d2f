import { appendFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Rig, startRig } from "./harness.ts";
import { commands, ticketBytes } from "./sample.ts";
import { TicketStore, ticketsMax } from "./store.ts";

let rig: Rig;
beforeEach(async () => {
  rig = await startRig();
});
afterEach(() => rig.stop());

const post = async (body: string, type = "application/json") => {
  const response = await fetch(`${rig.http}/switches`, { method: "POST", headers: { "content-type": type }, body });
  return [response.status, await response.json()] as const;
};

describe("switches", () => {
  test("are turned one by one, and the state says so", async () => {
    expect(await post('{"paperLow": true}')).toEqual([
      200,
      {
        switches: { paperLow: true, paperOut: false, coverOpen: false, cutterStuck: false, off: false, blocked: false, deaf: false },
        status: "paper-low",
        tickets: 0,
        printing: false,
        holdsTicket: false,
        lengthPrintedMm: 0,
        picturesStored: 0,
      },
    ]);
    expect((await post('{"coverOpen": true}'))[1]).toMatchObject({ status: "cover-open", switches: { paperLow: true, coverOpen: true } });
    expect(await (await fetch(`${rig.http}/state`)).json()).toMatchObject({ status: "cover-open" });
  });

  test.each([
    ['{"paperOut": "yes"}', "paperOut must be true or false"],
    ['{"paper": true}', "paper is no switch of this printer: it has paperLow, paperOut, coverOpen, cutterStuck, off, blocked, deaf"],
    ["{}", "the body names no switch: send at least one of paperLow, paperOut, coverOpen, cutterStuck, off, blocked, deaf"],
    ["[]", "the body must be an object of switches"],
  ])("%s is refused in words", async (body, what) => {
    expect(await post(body)).toEqual([400, { what, advice: 'Send for example {"paperOut": true}.' }]);
    expect(rig.machine.state().status).toBe("ready");
  });

  test("what is no JSON is refused", async () => {
    expect((await post("{"))[0]).toBe(400);
    expect((await post("paperOut=true", "text/plain"))[0]).toBe(415);
  });
});

test("a page of another name than this machine's is refused", async () => {
  const status = await new Promise((resolve, reject) => {
    const asked = request(`${rig.http}/state`, { headers: { host: "printer.example" } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    asked.on("error", reject);
    asked.end();
  });
  expect(status).toBe(403);
});

test("events: the state first, then each ticket and each turn of a switch", async () => {
  const response = await fetch(`${rig.http}/events`);
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  let heard = "";
  const until = async (part: string) => {
    while (!heard.includes(part)) heard += new TextDecoder().decode((await reader.read()).value);
  };
  await until('"status":"ready"');
  const client = await rig.client();
  client.write(ticketBytes("A12"));
  await until('"tickets":1');
  expect(heard).toContain('event: ticket\ndata: {"n":1,"at":1795000000000,"lines":["A12"]');
  await post('{"paperOut": true}');
  await until('"status":"paper-out"');
  await reader.cancel();
  client.socket.destroy();
});

test("tickets are listed after a number, and a wrong number or name is refused in words", async () => {
  const client = await rig.client();
  client.write(ticketBytes("A1"), ticketBytes("A2"), ticketBytes("A3"), commands.jobId("K001"));
  await client.hear(7);
  expect((await rig.tickets(1)).map((ticket) => ticket.lines)).toEqual([["A2"], ["A3"]]);
  expect((await fetch(`${rig.http}/tickets?after=x`)).status).toBe(400);
  for (const path of ["/tickets/4.svg", "/tickets/0.svg", "/tickets/..%2Findex.jsonl", "/tickets/1.txt", "/nothing"])
    expect((await fetch(rig.http + path)).status).toBe(404);
  client.socket.destroy();
});

describe("kept tickets", () => {
  const ticket = { items: [], lengthDots: 80, cut: "full", findings: [], paperWidthDots: 640, headWidthDots: 576 } as const;
  const open = () => new TicketStore(rig.folder, () => 1);

  test("numbers go on after a restart, also after one that left half a line", () => {
    const store = open();
    store.keep(ticket, Uint8Array.of(1));
    store.keep(ticket, Uint8Array.of(2));
    appendFileSync(join(rig.folder, "index.jsonl"), '{"n":3,"at":1,"li');
    const again = open();
    expect([again.count, again.totalMm, again.keep(ticket, Uint8Array.of(3)).n]).toEqual([2, 20, 3]);
    expect(
      open()
        .after(0)
        .map(({ n }) => n),
    ).toEqual([1, 2, 3]);
  });

  test("the newest 500 stay, in memory, on the disk and in the index", () => {
    const store = open();
    for (let n = 0; n < 2 * ticketsMax + 3; n++) store.keep(ticket, Uint8Array.of(0));
    expect(store.after(0)).toHaveLength(ticketsMax);
    expect([503, 504].map((n) => existsSync(join(rig.folder, `${n}.svg`)))).toEqual([false, true]);
    expect([503, 504].map((n) => store.read(n, "bin") !== undefined)).toEqual([false, true]);
    expect(readFileSync(join(rig.folder, "index.jsonl"), "utf8").split("\n").length).toBeLessThan(2 * ticketsMax);
    expect(open().count).toBe(2 * ticketsMax + 3);
  });

  test("a ticket whose file is gone is not found, and the rest is", () => {
    const store = open();
    store.keep(ticket, Uint8Array.of(1));
    writeFileSync(join(rig.folder, "index.jsonl"), "no json\n");
    expect(open().count).toBe(0);
  });
});
