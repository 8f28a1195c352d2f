/** Known bugs of a kiosk. */
import type { Draft } from "#shared/log/program.ts";
import type { DeviceEventBody } from "#shared/queue/events.ts";
import type { KioskEffect } from "../../../device/kiosk/contract.ts";
import type { Plant } from "./plant.ts";

type Issued = DeviceEventBody<"ticket-issued">;

export const kioskPlants: readonly Plant[] = [
  {
    name: "kiosk-commit-not-on-disk",
    about: "the kiosk prints when its row is written but not yet on the disk; a kill takes it back",
    died: (machine, random) => {
      if (machine.name.startsWith("kiosk")) machine.disk.database.loseTail(random.whole(1, 4));
    },
  },
  {
    name: "counter-reset-by-date",
    about: "the kiosk's own series begins anew with a new office date",
    kioskCore: (core) => {
      let last: string | null = null;
      return {
        ...core,
        evolve: (state, row) => {
          core.evolve(state, row);
          const date = row.kind === "ticket-issued" ? (row.body as Issued).date : null;
          if (date === null) return;
          if (last !== null && date !== last) state.ownCount = 0;
          last = date;
        },
      };
    },
  },
  {
    name: "counter-reset-by-start",
    about: "the kiosk's own series begins anew when the program starts",
    kioskCore: (core) => ({
      ...core,
      evolve: (state, row) => {
        core.evolve(state, row);
        if (row.kind === "device-started") state.ownCount = 0;
      },
    }),
  },
  {
    name: "spare-card-in-the-same-board",
    about: "a device looks at its board alone: with a copy of its card it goes on as if that were the card",
    hardware: ({ board }) => ({ board, card: null }),
  },
  {
    name: "double-tap-two-tickets",
    about: "the key of a tap is not looked at: a double tap is two tickets",
    kioskCore: (core) => {
      let taps = 0;
      return {
        ...core,
        step: (state, input, now) => {
          if (input.kind !== "tap") return core.step(state, input, now);
          taps += 1;
          return core.step(state, { ...input, request: { ...input.request, key: `${input.request.key}.${taps}` } }, now);
        },
      };
    },
  },
  {
    name: "unknown-print-printed-again",
    about: "a print of which nobody knows how it ended is made again by itself",
    kioskCore: (core) => {
      const made = new Map<string, KioskEffect>();
      return {
        ...core,
        step: (state, input, now) => {
          const stepped = core.step(state, input, now);
          for (const effect of stepped.effects) if (effect.kind === "print") made.set(effect.job, effect);
          const again = input.kind === "print-ended" && input.outcome === "unknown" ? made.get(input.job) : undefined;
          if (again) made.delete(again.kind === "print" ? again.job : "");
          return again ? { ...stepped, effects: [...stepped.effects, again] } : stepped;
        },
      };
    },
  },
  {
    name: "copy-unlimited",
    about: "a ticket can be copied as often as somebody asks",
    kioskCore: (core) => ({
      ...core,
      evolve: (state, row) => {
        core.evolve(state, row);
        for (const ticket of state.tickets.values()) ticket.copied = false;
      },
    }),
  },
  {
    name: "reservation-used-twice",
    about: "the kiosk keeps the number that it was given and puts it on the next paper too",
    kioskCore: (core) => {
      let kept: Issued | null = null;
      return {
        ...core,
        step: (state, input, now) => {
          const stepped = core.step(state, input, now);
          const drafts = stepped.drafts.map((draft): Draft => {
            if (draft.kind !== "ticket-issued") return draft;
            const body = draft.body as Issued;
            const before = kept;
            kept = body.request === null ? null : body;
            if (before === null || body.request === null) return draft;
            kept = null;
            const { letter, count, date, request } = before;
            return { ...draft, body: { ...body, letter, count, date, request } };
          });
          return { ...stepped, drafts };
        },
      };
    },
  },
  {
    name: "lapse-not-said",
    about: "a kiosk that took its own number does not say which reservation it did not use",
    kioskCore: (core) => ({
      ...core,
      step: (state, input, now) => {
        const stepped = core.step(state, input, now);
        const drafts = stepped.drafts.map(
          (draft): Draft => (draft.kind === "ticket-issued" ? { ...draft, body: { ...(draft.body as Issued), insteadOf: null } } : draft),
        );
        return { ...stepped, drafts };
      },
    }),
  },
  {
    name: "never-back-to-reservations",
    about: "a kiosk that was alone once stays with its own series for ever",
    kioskCore: (core) => {
      let wasAlone = false;
      return {
        ...core,
        step: (state, input, now) => {
          if (input.kind === "link" && !input.up) wasAlone = true;
          if (wasAlone && input.kind === "answer" && input.message.kind === "probed") return { drafts: [], effects: [] };
          return core.step(state, input, now);
        },
      };
    },
  },
  {
    name: "storage-trouble-for-ever",
    about: "a disk that was full once keeps the kiosk out of service",
    kioskCore: (core) => ({
      ...core,
      step: (state, input, now) =>
        input.kind === "storage" && input.trouble === null ? { drafts: [], effects: [] } : core.step(state, input, now),
    }),
  },
];
