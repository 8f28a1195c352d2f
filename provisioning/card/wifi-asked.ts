/** A Wi-Fi's pass phrase, from the terminal or a file, made the key that goes onto cards. */
import { Failure } from "../office/failure.ts";
import { textOf } from "./input-file.ts";
import type { Wifi } from "./order.ts";
import { isWifiName, wifiKey } from "./wifi.ts";

export interface WifiAsked {
  readonly name: string;
  readonly country: string;
  readonly passPhraseFile: string | null;
}

export async function askedWifi(
  { name, country, passPhraseFile }: WifiAsked,
  desk: { askHidden(question: string): Promise<string> },
): Promise<Wifi> {
  const passPhrase =
    passPhraseFile === null ? await desk.askHidden(`Pass phrase of the Wi-Fi "${name}": `) : textOf(passPhraseFile).replace(/\r?\n$/, "");
  const key = isWifiName(name) ? wifiKey(name, passPhrase) : undefined;
  if (key === undefined) throw new Failure("A Wi-Fi pass phrase has 8 to 63 letters, digits and signs of the English keyboard.");
  return { name, country, key };
}
