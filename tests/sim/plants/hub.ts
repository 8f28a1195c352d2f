/** Known bugs of a hub. */
import type { Draft, Stepped } from "#shared/log/program.ts";
import type { Moment } from "#shared/log/record.ts";
import type { HubEventBody, HubEventKind } from "#shared/queue/events.ts";
import { type OfficeState, sourceKey } from "#shared/queue/state.ts";
import type { DeviceState } from "#shared/wire/payloads.ts";
import type { HubEffect, HubInput } from "../../../hub/core/contract.ts";
import { MemoryDatabase } from "../disk/database.ts";
import type { HubCore, Plant } from "./plant.ts";

type Step = (state: OfficeState, input: HubInput, now: Moment) => Stepped<HubEffect>;
type Called = HubEventBody<"visit-called">;

/** A core whose step is another. */
function stepping(make: (step: Step) => Step): (core: HubCore) => HubCore {
  return (core) => ({ ...core, step: make((state, input, now) => core.step(state, input, now)) });
}

/** A core that writes other drafts. */
function writing(change: (draft: Draft, state: OfficeState, input: HubInput, now: Moment) => Draft[]): (core: HubCore) => HubCore {
  return stepping((step) => (state, input, now) => {
    const stepped = step(state, input, now);
    return { ...stepped, drafts: stepped.drafts.flatMap((draft) => change(draft, state, input, now)) };
  });
}

/** A core whose state does not change by rows of a kind. */
function deafTo(kind: HubEventKind): (core: HubCore) => HubCore {
  return (core) => ({
    ...core,
    evolve: (state, row) => {
      if (row.kind === kind) state.n = row.seq;
      else core.evolve(state, row);
    },
  });
}

const nothing: Stepped<HubEffect> = { drafts: [], effects: [] };

export const hubPlants: readonly Plant[] = [
  {
    name: "hub-acknowledges-before-disk",
    about: "the hub answers and acknowledges when its rows are written but not yet on the disk; a kill takes them back",
    died: (machine, random) => {
      if (machine.name === "hub") machine.disk.database.loseTail(random.whole(1, 4));
    },
  },
  {
    name: "duplicate-not-dropped",
    about: "rows that came before are taken again",
    hub: (surroundings) => {
      const { database } = surroundings.storage;
      if (database instanceof MemoryDatabase) database.forgetKeys = true;
      return surroundings;
    },
    hubCore: stepping((step) => (state, input, now) => {
      const stepped = step(state, input, now);
      if (input.kind !== "log") return stepped;
      const { device, message } = input;
      const next = state.sources.get(sourceKey(device, message.epoch))?.next ?? 1;
      const drafts = message.rows.flatMap((row): Draft[] => {
        if (row.seq >= next || row.kind !== "ticket-issued") return [];
        const { seq, at, boot, mono, kind, version, body } = row;
        return [
          {
            kind,
            version,
            body,
            arrivedAt: now.at,
            origin: { source: device, epoch: message.epoch, seq, at, boot, mono, hash: message.hash },
          },
        ];
      });
      return { ...stepped, drafts: [...stepped.drafts, ...drafts] };
    }),
  },
  {
    name: "row-skipped",
    about: "some rows are acknowledged and not kept",
    hubCore: (core, random) =>
      writing((draft) => (draft.origin && draft.kind !== "device-started" && random.chance(0.02) ? [] : [draft]))(core),
  },
  {
    name: "row-refused",
    about: "a copy's row is refused, and everything behind it waits for ever",
    hubCore: stepping((step) => (state, input, now) => {
      const isCopy = (body: unknown) => (body as { copy?: number } | null)?.copy === 2;
      return input.kind === "log" && input.message.rows.some((row) => isCopy(row.body)) ? nothing : step(state, input, now);
    }),
  },
  {
    name: "reservation-burnt-twice",
    about: "a number that one kiosk has not used yet is given to another",
    hubCore: stepping((step) => (state, input, now) => {
      if (input.kind !== "ask" || input.message.kind !== "reserve" || state.reservations.has(input.message.request))
        return step(state, input, now);
      const other = [...state.reservations.values()].find((each) => each.use === "open" && each.device !== input.device);
      if (!other) return step(state, input, now);
      const { id, request } = input.message;
      const { letter, count, date, at } = other;
      const message = { id, generation: state.generation, kind: "reserved", request, letter, count, date, at } as const;
      return { drafts: [], effects: [{ kind: "answer", device: input.device, message }] };
    }),
  },
  {
    name: "reservation-skips",
    about: "some numbers of the shared series are never reserved",
    hubCore: (core, random) =>
      stepping((step) => (state, input, now) => {
        const stepped = step(state, input, now);
        if (!stepped.drafts.some((draft) => draft.kind === "number-reserved") || random.chance(0.95)) return stepped;
        const drafts = stepped.drafts.map((draft) => {
          const body = draft.body as HubEventBody<"number-reserved">;
          return draft.kind === "number-reserved" ? { ...draft, body: { ...body, count: body.count + 1 } } : draft;
        });
        const effects = stepped.effects.map(
          (effect): HubEffect =>
            effect.kind === "answer" && effect.message.kind === "reserved"
              ? { ...effect, message: { ...effect.message, count: effect.message.count + 1 } }
              : effect,
        );
        return { drafts, effects };
      })(core),
  },
  {
    name: "letter-given-twice-by-device",
    about: "a kiosk with a new storage gets the letter of its old one",
    hubCore: stepping((step) => (state, input, now) => {
      if (input.kind !== "ask" || input.message.kind !== "enrol") return step(state, input, now);
      const before = [...state.series.values()].find((series) => series.device === input.device);
      if (!before) return step(state, input, now);
      const message = { id: input.message.id, generation: state.generation, kind: "enrolled", letter: before.letter, at: now.at } as const;
      return { drafts: [], effects: [{ kind: "answer", device: input.device, message }] };
    }),
  },
  {
    name: "letter-given-twice-after-clock-jump",
    about: "letters given before the hub's clock was set back are forgotten",
    hubCore: (core) => ({
      ...core,
      evolve: (state, row) => {
        core.evolve(state, row);
        const { from, to } = row.body as { from: number; to: number };
        if (row.kind !== "clock-set" || to >= from) return;
        for (const [letter, { use }] of [...state.series].slice(-1)) if (use === "own") state.series.delete(letter);
      },
    }),
  },
  {
    name: "restore-reuses-numbers",
    about: "a hub that starts from an older image goes on under its old name",
    died: (machine, random) => {
      if (machine.name === "hub" && random.chance(0.4)) machine.disk.database.loseTail(random.whole(5, 30));
    },
  },
  {
    name: "one-fold-in-5000-skipped",
    about: "the live state misses one row in 5,000",
    hubCore: (core, random) => ({
      ...core,
      evolve: (state, row) => {
        if (random.chance(1 / 5_000) && row.kind !== "configuration-changed") state.n = row.seq;
        else core.evolve(state, row);
      },
    }),
  },
  {
    name: "called-while-away",
    about: "whoever steps away stays in the line that is called from",
    hubCore: deafTo("visit-stepped-away"),
  },
  {
    name: "undo-changes-nothing",
    about: "an undo is on record and taken for done, and everything stays as it was",
    hubCore: deafTo("move-undone"),
  },
  {
    name: "two-counters-one-ticket",
    about: "two agents who press at once get the same citizen",
    hubCore: (core) => {
      let last: { readonly at: number; readonly draft: Draft } | null = null;
      return stepping((step) => (state, input, now) => {
        const stepped = step(state, input, now);
        if (input.kind !== "command" || input.command.name !== "call-next") return stepped;
        const draft = stepped.drafts.find((each) => each.kind === "visit-called");
        const before = last;
        if (draft) last = { at: now.mono, draft };
        if (!draft || !before || now.mono - before.at > 400) return stepped;
        const { visit, announcement } = before.draft.body as Called;
        return { ...stepped, drafts: [{ ...draft, body: { ...(draft.body as Called), visit, announcement } }] };
      })(core);
    },
  },
  {
    name: "busy-counter-calls",
    about: "a counter that has a citizen calls the next",
    hubCore: stepping((step) => (state, input, now) => {
      if (input.kind !== "command" || input.command.name !== "call-next") return step(state, input, now);
      const counter = state.counters.get(input.command.counter);
      const holding = counter?.holding ?? null;
      if (!counter || holding === null) return step(state, input, now);
      counter.holding = null;
      const stepped = step(state, { ...input, command: { ...input.command, expected: { ...input.command.expected, n: state.n } } }, now);
      counter.holding = holding;
      return stepped;
    }),
  },
  {
    name: "called-between-two-batches",
    about: "call-next takes from a backlog whose next rows are still on their way",
    hubCore: stepping((step) => (state, input, now) => {
      if (input.kind !== "command" || input.command.name !== "call-next") return step(state, input, now);
      const held = [...state.sources.values()].map((source) => ({ source, backlog: source.backlog }));
      for (const { source } of held) source.backlog = null;
      const stepped = step(state, input, now);
      for (const { source, backlog } of held) source.backlog = backlog;
      return stepped;
    }),
  },
  {
    name: "version-without-epoch",
    about: "a command is judged by the number of the version alone: that of another history fits at times",
    hubCore: (core, _random, identity) =>
      stepping((step) => (state, input, now) => {
        if (input.kind !== "command" || !("expected" in input.command)) return step(state, input, now);
        const { expected } = input.command;
        const command = { ...input.command, expected: { ...expected, epoch: identity.epoch } };
        return step(state, { ...input, command }, now);
      })(core),
  },
  {
    name: "last-come-first-called",
    about: "call-next takes whoever came last",
    hubCore: writing((draft, state) => {
      if (draft.kind !== "visit-called" || (draft.body as Called).because.rule !== "plain-order") return [draft];
      const { visit } = draft.body as Called;
      const queue = state.visits.get(visit)?.queue;
      const last = state.line.findLast((id) => {
        const other = state.visits.get(id);
        return other?.queue === queue && other?.date === state.day?.date && !other?.toConfirm;
      });
      return [{ ...draft, body: { ...(draft.body as Called), visit: last ?? visit } }];
    }),
  },
  {
    name: "nobody-passed-over",
    about: "a call does not say who was passed over",
    hubCore: writing((draft) => {
      if (draft.kind !== "visit-called") return [draft];
      const body = draft.body as Called;
      return [{ ...draft, body: { ...body, because: { ...body.because, passedOver: [], passedOverTotal: 0 } } }];
    }),
  },
  {
    name: "arrival-by-the-kiosks-clock",
    about: "a ticket counts as arrived when the kiosk's clock says",
    hubCore: writing((draft) => (draft.kind === "ticket-issued" && draft.origin ? [{ ...draft, arrivedAt: draft.origin.at }] : [draft])),
  },
  {
    name: "arrival-at-receipt",
    about: "a ticket counts as arrived when its row reached the hub",
    hubCore: writing((draft, _state, _input, now) =>
      draft.kind === "ticket-issued" && draft.origin ? [{ ...draft, arrivedAt: now.at }] : [draft],
    ),
  },
  {
    name: "clock-clamped-after-jump",
    about: "the hub's clock is never set back: after a jump ahead it stays ahead",
    hubCore: stepping(
      (step) => (state, input, now) => (input.kind === "clock-drift" && input.driftMs < 0 ? nothing : step(state, input, now)),
    ),
  },
  {
    name: "date-opened-by-wrong-clock",
    about: "the hours open the date after the one that is on the wall",
    hubCore: stepping((step) => (state, input, now) => {
      if (input.kind !== "open-day-by-hours") return step(state, input, now);
      const date = new Date(Date.parse(`${input.date}T12:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
      return step(state, { ...input, date }, now);
    }),
  },
  {
    name: "agent-by-name",
    about: "a call says the agent's name",
    hubCore: writing((draft, state) => {
      if (draft.kind !== "visit-called") return [draft];
      const name = state.configuration?.agents[0]?.displayName;
      return [{ ...draft, body: { ...(draft.body as Called), by: name } }];
    }),
  },
  {
    name: "command-carried-out-twice",
    about: "the key of a command is not remembered: a repeated request is done again",
    hubCore: (core) => ({
      ...core,
      step: (state, input, now) => {
        if (input.kind !== "command") return core.step(state, input, now);
        const before = state.commandsDone.get(input.command.key);
        if (!before || input.command.name !== "call-next") return core.step(state, input, now);
        state.commandsDone.delete(input.command.key);
        const counter = state.counters.get(input.command.counter);
        const holding = counter?.holding ?? null;
        if (counter) counter.holding = null;
        const stepped = core.step(
          state,
          { ...input, command: { ...input.command, expected: { ...input.command.expected, n: state.n } } },
          now,
        );
        if (counter) counter.holding = holding;
        state.commandsDone.set(input.command.key, before);
        return stepped;
      },
    }),
  },
  {
    name: "late-will-believed",
    about: "the hub believes the death of a session that was over long ago",
    hub: (surroundings) => ({
      ...surroundings,
      broker: (needs) => {
        const newest = new Map<string, Pick<DeviceState, "epoch" | "session" | "boot">>();
        const message = (topic: string, payload: Uint8Array) => {
          if (!topic.endsWith("/state")) return needs.user.message(topic, payload);
          const said = JSON.parse(new TextDecoder().decode(payload)) as DeviceState;
          const known = newest.get(topic);
          if (said.alive) newest.set(topic, { epoch: said.epoch, session: said.session, boot: said.boot });
          const believed = !said.alive && known ? { ...said, ...known } : said;
          needs.user.message(topic, new TextEncoder().encode(JSON.stringify(believed)));
        };
        const { user } = needs;
        const deceived = {
          message,
          connected: () => user.connected(),
          raise: (...parts: Parameters<typeof user.raise>) => user.raise(...parts),
          clear: (about: string) => user.clear(about),
          refused: (...parts: Parameters<typeof user.refused>) => user.refused(...parts),
        };
        return surroundings.broker({ ...needs, user: { ...user, ...deceived } });
      },
    }),
  },
  {
    name: "nothing-retained-again",
    about: "what is retained is not published again when the broker has forgotten it",
    hub: (surroundings) => ({
      ...surroundings,
      broker: (needs) => {
        const { user } = needs;
        let connections = 0;
        const deceived = {
          message: (...parts: Parameters<typeof user.message>) => user.message(...parts),
          connected: () => {
            connections += 1;
            if (connections === 1) user.connected();
          },
          raise: (...parts: Parameters<typeof user.raise>) => user.raise(...parts),
          clear: (about: string) => user.clear(about),
          refused: (...parts: Parameters<typeof user.refused>) => user.refused(...parts),
        };
        return surroundings.broker({ ...needs, user: { ...user, ...deceived } });
      },
    }),
  },
];
