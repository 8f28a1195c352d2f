/** What serialport does not do by itself, on a pseudo-terminal; the rest is in `signs.test.ts`, where whole signs hang on it. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { until } from "../testing/process.ts";
import { sampleView } from "../testing/sample-view.ts";
import { VirtualAlphaSign } from "../virtual/sign/alpha.ts";
import { VirtualSerial } from "../virtual/sign/serial.ts";
import { alphaSign } from "./alpha.ts";
import { SignPort } from "./port.ts";
import { shownCall } from "./shown.ts";

let folder: string;
let line: VirtualSerial;
let sign: VirtualAlphaSign;
const opened: SignPort[] = [];

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "the-q-port-"));
  sign = new VirtualAlphaSign("01");
  const hear = (bytes: Uint8Array) => {
    sign.feed(bytes);
    return null;
  };
  line = new VirtualSerial(path.join(folder, "line"), [hear]);
  await line.plugIn();
});

afterEach(async () => {
  for (const port of opened.splice(0)) port.drop();
  await line.unplug();
  rmSync(folder, { recursive: true, force: true });
});

/** A port that notes what it says. */
function noted(): { readonly port: SignPort; readonly said: string[] } {
  const said: string[] = [];
  const port = new SignPort(
    { path: line.path, baud: 9_600, parity: "even", dataBits: 7, stopBits: 1 },
    {
      opened: () => said.push("opened"),
      closed: (cause) => said.push(`closed ${cause}`),
      written: () => said.push("written"),
      bytes: () => said.push("bytes"),
    },
  );
  opened.push(port);
  port.open();
  return { port, said };
}

const heard = (said: readonly string[], what: string) =>
  until(
    () => said,
    (all) => all.includes(what),
  );

/** While an earlier port is still being opened or closed, the line is its own. */
async function openedOnceFree(): Promise<ReturnType<typeof noted>> {
  for (;;) {
    const next = noted();
    const word = await until(
      () => next.said[0],
      (said) => said !== undefined,
    );
    if (word === "opened") return next;
    expect(word).toBe("closed EBUSY");
  }
}

const frame = alphaSign({ id: "hall", address: "01", columns: 20 }).frame({
  shown: shownCall(sampleView("A12 3"), undefined),
  flashing: false,
});

test("an adapter that hangs takes no end of bytes: the port that is dropped says nothing more and frees the line, and the next one works", async () => {
  const first = noted();
  await heard(first.said, "opened");
  line.hang(true);
  first.port.write(Buffer.alloc(1024 * 1024));
  first.port.drop();
  const second = await openedOnceFree();
  line.hang(false);
  second.port.write(frame);
  await until(
    () => sign.face?.text,
    (text) => text === "A12 3",
  );
  expect(first.said).toEqual(["opened"]);
});

test("a port that is unplugged says so once, though nothing is written, and nothing when it is written to afterwards", async () => {
  const { port, said } = noted();
  await heard(said, "opened");
  await line.unplug();
  await heard(said, "closed unplugged");
  port.write(frame);
  port.drop();
  await line.plugIn();
  const next = noted();
  await heard(next.said, "opened");
  expect(said).toEqual(["opened", "closed unplugged"]);
});

test("a port whose device's file is gone says so, though nobody hung it up", async () => {
  const { said } = noted();
  await heard(said, "opened");
  rmSync(line.path);
  await heard(said, "closed unplugged");
  expect(said).toEqual(["opened", "closed unplugged"]);
});

test("a port that is dropped before it has opened does not hold the line", async () => {
  const first = noted();
  first.port.drop();
  await openedOnceFree();
  expect(first.said).toEqual([]);
});
