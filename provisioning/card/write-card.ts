/** Puts a card's files where they go. What somebody else wrote is never lost without a word. */
import { Failure } from "../office/failure.ts";
import { ourMark } from "./cloud-init.ts";
import type { Destination } from "./destination.ts";
import type { CardFile } from "./order.ts";

export interface Written {
  readonly name: string;
  readonly how: "new" | "same" | "replaced";
}

/** Refuses before the first byte when a file of somebody else is in the way and `replace` was not asked for. */
export function writeCard(files: readonly CardFile[], destination: Destination, replace: boolean): Written[] {
  const found = files.map((file) => ({ file, there: destination.read(file.name) }));
  const foreign = found.filter(({ file, there }) => there !== null && there !== file.text && !mayReplace(file.name, there));
  if (foreign.length > 0 && !replace)
    throw new Failure(
      `${destination.about} has ${names(foreign.map(({ file }) => file))} of somebody else. Look at them; to replace them, say --replace.`,
    );
  return found.map(({ file, there }) => {
    if (there === file.text) return { name: file.name, how: "same" };
    destination.write(file.name, file.text);
    return { name: file.name, how: there === null ? "new" : "replaced" };
  });
}

function mayReplace(name: string, text: string): boolean {
  return isOurs(name, text) || isAsDelivered(name, text);
}

function isOurs(name: string, text: string): boolean {
  return name.startsWith("the-q-") || text.split("\n", 2).some((line) => line.startsWith(ourMark));
}

/** What a fresh image has on its boot partition says next to nothing: comments, the cable by DHCP, no passwords by SSH. */
const asDelivered: Readonly<Record<string, RegExp>> = {
  "user-data": /^ssh_pwauth: false$/,
  "network-config": /^(network:|version: 2|renderer: NetworkManager|ethernets:|eth0:|dhcp4: true|optional: true)$/,
  "meta-data": /^(dsmode: local|instance[_-]id: rpi\S*)$/,
};

function isAsDelivered(name: string, text: string): boolean {
  const said = text.split("\n").map((line) => line.trim());
  return said.every((line) => line === "" || line.startsWith("#") || asDelivered[name]?.test(line) === true);
}

function names(files: readonly CardFile[]): string {
  return files.map(({ name }) => name).join(", ");
}
