/**
 * The two libraries, loaded only where a device has a panel. The injected `io` of johnny-five is firmata-io over a transport of ours:
 * what it would find by itself is another serialport.
 */

import type { Firmata } from "firmata-io";
import type five from "johnny-five";

export interface PanelLibraries {
  readonly Firmata: typeof Firmata;
  readonly five: typeof five;
}

export async function loadPanelLibraries(): Promise<PanelLibraries> {
  const [{ default: firmata }, { default: five }] = await Promise.all([import("firmata-io"), import("johnny-five")]);
  return { Firmata: firmata.Firmata, five };
}
