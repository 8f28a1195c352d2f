/** What the pages of the staff are alike in: one desk, one language, the bar at the top, and what is said when something is not well. */
import { css, html, LitElement, nothing, type PropertyDeclarations } from "lit";
import type { Command, CommandDone } from "#shared/queue/commands.ts";
import type { Language } from "#shared/texts/language.ts";
import "./fault-note.ts";
import { type OfficeFormat, officeFormat } from "./format.ts";
import "./hub-away.ts";
import "./hub-superseded.ts";
import { StaffDesk } from "./staff-desk.ts";
import "./staff-header.ts";
import { ofThisBrowser, remember, rememberedLanguage } from "./staff-memory.ts";
import { staffStyles } from "./staff-styles.ts";
import { faultsIn } from "./staff-view.ts";
import { localeOf } from "./texts.ts";

/** What each page has its own words for. */
export interface StaffPageTexts {
  readonly loading: string;
  readonly away: (since: string) => string;
  readonly awayAtStart: string;
  readonly awayAdvice: string;
  readonly dismiss: string;
}

export abstract class StaffPage extends LitElement {
  static override properties: PropertyDeclarations = { language: { state: true }, notice: { state: true } };
  declare language: Language;
  /** What came of the last command, in words. */
  declare notice: string;
  protected readonly desk: StaffDesk;
  #format: { readonly zone: string; readonly language: Language; readonly format: OfficeFormat } | null = null;

  constructor() {
    super();
    this.language = rememberedLanguage();
    this.notice = "";
    this.desk = new StaffDesk(
      () => this.requestUpdate(),
      (command, done) => this.done(command, done),
      (command) => this.refused(command),
    );
  }

  static override styles = [
    staffStyles,
    css`
      .loading {
        padding: 80px 24px;
        color: var(--text-quiet);
        font-size: 20px;
        text-align: center;
      }
    `,
  ];

  /** The hub did it. */
  protected abstract done(command: Command, done: CommandDone): void;

  /** The hub would not, or nobody knows; the fault is told in its place. */
  protected refused(_command: Command): void {}

  override connectedCallback() {
    super.connectedCallback();
    this.desk.start();
    for (const what of ["keydown", "pointerdown"]) addEventListener(what, () => this.desk.store.pressed());
  }

  /** How the office writes times, in the page's language; null until the office is known. */
  protected get format(): OfficeFormat | null {
    const { office } = this.desk.store;
    if (!office) return null;
    const { timeZone: zone } = office;
    if (this.#format?.zone !== zone || this.#format.language !== this.language) {
      this.#format = { zone, language: this.language, format: officeFormat(zone, this.language) };
    }
    return this.#format.format;
  }

  /** The bar, and under it that the hub is away; `tools` stand in the bar. */
  protected top(say: StaffPageTexts, title: string, heading: string, tools: unknown = nothing) {
    const { format } = this;
    const { office, hearing, now, link } = this.desk.store;
    const superseded = link.view ? faultsIn(link.view).find((each) => each.fault === "hub-superseded") : undefined;
    document.documentElement.lang = localeOf(this.language);
    document.title = title;
    return html`
      <staff-header
        heading=${heading}
        office=${office?.name[this.language] ?? ""}
        time=${now !== null && format ? format.time(now) : ""}
        .hearing=${hearing.kind}
        .language=${this.language}
        .languages=${office?.languages ?? []}
        who=${office?.you?.name ?? ""}
        @leave=${() => void this.desk.store.signOut()}
        @language=${this.#languageChosen}
      >
        ${tools}
      </staff-header>
      ${
        hearing.kind === "away"
          ? html`<hub-away what=${hearing.since === null || !format ? say.awayAtStart : say.away(format.time(hearing.since))} advice=${say.awayAdvice}></hub-away>`
          : nothing
      }
      ${superseded ? html`<hub-superseded .fault=${superseded} .language=${this.language}></hub-superseded>` : nothing}
    `;
  }

  protected loading(say: StaffPageTexts) {
    return html`<p class="loading" role="status">${say.loading}</p>`;
  }

  /** Why the last command was not done, until it is dismissed or the next one is given. */
  protected refusal(say: StaffPageTexts) {
    const { fault } = this.desk;
    if (!fault) return nothing;
    return html`<fault-note .fault=${fault} .language=${this.language} dismiss=${say.dismiss} @dismiss=${this.dismiss}></fault-note>`;
  }

  protected dismiss() {
    this.desk.fault = null;
    this.desk.refused = null;
    this.requestUpdate();
  }

  #languageChosen(event: CustomEvent<Language>) {
    this.language = event.detail;
    this.notice = "";
    remember(ofThisBrowser, "language", event.detail);
  }
}
