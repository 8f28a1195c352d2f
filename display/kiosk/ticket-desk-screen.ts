/** The screen of whoever comes back with a ticket: how it stands, when to come, and that they are here. */
import { html, nothing, type TemplateResult } from "lit";
import { dayOfDate, timeOfDay } from "../base/texts.ts";
import { mayBeHere } from "./ticket-desk.ts";
import { type TicketDeskTexts, ticketDeskTexts } from "./ticket-desk-texts.ts";
import type { TicketTold } from "./ticket-told.ts";
import type { ScreenProps } from "./view.ts";

export function slipHeading({ view }: ScreenProps, told: TicketTold): string {
  const say = ticketDeskTexts[view.state.language];
  switch (told.found) {
    case "looking":
      return say.looking;
    case "ticket":
      return say.stands[told.stands];
    case "noted":
      return say.noted;
    case "hub-away":
      return say.away;
    case "other-office":
      return say.otherOffice;
    case "none":
      return say.none;
  }
}

export function slipScreen(props: ScreenProps, told: TicketTold): TemplateResult {
  if (told.found === "looking") return html``;
  const say = ticketDeskTexts[props.view.state.language];
  const { send } = props;
  return html`
    <div class="appointment">
      <div class="is-it">
        ${"number" in told ? html`<p class="time" translate="no">${told.number}</p>` : nothing}
        <p class="service">${adviceOf(props, told, say)}</p>
      </div>
      ${
        mayBeHere(told)
          ? html`<button class="take" @click=${() => send({ kind: "am-here" })}><span>${say.amHere}</span></button>`
          : html`<button class="take" @click=${() => send({ kind: "done" })}><span>${props.say.done}</span></button>`
      }
      ${told.found === "none" ? html`<button class="quiet" @click=${() => send({ kind: "back" })}><span>${say.again}</span></button>` : nothing}
    </div>
  `;
}

function adviceOf({ view }: ScreenProps, told: Exclude<TicketTold, { found: "looking" }>, say: TicketDeskTexts): string {
  const { language } = view.state;
  if (told.found === "noted") return say.notedAdvice;
  if (told.found === "hub-away") return say.awayAdvice;
  if (told.found !== "ticket") return say.noneAdvice;
  const { hour, counter, stands } = told;
  const advice = say.advice[stands];
  if (stands === "called" && counter) return `${say.goTo(counter[language])} ${advice}`;
  if (!hour) return advice;
  const [from, to] = [timeOfDay(hour.from, language), timeOfDay(hour.to, language)];
  return stands === "return-later"
    ? `${say.comeOn(dayOfDate(hour.date, language), from, to)} ${advice}`
    : `${say.first(from, to)} ${advice}`;
}
