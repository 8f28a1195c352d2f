/** What staff can ask of the hub. Strict: an unknown key is refused. Every command carries its idempotency key and the version it expects. */
import * as v from "valibot";
import { officeDate } from "./events.ts";

const id = v.pipe(v.string(), v.minLength(1), v.maxLength(120));
const agent = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1_000_000));

/** `(hub epoch, n)`: the last change the sender has seen of the counter or the visit. */
export const expectedVersion = v.strictObject({ epoch: id, n: v.pipe(v.number(), v.integer(), v.minValue(0)) });

const common = {
  key: v.pipe(v.string(), v.regex(/^[A-Za-z0-9._-]{8,80}$/, "use 8 to 80 letters, digits, dots, hyphens or underscores")),
  agent,
  counter: id,
};
const onCounter = { ...common, expected: expectedVersion };
const onVisit = { ...common, visit: id, expected: expectedVersion };

/** The commands by name; each is `POST /api/v1/commands/<name>`. */
export const commands = {
  "sign-in": v.strictObject(onCounter),
  "sign-out": v.strictObject(onCounter),
  /** Expects the counter's version. */
  "call-next": v.strictObject(onCounter),
  /** These expect the visit's version. */
  "call-from-list": v.strictObject(onVisit),
  recall: v.strictObject(onVisit),
  begin: v.strictObject(onVisit),
  finish: v.strictObject({
    ...onVisit,
    timeNotAccurate: v.optional(v.boolean(), false),
    quantity: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(32_767)), 1),
  }),
  "no-show": v.strictObject(onVisit),
  /** The citizen left: at the counter, or from the line. */
  left: v.strictObject(onVisit),
  "assign-service": v.strictObject({ ...onVisit, service: id }),
  "open-day": v.strictObject({ key: common.key, agent, date: officeDate }),
  "close-day": v.strictObject({ key: common.key, agent, date: officeDate }),
} as const;

export type CommandName = keyof typeof commands;
export type Command = { [K in CommandName]: { readonly name: K } & v.InferOutput<(typeof commands)[K]> }[CommandName];

export function isCommandName(name: string): name is CommandName {
  return Object.hasOwn(commands, name);
}

/** What a command answers when it was carried out, now or earlier under the same key. */
export interface CommandDone {
  readonly done: true;
  /** The hub epoch and the offset of the command's last row. */
  readonly epoch: string;
  readonly offset: number;
  /** The visit that the command moved, when there is one. */
  readonly visit: string | null;
  /** True when the key was seen before: nothing was done again. */
  readonly repeated: boolean;
}
