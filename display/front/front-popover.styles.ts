/** A button of a caption, and what it opens over the page. */
import { css } from "lit";

export const frontPopover = css`
  .open {
    display: inline-flex;
    gap: 6px;
    align-items: center;
    min-height: 32px;
    padding: 2px 12px;
    border: 1px solid var(--blue);
    border-radius: 999px;
    background: var(--surface);
    color: var(--blue);
    font-size: 14px;
    font-weight: 700;
  }
  .open:hover {
    background: var(--blue-soft);
  }
  [popover] {
    max-width: min(520px, 92vw);
    margin: auto;
    padding: 18px 22px 20px;
    border: 1px solid var(--hairline);
    border-radius: var(--radius-3);
    background: var(--surface);
    color: inherit;
    box-shadow: 0 12px 40px rgb(0 0 0 / 30%);
  }
  [popover]::backdrop {
    background: rgb(0 20 50 / 35%);
  }
  .head {
    display: flex;
    gap: 12px;
    align-items: start;
    justify-content: space-between;
  }
  h2 {
    margin: 0;
    color: var(--blue);
    font-size: 19px;
  }
  p {
    margin: 4px 0 12px;
    color: var(--text-quiet);
    font-size: 15px;
    line-height: 1.35;
  }
`;
