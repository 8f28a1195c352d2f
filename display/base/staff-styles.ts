/** The look that staff pages share on top of every page's: cards, buttons, chips. */
import { css } from "lit";
import { sheet } from "./sheet.ts";

const parts = css`
  /* A page on a tablet sets --touch: no target is smaller than it. */
  :host {
    --gold-ink: #5c4300;
    color: var(--text);
  }
  .card {
    background: var(--surface);
    border: 1px solid var(--hairline);
    border-radius: var(--radius-3);
    box-shadow: var(--shadow-1);
  }
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 10px;
    min-height: 44px;
    padding: 8px 18px;
    border: 1.5px solid var(--edge);
    border-radius: 10px;
    background: var(--surface);
    font-weight: 700;
    cursor: pointer;
  }
  .button:hover {
    background: var(--blue-soft);
    border-color: var(--blue);
  }
  .button.primary {
    background: var(--blue);
    border-color: var(--blue);
    color: #fff;
  }
  .button.primary:hover {
    background: var(--blue-deep);
  }
  .button.small {
    min-width: var(--touch, 0);
    min-height: max(36px, var(--touch, 0px));
    padding: 4px 12px;
    font-size: 15px;
  }
  .button.quiet {
    border-color: transparent;
    background: transparent;
    color: var(--blue-bright);
  }
  .button.quiet:hover {
    background: var(--blue-soft);
  }
  .button[aria-disabled="true"],
  .button[aria-disabled="true"]:hover,
  .button.primary[aria-disabled="true"]:hover {
    cursor: not-allowed;
    background: #edf0f5;
    border-color: var(--hairline);
    color: #66728a;
  }
  .chips {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
  }
  .chip {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    padding: 2px 10px 2px 8px;
    border-radius: 999px;
    background: var(--blue-soft);
    color: var(--blue);
    font-size: 14px;
    font-weight: 700;
    white-space: nowrap;
  }
  .chip.need {
    background: var(--gold-soft);
    color: var(--gold-ink);
  }
  .chip.gap {
    background: #e9ebef;
    color: #3b4454;
  }
  .chip.practice {
    background: #efe3fb;
    color: #4b1d78;
  }
  .icon {
    width: 1.25em;
    height: 1.25em;
    flex: none;
  }
  @media (forced-colors: active) {
    .card,
    .chip {
      border: 1px solid;
    }
  }
`;

export const staffStyles = [sheet, parts];
