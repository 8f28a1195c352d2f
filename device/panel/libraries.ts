/**
 * The two libraries, loaded only where a device has a panel, and firmata-io only where that is an Arduino. The injected `io` of johnny-five
 * is ours, or firmata-io over a transport of ours: what it would find by itself is another serialport.
 */

import type { Firmata } from "firmata-io";
import type five from "johnny-five";

export type FirmataLibrary = typeof Firmata;
export type JohnnyFive = typeof five;

export async function loadJohnnyFive(): Promise<JohnnyFive> {
  return (await import("johnny-five")).default;
}

export async function loadFirmata(): Promise<FirmataLibrary> {
  return (await import("firmata-io")).default.Firmata;
}
