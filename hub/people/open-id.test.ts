/** Signing in at a real provider in this process, as a browser walks there and back. */
import { generateKeyPairSync } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import Provider from "oidc-provider";
import * as v from "valibot";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { CodeMade } from "#shared/wire/people.ts";
import { hubFile } from "#shared/wire/process.ts";
import type { Hub } from "../hub.ts";
import { type Answer, HubBench, post } from "../hub-harness.ts";
import { OpenId, type OpenIdFile } from "./open-id.ts";
import { hostName, peopledOffice, peopleFile, TestBrowser, WalkingBrowser, writeCertificate } from "./test-people.ts";

const pin = "830174";
/** Who can sign in at the provider, by what they type there. */
const accounts: Readonly<Record<string, object>> = {
  amrit: { preferred_username: "AGENT-21", roles: ["q-agent"] },
  lee: { preferred_username: "lee", roles: ["q-agent", "q-manager"] },
  lea: { preferred_username: "lee", roles: ["q-agent"] },
  claire: { preferred_username: "agent-22" },
  stranger: { preferred_username: "stranger", roles: ["q-agent"] },
  ana: { preferred_username: "ana", roles: ["q-agent"] },
};

let bench: HubBench;
let hub: Hub;
let ca: string;
let provider: Server;
let issuer: string;
let staffPort: number;

beforeEach(async () => {
  bench = new HubBench();
  ca = await writeCertificate(bench.folder, Date.now() + 86_400_000);
  provider = createServer();
  await listen(0);
  issuer = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`;
  staffPort = await freePort();
  provider.on("request", providerAt(issuer).callback());
  hub = await start();
});
afterEach(async () => {
  await bench.end();
  await away();
});

const openId = (): OpenIdFile => {
  const roles = { agent: ["q-agent"], manager: ["q-manager"], it: ["q-it"] };
  const people = { ...peopleFile(bench.folder), port: staffPort, openId: { issuer, clientId: "the-q", roles } };
  const { openId: checked } = v.parse(hubFile, { ...bench.file, people }).people ?? {};
  if (!checked) throw new Error("no provider");
  return checked;
};
const start = () => bench.start({ people: { ...peopleFile(bench.folder), port: staffPort, openId: openId() } }, { seed: peopledOffice() });
const browser = () => new TestBrowser(staffPort, ca);
const navigates = { "sec-fetch-mode": "navigate", "sec-fetch-site": "none" };
const fromElsewhere = { "sec-fetch-mode": "navigate", "sec-fetch-site": "cross-site" };
const startPath = "/api/v1/people/open-id/start?to=counter";

describe("signing in at a provider", () => {
  it("leads there with PKCE, state and nonce, and back to the page that was wanted", async () => {
    const own = browser();
    const begun = await own.get(startPath, navigates);
    expect(begun).toMatchObject({
      status: 303,
      headers: { "set-cookie": [expect.stringMatching(/^__Host-theq-open-id=.{43}; Path=\/; Secure; HttpOnly; SameSite=Lax/)] },
    });
    const asked = new URL(String(begun.headers.location)).searchParams;
    expect(Object.fromEntries(asked)).toMatchObject({
      ...{ client_id: "the-q", response_type: "code", code_challenge_method: "S256" },
      redirect_uri: `https://${hostName}:${staffPort}/api/v1/people/open-id/callback`,
      ...{ state: expect.stringMatching(/.{40}/), nonce: expect.stringMatching(/.{40}/), code_challenge: expect.stringMatching(/.{40}/) },
    });
    const done = await come(own, await walk(begun, "amrit"));
    expect(done).toMatchObject({ status: 200, body: expect.stringContaining("url=/sign-in/?to=counter") });
    expect((await own.get("/api/v1/people/me")).body).toMatchObject({
      openId: "here",
      me: { person: "agent-21", agent: 21, role: "agent" },
    });
    expect(await listed()).toMatchObject({ people: [{ person: "agent-21", sessions: [{ way: "open-id" }] }, {}, {}, {}, {}] });
    expect(await signedIn("lee")).toMatchObject({ role: "manager" });
  });

  it("refuses, with what to do, whom the office does not know, and whose account and configuration do not agree", async () => {
    for (const [login, why] of [
      ["stranger", "person-not-matched"],
      ["claire", "role-missing"],
      ["lea", "role-missing"],
      ["ana", "role-missing"],
    ] as const) {
      const own = browser();
      const done = await come(own, await walk(await own.get(startPath, navigates), login));
      expect([login, done.status, done.headers.location]).toEqual([login, 303, `/sign-in/?to=counter&why=${why}`]);
      expect((await own.get("/api/v1/people/me")).body).toMatchObject({ me: null });
    }
  });

  it("takes what came back once, from the browser that began, and as it was sent", async () => {
    const refused = "/sign-in/?to=counter&why=open-id-refused";
    const own = browser();
    const first = await walk(await own.get(startPath, navigates), "amrit");
    const { cookie } = own;
    expect((await come(own, first)).status).toBe(200);
    // Again with the same cookie: nothing has begun any more.
    const replay = browser();
    replay.cookie = cookie;
    expect((await come(replay, first)).headers.location).toBe("/sign-in/?why=open-id-refused");
    // Another browser that was handed the address.
    expect((await come(browser(), first)).headers.location).toBe("/sign-in/?why=open-id-refused");
    // The used code within a sign-in of its own: the provider knows it no more, and it is not of this verifier.
    const thief = browser();
    const second = new URL(await walk(await thief.get(startPath, navigates), "lee"));
    second.searchParams.set("code", new URL(first).searchParams.get("code") ?? "");
    expect((await come(thief, second.href)).headers.location).toBe(refused);
    // Another state, and another nonce.
    const bent = browser();
    const third = new URL(await walk(await bent.get(startPath, navigates), "lee"));
    third.searchParams.set("state", "x".repeat(43));
    expect((await come(bent, third.href)).headers.location).toBe(refused);
    const swapped = browser();
    const begun = await swapped.get(startPath, navigates);
    const address = new URL(String(begun.headers.location));
    address.searchParams.set("nonce", "x".repeat(43));
    const fourth = await walk({ ...begun, headers: { location: address.href } }, "lee");
    expect((await come(swapped, fourth)).headers.location).toBe(refused);
    for (const each of [replay, thief, bent, swapped]) expect((await each.get("/api/v1/people/me")).body).toMatchObject({ me: null });
  });

  it("gives way to the PIN while the provider is away, and takes no PIN while it is there", async () => {
    const { code } = (await post(hub, "/api/v1/people/codes", { person: "agent-21", by: "root" })).body as CodeMade;
    const own = browser();
    expect((await own.post("/api/v1/people/pin", { person: "agent-21", code, pin })).status).toBe(200);
    const byPin = (of: TestBrowser) => of.post("/api/v1/people/sign-in", { person: "agent-21", pin });
    expect(await byPin(browser())).toMatchObject({ status: 403, body: { fault: "open-id-first" } });
    const late = browser();
    const returned = await walk(await late.get(startPath, navigates), "amrit");
    await away();
    // It went away while somebody was typing there.
    expect((await come(late, returned)).headers.location).toBe("/sign-in/?to=counter&why=open-id-away");
    const other = browser();
    expect((await other.get("/api/v1/people/me")).body).toMatchObject({ openId: "away", me: null });
    expect((await other.get(startPath, navigates)).headers.location).toBe("/sign-in/?to=counter&why=open-id-away");
    expect((await byPin(other)).status).toBe(200);
  });

  it("allows for clocks that differ a little, and no more", async () => {
    for (const [behindSeconds, kind] of [
      [50, "known"],
      [-4_000, "refused"],
    ] as const) {
      const direct = new OpenId({ file: openId(), mono: () => 0, behindSeconds });
      const redirect = `https://${hostName}:${staffPort}/api/v1/people/open-id/callback`;
      const begun = await direct.begin(redirect, "counter");
      const returned = await walk({ status: 303, headers: { location: begun?.address }, body: "" }, "lee");
      expect(await direct.finish(begun?.id, new URL(returned).search)).toMatchObject({ kind });
    }
  });
});

/** Through the provider's pages as this account; where it sends the browser back. */
async function walk(begun: Answer, login: string): Promise<string> {
  const walking = new WalkingBrowser();
  const form = await walking.walk(String(begun.headers.location), issuer);
  return walking.walk(form, issuer, new URLSearchParams({ prompt: "login", login, password: "any" }));
}

/** Back at the hub, as a browser that follows the provider's redirect. */
function come(own: TestBrowser, address: string): Promise<Answer> {
  const { pathname, search } = new URL(address);
  return own.get(`${pathname}${search}`, fromElsewhere);
}

async function signedIn(login: string): Promise<unknown> {
  const own = browser();
  await come(own, await walk(await own.get(startPath, navigates), login));
  return ((await own.get("/api/v1/people/me")).body as { me: unknown }).me;
}

async function listed(): Promise<unknown> {
  return (await fetch(`http://127.0.0.1:${hub.ready.httpPort}/api/v1/people`)).json();
}

function listen(port: number): Promise<void> {
  return new Promise((resolve) => void provider.listen(port, "127.0.0.1", resolve));
}

function away(): Promise<void> {
  return new Promise((resolve) => {
    provider.closeAllConnections();
    provider.close(() => resolve());
  });
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => void server.close(resolve));
  return port;
}

function providerAt(address: string): Provider {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const made: Provider = new Provider(address, {
    clients: [
      {
        ...{ client_id: "the-q", token_endpoint_auth_method: "none", application_type: "web" },
        redirect_uris: [`https://${hostName}:${staffPort}/api/v1/people/open-id/callback`],
      },
    ],
    jwks: { keys: [{ ...privateKey.export({ format: "jwk" }), use: "sig", alg: "RS256" }] },
    cookies: { keys: ["of this test alone"] },
    claims: { openid: ["sub"], profile: ["preferred_username", "roles"] },
    conformIdTokenClaims: false,
    findAccount: (_context: unknown, id: string) => ({ accountId: id, claims: () => ({ sub: id, ...accounts[id] }) }),
    // Nobody is asked what the hub may know: it is the organization's own.
    loadExistingGrant: async (context: { oidc: { client: { clientId: string }; session: { accountId: string } } }) => {
      const { client, session } = context.oidc;
      const grant = new made.Grant({ clientId: client.clientId, accountId: session.accountId });
      grant.addOIDCScope("openid profile");
      await grant.save();
      return grant;
    },
  });
  return made;
}
