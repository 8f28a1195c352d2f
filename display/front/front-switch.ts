/** One switch of the front page: shows what was pressed until the parent program has answered, then what is. Sends `turned`. */
import { css, html, LitElement } from "lit";
import { live } from "lit/directives/live.js";
import { staffStyles } from "../base/staff-styles.ts";

export class FrontSwitch extends LitElement {
  static override properties = { words: {}, on: { attribute: false }, held: { attribute: false } };
  declare words: string;
  declare on: boolean;
  /** A wish is on its way to the parent program. */
  declare held: boolean;
  /** What was pressed here and is not answered yet. */
  #wished: boolean | null = null;

  constructor() {
    super();
    this.words = "";
    this.on = false;
    this.held = false;
  }

  static override styles = [
    staffStyles,
    css`
      :host {
        display: flex;
      }
      label {
        display: flex;
        flex: 1;
        gap: 10px;
        align-items: center;
        cursor: pointer;
      }
      input {
        width: 20px;
        height: 20px;
        margin: 0;
        accent-color: var(--blue);
      }
    `,
  ];

  override willUpdate(changed: Map<string, unknown>) {
    if (changed.has("held") && !this.held) this.#wished = null;
  }

  override render() {
    return html`<label><input type="checkbox" .checked=${live(this.#wished ?? this.on)} ?disabled=${this.held} @change=${this.#turn} />${this.words}</label>`;
  }

  #turn(event: Event & { target: HTMLInputElement }) {
    this.#wished = event.target.checked;
    this.dispatchEvent(new CustomEvent<boolean>("turned", { detail: event.target.checked }));
  }
}
customElements.define("front-switch", FrontSwitch);
