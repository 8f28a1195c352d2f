/** Reads the public part of the configuration out of a desired document. Keys it does not know are left out, so that a hub may be newer. */
import * as v from "valibot";
import type { PublicOffice } from "#shared/office/public.ts";
import { languages } from "#shared/texts/language.ts";
import { type DesiredMessage, desiredMessage } from "#shared/wire/payloads.ts";

const id = v.pipe(v.string(), v.minLength(1), v.maxLength(120));
const text = v.pipe(v.string(), v.minLength(1), v.maxLength(255));
const localized = v.object({ en: text, fr: text });
const language = v.picklist(languages);
const words = v.pipe(v.array(v.string()), v.maxLength(100));
const named = v.object({ id, name: localized });

const publicOffice = v.object({
  id,
  name: localized,
  timeZone: v.pipe(
    v.string(),
    v.check((name) => timeZoneIsKnown(name), "a time zone this device does not know"),
  ),
  languages: v.pipe(v.array(language), v.minLength(1)),
  unreviewed: v.array(language),
  topics: v.pipe(v.array(v.object({ id, name: localized, hint: localized, programmes: v.array(id) })), v.maxLength(20)),
  programmes: v.pipe(v.array(named), v.maxLength(200)),
  services: v.pipe(
    v.array(v.object({ id, programme: id, name: localized, words: v.object({ en: words, fr: words }) })),
    v.maxLength(2_000),
  ),
  needs: v.pipe(v.array(v.picklist(["come-and-get-me", "step-free", "hearing", "interpreter", "more-time"])), v.maxLength(5)),
  zones: v.pipe(v.array(named), v.maxLength(100)),
  screen: v.nullable(v.object({ inches: v.number(), farthestSeatMetres: v.number() })),
});

export interface Desired {
  readonly version: number;
  readonly office: PublicOffice;
}

/** A reason in words when it cannot be read, or is not for this role. */
export function readDesired(message: DesiredMessage, role: DesiredMessage["role"]): Desired | string {
  if (message.role !== role) return `for a ${message.role}, and this device is a ${role}`;
  const parsed = v.safeParse(publicOffice, message.office);
  if (parsed.success) return { version: message.version, office: parsed.output };
  const issue = parsed.issues[0];
  return `${v.getDotPath(issue) ?? "office"}: ${issue.message}`;
}

/** The document as it was kept; null when there is none that this version reads. */
export function readKept(text: string | undefined, role: DesiredMessage["role"]): Desired | null {
  if (text === undefined) return null;
  const parsed = v.safeParse(desiredMessage, JSON.parse(text));
  const desired = parsed.success ? readDesired(parsed.output, role) : "";
  return typeof desired === "string" ? null : desired;
}

function timeZoneIsKnown(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en-CA", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
