/** Q-EVENT-2: the state folded from the log is the live state, byte for byte. */
import { evolve } from "#shared/queue/evolve.ts";
import { emptyState, stateText } from "#shared/queue/state.ts";
import type { Checker } from "./history.ts";

export const rebuiltIsLive: Checker = ({ hub, hubStateText }) => {
  if (hubStateText === null || (hub.rows[0]?.seq ?? 1) > 1) return [];
  const state = emptyState();
  for (const { hash: _hash, ...row } of hub.rows) evolve(state, row);
  const rebuilt = stateText(state);
  if (rebuilt === hubStateText) return [];
  let place = 0;
  while (rebuilt[place] === hubStateText[place]) place += 1;
  const around = (text: string) => text.slice(Math.max(0, place - 60), place + 60);
  return [{ promise: "Q-EVENT-2", what: `the live state has "${around(hubStateText)}" where its log says "${around(rebuilt)}"` }];
};
