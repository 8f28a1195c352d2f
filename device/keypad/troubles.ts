/** What stands in the way of a keypad, as faults for the hub; which answers are its own. Pure. */
import { type Fault, fault } from "#shared/faults/fault.ts";
import type { AnswerMessage } from "#shared/wire/payloads.ts";
import type { BoardCondition } from "../panel/life.ts";
import { panelFaults } from "../panel/troubles.ts";

export interface KeypadTroubles {
  /** Of its serial line; empty where it has none. */
  readonly path: string;
  readonly condition: BoardCondition;
  /** The hub says that the keys belong to no counter. */
  readonly isUnbound: boolean;
}

export function keypadFaults(device: string, { path, condition, isUnbound }: KeypadTroubles): Fault[] {
  const ofBoard = panelFaults(device, { path, condition, isOpened: false, stuck: [], unknownServices: [] });
  return isUnbound ? [...ofBoard, fault("keypad-unbound", { device })] : ofBoard;
}

/** Its questions have ids of their own, of this run of the program. */
export function isKeypadAnswer({ id }: Pick<AnswerMessage, "id">, run: string): boolean {
  return id.startsWith(`keypad-${run}-`) || id.startsWith(`key-${run}-`);
}
