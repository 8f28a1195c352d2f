/** `/api/v1/configuration`: reads, checks, takes and takes back the office's configuration. Bodies are larger here: a whole office. */
import type { FastifyInstance, FastifyReply } from "fastify";
import * as v from "valibot";
import { type Fault, fault, isFault } from "#shared/faults/fault.ts";
import { type Language, languages } from "#shared/texts/language.ts";
import { checkRequest, type SaveAnswer, saveRequest, undoRequest } from "#shared/wire/configuration.ts";
import type { ConfigurationDesk } from "../configuration-desk.ts";
import { readWorkbook, writeWorkbook } from "../spreadsheet/workbook.ts";
import { readBody, statusOf } from "./answers.ts";
import { workbookType } from "./openapi.ts";

/** An office of a thousand services, with words in two languages. */
export const configurationBytesMax = 4 * 1024 * 1024;

export function addConfiguration(server: FastifyInstance, desk: ConfigurationDesk): void {
  const large = { bodyLimit: configurationBytesMax };

  server.get("/api/v1/configuration", (_request, reply) => desk.read() ?? refuse(reply, fault("bad-configuration")));

  server.get("/api/v1/configuration/office.json", (_request, reply) => {
    const read = desk.read();
    if (!read) return refuse(reply, fault("bad-configuration"));
    const { configuration } = read;
    void reply.header("content-disposition", `attachment; filename="${configuration.office.id}.json"`).type("application/json");
    return `${JSON.stringify(configuration, null, 2)}\n`;
  });

  server.post("/api/v1/configuration/check", large, (request, reply) => {
    const asked = readBody(checkRequest, request.body);
    return isFault(asked) ? refuse(reply, asked) : desk.check(asked.configuration, asked.language);
  });

  server.get<Asking>("/api/v1/configuration/office.xlsx", async (request, reply) => {
    const tables = desk.tables(languageOf(request.query));
    if (!tables) return refuse(reply, fault("bad-configuration"));
    const bytes = await writeWorkbook(tables);
    if (isFault(bytes)) return refuse(reply, bytes);
    void reply.header("content-disposition", `attachment; filename="${desk.office}.xlsx"`).type(workbookType);
    return Buffer.from(bytes);
  });

  // A workbook is bytes; anything else that is no JSON stays refused.
  server.addContentTypeParser(["application/octet-stream", workbookType], { parseAs: "buffer" }, (_request, body, done) =>
    done(null, body),
  );
  server.post<Asking>("/api/v1/configuration/read", large, async (request, reply) => {
    const language = languageOf(request.query);
    if (!(request.body instanceof Uint8Array)) return desk.checkFile(request.body, language);
    const tables = await readWorkbook(request.body);
    return isFault(tables) ? refuse(reply, tables) : desk.checkTables(tables, language);
  });

  server.post("/api/v1/configuration", large, async (request, reply) => {
    const asked = readBody(saveRequest, request.body);
    return isFault(asked) ? refuse(reply, asked) : answer(reply, await desk.save(asked));
  });

  server.post("/api/v1/configuration/undo", async (request, reply) => {
    const asked = readBody(undoRequest, request.body);
    return isFault(asked) ? refuse(reply, asked) : answer(reply, await desk.undo(asked));
  });
}

interface Asking {
  readonly Querystring: { readonly language?: unknown };
}

const askedLanguage = v.fallback(v.picklist(languages), "en");

/** English, for whoever asks for none that there is. */
function languageOf({ language }: Asking["Querystring"]): Language {
  return v.parse(askedLanguage, language);
}

function answer(reply: FastifyReply, given: SaveAnswer) {
  return isFault(given) ? reply.code(statusOf(given)).send(given) : given;
}

function refuse(reply: FastifyReply, why: Fault) {
  return reply.code(statusOf(why)).send(why);
}
