/** Who goes to a device that needs a person: one agent at a time, until it is handed back, too long ago, or cured. */
import { type Going, goingKey, inHand } from "../../attention/attention.ts";
import type { HubEvent } from "../events.ts";
import { remember } from "../remember.ts";
import { type Decision, done, type Of, refuse, type Scene } from "../scene.ts";
import type { OfficeState } from "../state.ts";
import type { Folds } from "./folds.ts";

/** What a device says is in no log: an agent who goes to one that is well again finds it so, and the hub says it next. */
export function goToDevice({ state, configuration, context, actor }: Scene, { key, device, need }: Of<"go-to-device">): Decision {
  if (!configuration.devices.some((each) => each.id === device)) return refuse("unknown-device", { device });
  const going = state.goings.get(goingKey(device, need));
  if (going && inHand(going, context.at)) {
    const name = configuration.agents.find((each) => each.number === going.agent)?.displayName;
    return refuse("somebody-goes", name === undefined ? {} : { agent: name });
  }
  return done([{ kind: "device-visit-begun", version: 1, body: { device, need, key, actor } }], null);
}

export function giveUpDevice({ state, actor }: Scene, { key, device, need }: Of<"give-up-device">): Decision {
  if (state.goings.get(goingKey(device, need))?.agent !== actor.agent) return refuse("not-going");
  return done([{ kind: "device-visit-given-up", version: 1, body: { device, need, key, actor } }], null);
}

/** Of those that the devices say are over: which somebody goes for. */
export function devicesCured(state: OfficeState, cured: readonly Pick<Going, "device" | "need">[]): HubEvent[] {
  return cured
    .filter(({ device, need }) => state.goings.has(goingKey(device, need)))
    .map(({ device, need }) => ({ kind: "device-cured", version: 1, body: { device, need } }));
}

export const goingFolds: Folds<"device-visit-begun" | "device-visit-given-up" | "device-cured"> = {
  "device-visit-begun": (state, { device, need, key, actor }, row) => {
    if (actor.kind === "agent") state.goings.set(goingKey(device, need), { device, need, agent: actor.agent, at: row.at });
    remember(state, key, "go-to-device", row.seq, null);
  },
  "device-visit-given-up": (state, { device, need, key }, row) => {
    state.goings.delete(goingKey(device, need));
    remember(state, key, "give-up-device", row.seq, null);
  },
  "device-cured": (state, { device, need }) => void state.goings.delete(goingKey(device, need)),
};
