/** Known bugs of a board. */
import type { Plant } from "./plant.ts";

export const boardPlants: readonly Plant[] = [
  {
    name: "stale-call-spoken",
    about: "a board speaks a call however old it is",
    boardCore: (core) => {
      // As the board measures it: how far its own time is ahead of the hub's. A call that says just that is of this moment.
      let ahead: number | null = null;
      return {
        ...core,
        step: (state, input, now) => {
          const hubAt = input.kind === "view" ? input.view.at : input.kind === "hub-heard" && input.alive ? input.at : null;
          if (input.kind === "link") ahead = null;
          if (hubAt !== null && ahead !== null) ahead = Math.min(ahead, now.mono - hubAt);
          if (input.kind === "call" && ahead !== null)
            return core.step(state, { ...input, call: { ...input.call, at: now.mono - ahead } }, now);
          if (input.kind !== "answer" || input.message.kind !== "resumed") return core.step(state, input, now);
          ahead = now.mono - input.message.at;
          const calls = input.message.calls.map((call) => ({ ...call, ageMs: 0 }));
          return core.step(state, { ...input, message: { ...input.message, calls } }, now);
        },
      };
    },
  },
  {
    name: "takeover-speaks-again",
    about: "a board that comes back takes over what others were named to speak",
    boardCore: (core, device) => ({
      ...core,
      step: (state, input, now) => {
        if (input.kind !== "answer" || input.message.kind !== "resumed") return core.step(state, input, now);
        const calls = input.message.calls.map((call) => ({ ...call, speaks: device }));
        return core.step(state, { ...input, message: { ...input.message, calls } }, now);
      },
    }),
  },
  {
    name: "every-board-speaks",
    about: "a board does not look at who is named to speak",
    boardCore: (core, device) => ({
      ...core,
      step: (state, input, now) =>
        core.step(state, input.kind === "call" ? { ...input, call: { ...input.call, speaks: device } } : input, now),
    }),
  },
  {
    name: "spoken-without-intent",
    about: "a board does not record that it is about to speak: a call that comes again is spoken again",
    boardCore: (core) => ({
      ...core,
      step: (state, input, now) => {
        const stepped = core.step(state, input, now);
        return { ...stepped, drafts: stepped.drafts.filter(({ kind }) => !kind.startsWith("announcement")) };
      },
    }),
  },
  {
    name: "view-kept-for-ever",
    about: "a board that has lost the hub once goes on showing what it showed",
    boardCore: (core) => {
      let wasLost = false;
      return {
        ...core,
        step: (state, input, now) => {
          if (input.kind === "link" && !input.up) wasLost = true;
          return wasLost && input.kind === "view" ? { drafts: [], effects: [] } : core.step(state, input, now);
        },
      };
    },
  },
];
