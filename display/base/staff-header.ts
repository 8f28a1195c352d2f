/** The head of a staff page: what it is, the office's time, whether the hub is heard, and the language. */
import { css, html, LitElement } from "lit";
import type { Language } from "#shared/texts/language.ts";
import { icon } from "./staff-icons.ts";
import { staffStyles } from "./staff-styles.ts";
import { ownName } from "./texts.ts";

const words: Readonly<
  Record<
    Language,
    { readonly language: string; readonly live: string; readonly away: string; readonly connecting: string; readonly signOut: string }
  >
> = {
  en: { language: "Language", live: "Live", away: "Hub not reachable", connecting: "Connecting…", signOut: "Sign out" },
  fr: { language: "Langue", live: "En direct", away: "Serveur injoignable", connecting: "Connexion…", signOut: "Se déconnecter" },
};

export class StaffHeader extends LitElement {
  static override properties = {
    heading: {},
    office: {},
    time: {},
    hearing: {},
    language: {},
    languages: { attribute: false },
    who: {},
  };
  declare heading: string;
  declare office: string;
  declare time: string;
  declare hearing: "live" | "away" | "connecting";
  declare language: Language;
  declare languages: readonly Language[];
  /** Whoever is signed in; empty where nobody signs in. */
  declare who: string;

  constructor() {
    super();
    this.heading = "";
    this.office = "";
    this.time = "";
    this.hearing = "connecting";
    this.language = "en";
    this.languages = [];
    this.who = "";
  }

  static override styles = [
    staffStyles,
    css`
      :host {
        display: block;
        background: var(--blue);
        color: #fff;
        border-bottom: 4px solid var(--gold);
      }
      header {
        display: flex;
        align-items: center;
        gap: 18px;
        min-height: 60px;
        padding: 6px 24px;
      }
      h1 {
        font-size: 22px;
        line-height: 1.2;
        white-space: nowrap;
      }
      .office {
        padding-left: 18px;
        border-left: 1px solid rgb(255 255 255 / 35%);
        font-size: 16px;
        white-space: nowrap;
        overflow: hidden;
        text-overflow: ellipsis;
      }
      .fill {
        flex: 1;
      }
      .time {
        font-weight: 700;
        font-variant-numeric: tabular-nums;
        white-space: nowrap;
      }
      .state {
        display: inline-flex;
        align-items: center;
        gap: 8px;
        padding: 3px 12px;
        border-radius: 999px;
        background: rgb(255 255 255 / 14%);
        font-size: 14px;
        font-weight: 700;
        white-space: nowrap;
      }
      .state::before {
        content: "";
        width: 10px;
        height: 10px;
        border-radius: 50%;
        background: #7be0a6;
      }
      .state.connecting::before {
        background: #fff;
      }
      .state.away {
        background: var(--gold);
        color: var(--text);
      }
      .state.away::before {
        content: none;
      }
      .languages {
        display: flex;
        border: 1px solid rgb(255 255 255 / 55%);
        border-radius: 10px;
        overflow: hidden;
      }
      .languages button,
      .out {
        min-width: var(--touch, 0);
        min-height: max(40px, var(--touch, 0px));
        padding: 4px 14px;
        border: 0;
        background: transparent;
        color: #fff;
        font-weight: 700;
        cursor: pointer;
      }
      .out {
        border: 1px solid rgb(255 255 255 / 55%);
        border-radius: 10px;
      }
      .who {
        font-weight: 700;
      }
      .languages button[aria-pressed="true"] {
        background: #fff;
        color: var(--blue);
      }
      .languages button:focus-visible {
        outline-offset: -4px;
      }
      @media (max-width: 900px) {
        header {
          flex-wrap: wrap;
          gap: 8px 14px;
        }
        .office {
          display: none;
        }
      }
      ::slotted(*) {
        color: #fff;
      }
    `,
  ];

  override render() {
    const say = words[this.language];
    return html`
      <header>
        <h1>${this.heading}</h1>
        <p class="office">${this.office}</p>
        <span class="fill"></span>
        <slot></slot>
        ${
          this.who === ""
            ? ""
            : html`<p class="who">${this.who}</p><button type="button" class="out" @click=${() => this.dispatchEvent(new CustomEvent("leave"))}>${say.signOut}</button>`
        }
        <p class="state ${this.hearing}">${this.hearing === "away" ? icon("away") : ""}${say[this.hearing]}</p>
        <p class="time">${this.time}</p>
        <div class="languages" role="group" aria-label=${say.language}>
          ${this.languages.map(
            (each) =>
              html`<button type="button" lang=${each} aria-pressed=${each === this.language} @click=${() => this.#choose(each)}>${ownName(each)}</button>`,
          )}
        </div>
      </header>
    `;
  }

  #choose(language: Language) {
    this.dispatchEvent(new CustomEvent<Language>("language", { detail: language }));
  }
}
customElements.define("staff-header", StaffHeader);
