/**
 * What the front page of the virtual office and its parent process say to each other, on loopback:
 * `GET /api/front/live` (server-sent `front`: FrontLive, always whole), `GET /api/front/papers/<n>.svg`,
 * `POST /api/front/printer` (switches), `POST /api/front/hub` {plugged}, `POST /api/front/collector` {answering}.
 */
import * as v from "valibot";

export interface FrontLive {
  readonly pages: { readonly kiosk: string; readonly board: string; readonly counter: string; readonly manager: string };
  /** Each null while its process cannot be asked. */
  readonly counts: {
    readonly papers: number | null;
    readonly hub: number | null;
    readonly central: number | null;
    readonly collector: number | null;
  };
  /** What each count is behind the papers, in plain arithmetic; never "wrong" while something is on its way. */
  readonly agree: boolean;
  readonly processes: readonly {
    readonly name: string;
    readonly state: "starting" | "running" | "stopped" | "failed";
    readonly about: string;
  }[];
  readonly printer: { readonly status: string; readonly switches: PrinterSwitches } | null;
  readonly hubPlugged: boolean;
  readonly collectorAnswering: boolean;
  /** The latest papers, newest first; at most 6. */
  readonly papers: readonly { readonly n: number; readonly address: string; readonly lines: readonly string[] }[];
  readonly speed: number;
  readonly now: number;
}

export interface PrinterSwitches {
  readonly paperLow: boolean;
  readonly paperOut: boolean;
  readonly coverOpen: boolean;
  readonly off: boolean;
  readonly blocked: boolean;
}

export const printerSwitches = v.partial(
  v.strictObject({ paperLow: v.boolean(), paperOut: v.boolean(), coverOpen: v.boolean(), off: v.boolean(), blocked: v.boolean() }),
);
export const hubPlug = v.strictObject({ plugged: v.boolean() });
export const collectorSwitch = v.strictObject({ answering: v.boolean() });
