/** The look of what is touched on a tablet in one hand: nothing under 60 px, what is chosen is filled. */
import { css } from "lit";
import { staffStyles } from "../base/staff-styles.ts";

/** What stands on top of the staff's look. */
export const touchParts = css`
  .label {
    display: block;
    margin-bottom: 6px;
    padding: 0;
    color: var(--text-quiet);
    font-size: 15px;
    font-weight: 700;
  }
  fieldset {
    min-width: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }
  .button {
    min-height: 60px;
    border-radius: 12px;
    font-size: 17px;
    line-height: 1.2;
  }
  .button.danger {
    border-color: var(--danger);
    color: #a52b27;
  }
  .button.danger:hover {
    background: var(--danger-soft);
  }
  .segments {
    display: flex;
    gap: 6px;
  }
  .segment {
    display: inline-flex;
    flex: 1 1 0;
    align-items: center;
    justify-content: center;
    gap: 8px;
    min-width: 60px;
    min-height: 60px;
    padding: 4px 10px;
    border: 1.5px solid var(--edge);
    border-radius: 12px;
    background: var(--surface);
    font-size: 16px;
    font-weight: 700;
    line-height: 1.15;
  }
  .segment[aria-pressed="true"] {
    border-color: var(--blue);
    background: var(--blue);
    color: #fff;
  }
  .segment[aria-disabled="true"] {
    border-style: dashed;
    border-color: var(--hairline);
    color: #66728a;
    cursor: not-allowed;
  }
  .field {
    width: 100%;
    min-width: 0;
    min-height: 60px;
    padding: 8px 16px;
    border: 2px solid var(--edge);
    border-radius: 12px;
    background: var(--surface);
    font-size: 18px;
  }
  .field::placeholder {
    color: #5d6675;
    opacity: 1;
  }
  @media (forced-colors: active) {
    .segment[aria-pressed="true"] {
      outline: 3px solid Highlight;
      outline-offset: -5px;
    }
  }
`;

export const touchStyles = [staffStyles, touchParts];
