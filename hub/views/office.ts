/** What staff pages need to name things. Staff see services; codes and reported names stay inside. */
import type { Identity } from "#shared/log/event-log.ts";
import { rulesOf } from "#shared/office/rules.ts";
import type { OfficeState } from "#shared/queue/state.ts";
import type { StaffOffice } from "#shared/wire/staff.ts";

/** Undefined until the hub has a configuration. */
export function staffOffice(state: OfficeState, identity: Identity): StaffOffice | undefined {
  const { configuration, generation } = state;
  if (!configuration) return undefined;
  const { office, topics, programmes, services, queues, firstContact, counters, agents, needs, devices, hours, appointments } =
    configuration;
  return {
    id: office.id,
    number: office.number,
    name: office.name,
    timeZone: office.timeZone,
    languages: office.languages,
    topics: topics.map(({ id, name, programmes: of }) => ({ id, name, programmes: of })),
    programmes: programmes.map(({ id, name }) => ({ id, name })),
    services: services.map(({ id, programme, queue, name, words, minutes, offered, skills, counterType }) => {
      return { id, programme, queue, name, words, minutes, offered, skills, counterType };
    }),
    queues,
    firstContactQueue: firstContact.queue,
    counters: counters.map(({ id, name, label, zone, type, takes, services: some, programmes: whole, skills, stepFree }) => {
      return { id, name, label, zone, type, takes, services: some, programmes: whole, skills, stepFree };
    }),
    rules: rulesOf(configuration),
    agents: agents.map(({ number, displayName, role, skills, languages }) => ({ number, displayName, role, skills, languages })),
    routing: configuration.routing,
    needs,
    devices: devices.map((each) => {
      const place = configuration.zones.find(({ id }) => id === each.zone)?.name;
      return { id: each.id, role: each.role, zone: each.zone, speaks: each.role === "board" && each.speaks, ...(place ? { place } : {}) };
    }),
    hours: hours ?? null,
    appointments: appointments
      ? { earlyMinutes: appointments.earlyMinutes, lateMinutes: appointments.lateMinutes, expireMinutes: appointments.expireMinutes }
      : null,
    epoch: identity.epoch,
    generation,
  };
}
