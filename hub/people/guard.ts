/**
 * Who gets in on the staff's pages beyond this machine, before any route: under one of the hub's names, from its own pages, signed in, in a
 * role that the table of access names. Then whether what is asked is asked in one's own name; and what must be kept in the audit.
 */
import type { ServerResponse } from "node:http";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { type Fault, fault } from "#shared/faults/fault.ts";
import type { OfficeState } from "#shared/queue/state.ts";
import type { StaffOffice } from "#shared/wire/staff.ts";
import { statusOf } from "../http/answers.ts";
import { mayCommand, type Rule, ruleOf } from "./access.ts";
import { clearedCookie, tokenIn } from "./cookie.ts";
import type { People, Signed } from "./people.ts";
import { type Agent, sameIt } from "./roles.ts";

export interface GuardPorts {
  readonly people: People;
  readonly names: readonly string[];
  readonly state: () => OfficeState;
  /** Runs every so many real milliseconds; returns how to stop it. */
  readonly every: (ms: number, run: () => void) => () => void;
}

/** How soon a session that ends by time, or by a change of the configuration, takes its live streams along. */
export const sweepEveryMs = 5_000;
/** Reads of the same thing by the same person are one row of the audit in so long. */
const readAgainMs = 3_600_000;
const readsKeptMax = 10_000;

interface Admitted {
  readonly rule: Rule;
  readonly signed: Signed | undefined;
}

const admitted = new WeakMap<object, Admitted>();

/** Whoever is signed in and asks this; undefined on the hub's own machine, and before signing in. */
export function signedAt(request: FastifyRequest): Signed | undefined {
  return admitted.get(request.raw)?.signed;
}

/** Routes that the server has and the table does not: they are refused, and a test demands that there is none. */
export function addGuard(server: FastifyInstance, ports: GuardPorts): { readonly unruled: readonly string[] } {
  const { people, names, state, every } = ports;
  const unruled: string[] = [];
  const streams = new Map<ServerResponse, Signed>();
  const cut = () => {
    for (const [stream, { session }] of streams) if (!people.isLive(session)) stream.end();
  };
  people.onEnded(cut);
  const stopSweeping = every(sweepEveryMs, () => people.sweep());
  server.addHook("preClose", async () => {
    stopSweeping();
  });
  server.addHook("onRoute", ({ method, url }) => {
    if (url === "/*") return;
    for (const each of [method].flat()) if (!ruleOf(each, url, undefined)) unruled.push(`${each} ${url}`);
  });

  server.addHook("onRequest", async (request, reply) => {
    const stranger = strangerFault(request, names);
    if (stranger) return refuse(reply, stranger, 403);
    const signed = people.who(tokenIn(request.headers.cookie));
    const params = request.params as { readonly "*"?: string; readonly name?: string };
    const rule = ruleOf(request.method, request.routeOptions.url, params["*"]);
    if (rule?.who !== "everyone") {
      if (!signed) return rule?.isPage ? toSignIn(request, reply) : refuse(reply.header("set-cookie", clearedCookie), fault("signed-out"));
      // What is not there at all is for the server to say; what is there and not in the table, for nobody.
      if (!rule && request.routeOptions.url !== undefined && request.routeOptions.url !== "/*")
        return refuse(reply, fault("not-your-role"));
      if (rule && !may(rule, signed, params.name)) return rule.isPage ? toSignIn(request, reply) : refuse(reply, fault("not-your-role"));
    }
    if (signed && isPress(request)) people.press(signed);
    if (rule) admitted.set(request.raw, { rule, signed });
    if (signed && request.routeOptions.url === "/api/v1/live") {
      streams.set(reply.raw, signed);
      reply.raw.on("close", () => streams.delete(reply.raw));
    }
  });

  server.addHook("preHandler", async (request, reply) => {
    const { rule, signed } = admitted.get(request.raw) ?? {};
    if (!rule?.actor || !signed) return;
    const own = rule.actor === "agent" ? signed.me.agent : signed.me.person;
    const body = (request.body ?? {}) as Readonly<Record<string, unknown>>;
    // A body that names nobody is unreadable, and its own route says how.
    if (rule.actor in body && body[rule.actor] !== own) return refuse(reply, fault("not-your-name"));
    if (signed.me.role !== "it" && !leavesItAlone(request.routeOptions.url, body, signed, state()))
      return refuse(reply, fault("not-your-role"));
  });

  server.addHook("preSerialization", async (request, reply, payload) => {
    const signed = signedAt(request);
    if (!signed || request.routeOptions.url !== "/api/v1/office" || reply.statusCode !== 200) return payload;
    const { person, agent, name, role } = signed.me;
    return { ...(payload as StaffOffice), you: { person, agent, name, role } };
  });

  // Before the first byte of it leaves: what cannot be kept is not told.
  const reads = new Map<string, number>();
  server.addHook("onSend", async (request, reply, payload) => {
    const { rule, signed } = admitted.get(request.raw) ?? {};
    if (!rule?.audit || !signed || reply.statusCode !== 200) return payload;
    const about = request.url.replace("/api/v1/", "").slice(0, 200);
    const key = `${signed.me.person} ${about}`;
    const now = people.now();
    if (rule.audit === "personal-read") {
      if (Math.abs(now - (reads.get(key) ?? Number.NEGATIVE_INFINITY)) < readAgainMs) return payload;
      if (reads.size >= readsKeptMax) reads.clear();
      reads.set(key, now);
    }
    people.write(rule.audit, signed.me.person, signed.me.person, { about });
    return payload;
  });
  return { unruled };
}

function may({ who }: Rule, { me: { role } }: Signed, command: string | undefined): boolean {
  if (who === "everyone") return true;
  return who.includes(role) && (command === undefined || mayCommand(role, command));
}

/** Only IT says who is IT: a manager's configuration leaves them as they are, and a manager takes back only a manager's own changes. */
function leavesItAlone(
  route: string | undefined,
  body: Readonly<Record<string, unknown>>,
  { me }: Signed,
  { configuration, configurationChanges }: OfficeState,
): boolean {
  if (route === "/api/v1/configuration/undo") {
    const { by } = configurationChanges.find(({ n }) => n === body.change) ?? {};
    return by === undefined || (by.kind === "agent" && by.agent === me.agent);
  }
  if (route !== "/api/v1/configuration") return true;
  const asked = (body.configuration as { readonly agents?: unknown } | null | undefined)?.agents;
  if (!Array.isArray(asked)) return true;
  const agents = asked.filter((each): each is Agent => typeof each === "object" && each !== null && typeof each.role === "string");
  return sameIt(agents, configuration?.agents ?? []);
}

/** What a person does; what a page asks by itself keeps no session alive. */
function isPress({ method, headers }: FastifyRequest): boolean {
  return isChange(method) || headers["sec-fetch-mode"] === "navigate";
}

function isChange(method: string): boolean {
  return method !== "GET" && method !== "HEAD";
}

/** A name that is not the hub's own points here from elsewhere; another origin is another site's page. */
export function strangerFault(
  { method, headers }: { readonly method: string; readonly headers: FastifyRequest["headers"] },
  names: readonly string[],
): Fault | undefined {
  const host = (headers.host ?? "").toLowerCase();
  const at = URL.canParse(`https://${host}`) ? new URL(`https://${host}`) : undefined;
  if (!at || at.host !== host.replace(/:443$/, "") || !names.includes(at.hostname))
    return fault("bad-request", { path: "header Host", what: "use the name that IT gave for these pages" });
  const { origin, "sec-fetch-site": site, "sec-fetch-mode": mode } = headers;
  const foreign = fault("bad-request", { path: "header Origin", what: "pages of another site may not use this hub" });
  if (origin !== undefined && origin !== at.origin) return foreign;
  const isOwn = site === "same-origin" || (site === undefined && origin !== undefined);
  if (isChange(method)) return isOwn ? undefined : foreign;
  // Somebody may follow a link to a page, or type its address; a program beside no page says nothing of a site.
  return site === undefined || isOwn || site === "none" || mode === "navigate" ? undefined : foreign;
}

/** To where the person signs in, and from there back to the page that was asked for. */
function toSignIn({ url }: FastifyRequest, reply: FastifyReply): FastifyReply {
  const page = /^\/([a-z-]+)\/?(?:\?|$)/.exec(url)?.[1];
  return reply.redirect(page === undefined ? "/sign-in/" : `/sign-in/?to=${page}`, 303);
}

function refuse(reply: FastifyReply, why: Fault, status = statusOf(why)): FastifyReply {
  return reply.code(status).send(why);
}
