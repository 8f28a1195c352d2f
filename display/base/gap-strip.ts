/** The strip that leads to the catch-up page while tickets of the time without the hub are not gone through. */
import { css, html, LitElement, nothing } from "lit";
import type { Language } from "#shared/texts/language.ts";
import { icon } from "./staff-icons.ts";
import { staffStyles } from "./staff-styles.ts";
import type { Catalogues } from "./texts.ts";

interface GapStripTexts {
  readonly waited: (n: number) => string;
  readonly late: (n: number) => string;
  readonly go: string;
}

const texts: Catalogues<GapStripTexts> = {
  en: {
    waited: (n) => (n === 1 ? "1 ticket waited while the system was away" : `${n} tickets waited while the system was away`),
    late: (n) => (n === 1 ? "1 ticket came in after its day was closed" : `${n} tickets came in after their day was closed`),
    go: "Go through them",
  },
  fr: {
    waited: (n) => (n === 1 ? "1 billet a attendu pendant l’absence du système" : `${n} billets ont attendu pendant l’absence du système`),
    late: (n) =>
      n === 1 ? "1 billet est arrivé après la fermeture de sa journée" : `${n} billets sont arrivés après la fermeture de leur journée`,
    go: "Les passer en revue",
  },
};

export class GapStrip extends LitElement {
  static override properties = { waited: { attribute: false }, late: { attribute: false }, language: {} };
  declare waited: number;
  declare late: number;
  declare language: Language;

  constructor() {
    super();
    this.waited = 0;
    this.late = 0;
    this.language = "en";
  }

  static override styles = [
    staffStyles,
    css`
      :host {
        display: block;
      }
      p {
        display: flex;
        flex-wrap: wrap;
        gap: 6px 14px;
        align-items: center;
        padding: 8px 24px;
        background: var(--gold-soft);
        border-bottom: 1px solid #e2c069;
      }
      .icon {
        color: var(--gold-ink);
      }
      strong {
        font-size: 17px;
      }
      a {
        display: inline-flex;
        align-items: center;
        min-height: 40px;
        padding: 4px 18px;
        border-radius: 10px;
        background: var(--blue);
        color: #fff;
        font-weight: 700;
        text-decoration: none;
      }
      a:hover {
        background: var(--blue-deep);
      }
    `,
  ];

  override render() {
    if (this.waited + this.late === 0) return nothing;
    const say = texts[this.language];
    const words = this.waited > 0 ? say.waited(this.waited) : say.late(this.late);
    return html`<p role="status">${icon("clock")}<strong>${words}</strong><a href="../catch-up/">${say.go}</a></p>`;
  }
}
customElements.define("gap-strip", GapStrip);
