/** The shape of a table of folds: one for each kind of event, none left out. */
import type { LogRow, Origin } from "../../log/record.ts";
import type { DeviceEventBody, DeviceEventKind, HubEventBody, HubEventKind } from "../events.ts";
import type { OfficeState } from "../state.ts";

export type Folds<K extends HubEventKind> = { readonly [N in K]: (state: OfficeState, body: HubEventBody<N>, row: LogRow) => void };

export type DeviceFolds<K extends DeviceEventKind> = {
  readonly [N in K]: (state: OfficeState, body: DeviceEventBody<N>, row: LogRow, origin: Origin) => void;
};
