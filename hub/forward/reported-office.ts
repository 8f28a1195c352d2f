/** What The Q's events say of an office: the part of its configuration that leaves for Snowplow, in The Q's words. */
import type { OfficeConfiguration } from "#shared/office/configuration.ts";
import { rulesOf } from "#shared/office/rules.ts";
import type { Actor } from "#shared/queue/visit.ts";
import type { EventContexts, TheQData } from "#shared/snowplow/event.ts";
import type { TrackerNames } from "#shared/snowplow/payload.ts";

/** The Q's name for the kind of a counter that is not known, and of every counter of an office without a line. */
export const plainCounter = "Counter";
/** The Q's name for the place of an agent who is at no counter, in an office with a line. */
const receptionist = "Receptionist";

export interface ReportedOffice {
  readonly context: EventContexts["office"];
  readonly names: TrackerNames;
  readonly undoMs: number;
  /** How long after nobody came a citizen may return, and how often. */
  readonly returnMs: number;
  readonly returnsMax: number;
  /** The type told of an agent who is at no counter. */
  readonly elsewhere: string;
  /** The service of a citizen who was not sure, until an agent assigns one. */
  readonly firstContact: string;
  readonly services: Readonly<Record<string, TheQData["chooseservice"]>>;
  /** The type of each counter, by the counter's id. */
  readonly counterTypes: Readonly<Record<string, string>>;
  /** The role of each agent, by the agent's number. */
  readonly roles: Readonly<Record<string, EventContexts["agent"]["role"]>>;
}

export function reportedOffice(configuration: OfficeConfiguration): ReportedOffice {
  const { office, analytics, firstContact } = configuration;
  const hasLine = office.type === "reception";
  const { noShowReturn } = rulesOf(configuration);
  const programmes = new Map(configuration.programmes.map((programme) => [programme.id, programme]));
  const services = configuration.services.map((service) => {
    const programme = programmes.get(service.programme);
    const reported: TheQData["chooseservice"] = {
      channel: "in-person",
      program_id: service.code,
      parent_id: programme?.code ?? null,
      program_name: programme?.reportedName ?? "",
      transaction_name: service.reportedName,
    };
    return [service.id, reported] as const;
  });
  return {
    context: { office_id: office.number, office_type: office.type },
    names: { appId: analytics.appId, namespace: analytics.namespace },
    undoMs: analytics.undoSeconds * 1_000,
    returnMs: noShowReturn.minutes * 60_000,
    returnsMax: noShowReturn.times,
    elsewhere: hasLine ? receptionist : plainCounter,
    firstContact: firstContact.service,
    services: Object.fromEntries(services),
    counterTypes: Object.fromEntries(configuration.counters.map(({ id, type }) => [id, hasLine ? type : plainCounter])),
    roles: Object.fromEntries(configuration.agents.map(({ number, role }) => [String(number), role])),
  };
}

/** Names are off: `idir` is null. Null for a part of the system. */
export function agentOf(office: ReportedOffice, actor: Actor): EventContexts["agent"] | null {
  if (actor.kind !== "agent") return null;
  const counterType = actor.counter === null ? office.elsewhere : (known(office.counterTypes, actor.counter) ?? plainCounter);
  const role = known(office.roles, String(actor.agent)) ?? "CSR";
  return { agent_id: actor.agent, idir: null, role, counter_type: counterType };
}

/** Names in rows may be anything, even `constructor`. */
export function known<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
