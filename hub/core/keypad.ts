/**
 * The keypad of a counter: what its keys may do now, and a press carried out as a command of the agent who is signed in there. Which
 * counter that is says the configuration, of the very device that asks; nothing that a device says of counters or agents counts.
 */
import { type Fault, fault, isFault } from "#shared/faults/fault.ts";
import type { Moment } from "#shared/log/record.ts";
import type { Counter } from "#shared/office/configuration.ts";
import type { Command } from "#shared/queue/commands.ts";
import { type DecideContext, decide } from "#shared/queue/decide.ts";
import type { HubEvent } from "#shared/queue/events.ts";
import type { OfficeState } from "#shared/queue/state.ts";
import { type KeypadMove, keypadMoves, pressAgeMaxMs } from "#shared/wire/keypads.ts";
import type { AskMessage } from "#shared/wire/payloads.ts";

type Press = Extract<AskMessage, { kind: "press" }>;

export function keypadCan(state: OfficeState, device: string, context: DecideContext): readonly KeypadMove[] | Fault {
  const counter = counterOf(state, device);
  if (!counter) return fault("keypad-unbound", { device });
  return keypadMoves.filter((does) => {
    const command = commandOf(state, counter, does, onlyAsking, context.epoch);
    return !isFault(command) && decide(state, command, context).kind === "done";
  });
}

/** The events of this press: none when it was carried out before. */
export function pressed(
  state: OfficeState,
  device: string,
  press: Press,
  now: Moment,
  context: DecideContext,
): readonly HubEvent[] | Fault {
  const counter = counterOf(state, device);
  if (!counter) return fault("keypad-unbound", { device });
  const { key, does, at } = press;
  // Another run of the hub has another clock: then nobody can tell how long it was on its way.
  if (at.boot !== now.boot || now.mono - at.mono > pressAgeMaxMs) return fault("keypad-late", { device });
  // What it did may be why it could not be done now.
  if (state.commandsDone.get(key)?.name === nameOf[does]) return [];
  const command = commandOf(state, counter, does, key, context.epoch);
  if (isFault(command)) return command;
  const decision = decide(state, command, context);
  if (decision.kind === "refused") return decision.fault;
  return decision.kind === "done" ? decision.events : [];
}

/** Of a command that is only tried: no press has it. */
const onlyAsking = "keypad-asks";

const nameOf = { call: "call-next", recall: "recall", begin: "begin", "no-show": "no-show", finish: "finish" } as const;

function counterOf({ configuration }: OfficeState, device: string): Counter | undefined {
  const named = configuration?.devices.find(({ id }) => id === device);
  return named?.role === "board" ? configuration?.counters.find(({ id }) => id === named.counter) : undefined;
}

/** From how the counter stands now, which whoever presses has before their eyes. */
function commandOf(state: OfficeState, counter: Counter, does: KeypadMove, key: string, epoch: string): Command | Fault {
  const { agent = null, holding = null } = state.counters.get(counter.id) ?? {};
  if (agent === null) return fault("not-signed-in", { counter: counter.label });
  const at = { key, agent, counter: counter.id, expected: { epoch, n: state.n } };
  if (does === "call") return { name: nameOf.call, ...at };
  if (holding === null) return fault("counter-free", { counter: counter.label });
  return does === "finish" ? { name: does, ...at, visit: holding, timeNotAccurate: false } : { name: nameOf[does], ...at, visit: holding };
}
