/** The kiosk's one element: the frame that is the same on every screen, the screen in it, and the dialogs above. It decides nothing. */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { keyed } from "lit/directives/keyed.js";
import type { FaultCode } from "#shared/faults/fault.ts";
import { ticketTexts } from "#shared/texts/ticket.ts";
import { sheet } from "../base/sheet.ts";
import { localeOf, otherLanguage, ownName } from "../base/texts.ts";
import { pager, programmesScreen, servicesScreen, topicsScreen, welcomeScreen } from "./choice-screens.ts";
import { pageOf, programmeChoices, serviceChoices, serviceNamed } from "./choices.ts";
import { askIcon, backIcon, handIcon, searchIcon } from "./icons.ts";
import type { LaterScreens } from "./later.ts";
import { isChoice, paperPath, refusedWords, type Screen } from "./screen.ts";
import { frameStyles } from "./styles-frame.ts";
import { screenStyles } from "./styles-screens.ts";
import { welcomeStyles } from "./styles-welcome.ts";
import { texts } from "./texts.ts";
import { opensAgain } from "./today.ts";
import type { KioskView, ScreenProps, Send } from "./view.ts";

export class KioskElement extends LitElement {
  static override properties = {
    view: { attribute: false },
    send: { attribute: false },
    drawKey: { attribute: false },
    later: { attribute: false },
  };
  static override styles = [sheet, frameStyles, screenStyles, welcomeStyles];

  declare view: KioskView | null;
  declare send: Send;
  declare drawKey: () => string;
  /** The screens after the choices; null until they are here. */
  declare later: LaterScreens | null;

  constructor() {
    super();
    this.view = null;
    this.send = () => {};
    this.drawKey = () => "";
    this.later = null;
  }

  override render() {
    const { view } = this;
    const state = view?.live.state ?? "starting";
    if (!view) return resting("starting", null);
    // Whoever holds a number keeps it on the screen.
    if (state !== "ready" && view.state.screen.kind !== "ticket") return resting(state, view);
    const say = texts[view.state.language];
    return this.#frame({ view, say, send: this.send, drawKey: this.drawKey }, this.later);
  }

  /** What came later; its styles join the others. */
  join({ laterScreens, laterStyles }: typeof import("./later.ts")): void {
    const sheets = laterStyles.flatMap(({ styleSheet }) => styleSheet ?? []);
    this.shadowRoot?.adoptedStyleSheets.push(...sheets);
    this.later = laterScreens;
  }

  #frame(props: ScreenProps, later: LaterScreens | null): TemplateResult {
    const { view, say, send } = props;
    const { screen, language, needs } = view.state;
    const other = otherLanguage(language, view.office.languages);
    const chooses = isChoice(screen);
    const welcome = screen.kind === "welcome";
    return html`
      ${view.live.today?.practice ? practiceStrip(view) : nothing}
      <div class="stage" data-screen=${screen.kind} lang=${localeOf(language)}>
        <header class="bar">
          <span class="brand"><span class="sun" aria-hidden="true"></span>${view.office.name[language]}</span>
          ${
            welcome || other === language
              ? nothing
              : html`<button class="switch" lang=${localeOf(other)} @click=${() => send({ kind: "switch-language" })}>${ownName(other)}</button>`
          }
        </header>
        <main>
          <h1 tabindex="-1" class=${welcome || screen.kind === "ticket" || screen.kind === "refused" ? "unseen" : ""}>${headingOf(props, later)}</h1>
          ${view.state.adding ? html`<p class="so-far">${soFar(props)}</p>` : nothing}
          ${keyed(screenKey(screen), html`<div class="screen">${screenOf(props, later)}</div>`)}
          ${chooses ? html`<div class="tools">${tools(props)}</div>` : nothing}
          ${
            chooses && !view.state.adding
              ? html`<button class="not-sure" @click=${() => send({ kind: "choose-service", service: null })}>
                  ${askIcon}<span class="words"><span class="name">${say.notSure}</span><span class="hint">${say.notSureHint}</span></span>
                </button>`
              : nothing
          }
        </main>
        <footer>
          ${
            welcome || screen.kind === "ticket" || screen.kind === "issuing" || screen.kind === "looking-up"
              ? html`<span></span>`
              : html`<button class="foot back" @click=${() => send({ kind: "back" })}>${backIcon}<span>${say.back}</span></button>`
          }
          <button class="foot help" @click=${() => send({ kind: "open-help" })}>
            ${handIcon}
            ${
              welcome
                ? html`<span class="both">${view.office.languages.map((each) => html`<span lang=${localeOf(each)}>${texts[each].help}</span>`)}</span>`
                : html`<span>${needs.length > 0 && screen.kind !== "ticket" ? say.helpChosen(needs.length) : say.help}</span>`
            }
          </button>
        </footer>
        <dialog class="help-dialog" aria-label=${say.helpHeading} @cancel=${this.#closeHelp}>${view.state.helpOpen ? later?.helpDialog(props) : nothing}</dialog>
        <dialog class="idle-dialog" aria-label=${say.idle} @cancel=${this.#stay}>${view.idle.kind === "warning" ? later?.idleDialog(props) : nothing}</dialog>
        <p class="unseen" role="status">${spoken(props)}</p>
      </div>
    `;
  }

  override updated(changed: PropertyValues<this>) {
    const { view } = this;
    if (!view) return;
    this.toggleAttribute("practice", view.live.today?.practice === true);
    document.documentElement.lang = localeOf(view.state.language);
    document.title = texts[view.state.language].title;
    this.#show(".help-dialog", view.state.helpOpen && view.idle.kind !== "warning");
    this.#show(".idle-dialog", view.idle.kind === "warning");
    const before = changed.get("view")?.state;
    if (!before) return;
    // Whoever took an errand off the ticket has lost the button they touched.
    const dropped = before.chosen.length > view.state.chosen.length && view.state.screen.kind === "confirm";
    if (dropped || screenKey(before.screen) !== screenKey(view.state.screen)) this.#focusScreen(view.state.screen);
  }

  #show(selector: string, open: boolean) {
    const dialog = this.renderRoot.querySelector<HTMLDialogElement>(selector);
    if (!dialog || dialog.open === open) return;
    if (open) dialog.showModal();
    else dialog.close();
  }

  /** Who reads by ear starts at the new screen's heading. */
  #focusScreen(screen: Screen) {
    const place = screen.kind === "search" || screen.kind === "check-in-type" ? "#query" : "h1";
    this.renderRoot.querySelector<HTMLElement>(place)?.focus({ preventScroll: true });
  }

  readonly #closeHelp = (event: Event) => {
    event.preventDefault();
    this.send({ kind: "close-help" });
  };
  readonly #stay = (event: Event) => {
    event.preventDefault();
    this.send({ kind: "stay" });
  };
}

customElements.define("theq-kiosk", KioskElement);

function screenOf(props: ScreenProps, later: LaterScreens | null): TemplateResult | undefined {
  const { screen } = props.view.state;
  switch (screen.kind) {
    case "welcome":
      return welcomeScreen(props);
    case "topics":
      return topicsScreen(props);
    case "programmes":
      return programmesScreen(props, screen.topic, screen.page);
    case "services":
      return servicesScreen(props, screen.topic, screen.programme, screen.page);
    case "search":
      return later?.searchScreen(props, screen.query);
    case "check-in":
      return later?.checkInScreen(props);
    case "check-in-type":
      return later?.typeScreen(props, screen);
    case "appointment":
      return later?.appointmentScreen(props, screen);
    case "slip":
      return later?.slipScreen(props, screen.told);
    case "looking-up":
    case "confirm":
      return later?.confirmScreen(props);
    case "issuing":
      return later?.issuingScreen();
    case "refused":
      return later?.refusedScreen(props, refusedWords(screen, props.view.state.language, props.say));
    case "ticket":
      return later?.ticketScreen(props, screen.ticket, screen.reprint);
  }
}

function headingOf(props: ScreenProps, later: LaterScreens | null): string {
  const { view, say } = props;
  const { screen, language, adding } = view.state;
  switch (screen.kind) {
    case "welcome":
      return say.welcome;
    case "topics":
      return adding ? say.topicsMore : say.topics;
    case "programmes":
      return say.programmes;
    case "services":
      return say.services;
    case "search":
      return say.search;
    case "confirm":
      return say.confirm;
    case "check-in":
    case "check-in-type":
    case "looking-up":
    case "appointment":
      return later?.checkInHeading(props, screen) ?? "";
    case "slip":
      return later?.slipHeading(props, screen.told) ?? "";
    case "issuing":
      return say.issuing;
    case "refused":
      return refusedWords(screen, language, say).what;
    case "ticket":
      return say.yourNumber;
  }
}

/** While another errand is chosen the screen says what the ticket has already. */
function soFar({ view, say }: ScreenProps): string {
  const { chosen, language } = view.state;
  const [first = null] = chosen;
  return say.onTicket(say.withMore(serviceNamed(view.office, first)?.name[language] ?? say.confirmNotSure, chosen.length - 1));
}

/** A page turned is another screen; a letter typed is not. */
function screenKey(screen: Screen): string {
  if (screen.kind === "slip") return `slip ${screen.told.found}`;
  return "page" in screen ? `${screen.kind} ${screen.page}` : screen.kind;
}

function tools(props: ScreenProps): TemplateResult {
  const { view, say, send } = props;
  const { screen } = view.state;
  if (screen.kind === "search") return html``;
  const search = html`<button class="open-search" @click=${() => send({ kind: "open-search" })}>${searchIcon}<span>${say.searchOpen}</span></button>`;
  const paged =
    screen.kind === "services"
      ? pageOf(serviceChoices(view.office, screen.topic, screen.programme), screen.page)
      : screen.kind === "programmes"
        ? pageOf(programmeChoices(view.office, screen.topic), screen.page)
        : null;
  return html`${search}${paged && paged.pages > 1 ? pager(props, paged.page, paged.pages) : nothing}`;
}

/** What changes without a touch is also said. */
function spoken({ view, say }: ScreenProps): string {
  const { screen } = view.state;
  if (screen.kind === "search") return screen.query.trim().length < 2 ? "" : say.searchFound(view.found.length);
  if (screen.kind !== "ticket") return "";
  const paper = { take: say.paperTake, printing: say.paperPrinting, screen: `${say.paperNone}. ${say.paperNoneAdvice}` };
  const whatNow = view.live.hub === "away" ? `${say.whatNowSlow} ${say.lettersDiffer}` : say.whatNow;
  return `${say.yourNumber}: ${screen.ticket.number}. ${paper[paperPath(screen.ticket, view.live.printer)]}. ${whatNow}`;
}

/** On every screen, in every language: nobody takes such a ticket for a real one. */
function practiceStrip({ office }: KioskView): TemplateResult {
  return html`<aside class="practice">
    <strong>${office.languages.map((language) => ticketTexts[language].practice).join(" / ")}</strong>
    ${office.languages.map((language) => html`<span lang=${localeOf(language)}>${texts[language].practice}</span>`)}
  </aside>`;
}

/** It will not be ready by itself in a moment: people are sent on. */
const notReadyFaults: ReadonlySet<FaultCode> = new Set(["storage-new", "not-enrolled", "hub-too-old", "log-too-long"]);

/** Nobody has chosen a language here, so every language of the office speaks. */
function resting(state: "starting" | "closed" | "out-of-service", view: KioskView | null): TemplateResult {
  const languages = view?.office.languages ?? (["en", "fr"] as const);
  const { fault } = view?.live ?? { fault: null };
  const shown = state === "starting" && fault !== null && notReadyFaults.has(fault) ? "not-ready" : state;
  const heading = { "not-ready": "notReady", starting: "starting", closed: "closed", "out-of-service": "outOfService" } as const;
  const advice = {
    "not-ready": "notReadyAdvice",
    starting: "startingAdvice",
    closed: "closedAdvice",
    "out-of-service": "outOfServiceAdvice",
  } as const;
  return html`
    <div class="stage" data-screen="resting" lang=${localeOf(languages[0] ?? "en")}>
      <header class="bar"><span class="brand"><span class="sun" aria-hidden="true"></span>${view?.office.name[languages[0] ?? "en"] ?? nothing}</span></header>
      <main class="resting" role="main">
        ${languages.map((language, place) => {
          const words = texts[language];
          const title = words[heading[shown]];
          const again = state === "closed" ? opensAgain(view?.live.today ?? null, language) : null;
          return html`<div lang=${localeOf(language)}>
            ${place === 0 ? html`<h1>${title}</h1>` : html`<p class="as-heading">${title}</p>`}
            <p>${again ?? words[advice[shown]]}</p>
          </div>`;
        })}
      </main>
    </div>
  `;
}
