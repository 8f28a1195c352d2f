/** Whether a configuration becomes the office's: nobody changed it meanwhile, and nobody who is here now would be lost by it. */
import { type Fault, fault } from "#shared/faults/fault.ts";
import type { Stepped } from "#shared/log/program.ts";
import type { Moment } from "#shared/log/record.ts";
import { type Change, differences } from "#shared/office/difference.ts";
import type { CommandDone } from "#shared/queue/commands.ts";
import { changesNamedMax } from "#shared/queue/configured.ts";
import type { HubEventBody } from "#shared/queue/events.ts";
import type { OfficeState } from "#shared/queue/state.ts";
import type { HubEffect, HubInput } from "./contract.ts";
import { draftOf } from "./draft.ts";
import { lostBy } from "./lost-by.ts";
import { openSharedSeries } from "./series.ts";

type Configure = Extract<HubInput, { kind: "configure" }>;

export function configure(state: OfficeState, input: Configure, _now: Moment, epoch: string): Stepped<HubEffect> {
  const { key, configuration, actor = { kind: "system", part: "configuration" }, undoes } = input;
  const before = state.commandsDone.get(key);
  if (before) {
    if (before.name !== "configuration-changed") return answer(input, fault("key-reused", { command: "configuration" }));
    return answer(input, { done: true, epoch, offset: before.offset, visit: null, repeated: true });
  }
  const changes = differences(state.configuration ?? {}, configuration);
  const refusal = refusalOf(state, input, epoch) ?? lostBy(state, configuration);
  if (refusal) return answer(input, refusal);
  if (state.configuration && changes.length === 0) {
    return answer(input, { done: true, epoch, offset: state.configurationVersion, visit: null, repeated: false });
  }
  const named = { total: changes.length, first: changes.slice(0, changesNamedMax).map(withoutSecrets) };
  const body: HubEventBody<"configuration-changed"> = {
    key,
    actor,
    configuration,
    ...(state.configuration ? { changes: named } : {}),
    ...(undoes === undefined ? {} : { undoes }),
  };
  const events = [{ kind: "configuration-changed", version: 1, body } as const, ...openSharedSeries(state)];
  const done: CommandDone = { done: true, epoch, offset: state.n + 1, visit: null, repeated: false };
  return { drafts: events.map(draftOf), effects: answer(input, done).effects };
}

function answer({ token }: Configure, with_: CommandDone | Fault): Stepped<HubEffect> {
  return { drafts: [], effects: token === undefined ? [] : [{ kind: "reply", token, answer: with_ }] };
}

/** Only whoever says what they have seen can be too late. */
function refusalOf(state: OfficeState, { expected, actor }: Configure, epoch: string): Fault | undefined {
  const agent = actor?.kind === "agent" ? actor.agent : null;
  if (agent !== null && !state.configuration?.agents.some(({ number }) => number === agent)) return fault("unknown-agent", { agent });
  if (!expected) return undefined;
  if (expected.epoch !== epoch) return fault("other-epoch", {});
  if (state.configurationVersion <= expected.n) return undefined;
  return fault("configuration-changed-meanwhile", { version: state.configurationVersion });
}

/** Of a secret, that it changed is enough; and four digits behind a hash are soon found. */
function withoutSecrets(change: Change): Change {
  return change.path === "staffPin" || change.path === "citizenKey" ? { path: change.path } : change;
}
