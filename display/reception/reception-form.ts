/** The ticket that is being made: what was chosen, what is noted, how it is handed over, and the one button. Sends `draft`, `habit`, `give`. */
import { css, html, LitElement, nothing } from "lit";
import type { Language } from "#shared/texts/language.ts";
import type { StaffOffice } from "#shared/wire/staff.ts";
import { deviceName } from "../base/device-name.ts";
import { icon } from "../base/staff-icons.ts";
import { codeIcon } from "./code-icon.ts";
import { type Draft, emptyDraft, type Habits, type HandOver, handOvers, servicesMax, toggled, withNeed, withPeople } from "./draft.ts";
import { markFields, markStyles } from "./mark-fields.ts";
import { receptionTexts } from "./texts.ts";
import { touchStyles } from "./touch.styles.ts";

const handOverIcons = { paper: icon("printer"), code: codeIcon, told: icon("sound") } as const;

/** Why no ticket can be given now. */
export type NotNow = "full" | "day-closed" | null;

export class ReceptionForm extends LitElement {
  static override properties = {
    draft: { attribute: false },
    office: { attribute: false },
    handOver: {},
    kiosk: { attribute: false },
    kioskOff: { attribute: false },
    keeps: { attribute: false },
    notNow: { attribute: false },
    language: {},
  };
  declare draft: Draft;
  declare office: StaffOffice | null;
  declare handOver: HandOver;
  /** Where paper comes; null: the office has no kiosk. */
  declare kiosk: string | null;
  declare kioskOff: boolean;
  /** The hub is away: the request is kept. */
  declare keeps: boolean;
  declare notNow: NotNow;
  declare language: Language;

  constructor() {
    super();
    this.draft = emptyDraft;
    this.office = null;
    this.handOver = "told";
    this.kiosk = null;
    this.kioskOff = false;
    this.keeps = false;
    this.notNow = null;
    this.language = "en";
  }

  static override styles = [
    touchStyles,
    markStyles,
    css`
      :host {
        display: block;
        min-height: 0;
      }
      .card {
        display: flex;
        flex-direction: column;
        gap: 14px;
        min-height: 100%;
        padding: 16px 18px 18px;
      }
      h2 {
        font-size: 22px;
        line-height: 1.2;
      }
      .chosen {
        display: grid;
        gap: 6px;
      }
      .chosen li {
        display: flex;
        align-items: center;
        gap: 10px;
        min-height: 60px;
        padding-left: 14px;
        border-radius: 12px;
        background: var(--blue-soft);
        color: var(--blue);
        font-weight: 700;
        line-height: 1.25;
      }
      .chosen span {
        flex: 1;
        min-width: 0;
        overflow-wrap: anywhere;
      }
      .chosen .button {
        flex: none;
        width: 60px;
        padding: 0;
        border: 0;
        background: none;
        color: var(--blue);
      }
      .choose {
        display: flex;
        align-items: center;
        gap: 12px;
        min-height: 60px;
        padding: 8px 14px;
        border: 1.5px dashed var(--edge);
        border-radius: 12px;
        color: var(--text-quiet);
      }
      select {
        margin-top: 6px;
        font-weight: 700;
      }
      .warn {
        display: flex;
        gap: 10px;
        align-items: flex-start;
        padding: 10px 12px;
        border-radius: 10px;
        background: var(--gold-soft);
        color: var(--gold-ink);
        font-size: 15px;
      }
      /* The thumb finds it at the same place, however long the form is. */
      .give {
        position: sticky;
        bottom: 0;
        flex: none;
        width: 100%;
        min-height: 80px;
        margin-top: auto;
        box-shadow: 0 0 0 10px var(--surface);
        font-size: 24px;
      }
      @media (max-width: 1000px) {
        .chosen {
          grid-template-columns: repeat(auto-fit, minmax(300px, 1fr));
        }
        .give {
          bottom: 14px;
        }
      }
      .give .icon {
        width: 30px;
        height: 30px;
      }
    `,
  ];

  override render() {
    const say = receptionTexts[this.language];
    const { draft, office, notNow } = this;
    if (!office) return nothing;
    const languages = office.languages;
    const marks = { language: draft.language ?? languages[0] ?? "en", people: draft.people, needs: draft.needs };
    const ready = draft.services.length > 0 && notNow === null;
    return html`
      <section class="card" aria-labelledby="heading">
        <h2 id="heading">${say.form.heading}</h2>
        ${
          draft.services.length === 0
            ? html`<p class="choose">${icon("ticket")}${say.form.choose}</p>`
            : html`<ol class="chosen">${draft.services.map((id) => this.#chosen(id))}</ol>`
        }
        ${draft.services.length >= servicesMax ? html`<p>${say.mostServices(servicesMax)}</p>` : nothing}
        ${this.kioskOff && this.handOver === "paper" ? html`<p class="warn">${icon("warning")}<span>${say.form.kioskOff(deviceName({ id: this.kiosk ?? "", role: "kiosk" }, this.language))}</span></p>` : nothing}
        ${notNow === null ? nothing : html`<p class="warn">${icon("warning")}<span>${this.#whyNot()}</span></p>`}
        ${markFields(marks, languages, this.language, false, {
          language: (language) => this.#draft({ ...draft, language }),
          people: (people) => this.#draft(withPeople(draft, people)),
          need: (need) => this.#draft(withNeed(draft, need)),
        })}
        <div role="group" aria-labelledby="hand-over">
          <span class="label" id="hand-over">${say.form.handOver}</span>
          <div class="segments">${handOvers.map((each) => this.#handOver(each))}</div>
          ${this.#kiosks(office)}
        </div>
        <button type="button" class="button primary give" aria-disabled=${!ready} @click=${() => ready && this.dispatchEvent(new CustomEvent("give"))}>
          ${icon(this.keeps ? "away" : "ticket")}${this.keeps ? say.form.keep : say.form.give}
        </button>
      </section>
    `;
  }

  #whyNot(): string {
    const say = receptionTexts[this.language];
    return this.notNow === "full" ? say.form.full : say.dayClosed;
  }

  #chosen(id: string) {
    const say = receptionTexts[this.language];
    const name = this.office?.services.find((each) => each.id === id)?.name[this.language] ?? id;
    return html`<li><span>${name}</span><button type="button" class="button" aria-label=${say.form.drop(name)} @click=${() => this.#draft(toggled(this.draft, id))}>${icon("close")}</button></li>`;
  }

  #handOver(each: HandOver) {
    const say = receptionTexts[this.language];
    const held = each === "paper" && this.kiosk === null;
    return html`<button type="button" class="segment" aria-pressed=${each === this.handOver} aria-disabled=${held} @click=${() => held || this.#habit({ handOver: each })}>
      ${handOverIcons[each]}${say.handOvers[each]}
    </button>`;
  }

  #kiosks(office: StaffOffice) {
    const say = receptionTexts[this.language];
    if (this.handOver !== "paper") return nothing;
    const kiosks = office.devices.filter(({ role }) => role === "kiosk");
    return html`
      ${
        kiosks.length < 2
          ? nothing
          : html`<select class="field" aria-label=${say.form.kiosk} @change=${this.#kioskChosen}>
              ${kiosks.map((each) => html`<option value=${each.id} ?selected=${each.id === this.kiosk}>${deviceName(each, this.language)}</option>`)}
            </select>`
      }
    `;
  }

  #kioskChosen(event: Event & { target: HTMLSelectElement }) {
    this.#habit({ kiosk: event.target.value });
  }

  #draft(detail: Draft) {
    this.dispatchEvent(new CustomEvent<Draft>("draft", { detail }));
  }

  #habit(detail: Partial<Habits>) {
    this.dispatchEvent(new CustomEvent<Partial<Habits>>("habit", { detail }));
  }
}
customElements.define("reception-form", ReceptionForm);
