/** What `npm run provision -- releases` is asked for. */
import { hubAsked, hubUsually, readOptions } from "../options.ts";

export const releasesUsage = `Releases that an office's hub gives to its devices: one first, then, when it has kept it, the others.

  npm run provision -- releases                   what lies there, how far it is, what each device runs, what went wrong
  npm run provision -- releases --put BUNDLE      brings a release, from a stick or a file; the hub judges it before any device may have it
  npm run provision -- releases --trust KEYS      whose signatures count: once, before the first release
  npm run provision -- releases --channel FILE    a newer channel, where the hub cannot fetch it
  npm run provision -- releases --resume          after a halt: the others may follow, without the device that it failed on
  npm run provision -- releases --withdraw        no more devices take it; those that have it keep it
  npm run provision -- releases --hurry           the others need not wait for the first one's time to pass

  --hub URL    the hub's pages (${hubUsually})
  --by NAME    who asks, for the audit (default: who is signed in to this machine)`;

type Wish =
  | { readonly kind: "list" }
  | { readonly kind: "send"; readonly what: "bundle" | "keys" | "channel"; readonly file: string }
  | { readonly kind: "act"; readonly act: "resume" | "withdraw" | "hurry" };

export type ReleasesAsked = { readonly kind: "help" } | ({ readonly hub: string; readonly by: string | null } & Wish);

const options = {
  put: { type: "string" },
  trust: { type: "string" },
  channel: { type: "string" },
  resume: { type: "boolean" },
  withdraw: { type: "boolean" },
  hurry: { type: "boolean" },
  hub: { type: "string" },
  by: { type: "string" },
  help: { type: "boolean" },
} as const;

export function readReleasesArguments(args: readonly string[]): ReleasesAsked | { readonly wrong: string } {
  const values = readOptions(args, options);
  if ("wrong" in values) return values;
  if (values.help) return { kind: "help" };
  const { put, trust, channel } = values;
  const asked = hubAsked(values);
  if ("wrong" in asked) return asked;
  const wishes: Wish[] = [];
  if (put !== undefined) wishes.push({ kind: "send", what: "bundle", file: put });
  if (trust !== undefined) wishes.push({ kind: "send", what: "keys", file: trust });
  if (channel !== undefined) wishes.push({ kind: "send", what: "channel", file: channel });
  for (const act of ["resume", "withdraw", "hurry"] as const) if (values[act]) wishes.push({ kind: "act", act });
  const [wish = { kind: "list" } as const, ...more] = wishes;
  return more.length > 0 ? { wrong: "One thing at a time: these exclude each other." } : { ...asked, ...wish };
}
