/** The staff's pages, as built into `display/dist`. A hub without them says how to build them. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance } from "fastify";
import { fault } from "#shared/faults/fault.ts";
import { faultText } from "#shared/faults/text.ts";

export const staffPages = ["counter", "reception", "manager", "catch-up", "visit-life", "admin"] as const;

/** `folder`: the absolute path of `display/dist`. The first of the pages is what whoever names none is led to. */
export async function addPages(server: FastifyInstance, folder: string, pages: readonly string[]): Promise<void> {
  const served = new RegExp(`^/(?:${pages.join("|")}|assets)/`);
  server.get("/", (_request, reply) => reply.redirect(`/${pages[0]}/`));
  for (const page of pages) server.get(`/${page}`, (_request, reply) => reply.redirect(`/${page}/`));
  server.addHook("onRequest", async (request, reply) => {
    const page = pages.find((each) => request.url === `/${each}/`);
    if (!page || existsSync(join(folder, page, "index.html"))) return;
    const { what, advice } = faultText(fault("pages-not-built", { folder: `display/dist/${page}` }), "en");
    await reply.code(503).type("text/plain; charset=utf-8").send(`${what} ${advice}\n`);
  });
  // A folder that is not there yet is only looked for with each request, so a later build needs no new start.
  await server.register(fastifyStatic, {
    root: folder,
    decorateReply: false,
    cacheControl: false,
    suppressWarning: true,
    index: "index.html",
    allowedPath: (path) => served.test(path),
    setHeaders: (reply, path) => {
      reply.header("cache-control", /[/\\]assets[/\\]/.test(path) ? "public, max-age=31536000, immutable" : "no-store");
    },
  });
}
