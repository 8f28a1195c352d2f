/** The screens of whoever has an appointment: by code or by digits, and what was found. */
import { html, type TemplateResult } from "lit";
import { officeFormat } from "../base/format.ts";
import { isEnough } from "./check-in.ts";
import { type CheckInTexts, checkInTexts } from "./check-in-texts.ts";
import { calendarIcon, eraseIcon, forwardIcon, ticketIcon } from "./icons.ts";
import { letterRows, padRows } from "./keyboard.ts";
import type { AppointmentTold, CheckInWay, Screen } from "./screen.ts";
import { ticketDeskTexts } from "./ticket-desk-texts.ts";
import type { ScreenProps } from "./view.ts";

type Typing = Extract<Screen, { kind: "check-in-type" }>;
type Told = Extract<Screen, { kind: "appointment" }>;
type CheckInKind = "check-in" | "check-in-type" | "looking-up" | "appointment";

export function checkInHeading(props: ScreenProps, screen: Extract<Screen, { kind: CheckInKind }>): string {
  const say = sayIn(props);
  switch (screen.kind) {
    case "check-in":
      return say.heading;
    case "check-in-type":
      if (screen.way === "ticket") return ticketDeskTexts[props.view.state.language].type;
      return screen.way === "code" ? say.typeCode : say.typePhone(digitsIn(props));
    case "looking-up":
      return say.looking;
    case "appointment":
      return headingOf(props, screen);
  }
}

export function checkInScreen(props: ScreenProps): TemplateResult {
  const say = sayIn(props);
  const choice = (way: CheckInWay, name: string, hint: string) => html`
    <li>
      <button class="choice" @click=${() => props.send({ kind: "choose-way", way })}>
        <span class="words"><span class="name">${name}</span><span class="hint">${hint}</span></span><span class="go">${forwardIcon}</span>
      </button>
    </li>`;
  return html`<ul class="choices ways">
    ${choice("phone", say.byPhone(digitsIn(props)), say.byPhoneHint)}
    ${choice("code", say.byCode, say.byCodeHint)}
    ${choice("ticket", ticketDeskTexts[props.view.state.language].way, ticketDeskTexts[props.view.state.language].wayHint)}
  </ul>`;
}

/** A scanner types too, and ends with Enter. */
export function typeScreen(props: ScreenProps, { way, typed }: Typing): TemplateResult {
  const { view, say: page, send } = props;
  const say = sayIn(props);
  const isPhone = way === "phone";
  const ready = isEnough(way, typed, view.office);
  const desk = ticketDeskTexts[view.state.language];
  const isTicket = way === "ticket";
  const type = (text: string) => send({ kind: "type-in", typed: text });
  const press = (key: string) => (isPhone && typed.length >= digitsIn(props) ? undefined : type(typed + key));
  const entered = (event: KeyboardEvent) => event.key === "Enter" && send({ kind: "look-up" });
  return html`
    <div class="search to-find">
      <div class="field">
        ${calendarIcon}
        <input
          id="query"
          type="text"
          inputmode="none"
          autocomplete="off"
          autocapitalize="characters"
          spellcheck="false"
          aria-label=${isPhone ? say.phoneField : isTicket ? desk.field : say.codeField}
          placeholder=${isPhone ? "• ".repeat(digitsIn(props)).trim() : isTicket ? desk.hint : say.codeHint}
          .value=${typed}
          @input=${(event: InputEvent) => type((event.target as HTMLInputElement).value)}
          @keydown=${entered}
        />
        <button class="clear" ?hidden=${typed === ""} @click=${() => type("")}>${page.clear}</button>
      </div>
      <div class="found">
        <button class="take" aria-disabled=${ready ? "false" : "true"} @click=${() => send({ kind: "look-up" })}><span>${isTicket ? desk.find : say.find}</span></button>
      </div>
      <div class="keyboard ${isPhone ? "pad" : ""}" role="group" aria-label=${page.keyboard}>
        ${(isPhone ? padRows : letterRows).map(
          (row, place, rows) => html`<div class="keys">
            ${row.map((key) => html`<button class="key" @click=${() => press(key)}>${key}</button>`)}
            ${
              place === rows.length - 1
                ? html`<button class="key erase" aria-label=${page.deleteLetter} @click=${() => type(typed.slice(0, -1))}>${eraseIcon}</button>`
                : html``
            }
          </div>`,
        )}
      </div>
    </div>
  `;
}

export function appointmentScreen(props: ScreenProps, { told }: Told): TemplateResult {
  const { view, say: page, send, drawKey } = props;
  const say = sayIn(props);
  switch (told.found) {
    case "one": {
      const time = formatIn(props).time(told.at);
      return html`
        <div class="appointment">
          <div class="is-it">
            <p class="time">${time}</p>
            <p class="service">${told.service?.[view.state.language] ?? say.unknownService}</p>
            <p class="arrival ${told.arrival}">${say.arrival[told.arrival](time)}</p>
          </div>
          <button class="take" @click=${() => send({ kind: "take-ticket", key: drawKey() })}>${ticketIcon}<span>${say.checkMeIn}</span></button>
          <button class="quiet" @click=${() => send({ kind: "back" })}><span>${say.notMine}</span></button>
        </div>
      `;
    }
    case "checked-in":
      return html`
        <div class="appointment">
          <div class="is-it">
            <p class="time" translate="no">${told.number}</p>
            <p class="service">${say.alreadyInAdvice}</p>
          </div>
          <button class="take" @click=${() => send({ kind: "done" })}><span>${page.done}</span></button>
        </div>
      `;
    default:
      return html`
        <div class="appointment">
          <div class="is-it"><p class="service">${adviceOf(told, say)}</p></div>
          <button class="take" @click=${() => send({ kind: "say-appointment" })}>${ticketIcon}<span>${say.ticketInstead}</span></button>
          ${
            told.found === "hub-away" || told.found === "refused"
              ? html``
              : html`<button class="quiet" @click=${() => send({ kind: "back" })}><span>${say.tryAgain}</span></button>`
          }
        </div>
      `;
  }
}

function headingOf(props: ScreenProps, { told, by }: Told): string {
  const say = sayIn(props);
  switch (told.found) {
    case "one":
      return by.kind === "phone" ? say.isThisIt : say.itIs;
    case "checked-in":
      return say.alreadyIn;
    case "none":
      return say.notFound;
    case "hub-away":
      return say.away;
    case "refused":
      return told.words?.what ?? say.away;
    case "ask-staff": {
      const { time, dayAndTime } = formatIn(props);
      const when = told.at === null ? "" : (told.why === "other-date" ? dayAndTime : time)(told.at);
      return say.staff[told.why](when);
    }
  }
}

function adviceOf(told: Exclude<AppointmentTold, { found: "one" | "checked-in" }>, say: CheckInTexts): string {
  switch (told.found) {
    case "none":
      return say.notFoundAdvice;
    case "hub-away":
      return say.awayAdvice;
    case "refused":
      return told.words?.advice ?? say.awayAdvice;
    case "ask-staff":
      return say.staffAdvice[told.why];
  }
}

function sayIn({ view }: ScreenProps): CheckInTexts {
  return checkInTexts[view.state.language];
}

function digitsIn({ view }: ScreenProps): number {
  return view.office.appointments?.phoneDigits ?? 4;
}

function formatIn({ view }: ScreenProps) {
  return officeFormat(view.office.timeZone, view.state.language);
}
