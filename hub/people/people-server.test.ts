import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { connect } from "node:tls";
import Database from "better-sqlite3";
import Fastify from "fastify";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type PeopleRole, peopleRoles } from "#shared/identity/people-roles.ts";
import { commands } from "#shared/queue/commands.ts";
import type { CodeMade } from "#shared/wire/people.ts";
import type { Hub } from "../hub.ts";
import { get, HubBench, post, withinMs } from "../hub-harness.ts";
import { sha256 } from "../storage.ts";
import { mayCommand, rules } from "./access.ts";
import { sessionCookie } from "./cookie.ts";
import { addGuard, sweepEveryMs } from "./guard.ts";
import { People, type SignedIn } from "./people.ts";
import { tendEveryMs } from "./people-server.ts";
import type { Agent } from "./roles.ts";
import { hostName, peopledOffice, peopleFile, TestBrowser, writeCertificate } from "./test-people.ts";

const year = 365 * 86_400_000;
const pin = "830174";
const persons: Readonly<Record<PeopleRole, string>> = { agent: "agent-21", manager: "lee", it: "kim" };

let bench: HubBench;
let hub: Hub;
let ca: string;
const browser = () => new TestBrowser(hub.ready.peoplePort ?? 0, ca);
const start = () => bench.start({ people: peopleFile(bench.folder) }, { seed: peopledOffice() });

beforeEach(async () => {
  bench = new HubBench();
  ca = await writeCertificate(bench.folder, Date.now() + year);
  hub = await start();
});
afterEach(() => bench.end());

async function signedIn(person: string): Promise<TestBrowser> {
  const own = browser();
  const { code } = (await post(hub, "/api/v1/people/codes", { person, by: "root" })).body as CodeMade;
  expect((await own.post("/api/v1/people/pin", { person, code, pin })).status).toBe(200);
  return own;
}

const expected = () => ({ epoch: hub.log.identity.epoch, n: hub.state.n });
const signIn = (agent: number) => ({ key: bench.key(), agent, counter: "counter-1", expected: expected() });
const whats = async () => ((await get(hub, "/api/v1/people/audit")).body as { rows: { what: string; person?: string }[] }).rows;

describe("Q-SAFE-1 the staff's pages beyond the hub's machine", () => {
  it("Q-SAFE-1 answer each route as the table of access says, in every role, and no route is missing in it", async () => {
    const browsers: [PeopleRole | null, TestBrowser][] = [[null, browser()]];
    for (const role of peopleRoles) browsers.push([role, await signedIn(persons[role])]);
    const asked: string[] = [];
    for (const [key, { who, isPage }] of Object.entries(rules)) {
      const [method = "", route = ""] = key.split(" ");
      // Signing out would end the test's own; there is no provider here (open-id.test.ts has one).
      if (route.endsWith("/sign-out") || route.includes("/open-id/")) continue;
      const path = route.replace(/\/\*$/, "/").replace(":visit", "none").replace(":date", "2026-11-23").replace(":name", "recall");
      for (const [role, own] of browsers) {
        const answer = await own.ask(method, path, method === "GET" ? undefined : {});
        const { status } = answer;
        const may = who === "everyone" || (role !== null && who.includes(role));
        const fault = (answer.body as { fault?: string } | null)?.fault;
        if (may)
          expect([fault, `${key} ${role} ${status}`], `${key} ${role}`).not.toContainEqual(
            expect.stringMatching(/^(?:signed-out|not-your-role)$/),
          );
        else if (isPage) expect([status, answer.headers.location], `${key} ${role}`).toEqual([303, expect.stringMatching(/^\/sign-in\//)]);
        else expect([status, fault], `${key} ${role}`).toEqual(role === null ? [401, "signed-out"] : [403, "not-your-role"]);
        asked.push(`${key} ${role}`);
      }
    }
    expect(asked.length).toBeGreaterThan(150);
    // What is nowhere is for nobody who is not signed in, and nothing for whoever is.
    expect((await browser().get("/api/v1/nothing")).status).toBe(401);
    expect((await browsers[3]?.[1].get("/api/v1/nothing"))?.status).toBe(404);
    for (const odd of ["/counter/%2e%2e/admin/", "/counter//", "/%61dmin/x/y", "/.env", "/assets/../counter/"]) {
      expect((await browser().get(odd)).status, odd).not.toBe(200);
    }
    expect(bench.lines.filter(({ what }) => what === "people.unruled")).toEqual([]);
  });

  it("Q-SAFE-1 let nobody in whose page, name or protocol is another", async () => {
    const own = await signedIn("agent-21");
    const port = hub.ready.peoplePort ?? 0;
    const path = "/api/v1/commands/sign-in";
    const tried = async (headers: Readonly<Record<string, string>>) => (await own.post(path, signIn(21), headers)).status;
    for (const headers of [
      { host: `evil.example:${port}` },
      { host: `127.0.0.1:${port}` },
      { origin: "https://evil.example" },
      { origin: `https://${hostName}:1` },
      { origin: `http://${hostName}:${port}` },
      { origin: "null" },
      { "sec-fetch-site": "cross-site" },
      { "sec-fetch-site": "same-site" },
    ])
      expect(await tried(headers), JSON.stringify(headers)).toBe(403);
    expect((await own.get("/api/v1/office", { "sec-fetch-site": "cross-site", "sec-fetch-mode": "cors" })).status).toBe(403);
    expect(hub.state.counters.get("counter-1")?.agent).toBeNull();
    expect(await tried({})).toBe(200);
    const protocol = (maxVersion: "TLSv1.2" | "TLSv1.3") =>
      new Promise<string>((resolve) => {
        const socket = connect({ host: "127.0.0.1", port, servername: hostName, ca, maxVersion }, () => {
          resolve(socket.getProtocol() ?? "");
          socket.destroy();
        });
        socket.on("error", () => resolve("refused"));
      });
    expect([await protocol("TLSv1.2"), await protocol("TLSv1.3")]).toEqual(["refused", "TLSv1.3"]);
    const { headers } = await browser().get("/api/v1/people/me");
    expect(headers).toMatchObject({ "strict-transport-security": expect.stringContaining("max-age"), "x-content-type-options": "nosniff" });
    expect(headers["content-security-policy"]).toContain("frame-ancestors 'none'");
  });

  it("take a command, a note and a configuration in nobody's name but one's own", async () => {
    const own = await signedIn("agent-21");
    const other = await own.post("/api/v1/commands/sign-in", signIn(22));
    expect(other).toMatchObject({ status: 403, body: { fault: "not-your-name" } });
    expect(hub.state.counters.get("counter-1")?.agent).toBeNull();
    expect(await own.post("/api/v1/commands/sign-in", signIn(21))).toMatchObject({ status: 200 });
    expect(await own.ask("PUT", "/api/v1/personal/visits/none", { key: bench.key(), agent: 22, comment: "x" })).toMatchObject({
      body: { fault: "not-your-name" },
    });
    expect(await own.post("/api/v1/commands/close-day", { key: bench.key(), agent: 21, date: "2026-11-23" })).toMatchObject({
      body: { fault: "not-your-role" },
    });
    const manager = await signedIn("lee");
    const office = peopledOffice();
    const save = (configuration: unknown, agent = 31) =>
      manager.post("/api/v1/configuration", { key: bench.key(), agent, expected: expected(), configuration });
    expect(await save(office, 41)).toMatchObject({ body: { fault: "not-your-name" } });
    const risen = { ...office, agents: office.agents.map((each) => (each.id === "lee" ? { ...each, role: "Support" } : each)) };
    expect(await save(risen)).toMatchObject({ status: 403, body: { fault: "not-your-role" } });
    expect(await save({ ...office, agents: office.agents.filter(({ id }) => id !== "agent-22") })).toMatchObject({ status: 200 });
    expect((await whats())[0]).toMatchObject({ what: "configuration-taken", person: "lee" });
    expect((await (await signedIn("kim")).get("/api/v1/office")).body).toMatchObject({ you: { agent: 41, name: "Kim I.", role: "it" } });
    expect(((await get(hub, "/api/v1/office")).body as { you?: unknown }).you).toBeUndefined();
  });

  it("end with the session, live view included, and keep who read what of a citizen", async () => {
    const own = await signedIn("agent-21");
    expect((await own.get("/api/v1/personal/appointments")).status).toBe(200);
    await own.get("/api/v1/personal/appointments");
    expect((await whats()).filter(({ what }) => what === "personal-read")).toHaveLength(1);
    const live = own.live();
    await vi.waitFor(() => expect(live.status()).toBe(200), withinMs);
    await post(hub, "/api/v1/people/end", { person: "agent-21", by: "root" });
    await vi.waitFor(() => expect(live.ended()).toBe(true), withinMs);
    expect((await own.get("/api/v1/office")).status).toBe(401);
    const again = await signedIn("agent-21");
    const second = again.live();
    await vi.waitFor(() => expect(second.status()).toBe(200), withinMs);
    const office = peopledOffice();
    const save = { configuration: { ...office, agents: office.agents.filter(({ id }) => id !== "agent-21") }, expected: expected() };
    expect((await post(hub, "/api/v1/configuration", { key: bench.key(), agent: 22, ...save })).status).toBe(200);
    bench.tick(sweepEveryMs);
    await vi.waitFor(() => expect(second.ended()).toBe(true), withinMs);
  });

  it("keep whoever is signed in over a restart, and give no cookie to anything but this host over TLS", async () => {
    const own = await signedIn("agent-21");
    expect(own.cookie).toMatch(/^__Host-theq=[\w-]{43}$/);
    const { cookie } = own;
    await hub.stop();
    hub = await start();
    const same = browser();
    same.cookie = cookie;
    expect((await same.get("/api/v1/people/me")).body).toMatchObject({ me: { person: "agent-21" }, office: { en: "Service BC, Example" } });
    expect((await same.post("/api/v1/commands/sign-in", signIn(21))).status).toBe(200);
    const out = await same.post("/api/v1/people/sign-out", {});
    expect(hub.state.counters.get("counter-1")?.agent).toBeNull();
    expect(out.headers["set-cookie"]).toEqual(["__Host-theq=; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=0"]);
    same.cookie = cookie;
    expect((await same.get("/api/v1/people/me")).body).toMatchObject({ me: null });
  });

  it("take a renewed certificate without a new start, keep the old one while the new is wrong, and never end the hub for it", async () => {
    const serial = () =>
      new Promise<string>((resolve, reject) => {
        const options = { host: "127.0.0.1", port: hub.ready.peoplePort, servername: hostName, rejectUnauthorized: false };
        const socket = connect(options, () => {
          resolve(socket.getPeerCertificate().serialNumber);
          socket.destroy();
        }).on("error", reject);
      });
    const faults = () => [...hub.faults.entries.values()].map(({ fault, facts }) => `${fault} ${facts.what}`);
    const before = await serial();
    const files = ["staff.pem", "staff.key"].map((name) => readFileSync(join(bench.folder, name), "utf8"));
    await writeCertificate(bench.folder, Date.now() + year, ["other.example"]);
    bench.tick(tendEveryMs);
    await vi.waitFor(() => expect(faults()).toEqual([`staff-pages-unwell it is not for ${hostName}`]), withinMs);
    expect(await serial()).toBe(before);
    writeFileSync(join(bench.folder, "staff.pem"), files[0] ?? "");
    bench.tick(tendEveryMs);
    await vi.waitFor(() => expect(faults()).toEqual(["staff-pages-unwell it is not the key of the certificate"]), withinMs);
    ca = await writeCertificate(bench.folder, Date.now() + 20 * 86_400_000);
    bench.tick(tendEveryMs);
    await vi.waitFor(() => expect(faults()).toEqual([]), withinMs);
    expect(await serial()).not.toBe(before);
    expect((await browser().get("/api/v1/people/me")).status).toBe(200);
    expect((await get(hub, "/api/v1/expiring")).body).toMatchObject({ soon: [{ what: "staff-certificate" }] });
    await hub.stop();
    chmodSync(join(bench.folder, "staff.key"), 0o644);
    hub = await start();
    expect(hub.ready.peoplePort).toBe(0);
    expect(faults()).toEqual(["staff-pages-unwell others may read it: chmod 600"]);
    expect((await get(hub, "/health")).status).toBe(200);
  });
});

it("A route that the table of access does not know is told, and refused even to whoever may most", async () => {
  const people = new People({
    office: "x",
    file: { idleMinutes: 30, hours: 12 },
    database: new Database(":memory:"),
    digest: sha256,
    agents: () => peopledOffice().agents,
    wall: () => 1,
  });
  const kim = peopledOffice().agents.find(({ id }) => id === "kim");
  const signed = people.begin(kim as Agent, "pin", "here") as SignedIn;
  const server = Fastify();
  const told = addGuard(server, { people, names: ["q.example"], state: () => hub.state, every: () => () => {} });
  server.get("/api/v1/forgotten", () => "secret");
  const headers = { host: "q.example", cookie: sessionCookie(signed.token), "sec-fetch-site": "same-origin" };
  expect((await server.inject({ url: "/api/v1/forgotten", headers })).statusCode).toBe(403);
  expect(told.unruled).toEqual(["GET /api/v1/forgotten", "HEAD /api/v1/forgotten"]);
  await server.close();
});

it("Every command is some role's", () => {
  for (const name of Object.keys(commands)) {
    expect(mayCommand("manager", name), name).toBe(true);
    expect(mayCommand("it", name), name).toBe(false);
  }
  expect(["call-next", "close-day", "nonsense"].map((name) => mayCommand("agent", name))).toEqual([true, false, true]);
});
