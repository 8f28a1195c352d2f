/** What nobody has put right in time, for the manager: what and where, who went or was asked, and since when. */
import { html, LitElement, nothing } from "lit";
import type { AttentionEntry } from "#shared/attention/attention.ts";
import { faultText } from "#shared/faults/text.ts";
import type { Language } from "#shared/texts/language.ts";
import type { StaffOffice } from "#shared/wire/staff.ts";
import { attentionStyles } from "./attention-styles.ts";
import { attentionTexts } from "./attention-texts.ts";
import { askedNow, attentionIn, faultIn } from "./attention-view.ts";
import type { OfficeFormat } from "./format.ts";
import { icon } from "./staff-icons.ts";
import { staffStyles } from "./staff-styles.ts";
import type { StaffView } from "./staff-view.ts";

export class AttentionEscalated extends LitElement {
  static override properties = { view: { attribute: false }, office: { attribute: false }, format: { attribute: false }, language: {} };
  declare view: StaffView | null;
  declare office: StaffOffice | null;
  declare format: OfficeFormat | null;
  declare language: Language;

  constructor() {
    super();
    this.view = null;
    this.office = null;
    this.format = null;
    this.language = "en";
  }

  static override styles = [staffStyles, attentionStyles];

  override render() {
    const { view, office, format } = this;
    const say = attentionTexts[this.language].escalated;
    const entries = view ? attentionIn(view).filter(({ escalated }) => escalated) : [];
    if (!view || !office || !format || entries.length === 0) return html`<div role="status"></div>`;
    const names = askedNow(view, office);
    return html`
      <div role="status">
        <section aria-label=${say.heading}>
          <p class="more">${say.heading}</p>
          <ul>
            ${entries.map(
              (entry) => html`<li>
                ${icon("warning")}
                <p class="what"><strong>${this.#what(entry)}</strong>
                  <span class="where">${attentionTexts[this.language].since(format.time(entry.since))}</span></p>
                <p class="who">${this.#who(entry, format)}</p>
                ${entry.stage.kind === "asked" ? html`<p>${names.length === 0 ? say.nobodyThere : say.asked(names.join(", "))}</p>` : nothing}
              </li>`,
            )}
          </ul>
        </section>
      </div>
    `;
  }

  #what(entry: AttentionEntry): string {
    return faultText(faultIn(entry, this.office, this.language), this.language).what;
  }

  #who({ stage, since }: AttentionEntry, format: OfficeFormat): string {
    const { escalated, someone } = attentionTexts[this.language];
    const went = stage.kind === "asked" ? stage.went : stage;
    if (!went) return escalated.nobody(format.time(since));
    const name = this.office?.agents.find(({ number }) => number === went.agent)?.displayName ?? someone;
    return escalated.went(name, format.time(went.at));
  }
}
customElements.define("attention-escalated", AttentionEscalated);
