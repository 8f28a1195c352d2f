/** What a planted bug is: a change that stands between a core or a port and its surroundings. */
import type { Identity } from "#shared/log/event-log.ts";
import type { Core } from "#shared/log/program.ts";
import type { OfficeState } from "#shared/queue/state.ts";
import type { BoardEffect, BoardInput } from "../../../device/board/contract.ts";
import type { BoardState } from "../../../device/board/state.ts";
import type { KioskEffect, KioskInput } from "../../../device/kiosk/contract.ts";
import type { KioskState } from "../../../device/kiosk/state.ts";
import type { Hardware } from "../../../device/runtime/hardware.ts";
import type { HubEffect, HubInput } from "../../../hub/core/contract.ts";
import type { Surroundings } from "../../../hub/surroundings.ts";
import type { Machine, RunningProgram } from "../machine.ts";
import type { Random } from "../random.ts";

export type HubCore = Core<OfficeState, HubInput, HubEffect>;
export type KioskCore = Core<KioskState, KioskInput, KioskEffect>;
export type BoardCore = Core<BoardState, BoardInput, BoardEffect>;

export interface Plant {
  readonly name: string;
  readonly about: string;
  /** `identity`: the hub's log, with the epoch that it has now. */
  readonly hubCore?: (core: HubCore, random: Random, identity: Identity) => HubCore;
  readonly kioskCore?: (core: KioskCore, random: Random) => KioskCore;
  readonly boardCore?: (core: BoardCore, device: string) => BoardCore;
  /** What a device is told of its board and its card. */
  readonly hardware?: (hardware: Hardware) => Hardware;
  readonly hub?: (surroundings: Surroundings, program: RunningProgram) => Surroundings;
  /** A program on this machine has died. */
  readonly died?: (machine: Machine, random: Random) => void;
}

export const noPlant: Plant = { name: "none", about: "the programs as they are" };
