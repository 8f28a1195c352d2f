/** The board's one element. Its rows are fixed in number, so that a year of calls adds nothing to the page. It decides nothing. */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import type { Localized } from "#shared/office/configuration.ts";
import { type Language, languages } from "#shared/texts/language.ts";
import { paperNumber } from "#shared/ticket/number.ts";
import type { BoardView } from "#shared/wire/payloads.ts";
import { sheet } from "../base/sheet.ts";
import { dayOfDate, localeOf, timeOfDay } from "../base/texts.ts";
import { boardStyles } from "./board-styles.ts";
import type { Said } from "./saying.ts";
import type { Slot } from "./slots.ts";
import { type BoardTexts, texts } from "./texts.ts";
import type { BoardScene } from "./view.ts";

export class BoardElement extends LitElement {
  static override properties = { scene: { attribute: false } };
  static override styles = [sheet, boardStyles];

  declare scene: BoardScene | null;

  constructor() {
    super();
    this.scene = null;
  }

  override willUpdate(changed: PropertyValues<this>) {
    const geometry = this.scene?.geometry;
    if (!geometry || changed.get("scene")?.geometry === geometry) return;
    for (const [name, value] of Object.entries(geometry))
      this.style.setProperty(`--${name}`, name === "rows" ? String(value) : `${value}px`);
  }

  override render() {
    const { scene } = this;
    if (!scene) return html`<main class="board starting">${middle(languages, (say) => [say.starting])}</main>`;
    const { view, office } = scene;
    const spoken = office?.languages ?? languages;
    const calls = view?.now.length ?? 0;
    return html`
      <main class=${`board${scene.awaySince === null ? "" : " away"}${view?.practice ? " practice" : ""}`}>
        <h1 class="unseen">${each(spoken, (say) => say.title)}</h1>
        ${view?.practice ? practiceBand(spoken) : nothing}
        <section class="calls">
          ${calls > 0 ? html`${headings(scene, spoken)}${scene.slots.slots.map((slot, place) => row(scene, slot, place, spoken))}` : nobodyCalled(scene, spoken)}
        </section>
        ${aside(scene, spoken)}
        ${scene.awaySince === null ? saidNote(scene.said, spoken) : awayNote(scene.awaySince, spoken)}
      </main>
    `;
  }
}

customElements.define("theq-board", BoardElement);

function headings({ slots }: BoardScene, spoken: readonly Language[]): TemplateResult {
  return html`<div class="headings">
    <div class="heading">${lines(spoken, (say) => say.number)}</div>
    <div class="turn">${slots.pages > 1 ? `${slots.page + 1} / ${slots.pages}` : nothing}</div>
    <div class="heading at">${lines(spoken, (say) => say.counter)}</div>
  </div>`;
}

/** A row says its state three times: by ground, by sign, and by words where there is room. */
function row({ geometry, slots, view }: BoardScene, { call, isNew }: Slot, place: number, spoken: readonly Language[]): TemplateResult {
  const state = call === null ? "empty" : isNew ? "new" : call.stage;
  const number = call ? paperNumber(call) : "";
  const long = number.length > 4 || (call?.label.length ?? 0) > 2;
  const firstEmpty = call === null && slots.slots[place - 1]?.call;
  return html`<div class=${`row ${state}${long ? " long" : ""}`}>
    <span class="mark" aria-hidden="true"></span>
    <bdi class="number" translate="no">${number}</bdi>
    <span class="words">${wordsOf(call, { fit: geometry.words, firstEmpty: Boolean(firstEmpty), practice: view?.practice === true }, spoken)}</span>
    <span class="arrow" aria-hidden="true" ?hidden=${!geometry.arrow}>${signs[state]}</span>
    <bdi class="counter" translate="no">${call?.label ?? ""}</bdi>
  </div>`;
}

interface RowWords {
  /** There is room beside the number. */
  readonly fit: boolean;
  readonly firstEmpty: boolean;
  readonly practice: boolean;
}

/** Where staff practise every call says so itself, room or not: nobody gets up for it. */
function wordsOf(call: Slot["call"], { fit, firstEmpty, practice }: RowWords, spoken: readonly Language[]) {
  if (call === null) return firstEmpty && !practice ? lines(spoken, (say) => say.watch) : nothing;
  if (practice) return lines(spoken, (say) => say.practice);
  return fit ? lines(spoken, (say) => (call.stage === "called" ? say.go : say.atCounter)) : nothing;
}

const sign = (path: string) => html`<svg viewBox="0 0 24 24"><path d=${path}></path></svg>`;
const signs = {
  new: sign("M3 5l7 7-7 7M12 5l7 7-7 7"),
  called: sign("M3 12h17M13 5l7 7-7 7"),
  serving: sign("M4 12.500l5 5L20 6.500"),
  empty: nothing,
} as const;

/** Never a half-empty screen: while nobody is called the room is told what to do. */
function nobodyCalled({ view, today }: BoardScene, spoken: readonly Language[]): TemplateResult {
  if (!view) return middle(spoken, (say) => [say.starting]);
  const { next } = view;
  if (view.date === null) {
    if (next?.date === today && next.opens !== null) {
      const { opens } = next;
      return middle(spoken, (say, language) => [say.closed, say.opensAt(timeOfDay(opens, language))]);
    }
    return middle(spoken, (say, language) => [say.closed, next ? opensOn(next, say, language) : say.closedAdvice]);
  }
  if (view.stage === "forming") {
    const opens = next?.opens ?? null;
    return middle(spoken, (say, language) => [say.soon, say.soonAt(opens === null ? null : timeOfDay(opens, language))]);
  }
  if (view.stage === "last") return middle(spoken, (say) => [say.welcome, say.watch]);
  return middle(spoken, (say) => [say.welcome, view.waiting > 0 ? say.watch : say.welcomeAdvice]);
}

function opensOn({ date, opens }: NonNullable<BoardView["next"]>, say: BoardTexts, language: Language): string {
  return say.opensOn(dayOfDate(date, language), opens === null ? null : timeOfDay(opens, language));
}

function aside(scene: BoardScene, spoken: readonly Language[]): TemplateResult {
  const { view, geometry, office, zoneName } = scene;
  const before = view?.before.slice(0, geometry.before) ?? [];
  const waits = view && view.date !== null;
  return html`<aside>
    <p class="clock">${scene.clock}</p>
    ${waits ? html`<div class="waiting"><p class=${`count digits-${Math.min(4, String(view.waiting).length)}`}>${view.waiting}</p><p>${lines(spoken, (say) => say.waiting)}</p></div>` : nothing}
    ${
      before.length > 0
        ? html`<div class="before">
            <div class="heading">${lines(spoken, (say) => say.before)}</div>
            <ol>${before.map((call) => html`<li><bdi translate="no">${paperNumber(call)}</bdi><span aria-hidden="true">→</span><bdi>${call.label}</bdi></li>`)}</ol>
          </div>`
        : html`<div class="place">${spoken.map((language) => html`<p lang=${localeOf(language)}>${office?.name[language]}</p>`).slice(0, oneName(office?.name) ? 1 : 2)}</div>`
    }
    <p class="small-print">
      ${office && before.length > 0 ? html`<span>${office.name[spoken[0] ?? "en"]}</span>` : nothing}
      ${zoneName ? html`<span>${spoken.map((language, place) => html`${place > 0 ? " / " : ""}<span lang=${localeOf(language)}>${zoneName[language]}</span>`)}</span>` : nothing}
      ${soundNote(scene, spoken)}
    </p>
  </aside>`;
}

function soundNote({ sound, muted }: BoardScene, spoken: readonly Language[]): TemplateResult | typeof nothing {
  if (sound === "silent") return nothing;
  if (muted) return html`<span class="touch">${each(spoken, (say) => say.touchForSound)}</span>`;
  return sound === "chime-only" ? html`<span>${each(spoken, (say) => say.chimeOnly)}</span>` : nothing;
}

function awayNote(since: string, spoken: readonly Language[]): TemplateResult {
  return html`<div class="away-note" role="alert">
    ${spoken.map((language) => html`<p lang=${localeOf(language)}><strong>${texts[language].away(since)}</strong><span>${texts[language].awayAdvice}</span></p>`)}
  </div>`;
}

/** One row of its own above the calls, in a colour that nothing else has. */
function practiceBand(spoken: readonly Language[]): TemplateResult {
  return html`<div class="practice-band">
    <strong>${each(spoken, (say) => say.practice)}</strong>
    <span>${each(spoken, (say) => say.practiceAbout)}</span>
  </div>`;
}

function saidNote(said: Said | null, spoken: readonly Language[]): TemplateResult | typeof nothing {
  if (said === null) return nothing;
  return html`<div class="said" role="status">${spoken.map((language) => html`<p lang=${localeOf(language)}>${said[language]}</p>`)}</div>`;
}

function middle(spoken: readonly Language[], words: (say: BoardTexts, language: Language) => readonly string[]): TemplateResult {
  return html`<div class="middle">
    ${spoken.map((language) => {
      const [title, ...others] = words(texts[language], language);
      return html`<div lang=${localeOf(language)}><p class=${`title${(title ?? "").length > 10 ? " long" : ""}`}>${title}</p>${others.map((text) => html`<p>${text}</p>`)}</div>`;
    })}
  </div>`;
}

/** One line for each language. */
function lines(spoken: readonly Language[], words: (say: BoardTexts) => string): TemplateResult[] {
  return spoken.map((language) => html`<span class="line" lang=${localeOf(language)}>${words(texts[language])}</span>`);
}

/** One after the other on a line. */
function each(spoken: readonly Language[], words: (say: BoardTexts) => string): TemplateResult[] {
  return spoken.map((language, place) => html`${place > 0 ? " / " : ""}<span lang=${localeOf(language)}>${words(texts[language])}</span>`);
}

function oneName(name: Localized | undefined): boolean {
  return name === undefined || name.en === name.fr;
}
