/** Those who have no number yet: what was asked for and is not confirmed, in the order of asking. Sends `drop`, `again`. */
import { css, html, LitElement, nothing } from "lit";
import { keyed } from "lit/directives/keyed.js";
import { faultText } from "#shared/faults/text.ts";
import type { Language } from "#shared/texts/language.ts";
import type { StaffOffice } from "#shared/wire/staff.ts";
import type { OfficeFormat } from "../base/format.ts";
import type { Request } from "./request.ts";
import { receptionTexts } from "./texts.ts";
import { touchStyles } from "./touch.styles.ts";

export class ReceptionKept extends LitElement {
  static override properties = {
    kept: { attribute: false },
    office: { attribute: false },
    format: { attribute: false },
    language: {},
    now: { attribute: false },
    survives: { attribute: false },
  };
  declare kept: readonly Request[];
  declare office: StaffOffice | null;
  declare format: OfficeFormat | null;
  declare language: Language;
  /** By this tablet's clock. */
  declare now: number;
  /** A reload does not lose them. */
  declare survives: boolean;

  constructor() {
    super();
    this.kept = [];
    this.office = null;
    this.format = null;
    this.language = "en";
    this.now = 0;
    this.survives = true;
  }

  static override styles = [
    touchStyles,
    css`
      :host {
        display: block;
      }
      .kept {
        padding: 16px 18px 18px;
        border: 1px solid #e2c069;
        border-left: 6px solid var(--gold);
        border-radius: 12px;
        background: var(--gold-soft);
      }
      .kept h2 {
        color: var(--gold-ink);
      }
      .kept ol {
        display: grid;
        gap: 8px;
        margin-top: 8px;
      }
      .kept li {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto auto;
        gap: 8px;
        align-items: center;
        padding: 6px 8px 6px 14px;
        border-radius: 10px;
        background: var(--surface);
        line-height: 1.3;
      }
      .kept .asked {
        color: var(--text-quiet);
        font-size: 15px;
      }
      .kept strong {
        display: block;
      }
    `,
  ];

  override render() {
    const say = receptionTexts[this.language].kept;
    return html`
      <section class="kept" aria-labelledby="kept">
        <h2 id="kept">${say.heading(this.kept.length)}</h2>
        ${this.kept.some(({ state }) => state.kind === "kept" || state.kind === "in-doubt") ? html`<p>${say.lead}</p>` : nothing}
        ${this.survives ? nothing : html`<p><strong>${say.fleeting}</strong></p>`}
        <ol>${this.kept.map((each) => keyed(each.key, this.#request(each)))}</ol>
      </section>
    `;
  }

  #request(request: Request) {
    const say = receptionTexts[this.language];
    const { state, services, at } = request;
    const names = services.map((id) => this.#name(id)).join(" · ");
    const canAsk = state.kind === "old" || state.kind === "refused";
    return html`
      <li>
        <div>
          <strong>${names}</strong>
          <span class="asked">${this.format ? say.newest.asked(this.format.duration(this.now - at)) : ""} · ${this.#standing(request)}</span>
        </div>
        ${canAsk ? html`<button type="button" class="button" aria-label=${say.kept.againOf(names)} @click=${() => this.#tell("again", request)}>${say.kept.again}</button>` : html`<span></span>`}
        ${
          state.kind === "withdrawn"
            ? html`<span></span>`
            : html`<button type="button" class="button" aria-label=${say.kept.dropOf(names)} @click=${() => this.#tell("drop", request)}>${say.kept.drop}</button>`
        }
      </li>
    `;
  }

  #standing({ state }: Request): string {
    const say = receptionTexts[this.language].kept;
    switch (state.kind) {
      case "kept":
        return say.kept;
      case "in-doubt":
        return say.inDoubt;
      case "old":
        return say.old;
      case "withdrawn":
        return say.withdrawn;
      case "refused": {
        const { what, advice } = faultText(state.fault, this.language);
        return `${say.refused}: ${what} ${advice}`;
      }
    }
  }

  #name(id: string): string {
    return this.office?.services.find((each) => each.id === id)?.name[this.language] ?? "";
  }

  #tell(name: "drop" | "again", detail: Request) {
    this.dispatchEvent(new CustomEvent<Request>(name, { detail }));
  }
}
customElements.define("reception-kept", ReceptionKept);
