/** Whom to tell of a weakness, beside the pages of staff and of citizens. */
import type { FastifyInstance } from "fastify";
import { securityText, securityTextPath } from "#shared/security/security-text.ts";

/** `contact`: the office's own; null: only the project's. RFC 9116, 3: plain text in UTF-8, for anybody. */
export function addSecurityText(server: FastifyInstance, contact: string | null): void {
  const text = securityText(contact);
  server.get(securityTextPath, (_request, reply) => reply.type("text/plain; charset=utf-8").send(text));
}
