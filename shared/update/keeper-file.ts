/** The configuration file of the program that keeps a device's releases. */
import * as v from "valibot";

const address = v.pipe(v.string(), v.url());

export const keeperFile = v.strictObject({
  /** Where slots, their state and the inbox are. */
  root: v.pipe(v.string(), v.regex(/^\//, "a folder from the top, such as /opt/the-q")),
  /** The release that came with the package: what a device begins with, and takes when the package brings a newer one. */
  first: v.optional(v.nullable(v.pipe(v.string(), v.regex(/^\//, "a folder from the top"))), null),
  /** What is run in a slot: the first word is looked for in the slot unless it begins with a slash. */
  run: v.pipe(v.array(v.pipe(v.string(), v.minLength(1), v.maxLength(400))), v.minLength(1), v.maxLength(20)),
  /** Where that program says how it is. */
  health: address,
  /** Where releases are published: `channel.json`, `keys-N.json`, `release-N-TARGET.bundle`. Null: only what is laid down. */
  source: v.optional(v.nullable(address), null),
  /**
   * Where the device keeps the certificate that it was given (`<data>/identity`): its office's hub is asked with it, once it is there, what may be
   * taken, and told how that ended.
   */
  identity: v.optional(v.nullable(v.pipe(v.string(), v.regex(/^\//, "a folder from the top"))), null),
});
export type KeeperFile = v.InferOutput<typeof keeperFile>;

/** What of a program's health the keeper reads. */
export const healthForKeeper = v.object({ well: v.boolean(), quiet: v.boolean() });
