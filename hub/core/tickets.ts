/** A ticket that comes back to a kiosk: how it stands, in no more than its holder may know. */
import type { Moment } from "#shared/log/record.ts";
import { mayReturn } from "#shared/queue/moves/returning.ts";
import { visitOnPaper } from "#shared/queue/paper.ts";
import type { OfficeState } from "#shared/queue/state.ts";
import type { Visit } from "#shared/queue/visit.ts";
import type { ReturnSlipHour, TicketFound } from "#shared/wire/kiosk-desk.ts";
import type { AnswerMessage, AskMessage } from "#shared/wire/payloads.ts";

export function findTicket(
  state: OfficeState,
  { id, letter, count, visit }: Extract<AskMessage, { kind: "find-ticket" }>,
  now: Moment,
): AnswerMessage {
  const { generation } = state;
  const found = visitOnPaper(state, { letter, count, visit });
  return { id, generation, kind: "ticket", found: found ? standing(state, found, now.at) : { kind: "none" } };
}

function standing(state: OfficeState, visit: Visit, at: number): TicketFound {
  const { id, number, language, stage, away, promised } = visit;
  const { letter, count } = number;
  const stands = (
    how: Extract<TicketFound, { kind: "ticket" }>["stands"],
    more: { until?: number; counter?: string; hour?: ReturnSlipHour } = {},
  ): TicketFound => {
    const counter = state.configuration?.counters.find((each) => each.id === more.counter)?.name ?? null;
    return { kind: "ticket", visit: id, letter, count, language, stands: how, until: more.until ?? null, counter, hour: more.hour ?? null };
  };
  switch (stage.kind) {
    case "waiting":
      if (promised?.arrived === null) {
        const { date, from, to } = promised;
        return stands(date === state.day?.date ? "return-today" : "return-later", { hour: { date, from, to } });
      }
      // Who waits for another date waits for nothing here.
      if (visit.date !== (state.day?.date ?? null)) return stands("over");
      return away ? stands("away", { until: away.until }) : stands("waiting");
    case "called":
      return stands("called", { counter: stage.counter });
    case "serving":
    case "parked":
      return stands("at-counter");
    case "ended": {
      const may = mayReturn(state, visit, at);
      return stands(may === "yes" ? "may-return" : may === "too-late" || may === "too-often" ? "too-late" : "over");
    }
  }
}
