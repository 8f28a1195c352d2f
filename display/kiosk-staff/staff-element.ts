/** The staff's page on a kiosk as one element: PIN pad or list, in a frame that stays. It decides nothing. */
import { html, LitElement, nothing, type TemplateResult } from "lit";
import { keyed } from "lit/directives/keyed.js";
import { faultText } from "#shared/faults/text.ts";
import type { Localized } from "#shared/office/configuration.ts";
import { type Language, languages } from "#shared/texts/language.ts";
import type { StaffTicket } from "#shared/wire/kiosk-page.ts";
import type { OfficeFormat } from "../base/format.ts";
import { sheet } from "../base/sheet.ts";
import { icon } from "../base/staff-icons.ts";
import { localeOf, otherLanguage, ownName } from "../base/texts.ts";
import { pageOfList, pinMin, type StaffInput, type StaffScreen } from "./staff-flow.ts";
import { listStyles } from "./styles-list.ts";
import { pinStyles } from "./styles-pin.ts";
import { type KioskStaffTexts, texts } from "./texts.ts";

export interface StaffScene {
  readonly screen: StaffScreen;
  readonly language: Language;
  readonly languages: readonly Language[];
  readonly office: Localized | null;
  readonly format: OfficeFormat;
  /** The device's program has stopped answering. */
  readonly lost: boolean;
  /** How many tickets fit on a page of this screen. */
  readonly perPage: number;
}

const digits = ["1", "2", "3", "4", "5", "6", "7", "8", "9"] as const;

export class KioskStaffElement extends LitElement {
  static override properties = { scene: { attribute: false }, send: { attribute: false }, choose: { attribute: false } };
  static override styles = [sheet, pinStyles, listStyles];
  declare scene: StaffScene | null;
  declare send: (input: StaffInput) => void;
  /** Another language. */
  declare choose: (language: Language) => void;

  constructor() {
    super();
    this.scene = null;
    this.send = () => {};
    this.choose = () => {};
  }

  override render() {
    const { scene } = this;
    if (!scene) return nothing;
    const { language, screen } = scene;
    const say = texts[language];
    const other = otherLanguage(language, scene.languages.length > 0 ? scene.languages : languages);
    document.documentElement.lang = localeOf(language);
    document.title = say.title;
    return html`
      <div class="stage" data-screen=${screen.kind}>
        <header>
          <p class="brand"><strong>${say.title}</strong><span>${scene.office?.[language]}</span></p>
          ${other === language ? nothing : html`<button class="switch" lang=${localeOf(other)} @click=${() => this.choose(other)}>${ownName(other)}</button>`}
        </header>
        ${screen.kind === "pin" ? this.#pin(say, screen, scene) : this.#list(say, screen, scene)}
      </div>
    `;
  }

  #pin(say: KioskStaffTexts, { digits: typed, checking, problem }: StaffScreen & { kind: "pin" }, scene: StaffScene) {
    const note = problem ? faultText(problem, scene.language) : scene.lost ? { what: say.lost, advice: say.lostAdvice } : null;
    return html`
      <main class="pin">
        <div class="ask">
          <h1>${say.pinHeading}</h1>
          <p>${say.pinLead}</p>
          <p class="dots" role="img" aria-label=${say.typed(typed.length)}>${Array.from({ length: Math.max(pinMin, typed.length) }, (_, place) => html`<span class=${place < typed.length ? "full" : ""}></span>`)}</p>
          <div class="note" role="alert">${note ? html`<p><strong>${note.what}</strong></p><p>${note.advice}</p>` : nothing}</div>
        </div>
        <div class="pad" role="group" aria-label=${say.pad}>
          ${digits.map((digit) => this.#key(digit))}
          <button class="key" aria-label=${say.erase} @click=${() => this.send({ kind: "erase" })}>${icon("erase")}</button>
          ${this.#key("0")}
          <button class="key enter" aria-disabled=${checking || typed.length < pinMin} @click=${() => this.send({ kind: "enter" })}>${checking ? icon("clock") : say.enter}</button>
        </div>
      </main>
      <footer><button class="foot" @click=${() => this.send({ kind: "leave" })}>${icon("close")}${say.back}</button></footer>
    `;
  }

  #key(digit: string) {
    return html`<button class="key" @click=${() => this.send({ kind: "digit", digit })}>${digit}</button>`;
  }

  #list(say: KioskStaffTexts, screen: StaffScreen & { kind: "list" }, scene: StaffScene) {
    const { list, printing, problem } = screen;
    const { tickets, page, pages } = pageOfList(screen, scene.perPage);
    const called = list.tickets.filter((each) => each.calledAt !== null).length;
    const away = list.hub === "away";
    const heard = list.lineAt === null ? say.neverHeard : say.heardAt(scene.format.time(list.lineAt));
    const note = problem ? faultText(problem, scene.language) : scene.lost ? { what: say.lost, advice: say.lostAdvice } : null;
    return html`
      <main class="list">
        <div class="top">
          <h1>${say.waiting(list.tickets.length - called)}</h1>
          <p class="tally">${say.called(called)}</p>
          <p class="hub ${away ? "away" : ""}">${icon(away ? "away" : "check")}<span><strong>${away ? say.away : say.present}</strong> ${away ? say.awayAdvice : say.presentAdvice}<br /><span class="heard">${heard}</span></span></p>
        </div>
        ${
          list.tickets.length === 0
            ? html`<div class="nobody"><p><strong>${say.nobody}</strong></p><p>${say.nobodyAdvice}</p></div>`
            : html`<ol aria-label=${say.heading}>${tickets.map((ticket) => keyed(ticket.visit, this.#ticket(say, ticket, screen.marking, scene)))}</ol>`
        }
        <div class="note" role="status">
          ${note ? html`<p><strong>${note.what}</strong> ${note.advice}</p>` : printing === "no" ? nothing : html`<p>${say.printing[printing]}</p>`}
        </div>
        ${pages > 1 ? this.#pager(say, page, pages) : nothing}
      </main>
      <footer>
        <button class="foot" @click=${() => this.send({ kind: "leave" })}>${icon("close")}${say.leave}</button>
        <button class="foot" aria-disabled=${printing === "asked"} @click=${() => this.send({ kind: "new-roll" })}>${say.newRoll}</button>
        <button class="foot" aria-disabled=${printing === "asked" || list.tickets.length === 0} @click=${() => list.tickets.length > 0 && this.send({ kind: "print" })}>${icon("printer")}${say.print}</button>
      </footer>
    `;
  }

  #ticket(say: KioskStaffTexts, ticket: StaffTicket, marking: string | null, { language, format }: StaffScene): TemplateResult {
    const { visit, number, arrivedAt, service, known, calledAt } = ticket;
    return html`
      <li class=${calledAt === null ? "" : "called"}>
        <span class="who"><span class="number">${number}</span><span class="since">${say.since(format.time(arrivedAt))}</span></span>
        <span class="what">
          <strong>${service?.[language] ?? say.noService}</strong>
          <span class="facts">
            <span>${icon("language")}${say.languageNames[ticket.language]}</span>
            <span>${icon(known === "kiosk" ? "kiosk" : "check")}${say.known[known]}</span>
          </span>
        </span>
        ${
          calledAt === null
            ? html`<button class="call" aria-label="${say.call}: ${number}" aria-disabled=${marking !== null} @click=${() => this.send({ kind: "call", visit })}>${marking === visit ? say.marking : say.call}</button>`
            : html`<span class="done">${icon("check")}<span>${say.calledAbove}<br />${format.time(calledAt)}</span></span>`
        }
      </li>
    `;
  }

  #pager(say: KioskStaffTexts, page: number, pages: number) {
    return html`
      <div class="pager">
        <button class="turn" aria-label=${say.pageBefore} ?disabled=${page === 0} @click=${() => this.send({ kind: "turn", to: page - 1 })}>${icon("back")}</button>
        <span>${say.page(page + 1, pages)}</span>
        <button class="turn" aria-label=${say.pageNext} ?disabled=${page === pages - 1} @click=${() => this.send({ kind: "turn", to: page + 1 })}>${icon("forward")}</button>
      </div>
    `;
  }
}
customElements.define("theq-kiosk-staff", KioskStaffElement);
