/** All files of one card. Pure: the same order gives the same bytes. */
import { createHash } from "node:crypto";
import { cloudInitFiles } from "./cloud-init.ts";
import type { CardFile, CardOrder } from "./order.ts";

/** `firstBoot`: the text of `first-boot.sh`. The order matters: `meta-data` comes last, so that a card half written is no new instance. */
export function cardFiles(order: CardOrder, firstBoot: string): CardFile[] {
  const settings = order.settings.map(({ name, text }) => ({ name: `the-q-${name}`, text }));
  const id = createHash("sha256")
    .update(JSON.stringify([order, firstBoot]))
    .digest("hex")
    .slice(0, 16);
  return [...settings, ...cloudInitFiles(order, firstBoot, id)];
}
