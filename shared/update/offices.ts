/**
 * Which offices a channel offers its releases to. The province publishes the same release in wider and wider channels: a few offices by name,
 * then a share of them, then all; it widens none while it hears of trouble, and takes one back by a channel that names another release.
 */
import type { Channel } from "./documents.ts";

/**
 * `percent` counts by a hash of office and release: an office that was offered a release is offered it in every wider channel, and it is not the same
 * offices that are first each time. `sha512`: of a text, in hex.
 */
export function isOffered(offices: Channel["offices"], office: string, number: number, sha512: (text: string) => string): boolean {
  if (offices === undefined || offices.first.includes(office)) return true;
  const place = Number.parseInt(sha512(`the-q office ${number} ${office}`).slice(0, 8), 16) / 2 ** 32;
  return place * 100 < offices.percent;
}

/** Whether the second channel may offer a release to an office that the first did not. */
export function isWider(before: Channel["offices"], after: Channel["offices"]): boolean {
  if (before === undefined || before.percent === 100) return false;
  if (after === undefined || after.percent > before.percent) return true;
  return after.first.some((office) => !before.first.includes(office));
}
