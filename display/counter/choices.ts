/** What each choice and each search of the counter's page says. Pure. */
import type { Language } from "#shared/texts/language.ts";
import type { StaffOffice } from "#shared/wire/staff.ts";
import { officeFormat } from "../base/format.ts";
import { places, placeWords } from "../base/places.ts";
import type { StaffView } from "../base/staff-view.ts";
import { ticketsFor } from "./booked.ts";
import { bookedTexts } from "./booked-texts.ts";
import type { Search } from "./counter-assign.ts";
import type { Choice } from "./counter-choice.ts";
import { moveTexts } from "./move-texts.ts";
import { type ChoiceKind, endings, type Option, parkMinutes, reasons, type SearchKind, targetsOf } from "./side-moves.ts";
import { counterTexts } from "./texts.ts";

interface Around {
  readonly office: StaffOffice;
  readonly view: StaffView;
  /** The counter that asks. */
  readonly here: string;
  readonly language: Language;
}

export function choiceOf(kind: ChoiceKind, number: string, around: Around): Choice {
  const say = moveTexts[around.language];
  const of = <Id extends string>(ids: readonly Id[], words: Readonly<Record<Id, string>>): Option[] =>
    ids.map((id) => ({ id, words: words[id] }));
  switch (kind) {
    case "park": {
      const options = parkMinutes.map((each) => ({ id: String(each), words: say.park.minutes(each) }));
      return {
        ...{ heading: say.park.heading(number), lead: say.park.lead },
        options: of(reasons, say.park.reasons),
        beside: { label: say.park.back, options },
      };
    }
    case "back":
      return {
        ...{ heading: say.back.heading(number), lead: say.back.lead },
        options: [
          { id: "keep", words: say.back.keep, about: say.back.keepAbout },
          { id: "end", words: say.back.end, about: say.back.endAbout },
        ],
      };
    case "transfer":
      return { heading: say.transfer.heading(number), lead: say.transfer.lead, options: transferOptions(around) };
    case "finish-as":
      return { heading: say.finishAs.heading(number), lead: say.finishAs.lead, options: of(endings, say.finishAs.outcomes) };
    case "elsewhere":
      return { heading: say.elsewhere.heading(number), lead: say.elsewhere.lead, options: of(places, placeWords[around.language]) };
  }
}

/** Which ticket an appointment's holder has, of those who may be meant. Ids are those of visits, and `new`. */
export function ticketChoice(at: number, { view, office, here, language }: Around): Choice {
  const say = bookedTexts[language].ticket;
  const time = officeFormat(office.timeZone, language).time(at);
  const options = ticketsFor(view, here)
    .slice(0, 8)
    .map(({ id, number, stage }) => ({
      id,
      words: stage.kind === "waiting" ? say.says(number) : say.held(number),
    }));
  return { heading: say.heading(time), lead: say.lead, options: [...options, { id: "new", words: say.fresh, about: say.freshAbout }] };
}

/** By another service first: it needs to know nobody. Ids are `service`, `counter <id>`, `type <name>`. */
function transferOptions({ office, view, here, language }: Around): Option[] {
  const say = moveTexts[language].transfer;
  const counters = targetsOf(office, view, here).map(({ id, agent }) => {
    const label = office.counters.find((each) => each.id === id)?.label ?? id;
    const name = office.agents.find((each) => each.number === agent)?.displayName ?? String(agent);
    return { id: `counter ${id}`, words: say.counter(label, name) };
  });
  const own = office.counters.find((each) => each.id === here)?.type;
  const types = [...new Set(office.counters.map((each) => each.type))].filter((type) => type !== own);
  return [
    { id: "service ", words: say.service, about: say.serviceAbout },
    ...counters,
    ...types.map((type) => ({ id: `type ${type}`, words: say.type(say.types[type] ?? type) })),
    ...(counters.length === 0 ? [{ id: "nobody", words: say.nobody, disabled: true }] : []),
  ];
}

export function searchOf(kind: SearchKind, number: string, canServe: boolean, language: Language): Search {
  const say = moveTexts[language];
  const words = {
    assign: { heading: counterTexts[language].assign.heading(number), lead: counterTexts[language].assign.lead },
    add: { heading: say.addService.heading(number), lead: say.addService.lead },
    change: { heading: say.changeService.heading(number), lead: say.changeService.lead },
    transfer: { heading: say.transferService.heading(number), lead: say.transferService.lead },
    "new-visit": { heading: say.newVisit.heading, lead: say.newVisit.lead },
  };
  return { ...words[kind], begins: kind === "new-visit" ? { canServe } : null };
}
