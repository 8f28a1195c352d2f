/** A running office with its front page: what a live office and a day have in common. */

import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import { appointmentsToTry } from "./appointments.ts";
import { Failure } from "./failure.ts";
import { buildFront } from "./front.ts";
import { FrontLiveView } from "./front-live.ts";
import type { Machine } from "./machine.ts";
import { type OfficePlan, VirtualOffice } from "./office.ts";

export interface Session {
  readonly office: VirtualOffice;
  readonly address: string;
  readonly close: () => Promise<void>;
}

/** All programs are ready when it resolves. Rejects with a Failure, and with nothing left running, when they cannot be. */
export async function openSession(plan: OfficePlan, machine: Machine): Promise<Session> {
  const office = await VirtualOffice.prepare(plan, machine);
  const live = frontLive(office, plan, machine);
  const front = buildFront({
    pages: join(machine.root, "display", "dist"),
    live,
    printer: office.printer,
    panel: office.panel,
    buttons: office.buttons,
    scanner: office.scanner,
    sign: office.sign,
    keypad: office.keypad,
    plugHub: (plugged) => office.plugHub(plugged),
    turnNetwork: (switches) => office.turnNetwork(switches),
    replaceCard: () => office.replaceCard(),
    letCollectorAnswer: (answering) => office.letCollectorAnswer(answering),
  });
  const close = async () => {
    live.close();
    await Promise.all([front.close(), office.stop()]);
  };
  try {
    const port = await listen(front, plan.port);
    office.frontListens(port);
    office.onChange(() => live.tell());
    await Promise.race([office.start(), stopped(machine)]);
    await live.look();
    return { office, address: `http://127.0.0.1:${port}/`, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Rejects when the office is told to stop. */
export function stopped(machine: Machine): Promise<never> {
  return new Promise((_resolve, reject) => {
    const stop = () => reject(new Failure("Stopped."));
    if (machine.stop.aborted) stop();
    machine.stop.addEventListener("abort", stop, { once: true });
  });
}

function frontLive(office: VirtualOffice, plan: OfficePlan, machine: Machine): FrontLiveView {
  const { time } = plan;
  const now = () => (time === undefined ? machine.now() : time.businessStart + (machine.now() - time.realStart) * time.speed);
  return new FrontLiveView({
    printer: office.printer,
    panel: office.panel,
    buttons: office.buttons,
    scanner: office.scanner,
    sign: office.sign,
    keypad: office.keypad,
    keypadCounter: office.keypadCounter,
    papers: office.papers,
    ports: () => office.ports,
    processes: () => office.supervisor.processes,
    hubPlugged: () => office.hubPlugged,
    network: office.network,
    card: office.card,
    central: office.central,
    appointments: () => (office.calendar ? appointmentsToTry(office.calendar, now(), plan.configuration) : []),
    timeZone: plan.configuration.office.timeZone,
    speed: time?.speed ?? 1,
    now,
    every: machine.every,
  });
}

async function listen(front: FastifyInstance, port: number): Promise<number> {
  try {
    await front.listen({ host: "127.0.0.1", port });
  } catch (error) {
    throw new Failure(`The front page cannot listen on port ${port} of 127.0.0.1 (${String(error)}). Start with other ports: --port N.`);
  }
  const at = front.server.address();
  return typeof at === "object" && at !== null ? at.port : port;
}
