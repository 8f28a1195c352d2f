/** Signing in and out over HTTP, for the sign-in page: `/api/v1/people/me`, `sign-in`, `pin`, `press`, `sign-out`. */
import { randomUUID } from "node:crypto";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { type Fault, fault, isFault } from "#shared/faults/fault.ts";
import type { Command, CommandDone } from "#shared/queue/commands.ts";
import type { OfficeState } from "#shared/queue/state.ts";
import { pinRequest, signInRequest, type WhoAnswer } from "#shared/wire/people.ts";
import { readPrivateBody, statusOf } from "../http/answers.ts";
import { Limiter } from "../identity/limiter.ts";
import { clearedCookie, sessionCookie } from "./cookie.ts";
import { signedAt } from "./guard.ts";
import type { OpenId } from "./open-id.ts";
import type { People, SignedIn } from "./people.ts";

/** Tries in a minute: an office signs in at eight, all at once, each from a computer of its own. */
export const triesInMinute = { eachMax: 20, allMax: 300, addressesMax: 2_000 } as const;

export interface SignInPorts {
  readonly people: People;
  /** Undefined where people sign in by PIN alone. */
  readonly openId: OpenId | undefined;
  readonly state: () => OfficeState;
  readonly identity: { readonly epoch: string };
  /** Resolves when the hub has committed, or refused. */
  readonly run: (command: Command) => Promise<CommandDone | Fault>;
  /** Milliseconds that only go forward. */
  readonly mono: () => number;
}

export function addSignIn(server: FastifyInstance, { people, openId, state, mono, identity, run }: SignInPorts): void {
  const limiter = new Limiter(triesInMinute);

  server.get("/api/v1/people/me", async (request): Promise<WhoAnswer> => {
    const office = state().configuration?.office.name;
    const away = (await openId?.isAway()) ? "away" : "here";
    return { openId: openId ? away : null, office: { en: office?.en ?? "", fr: office?.fr ?? "" }, me: signedAt(request)?.me ?? null };
  });
  server.post("/api/v1/people/sign-in", async (request, reply) => {
    const asked = limited(request) ?? (await elsewhere()) ?? readPrivateBody(signInRequest, request.body);
    return answer(request, reply, isFault(asked) ? asked : await people.signIn(asked.person, asked.pin, request.ip));
  });
  server.post("/api/v1/people/pin", async (request, reply) => {
    const asked = limited(request) ?? readPrivateBody(pinRequest, request.body);
    return answer(request, reply, isFault(asked) ? asked : await people.setPin(asked.person, asked.code, asked.pin, request.ip));
  });
  // The guard has taken it as a press.
  server.post("/api/v1/people/press", () => ({ kind: "done" }));
  server.post("/api/v1/people/sign-out", async (request, reply) => {
    const signed = signedAt(request);
    if (signed) {
      people.signOut(signed);
      await leaveCounter(signed.me.agent);
    }
    return reply.header("set-cookie", clearedCookie).send({ kind: "done" });
  });

  /** A counter without a citizen is not occupied by whoever has gone; one with a citizen keeps its agent, who comes back or hands over. */
  async function leaveCounter(agent: number): Promise<void> {
    for (const { id: counter, version: n, holding, ...at } of state().counters.values()) {
      if (at.agent !== agent || holding !== null) continue;
      await run({ name: "sign-out", key: `left-${randomUUID()}`, agent, counter, expected: { epoch: identity.epoch, n } });
    }
  }

  /** Whoever lost the account elsewhere must not come in by PIN. */
  async function elsewhere(): Promise<Fault | undefined> {
    return openId && !(await openId.isAway()) ? fault("open-id-first") : undefined;
  }

  function limited(request: FastifyRequest): Fault | undefined {
    return limiter.allows(request.ip, mono()) ? undefined : fault("sign-in-paused");
  }

  /** Whoever was signed in at this browser is not any more: a session is one person's. */
  function answer(request: FastifyRequest, reply: FastifyReply, result: SignedIn | Fault): FastifyReply {
    if (isFault(result)) return reply.code(statusOf(result)).send(result);
    const before = signedAt(request);
    if (before) people.signOut(before);
    return reply.header("set-cookie", sessionCookie(result.token)).send({ me: result.me });
  }
}
