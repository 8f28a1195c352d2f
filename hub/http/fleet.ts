/** `/api/v1/fleet`: orders to devices, and spares. A command of the queue is not here, and needs no device to answer. */
import type { FastifyInstance } from "fastify";
import type * as v from "valibot";
import { isFault } from "#shared/faults/fault.ts";
import { groupOrder } from "#shared/fleet/groups.ts";
import { moveOrder } from "#shared/fleet/move.ts";
import { deviceOrder, eraseOrder, type FleetList, replaceOrder } from "#shared/fleet/orders.ts";
import type { Fleet } from "../fleet/fleet.ts";
import { readBody, statusOf } from "./answers.ts";

export function addFleet(server: FastifyInstance, fleet: Fleet): void {
  server.get("/api/v1/fleet", (): FleetList => ({ spares: fleet.spares, connected: fleet.connected, mayLeave: fleet.mayLeave }));
  for (const kind of ["identify", "restart", "logs"] as const) {
    post(kind, deviceOrder, ({ device, by }) => fleet.order(device, { kind }, by));
    post(`group/${kind}`, groupOrder, ({ group, by }) => fleet.orderGroup(kind, group, by));
  }
  post("replace", replaceOrder, ({ device, with: spare, by }) => fleet.replace(device, spare, by));
  post("move", moveOrder, ({ device, to, by }) => fleet.move(device, to, by));
  post("erase", eraseOrder, ({ device, force, by }) => fleet.erase(device, force, by));

  function post<S extends v.GenericSchema>(what: string, schema: S, run: (body: v.InferOutput<S>) => Promise<object>): void {
    server.post(`/api/v1/fleet/${what}`, async (request, reply) => {
      const read = readBody(schema, request.body);
      const answer = isFault(read) ? read : await run(read);
      return isFault(answer) ? reply.code(statusOf(answer)).send(answer) : answer;
    });
  }
}
