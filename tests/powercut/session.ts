/** One stretch of power: a machine starts with the storage as the last cut left it, states what it finds, writes on, and is cut. */
import { Machine, type MachineSaying } from "./machine.ts";
import { type CutPlan, type Mode, MomentWatch } from "./moment.ts";
import { serveDisk } from "./nbd-server.ts";
import type { PreparedMachine } from "./prepare.ts";
import type { Dice } from "./random.ts";
import type { GuestOrder, GuestState } from "./talk.ts";
import { type CutOutcome, VolatileDisk } from "./volatile-disk.ts";
import type { Witness } from "./witness.ts";

export interface SessionOrder {
  readonly mode: Mode;
  readonly opener: GuestOrder["opener"];
  readonly image: Uint8Array;
  readonly witness: Witness;
  /** Absent when the storage is only to be looked at. */
  readonly plan?: CutPlan;
  readonly dice: Dice;
}

export interface SessionResult {
  /** What the writer found at its start; absent when the cut came before it could say. */
  readonly found?: GuestState | { readonly unreadable: string };
  readonly cut?: CutOutcome;
  /** The medium after the cut. */
  readonly image: Uint8Array;
}

/** How long a machine may say nothing: it starts, or waits for its disk. */
const silenceMsMax = 180_000;

/** `judges` is called with what was found before any later acknowledgement is heard. Rejects when the rig itself fails. */
export async function runSession(
  machineParts: PreparedMachine,
  order: SessionOrder,
  judges: (found: NonNullable<SessionResult["found"]>) => void,
): Promise<SessionResult> {
  const { witness, plan, mode } = order;
  const disk = new VolatileDisk(order.image, { ignoresFlush: mode === "full-but-disk-ignores-flush" });
  const watch = new MomentWatch(plan ?? { moment: { kind: "write", nth: Number.POSITIVE_INFINITY }, from: "writing", survival: "none" });
  const over = Promise.withResolvers<void>();
  const served = await serveDisk(machineParts.parts.storageSocket, disk, watch, over.resolve);
  const result: { found?: NonNullable<SessionResult["found"]> } = {};

  const hears = (saying: MachineSaying): void => {
    switch (saying.kind) {
      case "ready":
        break;
      case "machine-broken":
        throw new Error(saying.why);
      case "acknowledged":
        witness.acknowledged(saying.seq, saying.hash);
        if (watch.sees("acknowledgement")) served.cutPower();
        break;
      case "state":
        checkOpening(mode, saying.state);
        result.found = saying.state;
        judges(result.found);
        watch.writing();
        if (!plan) over.resolve();
        break;
      case "failed":
        if (result.found || watch.come) throw new Error(`the writer failed while it had power: ${saying.why}`);
        result.found = { unreadable: saying.why };
        judges(result.found);
        over.resolve();
        break;
    }
  };
  const silence = setTimeout(() => over.reject(new Error(`the machine said nothing for ${silenceMsMax / 1_000} s`)), silenceMsMax);
  const machine = new Machine(machineParts.parts, machineParts.savedState, (saying) => {
    silence.refresh();
    try {
      hears(saying);
    } catch (error) {
      over.reject(error);
    }
  });
  try {
    machine.order({ opener: order.opener, weaken: weakenedTo(mode), hashAt: witness.last, afterwards: plan ? "append" : "stop" });
    await over.promise;
  } finally {
    clearTimeout(silence);
    await machine.kill();
    await served.close();
  }
  const cut = plan && watch.come ? disk.cut(order.dice, plan.survival) : undefined;
  return { ...result, ...(cut ? { cut } : {}), image: disk.medium() };
}

function weakenedTo(mode: Mode): GuestOrder["weaken"] {
  if (mode === "normal") return "NORMAL";
  return mode === "off" ? "OFF" : null;
}

/** What is proved must be what the programs do: SQLite itself says how the storage is open. */
function checkOpening(mode: Mode, state: GuestState): void {
  const expected = { full: 2, normal: 1, off: 0, "full-but-disk-ignores-flush": 2 }[mode];
  if (state.journalMode !== "wal" || state.synchronous !== expected)
    throw new Error(`the storage is open with ${state.journalMode} and synchronous = ${state.synchronous}, not wal and ${expected}`);
}
