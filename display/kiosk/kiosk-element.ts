/** The kiosk's one element: the frame that is the same on every screen, the screen in it, and the dialogs above. It decides nothing. */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { keyed } from "lit/directives/keyed.js";
import { sheet } from "../base/sheet.ts";
import { localeOf, otherLanguage, ownName } from "../base/texts.ts";
import { pager, programmesScreen, searchScreen, servicesScreen, topicsScreen, welcomeScreen } from "./choice-screens.ts";
import { pageOf, programmeChoices, serviceChoices } from "./choices.ts";
import { helpDialog, idleDialog } from "./dialogs.ts";
import { askIcon, backIcon, handIcon, searchIcon } from "./icons.ts";
import { paperPath, type Screen } from "./screen.ts";
import { dialogStyles } from "./styles-dialogs.ts";
import { frameStyles } from "./styles-frame.ts";
import { screenStyles } from "./styles-screens.ts";
import { ticketStyles } from "./styles-ticket.ts";
import { type KioskTexts, texts } from "./texts.ts";
import { confirmScreen, issuingScreen, refusedScreen, ticketScreen } from "./ticket-screens.ts";
import type { KioskView, ScreenProps, Send } from "./view.ts";

export class KioskElement extends LitElement {
  static override properties = { view: { attribute: false }, send: { attribute: false }, drawKey: { attribute: false } };
  static override styles = [sheet, frameStyles, dialogStyles, screenStyles, ticketStyles];

  declare view: KioskView | null;
  declare send: Send;
  declare drawKey: () => string;

  constructor() {
    super();
    this.view = null;
    this.send = () => {};
    this.drawKey = () => "";
  }

  override render() {
    const { view } = this;
    const state = view?.live.state ?? "starting";
    if (!view) return resting("starting", null);
    // Whoever holds a number keeps it on the screen.
    if (state !== "ready" && view.state.screen.kind !== "ticket") return resting(state, view);
    const say = texts[view.state.language];
    return this.#frame({ view, say, send: this.send, drawKey: this.drawKey });
  }

  #frame(props: ScreenProps): TemplateResult {
    const { view, say, send } = props;
    const { screen, language, needs } = view.state;
    const other = otherLanguage(language, view.office.languages);
    const chooses = isChoice(screen);
    const welcome = screen.kind === "welcome";
    return html`
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
          <h1 tabindex="-1" class=${welcome || screen.kind === "ticket" ? "unseen" : ""}>${headingOf(screen, say)}</h1>
          ${keyed(screenKey(screen), html`<div class="screen">${screenOf(props)}</div>`)}
          ${chooses ? html`<div class="tools">${tools(props)}</div>` : nothing}
          ${
            chooses
              ? html`<button class="not-sure" @click=${() => send({ kind: "choose-service", service: null })}>
                  ${askIcon}<span class="words"><span class="name">${say.notSure}</span><span class="hint">${say.notSureHint}</span></span>
                </button>`
              : nothing
          }
        </main>
        <footer>
          ${
            welcome || screen.kind === "ticket" || screen.kind === "issuing"
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
        <dialog class="help-dialog" aria-label=${say.helpHeading} @cancel=${this.#closeHelp}>${view.state.helpOpen ? helpDialog(props) : nothing}</dialog>
        <dialog class="idle-dialog" aria-label=${say.idle} @cancel=${this.#stay}>${view.idle.kind === "warning" ? idleDialog(props) : nothing}</dialog>
        <p class="unseen" role="status">${spoken(props)}</p>
      </div>
    `;
  }

  override updated(changed: PropertyValues<this>) {
    const { view } = this;
    if (!view) return;
    document.documentElement.lang = localeOf(view.state.language);
    document.title = texts[view.state.language].title;
    this.#show(".help-dialog", view.state.helpOpen && view.idle.kind !== "warning");
    this.#show(".idle-dialog", view.idle.kind === "warning");
    const before = changed.get("view");
    if (before && screenKey(before.state.screen) !== screenKey(view.state.screen)) this.#focusScreen(view.state.screen);
  }

  #show(selector: string, open: boolean) {
    const dialog = this.renderRoot.querySelector<HTMLDialogElement>(selector);
    if (!dialog || dialog.open === open) return;
    if (open) dialog.showModal();
    else dialog.close();
  }

  /** Who reads by ear starts at the new screen's heading. */
  #focusScreen(screen: Screen) {
    const place = screen.kind === "search" ? "#query" : "h1";
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

function screenOf(props: ScreenProps): TemplateResult {
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
      return searchScreen(props, screen.query);
    case "confirm":
      return confirmScreen(props, screen.service);
    case "issuing":
      return issuingScreen();
    case "refused":
      return refusedScreen(props);
    case "ticket":
      return ticketScreen(props, screen.ticket, screen.reprint);
  }
}

function headingOf(screen: Screen, say: KioskTexts): string {
  switch (screen.kind) {
    case "welcome":
      return say.welcome;
    case "topics":
      return say.topics;
    case "programmes":
      return say.programmes;
    case "services":
      return say.services;
    case "search":
      return say.search;
    case "confirm":
      return say.confirm;
    case "issuing":
      return say.issuing;
    case "refused":
      return say.refused;
    case "ticket":
      return say.yourNumber;
  }
}

function isChoice({ kind }: Screen): boolean {
  return kind === "topics" || kind === "programmes" || kind === "services" || kind === "search";
}

/** A page turned is another screen; a letter typed is not. */
function screenKey(screen: Screen): string {
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
  return `${say.yourNumber}: ${screen.ticket.number}. ${paper[paperPath(screen.ticket, view.live.printer)]}. ${say.whatNow}`;
}

/** Nobody has chosen a language here, so every language of the office speaks. */
function resting(state: "starting" | "closed" | "out-of-service", view: KioskView | null): TemplateResult {
  const languages = view?.office.languages ?? (["en", "fr"] as const);
  const heading = { starting: "starting", closed: "closed", "out-of-service": "outOfService" } as const;
  const advice = { starting: "startingAdvice", closed: "closedAdvice", "out-of-service": "outOfServiceAdvice" } as const;
  return html`
    <div class="stage" data-screen="resting" lang=${localeOf(languages[0] ?? "en")}>
      <header class="bar"><span class="brand"><span class="sun" aria-hidden="true"></span>${view?.office.name[languages[0] ?? "en"] ?? nothing}</span></header>
      <main class="resting" role="main">
        ${languages.map((language, place) => {
          const words = texts[language];
          const title = words[heading[state]];
          return html`<div lang=${localeOf(language)}>
            ${place === 0 ? html`<h1>${title}</h1>` : html`<p class="as-heading">${title}</p>`}
            <p>${words[advice[state]]}</p>
          </div>`;
        })}
      </main>
    </div>
  `;
}
