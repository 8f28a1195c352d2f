/** `npm run provision -- people`: who may sign in to the staff's pages on the network, codes for new PINs, the end of sessions, the audit. */
import type { PersonEntry } from "#shared/wire/people.ts";
import { auditBroken, auditText } from "../devices/command.ts";
import { hubAsked, hubUsually, readOptions } from "../options.ts";
import { HubPeople } from "./hub-people.ts";

export const peopleUsage = `People who sign in to an office's pages on the network, asked at its hub.

  npm run provision -- people                      who may, who has a PIN, who is signed in
  npm run provision -- people --code NAME          a one-time code with which NAME sets a PIN; told once, good for 72 hours
  npm run provision -- people --end NAME           signs NAME out everywhere
  npm run provision -- people --end NAME --pin     takes the PIN away too
  npm run provision -- people --audit              what was done, and whether every row of both chains is as it was written

  NAME         the id or the number of an agent in the office's configuration; the role there says what opens
  --hub URL    the hub's pages (${hubUsually})
  --by NAME    who asks, for the audit (default: who is signed in to this machine)`;

export type PeopleAsked = { readonly kind: "help" } | ({ readonly hub: string; readonly by: string | null } & Wish);

type Wish =
  | { readonly kind: "list" }
  | { readonly kind: "audit" }
  | { readonly kind: "code"; readonly person: string }
  | { readonly kind: "end"; readonly person: string; readonly pin: boolean };

const options = {
  code: { type: "string" },
  end: { type: "string" },
  pin: { type: "boolean" },
  audit: { type: "boolean" },
  hub: { type: "string" },
  by: { type: "string" },
  help: { type: "boolean" },
} as const;

export function readPeopleArguments(args: readonly string[]): PeopleAsked | { readonly wrong: string } {
  const values = readOptions(args, options);
  if ("wrong" in values) return values;
  if (values.help) return { kind: "help" };
  const { code, end, pin = false, audit = false } = values;
  const asked = hubAsked(values);
  if ("wrong" in asked) return asked;
  if ([code !== undefined, end !== undefined, audit].filter(Boolean).length > 1)
    return { wrong: "--code, --end and --audit exclude each other." };
  if (pin && end === undefined) return { wrong: "--pin belongs to --end." };
  for (const name of [code, end])
    if (name !== undefined && (name.trim() === "" || name.length > 80)) return { wrong: "NAME must be 1 to 80 letters." };
  if (code !== undefined) return { ...asked, kind: "code", person: code };
  if (end !== undefined) return { ...asked, kind: "end", person: end, pin };
  return { ...asked, kind: audit ? "audit" : "list" };
}

/** True when nothing that was looked at was changed by somebody. */
export async function runPeople(asked: Exclude<PeopleAsked, { kind: "help" }>, by: string, say: (line: string) => void): Promise<boolean> {
  const hub = new HubPeople(asked.hub, asked.by ?? by);
  switch (asked.kind) {
    case "list": {
      const { people, auditBrokenAt } = await hub.list();
      for (const each of people) say(personText(each));
      return isWhole(auditBrokenAt, say);
    }
    case "audit": {
      for (const row of (await hub.audit()).toReversed()) say(auditText(row));
      return isWhole((await hub.list()).auditBrokenAt, say);
    }
    case "code": {
      const { person, code, expiresAt } = await hub.code(asked.person);
      say(`${person} ${code}`);
      say(`Good once, until ${moment(expiresAt)}. It is not told again; another one for this person ends it. Hand it over in person.`);
      return true;
    }
    case "end":
      await hub.end(asked.person, asked.pin);
      say(`${asked.person} is signed out everywhere${asked.pin ? ", and has no PIN any more" : ""}.`);
      return true;
  }
}

function isWhole(auditBrokenAt: number | null, say: (line: string) => void): boolean {
  if (auditBrokenAt === null) return true;
  say(auditBroken(auditBrokenAt));
  return false;
}

function personText({ person, name, role, pin, lockedUntil, codeUntil, sessions }: PersonEntry): string {
  const parts = [
    { none: "has no PIN", set: "has a PIN", spent: "tried so often that only a new code helps" }[pin],
    ...(codeUntil === null ? [] : [`code until ${moment(codeUntil)}`]),
    ...(lockedUntil === null ? [] : [`paused after wrong tries until ${moment(lockedUntil)}`]),
    ...sessions.map(({ way, since, pressedAt }) => `signed in by ${way} since ${moment(since)}, last press ${moment(pressedAt)}`),
  ];
  return `  ${person.padEnd(20)} ${(role ?? "no page").padEnd(8)} ${name}: ${parts.join("; ")}`;
}

function moment(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 16)}Z`;
}
