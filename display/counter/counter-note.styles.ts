/** The look of the note about a citizen, and of the dialog it is written in. */
import { css } from "lit";

export const noteStyles = css`
  :host {
    display: block;
  }
  .noted {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 6px 12px;
    align-items: start;
  }
  .noted .button {
    margin-left: -12px;
  }
  .told {
    max-height: 5.2em;
    padding: 6px 14px;
    overflow-y: auto;
    border-left: 4px solid var(--blue);
    border-radius: 0 8px 8px 0;
    background: var(--blue-soft);
    font-size: 16px;
    line-height: 1.35;
  }
  .told p {
    overflow-wrap: anywhere;
    white-space: pre-line;
  }
  .told .name,
  .told strong {
    font-weight: 700;
  }
  kbd {
    min-width: 24px;
    padding: 0 6px;
    border: 1px solid currentcolor;
    border-radius: 6px;
    font: inherit;
    font-size: 13px;
  }
  fault-note {
    margin-top: 8px;
  }
  form {
    display: grid;
    gap: 10px;
    padding: 14px 24px 22px;
  }
  .field {
    display: grid;
    gap: 4px;
  }
  label {
    font-weight: 700;
  }
  input,
  textarea {
    width: 100%;
    min-height: 46px;
    padding: 8px 14px;
    border: 2px solid var(--edge);
    border-radius: 10px;
    background: var(--surface);
    color: inherit;
    font: inherit;
  }
  textarea {
    resize: vertical;
  }
  .left {
    min-height: 1.3em;
    color: var(--text-quiet);
    font-size: 14px;
    text-align: right;
  }
  .ends {
    display: flex;
    gap: 12px;
  }
`;
