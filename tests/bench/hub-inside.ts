/** A hub of an example office in the benchmark's own process, with an agent at its counter. */
import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { isFault } from "#shared/faults/fault.ts";
import type { Command } from "#shared/queue/commands.ts";
import { createHub, type Hub } from "../../hub/hub.ts";
import { officeOf } from "./hub-process.ts";

/** A hub in this process, so that the moment a command is decoded can be read; its storage, broker and HTTP are the real ones. */
export async function openHub(folder: string): Promise<Hub> {
  const journal = { info: () => {}, warn: () => {}, error: () => {} };
  const every = (ms: number, run: () => void) => {
    const timer = setInterval(run, ms);
    return () => clearInterval(timer);
  };
  const file = {
    office: "example",
    data: join(folder, "hub"),
    host: "127.0.0.1",
    httpPort: 0,
    broker: { kind: "embedded", port: 0 } as const,
    openByItself: true,
    collector: null,
    central: null,
    framedBy: [],
  };
  const time = { wall: () => Date.now(), mono: () => performance.now() };
  const hub = await createHub(file, { time, every, journal, seed: officeOf(1, 1), pages: join(folder, "none") });
  const signedIn = await hub.run(command(hub, "sign-in"));
  if (isFault(signedIn)) throw new Error(signedIn.fault);
  return hub;
}

export function command(hub: Hub, name: "sign-in" | "call-next" | "no-show", visit?: string): Command {
  const made = { name, key: randomUUID(), agent: 21, counter: "counter-1", expected: { epoch: hub.log.identity.epoch, n: hub.state.n } };
  return (visit === undefined ? made : { ...made, visit }) as Command;
}
