/** The look of the list of those who wait. */
import { css } from "lit";

export const counterLineStyles = css`
  :host {
    display: block;
    min-height: 0;
  }
  section {
    display: flex;
    flex-direction: column;
    height: 100%;
    overflow: hidden;
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 6px 12px;
    min-height: 52px;
    padding: 8px 16px 8px 20px;
    border-bottom: 1px solid var(--hairline);
  }
  h2 {
    font-size: 20px;
  }
  .show {
    display: flex;
    padding: 3px;
    border-radius: 10px;
    background: var(--blue-soft);
  }
  .show button {
    min-height: 34px;
    padding: 2px 12px;
    border: 0;
    border-radius: 8px;
    background: transparent;
    color: var(--blue);
    font-size: 15px;
    font-weight: 700;
  }
  .show button[aria-pressed="true"] {
    background: var(--surface);
    box-shadow: 0 1px 3px rgb(0 35 74 / 30%);
  }
  .rows {
    flex: 1;
    min-height: 0;
    overflow-y: auto;
  }
  .row {
    display: grid;
    grid-template-columns: 74px minmax(0, 1fr) auto auto;
    gap: 4px 12px;
    align-items: center;
    padding: 10px 14px 10px 20px;
  }
  .row + .row {
    border-top: 1px solid var(--hairline);
  }
  .row.first {
    background: var(--blue-soft);
  }
  .number {
    color: var(--blue);
    font-size: 24px;
    font-weight: 700;
    font-variant-numeric: tabular-nums;
  }
  .row.other .number {
    color: var(--text-quiet);
  }
  .what {
    display: grid;
    gap: 4px;
    min-width: 0;
  }
  .service {
    font-weight: 700;
    line-height: 1.25;
  }
  .service.unsure {
    color: var(--gold-ink);
  }
  .queue {
    color: var(--text-quiet);
    font-size: 14px;
  }
  .chips {
    gap: 4px;
  }
  .chip {
    padding: 1px 9px 1px 7px;
    font-size: 13px;
  }
  .what .button {
    justify-self: start;
    margin-top: 2px;
  }
  .waited {
    font-weight: 700;
    font-variant-numeric: tabular-nums;
    text-align: right;
    white-space: nowrap;
  }
  .moves {
    display: flex;
    gap: 2px;
  }
  .moves .button {
    padding: 4px 10px;
  }
  .nobody {
    padding: 48px 24px;
    color: var(--text-quiet);
    text-align: center;
  }
  .more {
    padding: 14px 20px;
    color: var(--text-quiet);
  }
`;
