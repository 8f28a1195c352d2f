/** A release on its way through an office: from a stick to the hub, from the hub to one device, from there to the others, or no further. */
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { request } from "node:https";
import { afterEach, beforeEach, expect, it } from "vitest";
import { until } from "../../device/testing/process.ts";
import { startCentral } from "../../hub/central/start-central.ts";
import { OfficeScene } from "./office-scene.ts";

let office: OfficeScene;
beforeEach(() => {
  office = new OfficeScene();
});
afterEach(() => office.end());

/** What the door says to a device that shows this certificate, or none. */
function atDoor(path: string, client: object): Promise<{ readonly status: number; readonly bytes: number }> {
  const port = office.hub?.ready.enrolPort as number;
  return new Promise((resolve, reject) => {
    const options = { host: "127.0.0.1", port, path, rejectUnauthorized: false, agent: false, ...client } as const;
    const sent = request(options, (answer) => {
      let bytes = 0;
      answer.on("data", (chunk: Buffer) => {
        bytes += chunk.length;
      });
      answer.on("end", () => resolve({ status: answer.statusCode ?? 0, bytes }));
    });
    sent.on("error", reject);
    sent.end();
  });
}

it("Q-SAFE-1: a release brought on a stick goes to the device that can be missed, then to the others; who is revoked gets nothing", {
  timeout: 120_000,
}, async () => {
  // Keepers whose clock is turned ask after half a second of the world's.
  await office.startHub(30);
  const board = await office.enrol("board-1", "board");
  await office.enrol("kiosk-1", "kiosk");
  const told: string[] = [];
  for (const name of ["board-1", "kiosk-1"]) {
    await office.hasFirst(name);
    office.keeps(name, (what) => told.push(what));
  }
  const release = await office.bundle(2, "well", 4_000_000);
  expect(await office.command("--put", release)).toMatchObject({
    code: 1,
    said: expect.stringContaining("was not told yet whose signatures count"),
  });
  expect(await office.command("--trust", office.keysFile())).toMatchObject({ code: 0 });
  expect(await office.command("--hurry")).toMatchObject({ code: 1, said: expect.stringContaining("No release is on its way here") });
  expect(await office.command("--put", office.folder)).toMatchObject({ code: 1, said: expect.stringContaining("is no file") });
  // Signed by one where two must; cut off; no bundle at all: refused, and nothing lies there afterwards.
  expect((await office.command("--put", await office.bundle(9, "well", 0, office.holders.slice(0, 1)))).said).toContain(
    "not signed by those who may",
  );
  writeFileSync(office.at("half.bundle"), readFileSync(release).subarray(0, 900_000));
  expect((await office.command("--put", office.at("half.bundle"))).said).toContain("cannot be read");
  expect(readdirSync(office.at("releases")).filter((name) => name.includes("bundle"))).toEqual([]);
  expect(readdirSync(office.at("releases/quarantine"))).toEqual([]);
  expect((await office.view()).held).toEqual([]);

  expect(await office.command("--put", release)).toMatchObject({ code: 0, said: expect.stringContaining("release 1.2.0 (number 2)") });
  // The hub dies in the middle of a download, and what was fetched until then is not fetched again.
  const part = office.at("board-1/root/hub-2.part");
  await until(
    () => (existsSync(part) ? statSync(part).size : 0),
    (size) => size > 0,
  );
  await office.killHub();
  expect(office.slots("board-1").trial).toBeNull();
  await office.startHub(30);
  await until(() => told.includes("kiosk-1 release.kept"), Boolean);
  const ends = told.filter((what) => what.endsWith("release.kept") || what.endsWith("update.ready"));
  expect(ends).toEqual(["board-1 update.ready", "board-1 release.kept", "kiosk-1 update.ready", "kiosk-1 release.kept"]);
  await until(
    () => office.view(),
    ({ rollout }) => rollout?.kept === 2,
  );
  expect((await office.command()).said).toMatch(/1\.2\.0: 2 of 2 devices have it\n {2}board-1 +runs 1\.2\.0 in slot b/);

  expect((await atDoor("/releases/keys.json", board)).status).toBe(200);
  // Nobody has a turn now, not even for what lies there; a stranger and a device without a certificate get not even a document.
  const bundle = `/releases/release-2-linux-${process.arch}.bundle`;
  expect((await atDoor(bundle, board)).status).toBe(404);
  expect((await atDoor("/releases/keys.json", {})).status).toBe(401);
  await office.api("identity/revoke", { name: "board-1", why: "stolen", by: "pat" });
  expect((await atDoor("/releases/keys.json", board)).status).toBe(401);
  await office.command("--put", await office.bundle(3, "well"));
  await until(
    () => office.slots("kiosk-1"),
    ({ highest }) => highest === 3,
  );
  expect(office.slots("board-1")).toMatchObject({ highest: 2, trial: null });
  expect((await office.view()).devices.map(({ name }) => name)).toEqual(["kiosk-1"]);
});

it("Q-SAFE-1: a release that falls is given up by the first device and by no other: the ring halts by itself, and stays so over a hub's death", {
  timeout: 120_000,
}, async () => {
  await office.startHub(2);
  const names = ["board-1", "board-2", "kiosk-1"];
  for (const name of names) {
    await office.enrol(name, name.startsWith("kiosk") ? "kiosk" : "board");
    await office.hasFirst(name);
    office.spawnKeeper(name, 21_000 + (process.pid % 10_000) + names.indexOf(name));
  }
  await office.command("--trust", office.keysFile());
  await office.command("--put", await office.bundle(2, "falls"));
  await until(
    () => office.slots("board-1"),
    ({ trial }) => trial !== null,
  );
  // It cannot tell how it ended until the hub is back.
  await office.killHub();
  await until(
    () => office.slots("board-1"),
    ({ last }) => last?.how === "given-up",
  );
  await office.startHub(2);
  const { rollout, devices } = await until(
    () => office.view(),
    (view) => view.rollout?.mode === "halted",
  );
  expect(rollout?.halt).toMatchObject({ device: "board-1", how: "given-up", why: "ended" });
  expect(devices.map(({ step }) => step)).toEqual(["failed", "waits", "waits"]);
  const { faults } = (await (await fetch(`http://127.0.0.1:${office.hub?.ready.httpPort}/health`)).json()) as {
    faults: { fault: string; facts: object }[];
  };
  expect(faults).toContainEqual({ fault: "release-halted", facts: { document: "1.2.0", device: "board-1" } });
  expect(faults).toContainEqual({ fault: "update-given-up", facts: { device: "board-1", document: "1.2.0" } });

  await office.killHub();
  await office.startHub(2);
  expect((await office.command()).said).toContain(
    "1.2.0: halted by board-1 (given-up: ended); 0 of 3 devices have it. --resume or --withdraw",
  );
  // Each of them asks the hub that is back, and is not told that it may.
  const backAt = (await office.view()).now;
  await until(
    () => office.view(),
    (view) => view.devices.every(({ heardAt }) => (heardAt ?? 0) > backAt),
  );
  for (const name of ["board-2", "kiosk-1"])
    expect(office.slots(name)).toMatchObject({ kept: "a", trial: null, last: null, slots: { b: null } });

  await office.command("--resume");
  await until(
    () => office.slots("board-2"),
    ({ last }) => last?.how === "given-up",
  );
  await until(
    () => office.view(),
    (view) => view.rollout?.mode === "halted",
  );
  expect((await office.command("--withdraw")).said).toContain("1.2.0: withdrawn; 0 of 3 devices have it");
  expect(office.slots("kiosk-1").last).toBeNull();
  const { rows } = await office.api<{ rows: { what: string; by: string; device: string }[] }>("identity/audit");
  const told = rows.filter(({ what }) => what.startsWith("release-")).map(({ what, by, device }) => [by, what, device].join(" ").trim());
  expect(told.reverse()).toEqual([
    "pat release-keys-trusted",
    "pat release-taken",
    "pat release-begun",
    "the hub release-halted board-1",
    "pat release-resumed",
    "the hub release-halted board-2",
    "pat release-withdrawn",
  ]);
});

it("Q-SAFE-1: a release that did not end well in one office begins in no other, until it is well there or a person says so, and is published no wider", {
  timeout: 120_000,
}, async () => {
  const central = await startCentral(office.at("central"));
  try {
    office.central = central.url;
    const nelson = (standing: object) => {
      const release = { number: 2, version: "1.2.0", halt: null, kept: 0, of: 3, ...standing };
      const headers = { "content-type": "application/json" };
      return fetch(`${central.url}/v1/releases/nelson`, { method: "POST", headers, body: JSON.stringify({ generation: 1, release }) });
    };
    const halt = { device: "board-1", how: "given-up", why: "ended" };
    expect((await nelson({ mode: "halted", halt })).status).toBe(200);
    await office.startHub(30);
    await office.enrol("kiosk-1", "kiosk");
    await office.command("--trust", office.keysFile());
    await office.command("--put", await office.bundle(2, "well"));
    await until(
      () => office.view(),
      ({ rollout }) => rollout?.mode === "paused",
    );
    expect((await office.command()).said).toContain(
      "1.2.0: paused, it did not end well in nelson; 0 of 1 devices have it. --resume or --withdraw",
    );
    const health = (await (await fetch(`http://127.0.0.1:${office.hub?.ready.httpPort}/health`)).json()) as { faults: object[] };
    expect(health.faults).toContainEqual({ fault: "release-paused", facts: { document: "1.2.0", offices: "nelson" } });

    // Whoever publishes sees both offices, and is refused a wider channel; nothing is written.
    const { said } = await office.bundleCommand("province", "--central", central.url);
    expect(said).toMatch(
      /^1\.2\.0 \(number 2\), in 2 offices: 0 of 4 devices have it; it goes no further for now\n {2}nelson +halted by board-1 \(given-up: ended\); 0 of 3 devices have it, heard .*\n {2}example +waits for other offices; 0 of 1 devices have it/,
    );
    const channel = (to: string, ...more: readonly string[]) =>
      office.bundleCommand("channel", "--version", "1", "--least", "1", "--to", office.at(to), "--central", central.url, ...more);
    const release = ["--release", office.releaseFile(2)];
    expect(await channel("first.json", ...release, "--office", "nelson", "--despite-trouble")).toMatchObject({ code: 0 });
    const before = ["--before", office.at("first.json")];
    expect(await channel("again.json", ...release, ...before, "--office", "nelson")).toMatchObject({ code: 0 });
    expect(await channel("wider.json", ...release, ...before, "--office", "nelson", "--percent", "10")).toMatchObject({
      code: 1,
      said: expect.stringContaining("goes no further for now"),
    });
    expect(await channel("back.json", "--release", office.releaseFile(1))).toMatchObject({ code: 0 });
    expect(existsSync(office.at("wider.json"))).toBe(false);

    // The pause outlives the hub, and central's absence.
    await central.stop("SIGTERM");
    await office.killHub();
    await office.startHub(30);
    expect((await office.view()).rollout).toMatchObject({ mode: "paused", elsewhere: ["nelson"] });
    expect(await channel("none.json", ...release)).toMatchObject({ code: 1, said: expect.stringContaining("does not answer") });
    expect((await office.command("--hurry")).said).toContain("the release is paused: let the others follow, or take it back");
    await office.command("--resume");
    expect((await office.view()).rollout?.mode).toBe("rolling");
    const { rows } = await office.api<{ rows: { what: string; by: string; facts: object }[] }>("identity/audit");
    const told = rows.filter(({ what }) => what === "release-paused" || what === "release-resumed");
    expect(told.reverse()).toMatchObject([
      { what: "release-paused", by: "other offices", facts: { offices: "nelson" } },
      { what: "release-resumed", by: "pat" },
    ]);
  } finally {
    await central.stop("SIGKILL");
  }
});
