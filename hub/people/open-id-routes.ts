/** Two addresses for a browser that signs in elsewhere: where it leaves for the provider, and where it comes back. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { type Fault, fault, isFault } from "#shared/faults/fault.ts";
import { sessionCookie, startCookie, startedIn } from "./cookie.ts";
import { signedAt } from "./guard.ts";
import type { OpenId } from "./open-id.ts";
import type { People } from "./people.ts";

export const callbackPath = "/api/v1/people/open-id/callback";

export function addOpenId(server: FastifyInstance, openId: OpenId, people: People): void {
  server.get<{ Querystring: { to?: unknown } }>("/api/v1/people/open-id/start", async (request, reply) => {
    const to = pageIn(request.query.to);
    // The guard has seen that it is one of our names; the provider takes only addresses that it was told.
    const begun = await openId.begin(`https://${request.headers.host}${callbackPath}`, to);
    if (!begun) return back(reply, to, fault("open-id-away"));
    return reply.header("set-cookie", startCookie(begun.id)).redirect(begun.address, 303);
  });

  server.get(callbackPath, async (request, reply) => {
    const returned = await openId.finish(startedIn(request.headers.cookie), new URL(request.url, "https://hub").search);
    const { to } = returned;
    if (returned.kind !== "known") return back(reply, to, fault(returned.kind === "away" ? "open-id-away" : "open-id-refused"));
    const signed = people.signInElsewhere(returned.person, returned.roles, request.ip);
    if (isFault(signed)) return back(reply, to, signed);
    return onward(request, reply, to, signed.token);
  });

  /**
   * A page that leads on, not a redirect: the browser came from another site, and would not send a `SameSite=Strict` cookie along with what
   * follows from there.
   */
  function onward(request: FastifyRequest, reply: FastifyReply, to: string, token: string): FastifyReply {
    const before = signedAt(request);
    if (before) people.signOut(before);
    const address = `/sign-in/${to === "" ? "" : `?to=${to}`}`;
    return reply
      .header("set-cookie", [sessionCookie(token), startCookie("")])
      .header("cache-control", "no-store")
      .type("text/html; charset=utf-8")
      .send(`<!doctype html><html lang="en"><title>The Q</title><meta http-equiv="refresh" content="0;url=${address}">\n`);
  }
}

function back(reply: FastifyReply, to: string, { fault: why }: Fault): FastifyReply {
  return reply.header("set-cookie", startCookie("")).redirect(`/sign-in/?${to === "" ? "" : `to=${to}&`}why=${why}`, 303);
}

function pageIn(to: unknown): string {
  return typeof to === "string" && /^[a-z-]{1,20}$/.test(to) ? to : "";
}
