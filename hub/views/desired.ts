/** What each device should be: its desired document, cut from the configuration, with what holds today. */
import type { CitizenPage } from "#shared/citizen/page.ts";
import type { OfficeConfiguration } from "#shared/office/configuration.ts";
import { type PublicOffice, publicOffice } from "#shared/office/public.ts";
import type { OfficeState } from "#shared/queue/state.ts";
import type { DesiredMessage } from "#shared/wire/payloads.ts";
import { officeToday } from "./today.ts";

export function desiredDocuments(state: OfficeState, at: number): Map<string, DesiredMessage> {
  const { configuration, generation, configurationVersion: version } = state;
  const documents = new Map<string, DesiredMessage>();
  if (!configuration) return documents;
  for (const { id, role, zone } of configuration.devices) {
    const today = role === "kiosk" ? officeToday(state, zone, at) : undefined;
    const { staffPin = null } = configuration;
    const more = role === "kiosk" ? { staffPin, citizenPage: citizenPageOf(configuration), ...(today ? { today } : {}) } : {};
    documents.set(id, { generation, version, role, zone, office: officeFor(configuration, id), ...more });
  }
  return documents;
}

/** Null where tickets have no page. */
export function citizenPageOf({ citizenPage, citizenKey: key }: OfficeConfiguration): CitizenPage | null {
  return citizenPage && key ? { address: citizenPage.address, key } : null;
}

/** Cut once for each device and configuration: it is asked for with every heartbeat. The memory of a pure function, never state. */
const cut = new WeakMap<OfficeConfiguration, Map<string, PublicOffice>>();

function officeFor(configuration: OfficeConfiguration, device: string): PublicOffice {
  const known = cut.get(configuration) ?? new Map<string, PublicOffice>();
  cut.set(configuration, known);
  const before = known.get(device);
  if (before) return before;
  const office = publicOffice(configuration, device);
  known.set(device, office);
  return office;
}
