/** What office IT asks of devices' identities, on this machine only: tokens, the list, approval, revocation, the audit. */
import type { FastifyInstance, FastifyReply } from "fastify";
import type * as v from "valibot";
import { type Fault, fault, isFault } from "#shared/faults/fault.ts";
import { type AuditRow, approval, type IdentityList, revocation, tokenOrder } from "#shared/identity/registry.ts";
import type { DeviceIdentities } from "../identity/device-identities.ts";
import { readBody, statusOf } from "./answers.ts";

const auditRowsMax = 1_000;

/** `devices`: undefined where the hub takes no devices from the network; what was asked of those on its own machine is in the audit all the same. */
export function addIdentity(
  server: FastifyInstance,
  devices: DeviceIdentities | undefined,
  auditRows: (limit: number) => readonly AuditRow[],
): void {
  const off = (reply: FastifyReply) => reply.code(409).send(fault("devices-off"));
  server.get("/api/v1/identity", (): IdentityList => devices?.list() ?? { kind: "off" });
  server.get("/api/v1/identity/audit", () => ({ rows: auditRows(auditRowsMax) }));
  post("tokens", tokenOrder, ({ name, role, by }, desk) => desk.makeToken(name, role, by));
  post("revoke", revocation, ({ name, why, by }, desk) => desk.revoke(name, why, by) ?? { kind: "done" });
  post("approve", approval, ({ name, code, by }, desk) => desk.approve(name, code, by) ?? { kind: "done" });

  function post<S extends v.GenericSchema>(
    what: string,
    schema: S,
    run: (body: v.InferOutput<S>, desk: DeviceIdentities) => object | Fault,
  ): void {
    server.post(`/api/v1/identity/${what}`, (request, reply) => {
      if (!devices) return off(reply);
      const read = readBody(schema, request.body);
      const answer = isFault(read) ? read : run(read, devices);
      return isFault(answer) ? reply.code(statusOf(answer)).send(answer) : answer;
    });
  }
}
