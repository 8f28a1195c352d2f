/** What the office tells everybody, in both languages; put up and taken down. */
import { html, nothing } from "lit";
import { dayIn } from "../base/staff-view.ts";
import { SteerPart } from "./steer-part.ts";
import { steerTexts } from "./steer-texts.ts";

const lettersMax = 240;
const untils = ["0", "30", "60", "120", "480"] as const;

export class SteerNotices extends SteerPart {
  static override properties = { ...SteerPart.properties, en: { state: true }, fr: { state: true }, until: { state: true } };
  declare en: string;
  declare fr: string;
  declare until: (typeof untils)[number];

  constructor() {
    super();
    this.en = "";
    this.fr = "";
    this.until = "0";
  }

  override render() {
    const say = steerTexts[this.language].notices;
    const { scene } = this;
    if (!scene) return nothing;
    const notices = [...(dayIn(scene.view)?.notices ?? [])].reverse();
    const ready = !this.held && this.en.trim() !== "" && this.fr.trim() !== "";
    return html`
      <p class="lead">${say.lead}</p>
      <div class="line">${this.#field("en", say.english)}${this.#field("fr", say.french)}</div>
      <div class="line">
        <label class="field">${say.until}
          <select @change=${this.#untilChosen}>${untils.map((each) => html`<option value=${each} ?selected=${each === this.until}>${say.untils[each]}</option>`)}</select>
        </label>
        <button type="button" class="button primary" aria-disabled=${!ready} @click=${() => ready && this.#post()}>${say.post}</button>
      </div>
      ${
        notices.length === 0
          ? html`<p class="quiet-words">${say.none}</p>`
          : html`<ul class="rows">${notices.map((each) => this.#notice(each, say.since(scene.format.time(each.since), each.until === null ? null : scene.format.time(each.until))))}</ul>`
      }
    `;
  }

  #field(of: "en" | "fr", words: string) {
    const typed = (event: Event & { target: HTMLTextAreaElement }) => {
      this[of] = event.target.value;
    };
    return html`<label class="field grow">${words}<textarea rows="2" lang=${of} maxlength=${lettersMax} .value=${this[of]} @input=${typed}></textarea></label>`;
  }

  #notice({ notice, text }: { readonly notice: string; readonly text: { readonly en: string; readonly fr: string } }, when: string) {
    const say = steerTexts[this.language].notices;
    const take = () => this.ask((key, agent) => ({ name: "withdraw-notice", key, agent, notice }));
    const other = this.language === "en" ? "fr" : "en";
    return html`
      <li>
        <span class="fill"><strong>${text[this.language]}</strong><br /><span lang=${other} class="quiet-words">${text[other]}</span></span>
        <span class="quiet-words">${when}</span>
        <button type="button" class="button small" aria-label="${say.take} ${say.takeOf(text[this.language])}" aria-disabled=${this.held} @click=${take}>${say.take}</button>
      </li>
    `;
  }

  #untilChosen(event: Event & { target: HTMLSelectElement }) {
    this.until = untils.find((each) => each === event.target.value) ?? "0";
  }

  #post() {
    const [en, fr, minutes] = [this.en.trim(), this.fr.trim(), Number(this.until)];
    this.ask((key, agent) => {
      return { name: "post-notice", key, agent, notice: `said-${key}`, text: { en, fr }, untilMinutes: minutes === 0 ? null : minutes };
    });
    this.en = "";
    this.fr = "";
  }
}
customElements.define("steer-notices", SteerNotices);
