/** The first page of a virtual office: every screen side by side, the paper, the four counts, and what can be disturbed. */
import { html, LitElement, nothing } from "lit";
import type { Language } from "#shared/texts/language.ts";
import { languages } from "#shared/texts/language.ts";
import type { FrontLive, KeypadWish, PanelWish, PrinterSwitches, ScannerWish, SignPlug } from "#shared/wire/front-page.ts";
import { livePorts, postJson } from "../base/browser.ts";
import { type Connection, Live } from "../base/live.ts";
import { icon } from "../base/staff-icons.ts";
import { ofThisBrowser, remember, rememberedLanguage } from "../base/staff-memory.ts";
import { staffStyles } from "../base/staff-styles.ts";
import { localeOf, ownName } from "../base/texts.ts";
import "./front-appointments.ts";
import "./front-counts.ts";
import "./front-keypad.ts";
import { frontPageStyles } from "./front-page.styles.ts";
import "./front-panel.ts";
import "./front-paper.ts";
import "./front-scanner.ts";
import "./front-scenes.ts";
import "./front-sign.ts";
import type { Turned } from "./front-scenes.ts";
import { turning } from "./scenes.ts";
import { type Screen, screensRunning } from "./screens.ts";
import "./screen-frame.ts";
import { frontTexts } from "./texts.ts";

/** Plugging the hub in again waits until it is ready. */
const answerWithinMs = 60_000;

/** The staff's pages, in the order of their tabs. */
const staffScreens = ["counter", "reception", "manager"] as const;
type StaffScreen = (typeof staffScreens)[number];
const tabIcons = { counter: "person", reception: "ticket", manager: "clock" } as const;

export class FrontPage extends LitElement {
  static override properties = {
    live: { state: true },
    connection: { state: true },
    language: { state: true },
    staff: { state: true },
    held: { state: true },
    refused: { state: true },
  };
  declare live: FrontLive | null;
  declare connection: Connection["kind"];
  declare language: Language;
  /** Which of the staff's pages is in front. */
  declare staff: StaffScreen;
  declare held: boolean;
  declare refused: boolean;
  /** A screen once shown stays: it comes back by itself when its program does. */
  readonly #shown = new Set<Screen>();
  /** How often the stream has told the office's state. */
  #told = 0;

  constructor() {
    super();
    this.live = null;
    this.connection = "connecting";
    this.language = rememberedLanguage();
    this.staff = "counter";
    this.held = false;
    this.refused = false;
  }

  static override styles = [staffStyles, frontPageStyles];

  override connectedCallback() {
    super.connectedCallback();
    const connection = ({ kind }: Connection) => {
      this.connection = kind;
    };
    const front = (data: unknown) => {
      this.#told += 1;
      this.#take(data as FrontLive);
    };
    // The office's parent tells only what changed, so silence says nothing: only a broken stream does.
    new Live({ address: "/api/front/live", events: { front }, connection, staleAfterMs: 3_600_000 }, livePorts);
  }

  override render() {
    const say = frontTexts[this.language];
    document.documentElement.lang = localeOf(this.language);
    document.title = say.title;
    return html`
      <header>
        <h1>${say.heading}</h1>
        <p class="about">${say.about}</p>
        ${this.live && this.live.speed !== 1 ? html`<p class="speed">${icon("clock")}${say.speed(this.live.speed)}</p>` : nothing}
        <div class="languages" role="group" aria-label=${say.language}>
          ${languages.map(
            (each) =>
              html`<button type="button" lang=${each} aria-pressed=${each === this.language} @click=${() => this.#choose(each)}>${ownName(each)}</button>`,
          )}
        </div>
      </header>
      ${this.#notes()}
      <main>
        <div class="band">
          <section class="welcome" aria-label=${say.welcome}>
            <ol>
              ${say.steps.map(
                (step, at) =>
                  html`<li><span class="n">${at + 1}</span><span><strong>${step.title}</strong> <span class="how">${step.how}</span></span></li>`,
              )}
            </ol>
          </section>
          <front-counts .live=${this.live} .language=${this.language}></front-counts>
        </div>
        ${this.live ? this.#screens(this.live) : nothing}
      </main>
    `;
  }

  #notes() {
    const say = frontTexts[this.language];
    if (this.connection === "lost")
      return html`<p class="note" role="alert">${icon("away")}<span><strong>${say.lost}</strong> ${say.lostAdvice}</span></p>`;
    if (!this.refused) return nothing;
    return html`
      <p class="note" role="alert">
        ${icon("warning")}<span><strong>${say.refused}</strong> ${say.refusedAdvice}</span>
        <button type="button" class="button small quiet" aria-label=${say.dismiss} @click=${this.#dismiss}>${icon("close")}</button>
      </p>
    `;
  }

  #screens(live: FrontLive) {
    const say = frontTexts[this.language];
    return html`
      <div class="office">
        <section class="kiosk" aria-labelledby="kiosk">
          <div class="caption"><h2 id="kiosk">${icon("kiosk")}${say.screens.kiosk}</h2>
            <front-appointments .live=${live} .language=${this.language}></front-appointments>${this.#full("kiosk", live)}</div>
          ${this.#frame("kiosk", live, 1080, 1920)}
        </section>
        <section class="paper" aria-labelledby="paper">
          <div class="caption"><h2 id="paper">${icon("printer")}${say.screens.paper}</h2>
            <front-panel .live=${live} .language=${this.language} .held=${this.held} @wish=${this.#wished}></front-panel>
            <front-scanner .live=${live} .language=${this.language} .held=${this.held} @wish=${this.#scanned}></front-scanner></div>
          <front-paper .live=${live} .language=${this.language} .held=${this.held} @switches=${this.#switches}></front-paper>
        </section>
        <section class="board" aria-labelledby="board">
          <div class="caption"><h2 id="board">${icon("board")}${say.screens.board}</h2>
            <front-sign .live=${live} .language=${this.language} .held=${this.held} @wish=${this.#signPlugged}></front-sign>${this.#full("board", live)}</div>
          ${this.#frame("board", live, 1920, 1080)}
        </section>
        <front-scenes .live=${live} .language=${this.language} .held=${this.held} @turn=${this.#turned} @card=${this.#card}></front-scenes>
        <section class="staff" aria-labelledby="staff">
          <h2 id="staff" class="unseen">${say.staffPages}</h2>
          <div class="caption">
            <div class="tabs" role="tablist" aria-labelledby="staff" @keydown=${this.#tabKey}>
              ${staffScreens.map((each) => this.#tab(each))}
            </div>
            <front-keypad .live=${live} .language=${this.language} .held=${this.held} @wish=${this.#keyed}></front-keypad>
            ${this.#full(this.staff, live)}
          </div>
          ${staffScreens.map(
            (
              each,
            ) => html`<div class="panel" role="tabpanel" id="panel-${each}" aria-labelledby="tab-${each}" ?hidden=${this.staff !== each}>
              ${this.staff === each || this.#shown.has(each) ? this.#frame(each, live, 1160, 680) : nothing}
            </div>`,
          )}
        </section>
      </div>
    `;
  }

  #tab(tab: StaffScreen) {
    const chosen = this.staff === tab;
    return html`<button type="button" role="tab" id="tab-${tab}" aria-selected=${chosen} aria-controls="panel-${tab}" tabindex=${chosen ? 0 : -1}
      @click=${() => this.#show(tab)}>${icon(tabIcons[tab])}${frontTexts[this.language].screens[tab]}</button>`;
  }

  #frame(screen: Screen, live: FrontLive, width: number, height: number) {
    const say = frontTexts[this.language];
    const running = this.#shown.has(screen) || screensRunning(live).has(screen);
    if (running) this.#shown.add(screen);
    const name = say.screens[screen];
    return html`<screen-frame address=${running ? live.pages[screen] : ""} name=${name} starting=${say.opening(name)} width=${width} height=${height} ?fluid=${staffScreens.some((each) => each === screen)}></screen-frame>`;
  }

  #full(screen: Screen, live: FrontLive) {
    const say = frontTexts[this.language];
    return html`<a class="full" href=${live.pages[screen]} target="_blank" rel="noopener" aria-label=${say.fullScreenOf(say.screens[screen])} title=${say.fullScreen}>${icon("full")}</a>`;
  }

  #take(live: FrontLive) {
    this.live = live;
  }

  #show(tab: StaffScreen) {
    this.staff = tab;
  }

  #tabKey(event: KeyboardEvent) {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    const step = event.key === "ArrowRight" ? 1 : staffScreens.length - 1;
    this.#show(staffScreens[(staffScreens.indexOf(this.staff) + step) % staffScreens.length] ?? "counter");
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(`#tab-${this.staff}`)?.focus());
  }

  #choose(language: Language) {
    this.language = language;
    remember(ofThisBrowser, "language", language);
  }

  #switches(event: CustomEvent<Partial<PrinterSwitches>>) {
    void this.#post("printer", event.detail);
  }

  #wished(event: CustomEvent<PanelWish>) {
    void this.#post("panel", event.detail);
  }

  /** Under the scanner, or done to it. */
  #scanned(event: CustomEvent<ScannerWish>) {
    void this.#post("scanner", event.detail);
  }

  #keyed(event: CustomEvent<KeypadWish>) {
    void this.#post("keypad", event.detail);
  }

  #signPlugged(event: CustomEvent<SignPlug>) {
    void this.#post("sign", event.detail);
  }

  #turned(event: CustomEvent<Turned>) {
    const { what, body } = turning(event.detail.turn, event.detail.on);
    void this.#post(what, body);
  }

  #card() {
    void this.#post("card", {});
  }

  async #post(
    what: "printer" | "panel" | "scanner" | "sign" | "keypad" | "hub" | "collector" | "network" | "card",
    body: unknown,
  ): Promise<void> {
    this.held = true;
    this.refused = false;
    const told = this.#told;
    const answer = await postJson(`/api/front/${what}`, body, answerWithinMs).catch(() => null);
    this.held = false;
    if (answer?.status !== 200) this.refused = true;
    // What the stream said meanwhile is newer than an answer that was long on its way.
    else if (told === this.#told) this.#take(answer.body as FrontLive);
  }

  #dismiss() {
    this.refused = false;
  }
}
customElements.define("front-page", FrontPage);
