/** A part of the office that is a list: its items at the left, the chosen one's form, and what citizens get to see of it. */
import { html, LitElement, nothing } from "lit";
import { keyed } from "lit/directives/keyed.js";
import type { OfficeConfiguration } from "#shared/office/configuration.ts";
import type { Problem } from "#shared/office/problem.ts";
import type { Language } from "#shared/texts/language.ts";
import type { DeviceEntry } from "#shared/wire/staff.ts";
import { icon } from "../base/staff-icons.ts";
import { staffStyles } from "../base/staff-styles.ts";
import "./admin-form.ts";
import "./admin-preview.ts";
import { previewed } from "./admin-preview.ts";
import { formStyles } from "./admin-styles.ts";
import { fieldTexts } from "./field-texts.ts";
import { fieldsOf, type ListName } from "./fields.ts";
import { type Found, foundIn } from "./items-found.ts";
import { itemsStyles } from "./items-styles.ts";
import { adminTexts } from "./texts.ts";

/** What a person wants done with an item. */
export type ItemWish =
  | { readonly kind: "choose"; readonly id: string }
  | { readonly kind: "add"; readonly role?: "kiosk" | "board" }
  | { readonly kind: "remove"; readonly id: string }
  | { readonly kind: "move"; readonly id: string; readonly by: -1 | 1 }
  | { readonly kind: "rename"; readonly id: string; readonly to: string };

/** Lists whose order citizens see. */
const ordered: ReadonlySet<ListName> = new Set(["services", "topics", "notices", "counters"]);

export class AdminItems extends LitElement {
  static override properties = {
    office: { attribute: false },
    list: {},
    item: {},
    language: {},
    problems: { attribute: false },
    lacking: { attribute: false },
    devices: { attribute: false },
    asked: { state: true },
    onlyLacking: { state: true },
  };
  declare office: OfficeConfiguration | null;
  declare list: ListName;
  /** The chosen one's id; empty for none. */
  declare item: string;
  declare language: Language;
  declare problems: readonly Problem[];
  declare lacking: ReadonlySet<string>;
  declare devices: readonly DeviceEntry[];
  declare asked: string;
  declare onlyLacking: boolean;

  constructor() {
    super();
    this.office = null;
    this.list = "services";
    this.item = "";
    this.language = "en";
    this.problems = [];
    this.lacking = new Set();
    this.devices = [];
    this.asked = "";
    this.onlyLacking = false;
  }

  static override styles = [staffStyles, formStyles, itemsStyles];

  override willUpdate(changed: Map<string, unknown>) {
    if (!changed.has("list")) return;
    this.asked = "";
    this.onlyLacking = false;
  }

  override render() {
    const { office, list, language } = this;
    if (!office) return nothing;
    const say = adminTexts[language];
    const found = foundIn(office, list, language, this.asked, this.onlyLacking ? this.lacking : null);
    const chosen = found.find(({ id }) => id === this.item) ?? foundIn(office, list, language, "", null).find(({ id }) => id === this.item);
    return html`
      <div class="part ${previewed.has(list) ? "previewed" : ""}">
        <section class="list" aria-labelledby="list-heading">
          <h2 id="list-heading">${fieldTexts[language].lists[list]}</h2>
          ${this.#filter(found.length)}
          ${keyed(list, html`<ul class="items">${found.map((each) => keyed(each.id, this.#item(each)))}</ul>`)}
          <div class="adders">${this.#adders()}</div>
        </section>
        <section class="chosen" aria-label=${chosen?.name || say.noName}>${chosen ? this.#chosen(chosen) : html`<p class="quiet">${say.chooseOne}</p>`}</section>
        ${
          chosen && previewed.has(list)
            ? html`<aside><admin-preview .office=${office} list=${list} item=${chosen.id} language=${language}></admin-preview></aside>`
            : nothing
        }
      </div>
    `;
  }

  /** Only where there is something to look through. */
  #filter(found: number) {
    const say = adminTexts[this.language];
    const total = this.office?.[this.list]?.length ?? 0;
    if (total < 12) return nothing;
    const typed = (event: Event & { target: HTMLInputElement }) => {
      this.asked = event.target.value;
    };
    const ticked = (event: Event & { target: HTMLInputElement }) => {
      this.onlyLacking = event.target.checked;
    };
    return html`
      <div class="filter">
        <label for="asked" class="unseen">${say.search}</label>
        <input id="asked" type="search" placeholder=${say.search} .value=${this.asked} @input=${typed} autocomplete="off" />
        ${
          this.lacking.size === 0
            ? nothing
            : html`<label class="tick" for="lacking"><input id="lacking" type="checkbox" .checked=${this.onlyLacking} @change=${ticked} /><span>${say.onlyLacking}</span></label>`
        }
        <p class="unseen" role="status">${say.found(found)}</p>
      </div>
    `;
  }

  #item({ id, name, aside, isOff }: Found) {
    const say = adminTexts[this.language];
    const lacks = this.lacking.has(id);
    const device = this.devices.find((each) => each.id === id);
    return html`
      <li>
        <button type="button" class="item" aria-current=${id === this.item ? "true" : nothing} @click=${() => this.#wish({ kind: "choose", id })}>
          <span class="name">${name === "" ? say.noName : name}</span>
          ${lacks ? html`<span class="dot" title=${say.overview}>${icon("warning")}<span class="unseen">${say.overview}</span></span>` : nothing}
          <span class="aside">${[aside, isOff ? say.off : "", device ? (device.online ? say.online : say.offline) : ""].filter((each) => each !== "").join(" · ")}</span>
        </button>
      </li>
    `;
  }

  #adders() {
    const say = adminTexts[this.language];
    if (this.list !== "devices") {
      return html`<button type="button" class="button small" @click=${() => this.#wish({ kind: "add" })}>${say.add}</button>`;
    }
    return html`
      <button type="button" class="button small" @click=${() => this.#wish({ kind: "add", role: "kiosk" })}>${say.addKiosk}</button>
      <button type="button" class="button small" @click=${() => this.#wish({ kind: "add", role: "board" })}>${say.addBoard}</button>
    `;
  }

  #chosen({ id, name }: Found) {
    const say = adminTexts[this.language];
    const { office, list, language } = this;
    return html`
      <div class="head">
        <h3>${name === "" ? say.noName : name}</h3>
        <div class="moves">
          ${
            ordered.has(list)
              ? html`
                <button type="button" class="button small quiet" @click=${() => this.#wish({ kind: "move", id, by: -1 })}>${say.moveUp}</button>
                <button type="button" class="button small quiet" @click=${() => this.#wish({ kind: "move", id, by: 1 })}>${say.moveDown}</button>`
              : nothing
          }
          <button type="button" class="button small" @click=${() => this.#wish({ kind: "remove", id })}>${say.remove}</button>
        </div>
      </div>
      ${list === "devices" ? this.#deviceId(id) : nothing}
      <admin-form .office=${office} .fields=${fieldsOf[list]} path="${list}[${id}]" list=${list} language=${language} .problems=${this.problems}></admin-form>
    `;
  }

  /** A device is known by the name in its own file: the only id that a person writes. */
  #deviceId(id: string) {
    const say = adminTexts[this.language];
    const entered = (event: Event & { target: HTMLInputElement }) => this.#wish({ kind: "rename", id, to: event.target.value.trim() });
    return html`
      <div class="field device-id">
        <label for="device-id">${say.deviceId}</label>
        <p class="hint" id="device-id-hint">${say.deviceIdHint}</p>
        <input id="device-id" type="text" .value=${id} maxlength="40" autocomplete="off" spellcheck="false" aria-describedby="device-id-hint" @change=${entered} />
      </div>
    `;
  }

  #wish(detail: ItemWish) {
    this.dispatchEvent(new CustomEvent<ItemWish>("wish", { detail }));
  }
}
customElements.define("admin-items", AdminItems);
