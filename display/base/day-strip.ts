/** A quiet line under the head of a counter's page: how far the day is, what the office tells everybody, and what gives no tickets now. */
import { css, html, LitElement, nothing } from "lit";
import type { Language } from "#shared/texts/language.ts";
import type { StaffOffice } from "#shared/wire/staff.ts";
import { type DayNote, dayNotes } from "./day-now.ts";
import { icon } from "./staff-icons.ts";
import { staffStyles } from "./staff-styles.ts";
import type { StaffView } from "./staff-view.ts";
import { type Catalogues, timeOfDay } from "./texts.ts";

/** More would push the work down the page. */
const shownMax = 4;

interface DayStripTexts {
  readonly heading: string;
  readonly forming: (time: string | null) => string;
  readonly closing: (time: string, minutes: number) => string;
  readonly pastClosing: (time: string) => string;
  readonly last: string;
  readonly notOffered: Readonly<Record<"stopped" | "limit" | "last-ticket", (name: string, figure: string) => string>>;
  readonly more: (n: number) => string;
}

const texts: Catalogues<DayStripTexts> = {
  en: {
    heading: "The office’s day",
    forming: (time) => `The line forms; the doors open ${time === null ? "soon" : `at ${time}`}`,
    closing: (time, minutes) => `Closing soon: at ${time}, in ${minutes}\u00a0min`,
    pastClosing: (time) => `Past closing time (${time}); tickets are still given`,
    last: "No more tickets today; whoever waits is still called",
    notOffered: {
      stopped: (name) => `No tickets today: ${name}`,
      limit: (name, figure) => `All ${figure} of today given: ${name}`,
      "last-ticket": (name) => `Too late for a ticket: ${name}`,
    },
    more: (n) => `and ${n} more`,
  },
  fr: {
    heading: "La journée du bureau",
    forming: (time) => `La file se forme; les portes ouvrent ${time === null ? "bientôt" : `à ${time}`}`,
    closing: (time, minutes) => `Fermeture bientôt : à ${time}, dans ${minutes}\u00a0min`,
    pastClosing: (time) => `L’heure de fermeture (${time}) est passée; des billets sont encore remis`,
    last: "Plus de billets aujourd’hui; qui attend sera appelé",
    notOffered: {
      stopped: (name) => `Pas de billets aujourd’hui : ${name}`,
      limit: (name, figure) => `Les ${figure} du jour sont remis : ${name}`,
      "last-ticket": (name) => `Trop tard pour un billet : ${name}`,
    },
    more: (n) => `et ${n} de plus`,
  },
};

export class DayStrip extends LitElement {
  static override properties = { view: { attribute: false }, office: { attribute: false }, now: { attribute: false }, language: {} };
  declare view: StaffView | null;
  declare office: StaffOffice | null;
  declare now: number | null;
  declare language: Language;

  constructor() {
    super();
    this.view = null;
    this.office = null;
    this.now = null;
    this.language = "en";
  }

  static override styles = [
    staffStyles,
    css`
      :host {
        display: block;
      }
      ul {
        display: flex;
        flex-wrap: wrap;
        gap: 2px 26px;
        padding: 8px 24px;
        background: var(--surface);
        border-bottom: 1px solid var(--hairline);
        font-size: 15px;
      }
      li {
        display: flex;
        gap: 8px;
        align-items: center;
        min-width: 0;
      }
      .icon {
        color: var(--text-quiet);
      }
      .stage {
        font-weight: 700;
      }
      .stage .icon {
        color: var(--gold-ink);
      }
      .more {
        color: var(--text-quiet);
      }
    `,
  ];

  override render() {
    const { view, office, now } = this;
    const notes = view && office && now !== null ? dayNotes(view, office, now) : [];
    if (notes.length === 0) return nothing;
    const say = texts[this.language];
    const more = notes.length - shownMax;
    return html`
      <section aria-label=${say.heading}><ul>
        ${notes.slice(0, shownMax).map((note) => html`<li class=${kindOf(note)}>${icon(signOf(note))}<span>${this.#words(note)}</span></li>`)}
        ${more > 0 ? html`<li class="more">${say.more(more)}</li>` : nothing}
      </ul></section>
    `;
  }

  #words(note: DayNote): string {
    const { language } = this;
    const say = texts[language];
    switch (note.kind) {
      case "forming":
        return say.forming(note.opens === null ? null : timeOfDay(note.opens, language));
      case "closing":
        return say.closing(timeOfDay(note.closes, language), note.inMinutes);
      case "past-closing":
        return say.pastClosing(timeOfDay(note.closes, language));
      case "last":
        return say.last;
      case "notice":
        return note.text[language];
      case "not-offered":
        return say.notOffered[note.why.why](note.name[language], String(note.why.figure ?? ""));
    }
  }
}
customElements.define("day-strip", DayStrip);

function kindOf({ kind }: DayNote): "notice" | "refused" | "stage" {
  return kind === "notice" ? "notice" : kind === "not-offered" ? "refused" : "stage";
}

function signOf(note: DayNote) {
  return ({ notice: "info", refused: "ticket", stage: "clock" } as const)[kindOf(note)];
}
