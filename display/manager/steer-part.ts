/** What the parts of the "Steer the day" card have in common: what they are drawn from, and how they ask for a command. */
import { css, LitElement, type PropertyDeclarations } from "lit";
import type { Command } from "#shared/queue/commands.ts";
import type { Language } from "#shared/texts/language.ts";
import type { StaffOffice } from "#shared/wire/staff.ts";
import type { OfficeFormat } from "../base/format.ts";
import { staffStyles } from "../base/staff-styles.ts";
import type { StaffView } from "../base/staff-view.ts";

export interface SteerScene {
  readonly view: StaffView;
  readonly office: StaffOffice;
  readonly format: OfficeFormat;
  readonly now: number;
}

/** `make`: with the key of the press and whoever does it. */
export type SteerAsked = (key: string, agent: number) => Command;

export abstract class SteerPart extends LitElement {
  static override properties: PropertyDeclarations = { scene: { attribute: false }, language: {}, held: { attribute: false } };
  declare scene: SteerScene | null;
  declare language: Language;
  /** Nothing can be asked now: nobody has said who they are, or a command is under way. */
  declare held: boolean;

  constructor() {
    super();
    this.scene = null;
    this.language = "en";
    this.held = false;
  }

  static override styles = [
    staffStyles,
    css`
      :host {
        display: grid;
        gap: 14px;
      }
      p.lead {
        color: var(--text-quiet);
      }
      .line {
        display: flex;
        flex-wrap: wrap;
        gap: 12px;
        align-items: end;
      }
      label.field {
        display: grid;
        gap: 4px;
        font-weight: 700;
      }
      .grow {
        flex: 1 1 260px;
      }
      select,
      textarea,
      input[type="time"] {
        width: 100%;
        min-height: 44px;
        padding: 6px 12px;
        border: 2px solid var(--edge);
        border-radius: 10px;
        background: var(--surface);
        font: inherit;
        font-weight: 400;
      }
      textarea {
        resize: vertical;
      }
      ul.rows > li {
        display: flex;
        flex-wrap: wrap;
        gap: 6px 16px;
        align-items: center;
        min-height: 48px;
        padding: 6px 0;
        border-top: 1px solid var(--hairline);
      }
      ul.rows .fill {
        flex: 1 1 200px;
      }
      .quiet-words {
        color: var(--text-quiet);
      }
      label.choice {
        display: inline-flex;
        gap: 10px;
        align-items: center;
        min-height: 40px;
      }
      input[type="checkbox"] {
        width: 20px;
        height: 20px;
        accent-color: var(--blue);
      }
      .toggles {
        display: flex;
        flex-wrap: wrap;
        gap: 6px;
      }
      .toggle {
        min-height: 36px;
        padding: 2px 12px;
        border: 1.5px solid var(--edge);
        border-radius: 999px;
        background: var(--surface);
        font-size: 15px;
        cursor: pointer;
      }
      .toggle[aria-pressed="true"] {
        border-color: var(--blue);
        background: var(--blue);
        color: #fff;
        font-weight: 700;
      }
      .toggle[aria-disabled="true"] {
        cursor: not-allowed;
        opacity: 0.75;
      }
    `,
  ];

  protected ask(make: SteerAsked): void {
    if (!this.held) this.dispatchEvent(new CustomEvent<SteerAsked>("steer", { detail: make, bubbles: true, composed: true }));
  }
}
