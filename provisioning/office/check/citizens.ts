/** The citizens of the self-check: which language, service and needs each has. Pure. */
import type { OfficeConfiguration } from "#shared/office/configuration.ts";
import type { TicketRequest } from "#shared/wire/kiosk-page.ts";

export const citizensMax = 25;

/** Two counters that together take every queue a citizen can join. */
export function countersFor({ counters, services, firstContact }: OfficeConfiguration): [string, string] | undefined {
  const joined = new Set([
    ...services.filter((service) => service.offered === "kiosk").map((service) => service.queue),
    firstContact.queue,
  ]);
  for (const [place, first] of counters.entries())
    for (const second of counters.slice(place + 1))
      if ([...joined].every((queue) => first.takes.includes(queue) || second.takes.includes(queue))) return [first.id, second.id];
  return undefined;
}

/** Every queue is joined, every fifth citizen is not sure, every third reads French, every fourth states a need. */
export function citizens({ services, needs }: OfficeConfiguration): Omit<TicketRequest, "key">[] {
  const byQueue = Map.groupBy(
    services.filter((service) => service.offered === "kiosk"),
    (service) => service.queue,
  );
  const queues = [...byQueue.values()];
  return Array.from({ length: citizensMax }, (_, place) => {
    const offered = queues[place % queues.length] ?? [];
    const service = place % 5 === 4 ? null : (offered[place % offered.length]?.id ?? null);
    const need = needs[place % Math.max(1, needs.length)];
    return { service, language: place % 3 === 2 ? "fr" : "en", needs: place % 4 === 3 && need !== undefined ? [need] : [] };
  });
}
