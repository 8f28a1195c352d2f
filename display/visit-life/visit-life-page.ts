/** What happened to a ticket, told from the hub's record to somebody with a name; the hub keeps who looked. */
import { html, nothing } from "lit";
import { type Fault, fault, isFault } from "#shared/faults/fault.ts";
import type { VisitLife } from "#shared/visit-life/facts.ts";
import type { StaffOffice } from "#shared/wire/staff.ts";
import { drawKey, postJson } from "../base/browser.ts";
import "../base/fault-note.ts";
import { StaffPage } from "../base/staff-page.ts";
import { officeIn } from "../base/staff-view.ts";
import { type Asking, askingFrom, missingIn } from "./asking.ts";
import "./life-story.ts";
import { visitLifeTexts } from "./texts.ts";
import { visitLifePageStyles } from "./visit-life-page.styles.ts";

/** Years of archived days may have to be looked through. */
const withinMs = 30_000;

interface Told {
  readonly life: VisitLife;
  readonly agent: number;
  readonly at: number;
}

export class VisitLifePage extends StaffPage {
  static override properties = {
    ...StaffPage.properties,
    asking: { state: true },
    told: { state: true },
    looking: { state: true },
    wrong: { state: true },
    missing: { state: true },
  };
  declare asking: Asking;
  declare told: Told | null;
  declare looking: boolean;
  declare wrong: Fault | null;
  /** The entry that was missing when it was asked. */
  declare missing: ReturnType<typeof missingIn>;
  /** The same question under the same key until it is answered, so that one look is kept once. */
  #pending: { readonly question: string; readonly key: string } | null = null;

  constructor() {
    super();
    this.asking = { ...askingFrom(location.search), agent: 0 };
    this.told = null;
    this.looking = false;
    this.wrong = null;
    this.missing = null;
  }

  static override styles = [...StaffPage.styles, visitLifePageStyles];

  override willUpdate() {
    const { you } = this.desk.store.office ?? {};
    if (you && this.asking.agent !== you.agent) this.asking = { ...this.asking, agent: you.agent };
  }

  override render() {
    const say = visitLifeTexts[this.language];
    const { office, link, now } = this.desk.store;
    const { told, format } = this;
    const viewer = office?.agents.find((each) => each.number === told?.agent)?.displayName ?? "";
    const toManager = html`<a class="button small" href="../manager/">${say.manager}</a>`;
    return html`
      ${this.top(say, say.title, say.heading, toManager)}
      <main>
        ${office && link.view && now !== null ? this.#form(office, officeIn(link.view)?.date ?? officeIn(link.view)?.lastDate ?? "") : this.loading(say)}
        ${this.wrong ? html`<fault-note .fault=${this.wrong} .language=${this.language} dismiss=${say.dismiss} @dismiss=${this.#dismissed}></fault-note>` : nothing}
        ${this.looking ? html`<p class="looking" role="status">${say.looking}</p>` : nothing}
        ${
          told && !this.looking
            ? html`<life-story .life=${told.life} .office=${office} .format=${format} .language=${this.language} viewer=${viewer} .seenAt=${told.at} @print=${this.#print}></life-story>`
            : nothing
        }
      </main>
    `;
  }

  #form(office: StaffOffice, usualDate: string) {
    const say = visitLifeTexts[this.language];
    const { asking, missing } = this;
    const date = asking.date || usualDate;
    const entered = (name: keyof Asking) => (event: Event & { target: HTMLInputElement | HTMLSelectElement }) => {
      const { value } = event.target;
      this.asking = { ...this.asking, [name]: name === "agent" ? Number(value) : value };
      this.missing = null;
    };
    const words = { number: say.numberFirst, date: say.dateFirst, agent: say.whoFirst };
    return html`
      <form class="card" novalidate @submit=${(event: SubmitEvent) => this.#ask(event, { ...asking, date })}>
        <p class="lead">${say.lead}</p>
        <label>${say.number}
          <input class="number" name="number" autocomplete="off" spellcheck="false" maxlength="8" placeholder=${say.numberHint} .value=${asking.number} @input=${entered("number")} aria-invalid=${missing === "number"} />
        </label>
        <label>${say.date}<input type="date" name="date" .value=${date} @input=${entered("date")} aria-invalid=${missing === "date"} /></label>
        ${
          office.you
            ? nothing
            : html`<label>${say.who}
          <select name="agent" @change=${entered("agent")} aria-invalid=${missing === "agent"}>
            <option value="0" ?selected=${asking.agent === 0}>${say.chooseWho}</option>
            ${office.agents.map((each) => html`<option value=${each.number} ?selected=${each.number === asking.agent}>${each.displayName}</option>`)}
          </select>
        </label>`
        }
        <button type="submit" class="button primary" aria-disabled=${this.looking}>${say.show}</button>
        <p class="missing" role="alert">${missing === null ? "" : words[missing]}</p>
        <p class="kept">${say.kept}</p>
      </form>
    `;
  }

  #ask(event: SubmitEvent, asking: Asking) {
    event.preventDefault();
    if (this.looking) return;
    this.missing = missingIn(asking);
    if (this.missing !== null) {
      const { missing } = this;
      this.renderRoot.querySelector<HTMLElement>(`[name="${missing}"]`)?.focus();
      return;
    }
    void this.#look(asking);
  }

  async #look({ number, date, agent }: Asking): Promise<void> {
    const question = JSON.stringify([number, date, agent]);
    if (this.#pending?.question !== question) this.#pending = { question, key: drawKey() };
    this.looking = true;
    this.wrong = null;
    this.told = null;
    const answer = await postJson("/api/v1/visit-life", { key: this.#pending.key, agent, number: number.trim(), date }, withinMs).catch(
      () => null,
    );
    this.looking = false;
    if (answer?.status === 200) {
      this.#pending = null;
      this.told = { life: answer.body as VisitLife, agent, at: this.desk.store.now ?? 0 };
      await this.updateComplete;
      const story = this.renderRoot.querySelector("life-story");
      await (story as { updateComplete?: Promise<unknown> } | null)?.updateComplete;
      story?.shadowRoot?.querySelector<HTMLElement>("#story")?.focus();
    } else this.wrong = isFault(answer?.body) ? answer.body : fault("hub-away");
  }

  #dismissed() {
    this.wrong = null;
  }

  #print() {
    globalThis.print();
  }

  protected override done() {}
}
customElements.define("visit-life-page", VisitLifePage);
