/** The look of the counter's dialogs. */
import { css } from "lit";

export const dialogStyles = css`
  dialog {
    width: min(680px, calc(100vw - 32px));
    max-height: calc(100vh - 48px);
    padding: 0;
    border: 0;
    border-radius: var(--radius-3);
    box-shadow: var(--shadow-3);
    color: inherit;
  }
  dialog::backdrop {
    background: rgb(0 35 74 / 55%);
  }
  .top {
    display: flex;
    align-items: start;
    gap: 12px;
    padding: 22px 24px 0;
  }
  .top div {
    flex: 1;
  }
  h2 {
    font-size: 24px;
  }
`;
