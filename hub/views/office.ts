/** What staff pages need to name things. Staff see services; codes and reported names stay inside. */
import type { Identity } from "#shared/log/event-log.ts";
import type { OfficeState } from "#shared/queue/state.ts";
import type { StaffOffice } from "#shared/wire/staff.ts";

/** Undefined until the hub has a configuration. */
export function staffOffice(state: OfficeState, identity: Identity): StaffOffice | undefined {
  const { configuration, generation } = state;
  if (!configuration) return undefined;
  const { office, topics, programmes, services, queues, firstContact, counters, agents, needs, devices } = configuration;
  return {
    id: office.id,
    number: office.number,
    name: office.name,
    timeZone: office.timeZone,
    languages: office.languages,
    topics: topics.map(({ id, name, programmes: of }) => ({ id, name, programmes: of })),
    programmes: programmes.map(({ id, name }) => ({ id, name })),
    services: services.map(({ id, programme, queue, name, words }) => ({ id, programme, queue, name, words })),
    queues,
    firstContactQueue: firstContact.queue,
    counters: counters.map(({ id, name, label, zone, takes }) => ({ id, name, label, zone, takes })),
    agents: agents.map(({ number, displayName, role }) => ({ number, displayName, role })),
    needs,
    devices: devices.map(({ id, role, zone }) => ({ id, role, zone })),
    epoch: identity.epoch,
    generation,
  };
}
