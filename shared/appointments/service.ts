/** Whoever waits for an appointment waits for what its calendar says it is about; at a counter the agent knows better. Pure. */
import type { OfficeConfiguration } from "../office/configuration.ts";
import type { HubEvent } from "../queue/events.ts";
import type { Visit } from "../queue/visit.ts";

type Waiting = Pick<Visit, "id" | "practice" | "service" | "segment">;

/** The event that says so, under a key of its own; undefined when nothing is other than it was. */
export function serviceOfAppointment(
  configuration: OfficeConfiguration | null,
  { id: visit, practice, service: from, segment }: Waiting,
  service: string | null,
  key: string,
): HubEvent | undefined {
  const known = configuration?.services.find((each) => each.id === service);
  if (!known || known.id === from) return undefined;
  const said = { visit, key, actor: { kind: "system", part: "appointments" }, practice } as const;
  const body = { ...said, segment, service: known.id, queue: known.queue, from, counter: null };
  return { kind: "service-changed", version: 1, body };
}
