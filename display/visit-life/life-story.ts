/** A ticket's story: its number and day, how long it waited and was served, and what happened, a sentence each. Can be printed. */
import { html, LitElement, nothing } from "lit";
import type { Language } from "#shared/texts/language.ts";
import type { Fact, Step, VisitLife } from "#shared/visit-life/facts.ts";
import { lifeSentence, sumsOf } from "#shared/visit-life/sentences.ts";
import type { StaffOffice } from "#shared/wire/staff.ts";
import type { OfficeFormat } from "../base/format.ts";
import { staffStyles } from "../base/staff-styles.ts";
import { dayAt, lifeNames } from "./life-names.ts";
import { lifeStoryStyles } from "./life-story.styles.ts";
import { visitLifeTexts } from "./texts.ts";

/** What a reader looks for first. */
const main: ReadonlySet<Fact["what"]> = new Set([
  ...(["ticket-taken", "taken-in", "admitted", "called", "begun", "finished", "no-show", "left", "day-closed"] as const),
]);

export class LifeStory extends LitElement {
  static override properties = {
    life: { attribute: false },
    office: { attribute: false },
    format: { attribute: false },
    language: {},
    viewer: {},
    seenAt: { attribute: false },
  };
  declare life: VisitLife | null;
  declare office: StaffOffice | null;
  declare format: OfficeFormat | null;
  declare language: Language;
  /** Who looks, by name. */
  declare viewer: string;
  declare seenAt: number;

  constructor() {
    super();
    this.life = null;
    this.office = null;
    this.format = null;
    this.language = "en";
    this.viewer = "";
    this.seenAt = 0;
  }

  static override styles = [staffStyles, lifeStoryStyles];

  override render() {
    const { life, office, format, language } = this;
    if (!life || !office || !format) return nothing;
    const say = visitLifeTexts[language];
    const { waitedMs, servedMs, calls } = sumsOf(life.steps);
    return html`
      <article class="card" aria-labelledby="story">
        <div class="head">
          <h2 id="story" tabindex="-1">${say.storyOf(life.number)}</h2>
          <p class="day">${format.day(dayAt(life.date))}</p>
          <p class="office">${office.name[language]}</p>
          ${life.practice ? html`<span class="chip practice">${say.practice}</span>` : nothing}
          <span class="fill"></span>
          <button type="button" class="button" @click=${this.#print}>${say.print}</button>
        </div>
        <dl>
          <div><dt>${say.waited}</dt><dd>${format.duration(waitedMs)}</dd></div>
          <div><dt>${say.served}</dt><dd>${servedMs === 0 ? "–" : format.duration(servedMs)}</dd></div>
          <div><dt>${say.called}</dt><dd>${say.times(calls)}</dd></div>
        </dl>
        <h3>${say.steps}</h3>
        <ol>${this.#steps(life, office, format)}</ol>
        <p class="foot">${say.printed(this.viewer, format.dayAndTime(this.seenAt))}</p>
      </article>
    `;
  }

  /** Of another day than the last one: that day first. */
  #steps(life: VisitLife, office: StaffOffice, format: OfficeFormat) {
    const names = lifeNames(life.number, office, format, this.language);
    let day = format.day(dayAt(life.date));
    return life.steps.map((step: Step) => {
      const its = format.day(step.at);
      const isOther = its !== day;
      day = its;
      return html`
        ${isOther ? html`<li class="other-day">${its}</li>` : nothing}
        <li class="step ${main.has(step.fact.what) ? "main" : ""}">
          <span class="time">${format.time(step.at)}</span>
          <span class="mark"></span>
          <p>${lifeSentence(step.fact, names, this.language)}</p>
        </li>
      `;
    });
  }

  #print() {
    this.dispatchEvent(new CustomEvent("print"));
  }
}
customElements.define("life-story", LifeStory);
