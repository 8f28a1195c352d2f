/** The bar on every page of a hub that another one has replaced: nothing pressed here counts any more. */
import { css, html, LitElement, nothing } from "lit";
import type { Fault } from "#shared/faults/fault.ts";
import { faultText } from "#shared/faults/text.ts";
import type { Language } from "#shared/texts/language.ts";
import { icon } from "./staff-icons.ts";
import { staffStyles } from "./staff-styles.ts";

export class HubSuperseded extends LitElement {
  static override properties = { fault: { attribute: false }, language: {} };
  declare fault: Fault | null;
  declare language: Language;

  constructor() {
    super();
    this.fault = null;
    this.language = "en";
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
        background: #7a1a17;
        color: #fff;
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
    if (!this.fault) return nothing;
    const { what, advice } = faultText(this.fault, this.language);
    return html`<div role="alert">${icon("warning")}<p><strong>${what}</strong> ${advice}</p></div>`;
  }
}
customElements.define("hub-superseded", HubSuperseded);
