/**
 * The Q's catalogue, as its `services` address answers it, taken over to an office: services and programmes that are new come in with The
 * Q's own names, marked as not for citizens, so that no kiosk shows them before somebody has named them. Pure.
 */
import * as v from "valibot";
import { languages } from "../texts/language.ts";
import type { OfficeConfiguration, Service } from "./configuration.ts";

const text = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(255));
const theirs = v.object({
  service_code: text,
  service_name: text,
  external_service_name: v.optional(v.nullable(v.string()), null),
  parent_id: v.optional(v.nullable(v.number()), null),
  parent: v.optional(v.nullable(v.object({ service_name: v.string() })), null),
  deleted: v.optional(v.nullable(v.string()), null),
  timeslot_duration: v.optional(v.nullable(v.number()), null),
});
const catalogue = v.object({ services: v.pipe(v.array(theirs), v.minLength(1), v.maxLength(2_000)) });

type Theirs = v.InferOutput<typeof theirs>;
type Draft<T> = { -readonly [K in keyof T]: T[K] };

/** Undefined when it is no such catalogue. */
export function withTheQ(input: unknown, office: OfficeConfiguration): OfficeConfiguration | undefined {
  const parsed = v.safeParse(catalogue, input);
  if (!parsed.success) return undefined;
  const programmes = [...office.programmes];
  const services: Draft<Service>[] = office.services.map((each) => ({ ...each }));
  for (const each of parsed.output.services) {
    const category = each.parent?.service_name.trim();
    if (category === undefined || category === "" || isTest(each)) continue;
    const known = services.find(({ code }) => code === each.service_code);
    if (known) {
      known.reportedName = each.service_name;
      if (each.deleted !== null) known.active = false;
    } else if (each.deleted === null) {
      services.push(newService(each, programmeFor(category, programmes, office), services, office));
    }
  }
  return { ...office, programmes, services };
}

/** Rows that somebody left in The Q while trying it. */
function isTest({ service_code, service_name }: Theirs): boolean {
  return /^(?:test|dummy)\b/i.test(service_code) || /^test\b/i.test(service_name);
}

/** By the name under which The Q reports it. One that is new stands in no topic yet. */
function programmeFor(
  category: string,
  programmes: OfficeConfiguration["programmes"],
  office: OfficeConfiguration,
): { id: string; isShown: boolean } {
  const known = programmes.find(({ code, reportedName }) => code === category || reportedName === category);
  if (known) return { id: known.id, isShown: office.topics.some((topic) => topic.programmes.includes(known.id)) };
  const id = freeId(category, new Set(programmes.map((each) => each.id)));
  programmes.push({ id, code: category, reportedName: category, name: { en: short(category), fr: short(category) } });
  return { id, isShown: false };
}

function newService(
  theirs: Theirs,
  programme: { id: string; isShown: boolean },
  services: readonly Service[],
  office: OfficeConfiguration,
): Service {
  const name = short(theirs.external_service_name?.trim() || theirs.service_name);
  return {
    id: freeId(theirs.service_code, new Set(services.map((each) => each.id))),
    code: theirs.service_code,
    reportedName: theirs.service_name,
    programme: programme.id,
    queue: office.firstContact.queue,
    name: { en: name, fr: name },
    words: { en: [], fr: [] },
    offered: programme.isShown ? "kiosk" : "counter",
    minutes: Math.min(480, Math.max(1, theirs.timeslot_duration ?? 10)),
    unnamed: [...languages],
  };
}

function short(name: string): string {
  return name.slice(0, 120).trim();
}

/** The code in lower case with hyphens. */
function freeId(code: string, taken: ReadonlySet<string>): string {
  const stem =
    code
      .normalize("NFD")
      .toLowerCase()
      .replaceAll(/\p{M}/gu, "")
      .replaceAll(/[^a-z0-9]+/g, "-")
      .slice(0, 36)
      .replaceAll(/^-+|-+$/g, "") || "service";
  for (let n = 1; ; n += 1) {
    const id = n === 1 ? stem : `${stem}-${n}`;
    if (!taken.has(id)) return id;
  }
}
