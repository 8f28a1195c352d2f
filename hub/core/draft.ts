/** A hub event on its way to the log. */
import type { Draft } from "#shared/log/program.ts";
import type { HubEvent } from "#shared/queue/events.ts";

export function draftOf(event: HubEvent): Draft {
  return { kind: event.kind, version: event.version, body: event.body };
}
