/** Reads the public part of the configuration out of a desired document. Keys it does not know are left out, so that a hub may be newer. */
import * as v from "valibot";
import type { CitizenPage } from "#shared/citizen/page.ts";
import type { OfficeToday } from "#shared/day/wire.ts";
import type { PublicOffice } from "#shared/office/public.ts";
import { languages } from "#shared/texts/language.ts";
import { dateFormat } from "#shared/time/formats.ts";
import { type DesiredMessage, desiredMessage } from "#shared/wire/payloads.ts";

const id = v.pipe(v.string(), v.minLength(1), v.maxLength(120));
const text = v.pipe(v.string(), v.minLength(1), v.maxLength(255));
const localized = v.object({ en: text, fr: text });
const language = v.picklist(languages);
const words = v.pipe(v.array(v.string()), v.maxLength(100));
const named = v.object({ id, name: localized });
/** One that is not understood must not keep a board from calling: lines are read when they are needed, and bad ones left out. */
const volume = v.optional(v.pipe(v.array(v.pipe(v.string(), v.maxLength(20))), v.maxLength(100)));

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
    v.array(
      v.object({
        id,
        programme: id,
        name: localized,
        words: v.object({ en: words, fr: words }),
        bring: v.optional(v.pipe(v.array(localized), v.maxLength(20))),
        notHere: v.optional(localized),
      }),
    ),
    v.maxLength(2_000),
  ),
  needs: v.pipe(v.array(v.picklist(["come-and-get-me", "step-free", "hearing", "interpreter", "more-time"])), v.maxLength(5)),
  zones: v.pipe(v.array(v.object({ ...named.entries, volume })), v.maxLength(100)),
  bookable: v.optional(v.pipe(v.array(named), v.maxLength(2_000))),
  appointments: v.optional(v.nullable(v.object({ phoneDigits: v.pipe(v.number(), v.integer(), v.minValue(3), v.maxValue(6)) }))),
  missedCall: v.optional(v.object({ minutes: v.number(), place: v.picklist(["next", "keep", "end"]), times: v.number() })),
  stepAway: v.optional(v.object({ minutes: v.pipe(v.array(v.number()), v.maxLength(4)) })),
  volume,
  screen: v.nullable(v.object({ inches: v.number(), farthestSeatMetres: v.number() })),
});

export interface Desired {
  readonly version: number;
  /** Where the device stands, as the office says. */
  readonly zone: string;
  readonly office: PublicOffice;
  /** Of the kiosk's staff page, `salt:hash`; null where there is none. */
  readonly staffPin: string | null;
  /** Where tickets have a page; null where they have none. */
  readonly citizenPage: CitizenPage | null;
  /** What holds today; null where the hub does not say. */
  readonly today: OfficeToday | null;
}

/** A reason in words when it cannot be read, or is not for this role. */
export function readDesired(message: DesiredMessage, role: DesiredMessage["role"]): Desired | string {
  if (message.role !== role) return `for a ${message.role}, and this device is a ${role}`;
  const parsed = v.safeParse(publicOffice, message.office);
  if (parsed.success)
    return {
      version: message.version,
      zone: message.zone,
      office: parsed.output,
      staffPin: message.staffPin ?? null,
      citizenPage: message.citizenPage ?? null,
      today: message.today ?? null,
    };
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
    dateFormat("en-CA", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
