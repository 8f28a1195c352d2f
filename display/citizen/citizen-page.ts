/** The page of one ticket, drawn from what `watching.ts` knows of it. Sends what is pressed through `ask`. */
import { html, LitElement, nothing, type PropertyValues } from "lit";
import type { CitizenAsk } from "#shared/citizen/schema.ts";
import type { Language } from "#shared/texts/language.ts";
import { officeFormat } from "../base/format.ts";
import { sheet } from "../base/sheet.ts";
import { localeOf, otherLanguage, ownName } from "../base/texts.ts";
import { citizenStyles } from "./citizen-page.styles.ts";
import { type Standing, standingOf } from "./standing.ts";
import { type CitizenTexts, citizenTexts } from "./texts.ts";
import { isLost, nothingSeen, type Watched } from "./watching.ts";

export class CitizenPage extends LitElement {
  static override properties = { watched: { attribute: false }, number: {}, hasCode: { attribute: false }, chosen: { state: true } };
  declare watched: Watched;
  /** As on the paper whose code opened the page; empty when it says none. */
  declare number: string;
  /** Whether the address has a ticket's secret. */
  declare hasCode: boolean;
  /** The language its holder has chosen here. */
  declare chosen: Language | null;
  ask: (ask: CitizenAsk) => void = () => {};

  constructor() {
    super();
    this.watched = nothingSeen;
    this.number = "";
    this.hasCode = true;
    this.chosen = null;
  }

  static override styles = [sheet, citizenStyles];

  /** The ticket's, unless another was chosen here; before the first answer the browser's. */
  get #language(): Language {
    return this.chosen ?? this.watched.told?.ticket.language ?? (navigator.language.startsWith("fr") ? "fr" : "en");
  }

  protected override updated(_changed: PropertyValues): void {
    const language = this.#language;
    document.documentElement.lang = localeOf(language);
    const { told } = this.watched;
    const first = told ? `${this.#standing(language)?.first} · ${told.ticket.number}` : citizenTexts[language].title;
    if (document.title !== first) document.title = first;
  }

  #standing(language: Language): Standing | null {
    const { told } = this.watched;
    return told && standingOf(told, language, officeFormat(told.office.timeZone, language));
  }

  override render() {
    const language = this.#language;
    const say = citizenTexts[language];
    const { told } = this.watched;
    const other = otherLanguage(language, told?.office.languages);
    return html`
      <header>
        <p>${told?.office.name[language] ?? say.title}</p>
        ${other === language ? nothing : html`<button type="button" lang=${localeOf(other)} @click=${() => this.#choose(other)}>${ownName(other)}</button>`}
      </header>
      <main>
        ${this.#card(say, language)} ${this.#notices(say, language)} ${this.#presses(say, language)}
      </main>
      <footer>${told ? html`<p>${say.screensCount}</p>` : nothing}${this.#updated(say, language)}</footer>
    `;
  }

  #card(say: CitizenTexts, language: Language) {
    const { told, isUnknown } = this.watched;
    const standing = this.#standing(language);
    const number = told?.ticket.number ?? this.number;
    const [first, hints] = !this.hasCode
      ? [say.noCode, [say.noCodeHint]]
      : standing
        ? [standing.first, standing.hints]
        : isUnknown
          ? [say.unknown, [say.unknownHint]]
          : [say.loading, []];
    return html`
      <div class="card ${standing?.tone ?? ""}">
        ${number === "" ? nothing : html`<p class="label">${say.yourNumber}</p><p class="number">${number}</p>`}
        <div aria-live=${standing?.tone === "call" ? "assertive" : "polite"}>
          <h1>${first}</h1>
          ${hints.map((hint) => html`<p class="hint">${hint}</p>`)}
        </div>
      </div>
    `;
  }

  #notices(say: CitizenTexts, language: Language) {
    const { told, at, refused } = this.watched;
    const notices: string[] = [];
    const why = refused ?? told?.refused ?? null;
    if (why === "not-waiting") notices.push(say.refusedCalled);
    else if (why === "office-not-heard") notices.push(say.notHeard);
    else if (why !== null) notices.push(say.refused);
    if (isLost(this.watched) && at !== null) notices.push(say.lost(this.#clock(at, language)));
    else if (told?.isOld) notices.push(say.old);
    return html`<div class="notices" role="status">${notices.map((notice) => html`<p class="notice">${notice}</p>`)}</div>`;
  }

  #presses(say: CitizenTexts, language: Language) {
    const { told, sending } = this.watched;
    const standing = this.#standing(language);
    if (!standing || (standing.mayStepAway.length === 0 && !standing.mayComeBack)) return nothing;
    const isAsking = sending || told?.asking === true;
    const press = (words: string, ask: CitizenAsk, kind = "") =>
      html`<button type="button" class="press ${kind}" aria-disabled=${isAsking} @click=${() => isAsking || this.ask(ask)}>${isAsking ? say.asking : words}</button>`;
    if (standing.mayComeBack) return html`<div class="presses">${press(say.back, { kind: "come-back" }, "first")}</div>`;
    return html`
      <section>
        <h2>${say.stepOut}</h2>
        <p>${say.stepOutHint}</p>
        <div class="presses">${standing.mayStepAway.map((minutes) => press(say.backIn(minutes), { kind: "step-away", minutes }))}</div>
      </section>
    `;
  }

  #updated(say: CitizenTexts, language: Language) {
    const { at } = this.watched;
    return at === null ? nothing : html`<p>${say.updated(this.#clock(at, language))}</p>`;
  }

  #clock(at: number, language: Language): string {
    const { told } = this.watched;
    return officeFormat(told?.office.timeZone ?? "America/Vancouver", language).time(at);
  }

  #choose(language: Language) {
    this.chosen = language;
  }
}
customElements.define("citizen-page", CitizenPage);
