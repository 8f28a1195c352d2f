/** What each device should be: its desired document, cut from the configuration. */
import { publicOffice } from "#shared/office/public.ts";
import type { OfficeState } from "#shared/queue/state.ts";
import type { DesiredMessage } from "#shared/wire/payloads.ts";

export function desiredDocuments(state: OfficeState): Map<string, DesiredMessage> {
  const { configuration, generation, configurationVersion: version } = state;
  const documents = new Map<string, DesiredMessage>();
  for (const { id, role, zone } of configuration?.devices ?? []) {
    if (configuration) documents.set(id, { generation, version, role, zone, office: publicOffice(configuration, id) });
  }
  return documents;
}
