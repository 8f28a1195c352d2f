import { expect, it } from "vitest";
import { fault } from "#shared/faults/fault.ts";
import type { MovePass } from "#shared/fleet/move.ts";
import type { Order, OutcomeMessage } from "#shared/fleet/orders.ts";
import type { DeviceOverlay } from "#shared/fleet/overlay.ts";
import type { EnrolmentFile } from "#shared/identity/enrolment.ts";
import { tokenText } from "#shared/identity/token.ts";
import { DeviceFleet, restartCode } from "./device-fleet.ts";
import { LogRing } from "./log-ring.ts";

/** Time stands still until it is turned. */
class Clock {
  ms = 0;
  readonly #due: { at: number; run: () => void }[] = [];
  readonly timers = {
    after: (ms: number, run: () => void) => {
      const entry = { at: this.ms + ms, run };
      this.#due.push(entry);
      return () => {
        entry.run = () => {};
      };
    },
    every: () => () => {},
    soon: (run: () => void) => run(),
  };

  async turn(ms: number): Promise<void> {
    const until = this.ms + ms;
    for (;;) {
      await Promise.resolve();
      const next = this.#due.filter(({ at }) => at <= until).sort((one, other) => one.at - other.at)[0];
      if (!next) break;
      this.#due.splice(this.#due.indexOf(next), 1);
      this.ms = Math.max(this.ms, next.at);
      next.run();
    }
    this.ms = until;
    for (let turns = 0; turns < 5; turns += 1) await Promise.resolve();
  }
}

function bench({ wasNamed = true, wasSpare = false } = {}) {
  const clock = new Clock();
  const side = { isBusy: false, unshipped: 0 };
  const shown: (DeviceOverlay | null)[] = [];
  const said: OutcomeMessage[] = [];
  const ends: (number | string)[] = [];
  const fleet = new DeviceFleet({
    ...{ name: "kiosk-1", software: "1.0.0", realMs: () => clock.ms, speed: 1, timers: clock.timers, wasSpare },
    log: new LogRing(() => {}),
    keepSpare: (isSpare) => ends.push(isSpare ? "spare" : "no spare"),
    wasNamed: () => wasNamed,
    office: "example",
    placement: {
      take: ({ name }) => ends.push(`takes ${name}`),
      markErasing: (to) => ends.push(to ? `goes to ${to.card.office}` : "erases"),
    },
    cardFor: ({ name, role, token }) => ({ name, role, token }) as EnrolmentFile,
    drawId: () => "1f",
    note: () => {},
    end: (code) => ends.push(code),
  });
  const blinks: number[] = [];
  fleet.attach({
    show: (overlay) => shown.push(overlay),
    blink: (ms) => blinks.push(ms),
    isBusy: () => side.isBusy,
    unshipped: () => side.unshipped,
  });
  let orders = 0;
  const order = (of: Order) => {
    orders += 1;
    fleet.orders.take({ generation: 1, id: `o${orders}`, at: clock.ms, expiresAt: clock.ms + 10_000, order: of }, (each) =>
      said.push(each),
    );
  };
  const faults = () => said.map((each) => each.fault);
  return { fleet, clock, side, shown, blinks, faults, ends, order };
}

it("its name stands on the page for 30 s, once more from the last time that it was asked, and its lamps blink as long", async () => {
  const { clock, shown, blinks, order } = bench();
  order({ kind: "identify" });
  await clock.turn(20_000);
  order({ kind: "identify" });
  await clock.turn(20_000);
  expect(shown.at(-1)).toEqual({ kind: "identify", name: "kiosk-1" });
  await clock.turn(10_000);
  expect(shown.at(-1)).toBeNull();
  expect(blinks).toEqual([30_000, 30_000]);
});

it("a restart waits for the ticket, and is refused when that does not end", async () => {
  const { clock, side, faults, ends, order } = bench();
  side.isBusy = true;
  order({ kind: "restart" });
  await clock.turn(3_000);
  expect(ends).toEqual([]);
  side.isBusy = false;
  await clock.turn(200);
  expect([faults(), ends]).toEqual([[null], [restartCode]]);
  side.isBusy = true;
  order({ kind: "restart" });
  await clock.turn(16_000);
  expect([faults()[1], ends]).toEqual([fault("device-busy", { device: "kiosk-1" }), [restartCode]]);
});

it("nothing is deleted that the hub does not have, unless that was asked in words", async () => {
  const { clock, side, faults, ends, order } = bench();
  side.unshipped = 3;
  order({ kind: "erase", force: false });
  await clock.turn(16_000);
  expect([faults(), ends]).toEqual([[fault("rows-not-shipped", { device: "kiosk-1", rows: 3 })], []]);
  order({ kind: "erase", force: false });
  side.unshipped = 0;
  await clock.turn(200);
  expect(ends).toEqual(["erases", restartCode]);
  side.unshipped = 3;
  order({ kind: "erase", force: true });
  await clock.turn(200);
  expect(ends).toEqual(["erases", restartCode, "erases", restartCode]);
});

it("what a device wrote that the office never named keeps nobody from erasing it", async () => {
  const { clock, side, ends, order } = bench({ wasNamed: false, wasSpare: true });
  side.unshipped = 2;
  order({ kind: "erase", force: false });
  await clock.turn(200);
  expect(ends).toEqual(["erases", restartCode]);
});

it("only a spare takes a place, and it says whether it hears the hub", async () => {
  const { fleet, clock, shown, faults, ends, order } = bench();
  const become = { kind: "become", name: "kiosk-2", role: "kiosk", token: "t", madeAt: 1 } as const;
  order(become);
  await clock.turn(1);
  expect(faults()).toEqual([fault("spare-not-fit", { device: "kiosk-1" })]);
  order({ kind: "stand-by" });
  expect(shown.at(-1)).toEqual({ kind: "spare", name: "kiosk-1", isConnected: true, software: "1.0.0" });
  await clock.turn(15_000);
  expect(shown.at(-1)).toMatchObject({ isConnected: false });
  order(become);
  await clock.turn(1);
  expect(ends).toEqual(["spare", "takes kiosk-2", restartCode]);
  fleet.orders.named();
  expect([fleet.mayGiveTickets, shown.at(-1)]).toEqual([true, null]);
});

const pass = (more: Partial<MovePass["card"]> = {}): MovePass => {
  const card = { version: 1, office: "other", role: "kiosk", name: "kiosk-9", hub: "https://hub.other:8443", madeAt: 1 } as const;
  const token = tokenText(new Uint8Array(16));
  return { card: { ...card, fingerprint: "a".repeat(64), token, ...more }, mqtt: "mqtts://hub.other:8883" };
};

it("a move waits until the hub has every row, says how many are missing when that does not come, and from then on no ticket is given", async () => {
  const { fleet, clock, side, faults, ends, order } = bench();
  side.unshipped = 3;
  order({ kind: "move", to: pass() });
  await clock.turn(16_000);
  expect([faults(), ends, fleet.mayGiveTickets]).toEqual([[fault("rows-not-shipped", { device: "kiosk-1", rows: 3 })], [], true]);
  order({ kind: "move", to: pass() });
  await clock.turn(2_000);
  side.unshipped = 0;
  await clock.turn(200);
  expect([faults()[1], ends, fleet.mayGiveTickets]).toEqual([null, ["goes to other", restartCode], false]);
});

it.each([
  ["its own office", { office: "example" }],
  ["a role that no card has", { role: "hub" }],
  ["a token with a slip", { token: "7F3K" }],
])("a pass for %s is refused before anything is deleted", async (_what, more) => {
  const { clock, faults, ends, order } = bench();
  order({ kind: "move", to: pass(more) });
  await clock.turn(200);
  expect([faults(), ends]).toEqual([[fault("move-pass-not-fit", { device: "kiosk-1" })], []]);
});
