/** What citizens get to see or hear of an item, in the language of the page: from the same functions that kiosks and boards go by. */
import { css, html, LitElement, nothing } from "lit";
import type { OfficeConfiguration } from "#shared/office/configuration.ts";
import { publicService } from "#shared/office/public.ts";
import { type Language, languages } from "#shared/texts/language.ts";
import { spoken } from "#shared/voice/spoken.ts";
import { icon } from "../base/staff-icons.ts";
import { staffStyles } from "../base/staff-styles.ts";
import { localeOf, ownName } from "../base/texts.ts";
import { fieldTexts } from "./field-texts.ts";
import type { ListName } from "./fields.ts";
import { adminTexts } from "./texts.ts";

/** A number that any office may call. */
const sampleNumber = { letter: "A", count: 42 };

export class AdminPreview extends LitElement {
  static override properties = { office: { attribute: false }, list: {}, item: {}, language: {} };
  declare office: OfficeConfiguration | null;
  declare list: ListName;
  declare item: string;
  declare language: Language;

  constructor() {
    super();
    this.office = null;
    this.list = "services";
    this.item = "";
    this.language = "en";
  }

  static override styles = [
    staffStyles,
    css`
      :host {
        display: block;
      }
      h3 {
        padding-bottom: 8px;
        color: var(--text-quiet);
        font-size: 15px;
      }
      .screen {
        display: grid;
        gap: 10px;
        padding: 14px;
        border-radius: var(--radius-3);
        background: var(--page);
        border: 1px solid var(--blue-line);
      }
      .screen + .screen {
        margin-top: 12px;
      }
      .tongue {
        color: var(--text-quiet);
        font-size: 13px;
      }
      .tile {
        display: flex;
        gap: 10px;
        align-items: center;
        justify-content: space-between;
        min-height: 56px;
        padding: 10px 14px;
        border-radius: 12px;
        background: var(--blue);
        color: #fff;
        font-size: 18px;
        font-weight: 700;
        line-height: 1.2;
        overflow-wrap: anywhere;
      }
      .band {
        padding: 10px 14px;
        border-left: 6px solid var(--gold);
        border-radius: 8px;
        background: var(--gold-soft);
        line-height: 1.35;
      }
      .call {
        display: flex;
        gap: 14px;
        align-items: center;
        padding: 10px 16px;
        border-radius: 12px;
        background: var(--blue-deep);
        color: #fff;
        font-size: 30px;
        font-weight: 700;
        font-variant-numeric: tabular-nums;
      }
      .call .to {
        margin-left: auto;
        padding: 0 14px;
        border-radius: 8px;
        background: var(--gold);
        color: #2d2d2d;
      }
      .small {
        font-size: 15px;
        line-height: 1.35;
      }
      ul.small {
        padding-left: 20px;
        list-style: disc;
      }
      .quiet {
        color: var(--text-quiet);
      }
    `,
  ];

  override render() {
    const { office } = this;
    if (!office) return nothing;
    const say = adminTexts[this.language];
    const spokenHere = languages.filter((each) => office.office.languages.includes(each));
    return html`
      <h3>${this.list === "counters" ? say.previewSays : say.preview}</h3>
      ${spokenHere.map(
        (language) => html`
          <div class="screen">
            <span class="tongue">${ownName(language)}</span>
            <div lang=${localeOf(language)} class="screen-text">${this.#screen(office, language)}</div>
          </div>
        `,
      )}
    `;
  }

  #screen(office: OfficeConfiguration, language: Language) {
    switch (this.list) {
      case "services":
        return this.#service(office, language);
      case "counters":
        return this.#counter(office, language);
      case "notices":
        return html`<p class="band">${office.notices?.find(({ id }) => id === this.item)?.text[language]}</p>`;
      default: {
        const topic = office.topics.find(({ id }) => id === this.item);
        return html`<div class="tile"><span>${topic?.name[language]}</span>${icon("forward")}</div><p class="small quiet">${topic?.hint[language]}</p>`;
      }
    }
  }

  #service(office: OfficeConfiguration, language: Language) {
    // In the words of a citizen of that language.
    const say = adminTexts[language];
    const service = office.services.find(({ id }) => id === this.item);
    const shown = service && publicService(service, office.office.languages);
    if (!service || !shown) return html`<p class="small" lang=${localeOf(this.language)}>${adminTexts[this.language].previewHidden}</p>`;
    const words = service.words[language].slice(0, 5).join(", ");
    return html`
      <div class="tile"><span>${shown.name[language]}</span>${icon("forward")}</div>
      ${shown.notHere ? html`<p class="band">${shown.notHere[language]}</p>` : nothing}
      ${shown.bring ? html`<p class="small">${say.previewBring}</p><ul class="small">${shown.bring.map((each) => (each[language] === "" ? nothing : html`<li>${each[language]}</li>`))}</ul>` : nothing}
      ${words === "" ? nothing : html`<p class="small quiet">${say.previewWords}${fieldTexts[language].colon}${words}</p>`}
    `;
  }

  #counter(office: OfficeConfiguration, language: Language) {
    const counter = office.counters.find(({ id }) => id === this.item);
    if (!counter) return nothing;
    const { letter, count } = sampleNumber;
    return html`
      <div class="call"><span>${letter}${count}</span><span class="to">${counter.label}</span></div>
      <p class="small">“${spoken({ number: sampleNumber, label: counter.label, direction: counter.direction }, language)}”</p>
    `;
  }
}
customElements.define("admin-preview", AdminPreview);

/** Lists of which citizens see or hear the items. */
export const previewed: ReadonlySet<ListName> = new Set(["services", "topics", "counters", "notices"]);
