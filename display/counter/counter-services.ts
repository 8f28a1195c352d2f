/** The services of one ticket: which is being done, which are to do. Sends `go-on` and `change`, each with a segment. */
import { css, html, LitElement, nothing } from "lit";
import type { Language } from "#shared/texts/language.ts";
import type { StaffOffice, VisitEntry } from "#shared/wire/staff.ts";
import { icon } from "../base/staff-icons.ts";
import { staffStyles } from "../base/staff-styles.ts";
import { moveTexts } from "./move-texts.ts";
import { counterTexts } from "./texts.ts";

type Segment = VisitEntry["segments"][number];

export class CounterServices extends LitElement {
  static override properties = { visit: { attribute: false }, office: { attribute: false }, language: {}, held: { attribute: false } };
  declare visit: VisitEntry | null;
  declare office: StaffOffice | null;
  declare language: Language;
  declare held: boolean;

  constructor() {
    super();
    this.visit = null;
    this.office = null;
    this.language = "en";
    this.held = false;
  }

  static override styles = [
    staffStyles,
    css`
      h3 {
        color: var(--text-quiet);
        font-size: 15px;
      }
      ol {
        display: grid;
        gap: 2px;
        max-height: 132px;
        overflow-y: auto;
      }
      li {
        display: grid;
        grid-template-columns: 22px minmax(0, 1fr) auto auto;
        gap: 10px;
        align-items: center;
        min-height: 40px;
        padding: 2px 8px;
        border-radius: 8px;
      }
      li.serving {
        background: var(--success-soft);
      }
      .n {
        color: var(--text-quiet);
        font-weight: 700;
      }
      .name {
        font-weight: 700;
      }
      .state {
        color: var(--text-quiet);
        font-size: 14px;
        white-space: nowrap;
      }
      li.serving .state {
        color: var(--success);
        font-weight: 700;
      }
    `,
  ];

  override render() {
    const { visit, language } = this;
    const say = moveTexts[language];
    if (!visit || visit.segments.length < 2) return nothing;
    return html`
      <h3 id="services">${say.services.heading(visit.segments.length)}</h3>
      <ol aria-labelledby="services" tabindex="0">${visit.segments.map((segment) => this.#row(visit, segment))}</ol>
    `;
  }

  #row(visit: VisitEntry, segment: Segment) {
    const say = moveTexts[this.language].services;
    const name =
      this.office?.services.find((each) => each.id === segment.service)?.name[this.language] ?? counterTexts[this.language].noService;
    const present = segment.n === visit.segment;
    const serving = visit.stage.kind === "serving";
    const state = present && serving ? say.now : segment.state === "serving" ? say.now : say[segment.state];
    const open = serving && !present && (segment.state === "waiting" || segment.state === "stopped");
    return html`
      <li class=${present && serving ? "serving" : segment.state} aria-current=${present ? "true" : nothing}>
        <span class="n">${segment.n}</span>
        <span class="name">${name}</span>
        <span class="state">${state}</span>
        ${
          open
            ? html`<button type="button" class="button small" aria-label=${say.goOf(name)} aria-disabled=${this.held} @click=${() => this.#goOn(segment)}>${icon("forward")}${say.go}</button>`
            : html`<span></span>`
        }
      </li>
    `;
  }

  #goOn(segment: Segment) {
    if (!this.held) this.dispatchEvent(new CustomEvent<number>("go-on", { detail: segment.n }));
  }
}
customElements.define("counter-services", CounterServices);
