/** The part of the configuration that devices and public screens may have: no internal codes, no agents, no reported names. */
import type { AppointmentRules } from "../appointments/rules.ts";
import type { Language } from "../texts/language.ts";
import type { MissedCall } from "../ticket/layout.ts";
import type { Localized, Need, OfficeConfiguration, Service } from "./configuration.ts";
import { rulesOf } from "./rules.ts";

export interface PublicService {
  readonly id: string;
  readonly programme: string;
  readonly name: Localized;
  readonly words: { readonly en: readonly string[]; readonly fr: readonly string[] };
  /** What to have along, and where to go when this office does not do it. */
  readonly bring?: readonly Localized[] | undefined;
  readonly notHere?: Localized | undefined;
}

export interface PublicOffice {
  readonly id: string;
  readonly name: Localized;
  readonly timeZone: string;
  readonly languages: readonly Language[];
  readonly unreviewed: readonly Language[];
  readonly topics: readonly {
    readonly id: string;
    readonly name: Localized;
    readonly hint: Localized;
    readonly programmes: readonly string[];
  }[];
  readonly programmes: readonly { readonly id: string; readonly name: Localized }[];
  /** Those a citizen may choose. */
  readonly services: readonly PublicService[];
  readonly needs: readonly Need[];
  /** A room's own volume stands before the office's. */
  readonly zones: readonly { readonly id: string; readonly name: Localized; readonly volume?: readonly string[] | undefined }[];
  /** Those that only agents and calendars choose: a ticket of an appointment names them. */
  readonly bookable?: readonly { readonly id: string; readonly name: Localized }[] | undefined;
  /** How citizens check in for an appointment; absent where the office has none. */
  readonly appointments?: { readonly phoneDigits: number } | null | undefined;
  /** What becomes of who misses the call, and for how long one may step away; absent from a hub that does not say it. */
  readonly missedCall?: MissedCall | undefined;
  readonly stepAway?: { readonly minutes: readonly number[] } | undefined;
  /** How loud the office speaks at which time of day; absent: as loud as its devices are. */
  readonly volume?: readonly string[] | undefined;
  readonly screen: { readonly inches: number; readonly farthestSeatMetres: number } | null;
}

/** Undefined for what citizens may not choose, and for what has no name of theirs: the name that stands there then is The Q's own. */
export function publicService(service: Service, spoken: readonly Language[]): PublicService | undefined {
  const { id, programme, words, bring, notHere } = service;
  const name = publicName(service, spoken);
  if (service.offered !== "kiosk" || service.active === false || name === undefined) return undefined;
  return { id, programme, name, words, ...(bring && bring.length > 0 ? { bring } : {}), ...(notHere ? { notHere } : {}) };
}

/** What citizens call it; undefined where it has only the name under which it is reported. */
export function publicName({ name, unnamed = [] }: Service, spoken: readonly Language[]): Localized | undefined {
  const named = spoken.find((language) => !unnamed.includes(language));
  if (named === undefined) return undefined;
  const nameIn = (language: Language) => name[unnamed.includes(language) ? named : language];
  return { en: nameIn("en"), fr: nameIn("fr") };
}

export function publicOffice(configuration: OfficeConfiguration, device: string): PublicOffice {
  const { office, topics, programmes, services, needs, zones, devices } = configuration;
  const { noShowReturn, stepAway } = rulesOf(configuration);
  const mine = devices.find((each) => each.id === device);
  return {
    id: office.id,
    name: office.name,
    timeZone: office.timeZone,
    languages: office.languages,
    unreviewed: office.unreviewed,
    topics,
    programmes: programmes.map(({ id, name }) => ({ id, name })),
    services: services.flatMap((each) => publicService(each, office.languages) ?? []),
    needs,
    ...(configuration.appointments ? checkIn(configuration.appointments, services) : {}),
    zones,
    missedCall: noShowReturn,
    stepAway: { minutes: stepAway.minutes },
    ...(configuration.voice?.volume ? { volume: configuration.voice.volume } : {}),
    screen: mine?.role === "board" ? { inches: mine.screenInches, farthestSeatMetres: mine.farthestSeatMetres } : null,
  };
}

function checkIn(
  { phoneDigits }: AppointmentRules,
  services: OfficeConfiguration["services"],
): Pick<PublicOffice, "appointments" | "bookable"> {
  const bookable = services.filter((each) => each.offered !== "kiosk").map(({ id, name }) => ({ id, name }));
  return { appointments: { phoneDigits }, bookable };
}

/** What citizens call it; undefined for a service that this office does not name. */
export function publicServiceName(office: PublicOffice | undefined, service: string): Localized | undefined {
  return [...(office?.services ?? []), ...(office?.bookable ?? [])].find((each) => each.id === service)?.name;
}
