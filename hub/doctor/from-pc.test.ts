import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { HubBench } from "../hub-harness.ts";
import { peopledOffice, peopleFile, writeCertificate } from "../people/test-people.ts";
import { examineFromPc } from "./from-pc.ts";

const day = 86_400_000;
let bench: HubBench;
beforeEach(() => {
  bench = new HubBench();
});
afterEach(() => bench.end());

const failed = (found: Awaited<ReturnType<typeof examineFromPc>>) => found.filter(({ ok }) => !ok).map(({ what }) => what);

test("a hub as it should be is said to be so, and what is wrong with its certificate is named", async () => {
  const ca = await writeCertificate(bench.folder, Date.now() + 400 * day, ["localhost"]);
  mkdirSync(join(bench.folder, "dist", "sign-in"), { recursive: true });
  writeFileSync(join(bench.folder, "dist", "sign-in", "index.html"), "<!doctype html>");
  const hub = await bench.start({ people: { ...peopleFile(bench.folder), names: ["localhost"] } }, { seed: peopledOffice() });
  const address = `https://localhost:${hub.ready.peoplePort}`;
  const found = await examineFromPc(address, [ca], Date.now());
  expect([failed(found), found.length]).toEqual([[], 7]);
  expect(found.filter(({ isSoon }) => isSoon)).toEqual([]);
  expect((await examineFromPc(address, [ca], Date.now() + 300 * day)).filter(({ isSoon }) => isSoon)).toHaveLength(1);
  expect(failed(await examineFromPc(address, [ca], Date.now() + 500 * day))).toEqual([expect.stringMatching(/^It ended on /)]);
  expect(failed(await examineFromPc(address, [], Date.now()))).toEqual([expect.stringContaining("does not trust")]);
  // Under another name the certificate is not for it, and the hub refuses the page.
  expect(failed(await examineFromPc(address.replace("localhost", "127.0.0.1"), [ca], Date.now())).join(" ")).toMatch(
    /ERR_TLS_CERT_ALTNAME_INVALID.*answers 403/,
  );
});

test("what is no hub, or lets everybody in by an old protocol, is told apart", async () => {
  const ca = await writeCertificate(bench.folder, Date.now() + 400 * day, ["localhost"]);
  const files = { cert: readFileSync(join(bench.folder, "staff.pem")), key: readFileSync(join(bench.folder, "staff.key")) };
  const server = createServer(files, (_request, response) => response.end("{}"));
  await new Promise<void>((resolve) => void server.listen(0, "localhost", resolve));
  const { port } = server.address() as AddressInfo;
  const words = failed(await examineFromPc(`https://localhost:${port}`, [ca], Date.now())).join(" ");
  for (const each of ["TLS 1.2 is taken", "takes headers out", "without signing in"]) expect(words).toContain(each);
  await new Promise((resolve) => void server.close(resolve));
  expect(failed(await examineFromPc(`https://localhost:${port}`, [ca], Date.now()))).toEqual([
    expect.stringContaining("does not answer by TLS"),
  ]);
  expect(failed(await examineFromPc("http://localhost", [ca], Date.now()))).toEqual([expect.stringContaining("is no address")]);
});
