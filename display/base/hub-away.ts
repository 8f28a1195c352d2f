/** The banner while the hub cannot be heard: since when, and what goes on without it. */
import { css, html, LitElement } from "lit";
import { icon } from "./staff-icons.ts";
import { staffStyles } from "./staff-styles.ts";

export class HubAway extends LitElement {
  static override properties = { what: {}, advice: {} };
  declare what: string;
  declare advice: string;

  constructor() {
    super();
    this.what = "";
    this.advice = "";
  }

  static override styles = [
    staffStyles,
    css`
      :host {
        display: block;
      }
      div {
        display: flex;
        align-items: center;
        gap: 14px;
        padding: 12px 24px;
        background: var(--gold);
        color: #2a1f00;
      }
      .icon {
        width: 26px;
        height: 26px;
      }
      strong {
        display: block;
        font-size: 18px;
      }
    `,
  ];

  override render() {
    return html`<div role="alert">${icon("away")}<p><strong>${this.what}</strong> ${this.advice}</p></div>`;
  }
}
customElements.define("hub-away", HubAway);
