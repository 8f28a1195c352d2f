/** The control side of the twin of a panel's board: its lamps, its buttons, its cable. */
import * as v from "valibot";
import type { FrontPanelSwitches } from "#shared/wire/front-page.ts";
import { askJson } from "./ask.ts";

const lamp = v.picklist(["off", "on", "blinks"]);
const number = v.object({ lit: lamp, text: v.string(), segments: v.array(v.string()) });
const panelState = v.object({ plugged: v.boolean(), frozen: v.boolean(), lamps: v.record(v.string(), lamp), number });
export type PanelState = v.InferOutput<typeof panelState>;

const deadlineMs = 2_000;

export class Panel {
  readonly #address: () => string;

  constructor(address: () => string) {
    this.#address = address;
  }

  /** Null while it cannot be asked. */
  async state(): Promise<PanelState | null> {
    try {
      const { body } = await askJson(`${this.#address()}/state`, deadlineMs);
      const read = v.safeParse(panelState, body);
      return read.success ? read.output : null;
    } catch {
      return null;
    }
  }

  async press(pin: string): Promise<boolean> {
    return (await askJson(`${this.#address()}/press`, deadlineMs, { pin })).status === 200;
  }

  async turn(switches: FrontPanelSwitches): Promise<boolean> {
    return (await askJson(`${this.#address()}/switches`, deadlineMs, switches)).status === 200;
  }
}
