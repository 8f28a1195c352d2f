/** The part of the configuration that devices and public screens may have: no internal codes, no agents, no reported names. */
import type { Language } from "../texts/language.ts";
import type { Localized, Need, OfficeConfiguration } from "./configuration.ts";

export interface PublicService {
  readonly id: string;
  readonly programme: string;
  readonly name: Localized;
  readonly words: { readonly en: readonly string[]; readonly fr: readonly string[] };
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
  readonly zones: readonly { readonly id: string; readonly name: Localized }[];
  readonly screen: { readonly inches: number; readonly farthestSeatMetres: number } | null;
}

export function publicOffice(configuration: OfficeConfiguration, device: string): PublicOffice {
  const { office, topics, programmes, services, needs, zones, devices } = configuration;
  const mine = devices.find((each) => each.id === device);
  return {
    id: office.id,
    name: office.name,
    timeZone: office.timeZone,
    languages: office.languages,
    unreviewed: office.unreviewed,
    topics,
    programmes: programmes.map(({ id, name }) => ({ id, name })),
    services: services.filter((each) => each.offered === "kiosk").map(({ id, programme, name, words }) => ({ id, programme, name, words })),
    needs,
    zones,
    screen: mine?.role === "board" ? { inches: mine.screenInches, farthestSeatMetres: mine.farthestSeatMetres } : null,
  };
}
