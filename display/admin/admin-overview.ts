/** What the office still lacks, the most needed first, each with the way to put it right. */
import { css, html, LitElement, nothing } from "lit";
import type { OfficeConfiguration } from "#shared/office/configuration.ts";
import type { Language } from "#shared/texts/language.ts";
import { icon } from "../base/staff-icons.ts";
import { staffStyles } from "../base/staff-styles.ts";
import { localeOf } from "../base/texts.ts";
import { fieldTexts } from "./field-texts.ts";
import type { Lack, LackKind } from "./overview.ts";
import { hashOf } from "./parts.ts";
import { adminTexts } from "./texts.ts";
import { nameOf } from "./words.ts";

/** Of one kind so many are named at first. */
const namedMax = 4;

export class AdminOverview extends LitElement {
  static override properties = { lacks: { attribute: false }, office: { attribute: false }, language: {}, opened: { state: true } };
  declare lacks: readonly Lack[];
  declare office: OfficeConfiguration | null;
  declare language: Language;
  declare opened: ReadonlySet<LackKind>;

  constructor() {
    super();
    this.lacks = [];
    this.office = null;
    this.language = "en";
    this.opened = new Set();
  }

  static override styles = [
    staffStyles,
    css`
      :host {
        display: grid;
        gap: 14px;
        max-width: 900px;
      }
      h2 {
        color: var(--blue);
        font-size: 22px;
      }
      .kind {
        padding: 14px 18px;
      }
      h3 {
        display: flex;
        gap: 10px;
        align-items: center;
        font-size: 17px;
      }
      h3 .icon {
        color: var(--gold-ink);
      }
      .count {
        padding: 0 9px;
        border-radius: 999px;
        background: var(--gold-soft);
        color: var(--gold-ink);
        font-size: 14px;
      }
      .advice {
        padding: 2px 0 6px 32px;
        color: var(--text-quiet);
      }
      ul {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(340px, 1fr));
        gap: 2px 18px;
        padding-left: 32px;
      }
      a {
        display: inline-block;
        padding: 4px 0;
        color: var(--link);
        overflow-wrap: anywhere;
      }
      .tongue {
        color: var(--text-quiet);
        font-size: 14px;
      }
      .under {
        padding: 6px 0 0 32px;
      }
      .well {
        display: flex;
        gap: 8px;
        align-items: center;
        color: #1c5526;
        font-weight: 700;
      }
    `,
  ];

  override render() {
    const say = adminTexts[this.language];
    const kinds = [...new Set(this.lacks.map(({ kind }) => kind))];
    return html`
      <h2>${say.overview}</h2>
      ${kinds.length === 0 ? html`<p class="well">${icon("check")}${say.nothingLacks}</p>` : html`<p>${say.lacksIntro}</p>`}
      ${kinds.map((kind) =>
        this.#kind(
          kind,
          this.lacks.filter((each) => each.kind === kind),
        ),
      )}
    `;
  }

  #kind(kind: LackKind, lacks: readonly Lack[]) {
    const say = adminTexts[this.language];
    const shown = this.opened.has(kind) ? lacks : lacks.slice(0, namedMax);
    const open = () => {
      this.opened = new Set([...this.opened, kind]);
    };
    return html`
      <section class="card kind" aria-label=${say.lack[kind]}>
        <h3>${icon("warning")}${say.lack[kind]}${lacks.length > 1 ? html`<span class="count">${lacks.length}</span>` : nothing}</h3>
        <p class="advice">${say.lackAdvice[kind]}</p>
        <ul>${shown.map((each) => html`<li>${this.#link(each)}</li>`)}</ul>
        ${
          shown.length < lacks.length
            ? html`<div class="under"><button type="button" class="button small quiet" @click=${open}>${say.showAll(lacks.length)}</button></div>`
            : nothing
        }
      </section>
    `;
  }

  #link({ kind, part, item, languages }: Lack) {
    const say = adminTexts[this.language];
    const names = languages.map((each) => fieldTexts[this.language].languages[each]);
    const listed = new Intl.ListFormat(localeOf(this.language)).format(names);
    const tongue = names.length === 0 ? nothing : html` <span class="tongue">${say.inLanguages(listed)}</span>`;
    if (kind === "stranger") {
      const wish = () => this.dispatchEvent(new CustomEvent<string>("stranger", { detail: item ?? "" }));
      return html`${item} <button type="button" class="button small" @click=${wish}>${say.takeIn}</button>`;
    }
    const name =
      item === null ? fieldTexts[this.language].lists[part] : nameOf(part, item, { language: this.language, offices: [this.office] });
    return html`<a href=${hashOf({ part, item: item ?? "" })}>${name}</a>${tongue}`;
  }
}
customElements.define("admin-overview", AdminOverview);
