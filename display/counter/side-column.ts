/** The right side of the counter's page: who waits, who is put aside, who has an appointment, and paper to admit. A template of elements. */
import { html } from "lit";
import type { Fault } from "#shared/faults/fault.ts";
import type { Language } from "#shared/texts/language.ts";
import type { StaffOffice } from "#shared/wire/staff.ts";
import type { OfficeFormat } from "../base/format.ts";
import type { StaffView } from "../base/staff-view.ts";
import { bookedIn, isExpected } from "./booked.ts";
import type { Admitted } from "./counter-admit.ts";
import type { AsideMove } from "./counter-aside.ts";
import type { BookedAsked } from "./counter-booked.ts";
import "./counter-line.ts";
import type { LineMove } from "./counter-line.ts";
import { type CounterOffice, lineAt, type Scene } from "./scene.ts";
import { asideIn } from "./side-moves.ts";

export interface Side {
  readonly view: StaffView;
  readonly office: StaffOffice;
  readonly counter: CounterOffice;
  readonly format: OfficeFormat;
  readonly now: number;
  readonly held: boolean;
  readonly scene: Scene;
  readonly language: Language;
  readonly shortcuts: boolean;
  readonly bookedShown: boolean;
  /** Why paper was not admitted. */
  readonly admitFault: Fault | null;
}

export interface OnSide {
  readonly line: (asked: LineMove) => void;
  readonly aside: (asked: AsideMove) => void;
  readonly booked: (asked: BookedAsked) => void;
  readonly bookedShown: (shown: boolean) => void;
  readonly admitted: (admitted: Admitted) => void;
  readonly dismiss: () => void;
}

export function sideColumn({ view, office, counter, format, now, held, scene, language, shortcuts, ...rest }: Side, on: OnSide) {
  const { parked, noShows } = asideIn(view, now, office.rules.noShowReturn.minutes * 60_000);
  const booked = bookedIn(view, office, now);
  const canCall = scene.kind === "free";
  return html`
    <counter-line
      .line=${lineAt(view, counter.id)}
      .office=${office}
      .counter=${counter}
      .format=${format}
      .now=${now}
      .language=${language}
      .held=${held}
      .canCall=${canCall}
      .asideTotal=${parked.length + noShows.length}
      .bookedTotal=${office.appointments === null && booked.length === 0 ? null : booked.filter(isExpected).length}
      @line-move=${(event: CustomEvent<LineMove>) => on.line(event.detail)}
      @booked-shown=${(event: CustomEvent<boolean>) => on.bookedShown(event.detail)}
    >
      <counter-aside
        slot="aside"
        .parked=${parked}
        .noShows=${noShows}
        .office=${office}
        .format=${format}
        .now=${now}
        .language=${language}
        .held=${held}
        .canCall=${canCall}
        @aside-move=${(event: CustomEvent<AsideMove>) => on.aside(event.detail)}
      ></counter-aside>
      <counter-booked
        slot="booked"
        .view=${view}
        .office=${office}
        .format=${format}
        .now=${now}
        .language=${language}
        .held=${held}
        .shortcuts=${shortcuts}
        .shown=${rest.bookedShown}
        @booked-move=${(event: CustomEvent<BookedAsked>) => on.booked(event.detail)}
      ></counter-booked>
      <counter-admit .office=${office} .language=${language} .held=${held} .fault=${rest.admitFault} @admit=${(event: CustomEvent<Admitted>) => on.admitted(event.detail)} @dismiss=${on.dismiss}></counter-admit>
    </counter-line>
  `;
}
