/** The look of the administration's forms and lists. */
import { css } from "lit";

export const formStyles = css`
  .fields {
    display: grid;
    gap: 18px;
  }
  .field {
    min-width: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }
  .field > label,
  .field > legend {
    display: block;
    padding: 0;
    font-weight: 700;
  }
  .optional {
    color: var(--text-quiet);
    font-size: 14px;
    font-weight: 400;
  }
  .hint {
    padding-bottom: 4px;
    color: var(--text-quiet);
    font-size: 14px;
    line-height: 1.3;
  }
  .tongue {
    display: block;
    padding-bottom: 3px;
    color: var(--text-quiet);
    font-size: 14px;
  }
  .both {
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 1fr));
    gap: 12px;
  }
  input:not([type="checkbox"], [type="radio"], [type="file"]),
  select,
  textarea {
    display: block;
    width: 100%;
    min-height: 40px;
    padding: 6px 10px;
    border: 1.5px solid var(--edge);
    border-radius: 8px;
    background: var(--surface);
    font: inherit;
    font-size: 16px;
    color: inherit;
  }
  textarea {
    resize: vertical;
    line-height: 1.35;
  }
  input.number,
  input.date,
  input.time {
    width: 160px;
  }
  select {
    max-width: 420px;
  }
  [aria-invalid="true"] {
    border-color: var(--danger) !important;
    background: var(--danger-soft);
  }
  .problem {
    padding-top: 3px;
    color: #a32d29;
    font-size: 14px;
    font-weight: 700;
    line-height: 1.3;
  }
  .tick {
    display: flex;
    gap: 10px;
    align-items: flex-start;
    min-height: 32px;
    padding: 4px 0;
    font-weight: 400;
    line-height: 1.4;
  }
  .field > label.tick {
    display: flex;
    font-weight: 700;
  }
  input[type="checkbox"],
  input[type="radio"] {
    flex: none;
    width: 20px;
    height: 20px;
    margin: 1px 0 0;
    accent-color: var(--blue);
  }
  .ticks {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(220px, 1fr));
    gap: 0 16px;
  }
  details > summary {
    padding: 6px 0;
    color: var(--link);
    font-weight: 700;
    cursor: pointer;
  }
  details[open] > summary {
    padding-bottom: 14px;
  }
`;
