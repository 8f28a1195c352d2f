/** What a citizen may choose, screen by screen: topics, programmes, services, never more than six at once. Pure. */
import type { Localized } from "#shared/office/configuration.ts";
import type { PublicOffice, PublicService } from "#shared/office/public.ts";

/** More than six choices are read, not seen. */
export const choicesPerPage = 6;

export interface Choice {
  readonly id: string;
  readonly name: Localized;
  readonly hint: Localized | null;
}

/** Topics that lead somewhere. */
export function topicChoices(office: PublicOffice): Choice[] {
  return office.topics.filter((topic) => servicesOf(office, topic.id, null).length > 0).map(({ id, name, hint }) => ({ id, name, hint }));
}

export function programmeChoices(office: PublicOffice, topic: string): Choice[] {
  return programmesOf(office, topic).map(({ id, name }) => ({ id, name, hint: null }));
}

export function serviceChoices(office: PublicOffice, topic: string, programme: string | null): Choice[] {
  return servicesOf(office, topic, programme).map(({ id, name }) => ({ id, name, hint: null }));
}

/** Programmes are asked for only where they shorten the way: more than one, and more services than one page shows. */
export function asksProgramme(office: PublicOffice, topic: string): boolean {
  return programmesOf(office, topic).length > 1 && servicesOf(office, topic, null).length > choicesPerPage;
}

export function serviceNamed(office: PublicOffice, id: string | null): PublicService | undefined {
  return id === null ? undefined : office.services.find((service) => service.id === id);
}

export interface Page<T> {
  readonly items: readonly T[];
  readonly page: number;
  readonly pages: number;
}

/** The page asked for, or the nearest there is. */
export function pageOf<T>(items: readonly T[], page: number, perPage = choicesPerPage): Page<T> {
  const pages = Math.max(1, Math.ceil(items.length / perPage));
  const place = Math.min(Math.max(0, page), pages - 1);
  return { items: items.slice(place * perPage, (place + 1) * perPage), page: place, pages };
}

function programmesOf(office: PublicOffice, topic: string): PublicOffice["programmes"][number][] {
  const ids = office.topics.find((each) => each.id === topic)?.programmes ?? [];
  return ids
    .filter((id) => office.services.some((service) => service.programme === id))
    .flatMap((id) => office.programmes.find((each) => each.id === id) ?? []);
}

function servicesOf(office: PublicOffice, topic: string, programme: string | null): PublicService[] {
  const ids = programme === null ? (office.topics.find((each) => each.id === topic)?.programmes ?? []) : [programme];
  return office.services.filter((service) => ids.includes(service.programme));
}
